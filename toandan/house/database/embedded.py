"""The embedded PostgreSQL: initialise, start, stop, and say what is going on.

Liveness is judged by a real connection, never by a pid file: a killed postmaster can linger as a zombie.
Whoever starts the server holds a file lock while doing so; whoever started it stops it at the end unless others
are using it.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psutil
import psycopg
from psycopg import sql

from toandan.house.database import keyring, places
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble

SUPERUSER = "toandan_super"
OWNER = "toandan_owner"
DATABASE = "toandan"
PORT = 5432
_LEAVING = 1.0
"""Seconds a connection that was closed may still be seen."""
START_SECONDS = 120

_used: dict[Path, IO[str]] = {}
"""The open files by which this process counts as a user of a server, by state directory."""

Announce = Callable[[str], object]
"""Anything that can be called with one sentence for the operator."""


class UnableToStart(Trouble):
    """The embedded server did not come up; the message says why and how to mend it."""


def address(user: str, password: str, database: str = DATABASE) -> dict[str, Any]:
    """Return psycopg connection parameters for the embedded server."""
    return {"host": str(places.find().socket), "port": PORT, "user": user, "password": password, "dbname": database}


def super_address(database: str = "postgres") -> dict[str, Any]:
    """Return the parameters of the cluster's own superuser; only the launcher and the backup use it."""
    return address(SUPERUSER, keyring.secret("super_password"), database)


def alive() -> bool:
    """Tell whether the server of this checkout answers; one that answers but refuses our key raises UnableToStart."""
    try:
        with psycopg.connect(**super_address(), connect_timeout=5):
            return True
    except psycopg.OperationalError as error:
        said = str(error)
    if "password authentication failed" in said:
        refused = _(
            "PostgreSQL runs in %(data)s but refuses the password in %(keys)s: the keys were lost or replaced. "
            "Put the old keys.json back; without it the data cannot be opened."
        )
        raise UnableToStart(refused % {"data": places.find().data, "keys": keyring.path()})
    return "too many clients" in said


def ensure_running(say: Announce | None = None) -> bool:
    """Start the server unless it runs; return True when this call started it.

    From here to its end the calling process counts as a user of the server, connected or not.
    """
    where = places.find()
    with _lock(where):
        _count_as_user(where)
        if _complete():
            return False
        started = not alive()
        if started:
            _announce(where, say)
            _start(where)
        _ensure_roles()
    return started


def stop(*, only_if_idle: bool = False) -> bool:
    """Stop the server cleanly; with `only_if_idle` leave it alone while anybody else uses it."""
    where = places.find()
    if not where.data.exists() or not alive():
        return False
    with _lock(where):
        if only_if_idle and (_others_use(where) or _others_connected()):
            return False
        done = _run(where, [where.binaries / "pg_ctl", "stop", "-D", where.data, "-m", "fast", "-w", "-t", "60"])
        return done.returncode == 0


@contextmanager
def running(say: Announce | None = None) -> Iterator[None]:
    """Hold the server up for the length of the block; a server that others use is left running."""
    started = ensure_running(say)
    try:
        yield
    finally:
        if started:
            stop(only_if_idle=True)


def postmaster() -> int | None:
    """Return the process number of this cluster's running server, or None."""
    pid = _noted_pid(places.find().data / "postmaster.pid")
    return pid if pid is not None and _is_our_postmaster(pid, places.find()) else None


def _complete() -> bool:
    """Tell whether the server answers and the owner's database is there, without taking the lock."""
    if not (places.find().data / "PG_VERSION").exists():
        return False
    try:
        with psycopg.connect(**address(OWNER, keyring.secret("owner_password")), connect_timeout=5):
            return True
    except psycopg.OperationalError:
        return False


def _announce(where: places.Places, say: Announce | None) -> None:
    if say is None:
        return
    if where.account:
        said = _("Running as root: PostgreSQL runs as the account '%(account)s', its data in %(data)s")
        say(said % {"account": where.account, "data": where.data})
    if where.state != places.wanted_state():
        said = _("%(wanted)s is closed to '%(account)s': the database lives in %(state)s")
        say(said % {"wanted": places.wanted_state(), "account": where.account, "state": where.state})


def _start(where: places.Places) -> None:
    places.prepare(where)
    if not (where.data / "PG_VERSION").exists():
        _end_orphans(where)
        _initialise(where)
    elif not (where.socket / f".s.PGSQL.{PORT}").exists() and postmaster():
        # It runs but cannot be reached any more: somebody removed its socket.
        _run(where, [where.binaries / "pg_ctl", "stop", "-D", where.data, "-m", "fast", "-w", "-t", "60"])
    deadline = time.monotonic() + START_SECONDS
    if _recovers(where, deadline):
        return
    _write_configuration(where)
    while True:
        _clear_stale_pid(where)
        server = _launch(where)
        while server.poll() is None:
            if alive():
                return
            if time.monotonic() > deadline:
                raise UnableToStart(_no_answer(where))
            time.sleep(0.05)
        # Children of a killed postmaster hold the shared memory for a moment; everything else will not mend by itself.
        if "shared memory block" not in _end_of_log(where) or time.monotonic() > deadline:
            said = _("PostgreSQL stopped with code %(code)s.") % {"code": server.returncode}
            raise UnableToStart(said + _end_of_log(where))
        time.sleep(0.2)


def _recovers(where: places.Places, deadline: float) -> bool:
    """Wait for a server that mends itself after a crash of one of its parts; False when none runs, or it gives up."""
    while postmaster():
        if alive():
            return True
        if time.monotonic() > deadline:
            raise UnableToStart(_no_answer(where))
        time.sleep(0.05)
    return False


def _no_answer(where: places.Places) -> str:
    said = _("PostgreSQL did not answer within %(seconds)s s.") % {"seconds": START_SECONDS}
    return said + _end_of_log(where)


