"""The database: does it answer, is it new enough, can both logins work, is everything in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg

from toandan.house.database import logins
from toandan.house.doctor.findings import Finding, ok, problem, warning

LEAST_SERVER = 150000
_NEWEST_TRIED = 190000
_DRIFT_SECONDS = 5


def examine() -> Iterator[Finding]:
    """Yield the findings about the database; the first problem ends the list, since the rest stands on it."""
    try:
        with logins.connect_owner(connect_timeout=10) as connection:
            yield _server(connection)
            yield _time(connection)
            yield _tables(connection)
    except psycopg.OperationalError as error:
        yield _unreachable("Owner's login", error, "TOANDAN_DATABASE_URL")
        return
    yield from _program()
    yield from _contents()


def _unreachable(thing: str, error: Exception, variable: str) -> Finding:
    said = str(error).strip().splitlines()[-1]
    if logins.uses_server():
        mend = f"Check {variable}, the server's pg_hba.conf and its firewall; docs/operate/external-server.md"
    else:
        mend = "Read the server's log (`toandan db status` names it); run `toandan migrate`."
    return problem(thing, said, "a connection", mend)


def _server(connection: "psycopg.Connection[Any]") -> Finding:
    version = connection.info.server_version
    found = f"PostgreSQL {version // 10000}.{version % 10000} as '{connection.info.user}'"
    if version < LEAST_SERVER:
        return problem("Server", found, "PostgreSQL 15 or newer", "Upgrade the server.")
    if version >= _NEWEST_TRIED:
        return warning("Server", found, "a version this program was tried with (15 to 18)", "Run `make test` on it.")
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row and row[0] and logins.uses_server():
        mend = "Make an owner without SUPERUSER: docs/operate/external-server.md"
        return warning("Server", f"{found}, a superuser", "an ordinary owner", mend)
    return ok("Server", found)


def _time(connection: "psycopg.Connection[Any]") -> Finding:
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    drift = abs((datetime.now(UTC) - row[0]).total_seconds()) if row else 0.0
    if drift > _DRIFT_SECONDS:
        found = f"this machine and the server differ by {drift:.0f} s"
        return warning("Server's clock", found, "the same time on both", "Switch time sync on, on both machines.")
    return ok("Server's clock", "agrees with this machine")


def _tables(connection: "psycopg.Connection[Any]") -> Finding:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    row = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    if row is None or row[0] is None:
        return problem("Tables", "none", "all tables", "Run `toandan migrate`.")
    applied = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
    pending = sorted(f"{app}.{name}" for app, name in known - applied)
    if pending:
        return problem("Tables", "made by an older version", ", ".join(pending), "Run `toandan migrate`.")
    return ok("Tables", f"{len(known)} migrations applied")


def _program() -> Iterator[Finding]:
    try:
        with logins.connect_program(connect_timeout=10) as connection:
            yield _program_role(connection)
    except psycopg.OperationalError as error:
        yield _unreachable("Program's login", error, "TOANDAN_APP_DATABASE_URL")


def _program_role(connection: "psycopg.Connection[Any]") -> Finding:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid), "
        "pg_has_role(%s, 'USAGE') FROM pg_roles r WHERE rolname = current_user",
        [logins.GROUP],
    ).fetchone()
    name = connection.info.user
    if row is None or row[0] or row[1]:
        mend = "Give the program a login of its own: docs/operate/external-server.md"
        return problem("Program's login", f"'{name}' is past row-level security", "a role that owns nothing", mend)
    if not row[2]:
        mend = f'Run as an administrator: GRANT {logins.GROUP} TO "{name}";'
        return problem("Program's login", f"'{name}'", f"membership in {logins.GROUP}", mend)
    return ok("Program's login", f"'{name}': owns nothing, bound by row-level security")


def _contents() -> Iterator[Finding]:
    try:
        with logins.connect_owner(connect_timeout=10) as connection:
            row = connection.execute("SELECT count(*) FROM units_unit").fetchone()
    except psycopg.Error:
        return
    count = row[0] if row else 0
    if count:
        yield ok("Administrative units", f"{count:,} units of all editions")
    else:
        yield problem("Administrative units", "none", "the lists of 2023 and 2025", "Run `toandan migrate`.")
