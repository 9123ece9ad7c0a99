"""The embedded PostgreSQL: initialise, start, stop, and say what is going on.

Liveness is judged by a real connection, never by a pid file: a killed postmaster can linger as a zombie.
Whoever starts the server holds a file lock while doing so; whoever started it stops it at the end unless others are using it.
"""

import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from toandan.house.database import keyring, places

SUPERUSER = "toandan_super"
OWNER = "toandan_owner"
DATABASE = "toandan"
PORT = 5432
START_SECONDS = 120


class UnableToStart(Exception):
    """The embedded server did not come up; the message ends with the last lines of its log."""


def address(user: str, password: str, database: str = DATABASE) -> dict[str, str | int]:
    """Return psycopg connection parameters for the embedded server."""
    return {
        "host": str(places.find().socket),
        "port": PORT,
        "user": user,
        "password": password,
        "dbname": database,
    }


def alive() -> bool:
    """Tell whether the server of this checkout answers."""
    try:
        with psycopg.connect(**address(SUPERUSER, keyring.secret("super_password"), "postgres"), connect_timeout=5):  # type: ignore[arg-type]
            return True
    except psycopg.OperationalError:
        return False


def ensure_running(say: "Announce | None" = None) -> bool:
    """Start the server unless it runs; return True when this call started it."""
    where = places.find()
    if where.data.exists() and alive():
        return False
    with _lock(where):
        if alive():
            return False
        if where.account and say:
            say(f"Running as root: PostgreSQL runs as the account '{where.account}', data in {where.data}")
        _start(where)
        _ensure_roles()
    return True


def stop(*, only_if_idle: bool = False) -> bool:
    """Stop the server cleanly; with `only_if_idle` leave it alone while anybody else is connected."""
    where = places.find()
    if not alive():
        return False
    if only_if_idle and _others_connected():
        return False
    done = _run(where, [where.binaries / "pg_ctl", "stop", "-D", where.data, "-m", "fast", "-w", "-t", "60"])
    return done.returncode == 0


@contextmanager
def running(say: "Announce | None" = None) -> Iterator[None]:
    """Hold the server up for the length of the block; a server that others use is left running."""
    started = ensure_running(say)
    try:
        yield
    finally:
        if started:
            stop(only_if_idle=True)


class Announce:
    """Anything that can be called with one sentence for the operator."""

    def __call__(self, sentence: str) -> None:
        """Show the sentence."""
        raise NotImplementedError


def _start(where: places.Places) -> None:
    places.prepare(where)
    if not (where.data / "PG_VERSION").exists():
        _initialise(where)
    _clear_stale_pid(where)
    with where.log.open("a") as log:
        subprocess.Popen(  # noqa: S603 - our own pinned binary
            [where.binaries / "postgres", "-D", where.data],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            cwd="/",
            user=where.account,
            extra_groups=[] if where.account else None,
            env=_environment(),
        )
    _wait_until_alive(where)


def _wait_until_alive(where: places.Places) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not alive():
        if time.monotonic() > deadline:
            tail = "\n".join(where.log.read_text(errors="replace").splitlines()[-12:])
            raise UnableToStart(f"PostgreSQL did not answer within {START_SECONDS} s. Its log ends with:\n{tail}")
        time.sleep(0.05)


def _initialise(where: places.Places) -> None:
    password_file = where.socket / "initial-password"
    password_file.write_text(keyring.secret("super_password"))
    password_file.chmod(0o644)
    try:
        done = _run(
            where,
            [where.binaries / "initdb", "-D", where.data, "-U", SUPERUSER, "--locale=C", "-E", "UTF8"]
            + ["-A", "scram-sha-256", "--pwfile", password_file, "--data-checksums"],
        )
    finally:
        password_file.unlink()
    if done.returncode:
        raise UnableToStart(f"initdb failed:\n{done.stderr}")
    with (where.data / "postgresql.conf").open("a") as conf:
        conf.write(_configuration(where))


def _configuration(where: places.Places) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    return f"""
# Written by toandan when the cluster was made.
listen_addresses = ''
port = {PORT}
unix_socket_directories = '{where.socket}'
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = {max(128, min(memory // 8, 2048))}MB
effective_cache_size = {max(256, memory // 2)}MB
work_mem = 32MB
maintenance_work_mem = {max(64, min(memory // 16, 1024))}MB
max_wal_size = 4GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
"""


def _clear_stale_pid(where: places.Places) -> None:
    """Remove a pid file whose postmaster is gone or a zombie; the server would refuse to start beside a reused pid."""
    file = where.data / "postmaster.pid"
    if not file.exists():
        return
    pid = int(file.read_text().splitlines()[0])
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, IndexError):
        return
    if state == "Z":
        file.unlink()


def _ensure_roles() -> None:
    """Make the owner of the tables and the database; neither is a superuser, the program never connects as one."""
    with psycopg.connect(
        **address(SUPERUSER, keyring.secret("super_password"), "postgres"), autocommit=True  # type: ignore[arg-type]
    ) as connection:
        password = sql.Literal(keyring.secret("owner_password"))
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            make = sql.SQL("CREATE ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
            connection.execute(make.format(sql.Identifier(OWNER), password))
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            make = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(make.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))


def _others_connected() -> bool:
    with psycopg.connect(**address(SUPERUSER, keyring.secret("super_password"), "postgres")) as connection:  # type: ignore[arg-type]
        row = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return bool(row and row[0])


@contextmanager
def _lock(where: places.Places) -> Iterator[None]:
    where.state.mkdir(parents=True, exist_ok=True)
    with (where.state / "start.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _run(where: places.Places, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own pinned binaries
        command,
        user=where.account,
        extra_groups=[] if where.account else None,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    """Pass on nothing of the caller's environment that could bend the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
