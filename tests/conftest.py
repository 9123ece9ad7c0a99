"""The database of the tests: made from the migrations with the real units in it, worked with as the program's login.

A finished template is kept in the cluster under a name that holds a digest of everything it was made from, so
that a session starts by copying it; each worker has a copy of its own, dropped at the end.
"""

import fcntl
import gc
import hashlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
_MADE_FROM = (
    "toandan/**/migrations/*.py",
    "toandan/**/sql/*.sql",
    "toandan/record/units/**/*",
    "toandan/record/officers/words.py",
    "toandan/house/database/*.py",
    "toandan/house/settings.py",
    "requirements.lock",
)


def _digest() -> str:
    parts = hashlib.sha256()
    for pattern in _MADE_FROM:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts and file.suffix not in {".po", ".mo", ".md"}:
                parts.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return parts.hexdigest()[:16]


def _run_name() -> str:
    """Name this run by the caller's word, or by the process that controls it, so that two runs never meet."""
    named = os.environ.get("TOANDAN_TEST_NAME")
    if named:
        return named
    controller = os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()
    return f"p{controller}"


@contextmanager
def _maintenance() -> Iterator[psycopg.Connection]:
    from toandan.house.database import logins

    with logins.connect_owner(dbname=logins.owner()["NAME"], autocommit=True) as connection:
        yield connection


def _drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database; the server's own cleaner, which the owner may not end, is waited for."""
    deadline = time.monotonic() + 60
    while True:
        try:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return


def _copy(connection: psycopg.Connection, template: str, name: str) -> None:
    from toandan.record.units.queries import recheck

    _drop(connection, name)
    # A process remembers the hierarchy by the database's name, and this one is a new one, like the last of that name
    # unless a test has changed the units in that.
    recheck()
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    connection.execute(make.format(sql.Identifier(name), sql.Identifier(template)))
    # What a test commits goes with its database, so nobody waits for the disk; faults are tested on other servers.
    connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))


def pointed_at(name: str) -> None:
    """Let both logins of this process work with a database."""
    from django.db import connections

    for alias in ("default", "owner"):
        connection = connections[alias]
        connection.close()
        if alias == "default":
            connection.close_pool()
        connection.settings_dict["NAME"] = name


def _sweep(connection: psycopg.Connection, keep: str) -> None:
    """Drop templates made from older sources and copies whose test run is gone."""
    found = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_toandan\\_%'").fetchall()
    for (name,) in found:
        process = re.match(r"test_toandan_p(\d+)_", name)
        gone = process and not Path(f"/proc/{process[1]}").exists() and Path("/proc/1").exists()
        if gone:
            _drop(connection, name)
        elif name.startswith("test_toandan_template_") and name != keep:
            with suppress(psycopg.errors.ObjectInUse):
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _ensure_template() -> str:
    from toandan.house.database import embedded, logins, prepare

    name = f"test_toandan_template_{_digest()}"
    state = hashlib.sha256(str(logins.owner()["HOST"]).encode()).hexdigest()[:12]
    with (Path(tempfile.gettempdir()) / f"toandan-test-{os.geteuid()}-{state}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not logins.uses_server():
            embedded.ensure_running()
        with _maintenance() as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return name
            _sweep(connection, keep=name)
            # Made under another name first: a broken migration must not leave a template behind.
            part = f"test_toandan_making_{os.getpid()}"
            _drop(connection, part)
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(part)))
            try:
                pointed_at(part)
                prepare.migrate()
                prepare.load_units()
                pointed_at(logins.owner()["NAME"])
                rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
                connection.execute(rename.format(sql.Identifier(part), sql.Identifier(name)))
            except BaseException:
                pointed_at(logins.owner()["NAME"])
                _drop(connection, part)
                raise
    return name


@pytest.fixture(scope="session")
def database_template(django_db_blocker: pytest.FixtureRequest) -> str:
    """Return the name of the finished template database; copies of it cost a fraction of a second."""
    with django_db_blocker.unblock():
        return _ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(database_template: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Point both aliases at this worker's own copy of the template for the length of the session."""
    from toandan.house.database import logins

    name = f"test_toandan_{_run_name()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        with _maintenance() as connection:
            _copy(connection, database_template, name)
        pointed_at(name)
        yield
        pointed_at(logins.owner()["NAME"])
        with _maintenance() as connection:
            _drop(connection, name)


@pytest.fixture
def own_database(
    database_template: str, django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[str]:
    """Give one test a database of its own, where it may commit and open real parallel connections; returns its name.

    Use it instead of `transactional_db`: flushing needs TRUNCATE, which the program's login does not have.
    """
    from django.db import connections

    shared = connections["default"].settings_dict["NAME"]
    name = f"{shared}_own"
    with django_db_blocker.unblock():
        with _maintenance() as connection:
            _copy(connection, database_template, name)
        pointed_at(name)
        try:
            yield name
        finally:
            pointed_at(shared)
            with _maintenance() as connection:
                _drop(connection, name)


@pytest.fixture
def two_databases(
    own_database: str, database_template: str, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[str, str]]:
    """Give one test two systems' databases; `pointed_at` says which of them the program works with."""
    name = f"{own_database}_other"
    with django_db_blocker.unblock():
        with _maintenance() as connection:
            _copy(connection, database_template, name)
        try:
            yield own_database, name
        finally:
            pointed_at(own_database)
            with _maintenance() as connection:
                _drop(connection, name)


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    """Start every test in the default language, whatever the one before it switched on."""
    from django.utils import translation

    with translation.override("vi"):
        yield


@pytest.fixture(autouse=True)
def _without_orders_taken_back() -> Iterator[None]:
    """Forget the orders a page has met: in a test they go with its transaction, and the next one gives its own."""
    yield
    orders = sys.modules.get("toandan.faces.web.campaign.orders")
    if orders is not None:
        orders.forget()


def pytest_configure(config: pytest.Config) -> None:
    """Set the number of examples, and spare what only serving needs: hashed file names, slow password hashes."""
    from django.conf import settings
    from hypothesis import settings as hypothesis

    # A busy machine is slow, not wrong; so no example has a deadline.
    hypothesis.register_profile("usual", deadline=None, max_examples=50)
    hypothesis.register_profile("nightly", deadline=None, max_examples=2000)
    hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was collected: thousands of tests stay until the end anyway."""
    gc.collect()
    gc.freeze()
