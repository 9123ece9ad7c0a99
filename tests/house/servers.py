"""PostgreSQL servers that play the operator's own: the newest, which comes along, and the oldest that is promised."""

import os
import pwd
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest

from tests.house.launching import bench
from toandan.house.database import places

OLDEST = 15
BINARIES = (
    Path(f"/usr/lib/postgresql/{OLDEST}/bin"),
    Path(f"/opt/homebrew/opt/postgresql@{OLDEST}/bin"),
    Path(f"/usr/local/opt/postgresql@{OLDEST}/bin"),
)


@dataclass(frozen=True)
class Server:
    """A server, reached by its socket, and how its administrator signs in."""

    administrator: dict[str, Any]

    def execute(self, *statements: str) -> None:
        """Run statements as the administrator."""
        with psycopg.connect(**self.administrator, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def url(self, user: str, password: str, database: str) -> str:
        """Return the address of a database here for the program's setting."""
        return f"postgresql://{user}:{quote(password, safe='')}@/{database}?host={quote(self.administrator['host'])}"


@contextmanager
def newest() -> Iterator[Server]:
    """Start a server of the version that comes along."""
    with bench() as made:
        made.run("db", "start")
        yield Server(made.python("answer(embedded.super_address())"))


@contextmanager
def oldest() -> Iterator[Server]:
    """Start a server of the oldest version that is promised; where it is not installed, skip and say so."""
    binaries = next((found for found in BINARIES if (found / "initdb").exists()), None)
    if binaries is None:
        pytest.skip(f"PostgreSQL {OLDEST} is not installed (Debian: `apt-get install postgresql-{OLDEST}`)")
    with tempfile.TemporaryDirectory(prefix="toandan-bench-", dir="/tmp") as name:
        folder = Path(name)
        account = places.SERVICE_ACCOUNT if os.geteuid() == 0 else None
        if account:
            os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
        password = secrets.token_hex(16)
        key = folder / "password"
        key.write_text(password)
        key.chmod(0o644)  # The folder is closed; the server's account reads it.
        data = folder / "data"
        _run(account, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", key)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = (binaries / "pg_ctl", "-D", data, "-w")
        _run(account, *control, "-l", folder / "log", "-o", options, "start")
        try:
            yield Server({"host": name, "port": 5432, "user": "postgres", "password": password, "dbname": "postgres"})
        finally:
            _run(account, *control, "-m", "immediate", "stop")


def _run(account: str | None, *command: str | Path) -> None:
    # Not through pipes: the server would inherit them, and nobody would see their end.
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, check=True, cwd="/", **quiet, **places.as_account(account))
