"""The keys this installation makes for itself once and keeps in its state directory, readable by the owner only."""

import json
import os
import secrets
from functools import cache
from pathlib import Path

from toandan.house import environment
from toandan.house.database import places

_NAMES = (
    "secret_key",
    "scope_key",
    "super_password",
    "owner_password",
    "app_password",
    "journal_seed",
    "letters_seed",
    "documents_key",
)


def path() -> Path:
    """Return where the keys lie."""
    return places.find().state / "keys.json"


@cache
def keys() -> dict[str, str]:
    """Return the keys, making those that are missing; a half-written file cannot be left behind."""
    file = path()
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    missing = [name for name in _NAMES if name not in kept]
    if missing:
        kept |= {name: secrets.token_hex(32) for name in missing}
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            json.dump(kept, out)
            out.flush()
            os.fsync(out.fileno())
        _settle(part, file)
        kept = json.loads(file.read_text())
    return kept


def _settle(part: Path, file: Path) -> None:
    """Let the first of two simultaneous makers win, so that both work with the same keys."""
    try:
        os.link(part, file)
    except FileExistsError:
        if any(name not in json.loads(file.read_text()) for name in _NAMES):
            part.replace(file)
            return
    part.unlink()


def secret(name: str) -> str:
    """Return one key by name; an environment variable of that name wins over the kept one."""
    if name == "secret_key" and environment.read("SECRET_KEY"):
        return environment.read("SECRET_KEY")
    return keys()[name]