def _end_orphans(where: places.Places) -> None:
    """End a server whose directory was removed under it; it would take the new one's socket away with it."""
    orphans = [
        process
        for process in psutil.process_iter(["cmdline"])
        if (process.info["cmdline"] or ["", "", ""])[1:3] == ["-D", str(where.data)]
    ]
    for process in orphans:
        process.send_signal(signal.SIGQUIT)
    psutil.wait_procs(orphans, timeout=START_SECONDS)


def _launch(where: places.Places) -> "subprocess.Popen[bytes]":
    # The socket is named here and not in the file: a copied checkout must not listen at the first one's address.
    command: list[str | Path] = [where.binaries / "postgres", "-D", where.data, "-k", where.socket]
    with where.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own pinned binary
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd="/",
            env=_environment(),
            **places.as_account(where.account),
        )


def _end_of_log(where: places.Places) -> str:
    lines = where.log.read_text(errors="replace").splitlines()[-12:]
    return " " + _("Its log (%(log)s) ends with:") % {"log": where.log} + "\n" + "\n".join(lines)


def _initialise(where: places.Places) -> None:
    """Make the cluster beside its place and move it there when whole; a kill in between leaves no half of one."""
    _clear_half_made(where)
    # A name of our own: an initdb whose caller was killed may still be writing in a folder of its own.
    part = where.state / f"pg.part.{os.getpid()}"
    places.own_directory(part, where.account)
    password_file = where.socket / "initial-password"
    password_file.touch(mode=0o600)
    places.give(password_file, where.account)
    password_file.write_text(keyring.secret("super_password"))
    try:
        done = _run(
            where,
            [
                *(where.binaries / "initdb", "-D", part, "-U", SUPERUSER, "--locale=C", "-E", "UTF8"),
                *("-A", "scram-sha-256", "--pwfile", password_file, "--data-checksums"),
            ],
        )
    finally:
        password_file.unlink()
    if done.returncode:
        raise UnableToStart(_("initdb failed:") + f"\n{done.stdout}\n{done.stderr}")
    with (part / "postgresql.conf").open("a") as conf:
        conf.write("\n# Toandan rewrites toandan.conf at every start; put your own changes into local.conf.\n")
        conf.write("include_if_exists 'toandan.conf'\ninclude_if_exists 'local.conf'\n")
    local = part / "local.conf"
    local.write_text("# Yours: settings here win over those of toandan.conf.\n")
    places.give(local, where.account)
    part.rename(where.data)


def _clear_half_made(where: places.Places) -> None:
    """Remove what killed makers left; a folder that is still being written in stays for the next time."""
    for left in where.state.glob("pg.part*"):
        _run(where, ["/bin/rm", "-rf", *left.iterdir()])
        with suppress(OSError):
            left.rmdir()


def _write_configuration(where: places.Places) -> None:
    memory = psutil.virtual_memory().total // 2**20
    file = where.data / "toandan.conf"
    # Beside it and then in its place: a full disk leaves the old one whole.
    part = file.with_suffix(".part")
    part.write_text(f"""# Written by toandan at every start.
listen_addresses = ''
port = {PORT}
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = {max(128, min(memory // 8, 2048))}MB
effective_cache_size = {max(256, memory // 2)}MB
work_mem = 32MB
maintenance_work_mem = {max(64, min(memory // 16, 1024))}MB
max_wal_size = 4GB
wal_buffers = 64MB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
# Statements and the details of errors hold names and numbers of people; they do not belong into a log.
log_min_error_statement = panic
log_error_verbosity = terse
""")
    places.give(part, where.account)
    part.replace(file)


def _clear_stale_pid(where: places.Places) -> None:
    """Remove pid files whose process is a zombie or somebody else's; the server would refuse to start beside them."""
    for file in (where.data / "postmaster.pid", where.socket / f".s.PGSQL.{PORT}.lock"):
        pid = _noted_pid(file)
        if pid is not None and not _is_our_postmaster(pid, where):
            file.unlink(missing_ok=True)


def _noted_pid(file: Path) -> int | None:
    try:
        return int(file.read_text().splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _is_our_postmaster(pid: int, where: places.Places) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and str(where.data) in process.cmdline()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _ensure_roles() -> None:
    """Make the owner of the tables and the database; neither is a superuser, the program never connects as one."""
    with psycopg.connect(**super_address(), autocommit=True) as connection:
        password = sql.Literal(keyring.secret("owner_password"))
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            make = sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
            connection.execute(make.format(sql.Identifier(OWNER), password))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            make = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _others_connected() -> bool:
    """Tell whether anybody else is connected; whoever has just left is still seen for a moment."""
    others = "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + _LEAVING
    with psycopg.connect(**super_address(), autocommit=True) as connection:
        while connection.execute(others).rowcount:
            if time.monotonic() > deadline:
                return True
            time.sleep(0.05)
    return False


def _count_as_user(where: places.Places) -> None:
    """Hold a shared lock for the life of this process, so that nobody stops the server between two connections."""
    if where.state not in _used:
        _used[where.state] = (where.state / "users.lock").open("w")
    fcntl.flock(_used[where.state], fcntl.LOCK_SH)


def _others_use(where: places.Places) -> bool:
    """Tell whether another process counts as a user; this process gives up its own claim by asking."""
    handle = _used.pop(where.state, None) or (where.state / "users.lock").open("w")
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def _lock(where: places.Places) -> Iterator[None]:
    where.state.mkdir(parents=True, exist_ok=True)
    with (where.state / "start.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _run(where: places.Places, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own pinned binaries
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        **places.as_account(where.account),
    )


def _environment() -> dict[str, str]:
    """Pass on nothing of the caller's environment that could bend the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
