"""The database: does it answer, is it new enough, can both logins work, is everything in it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg

from toandan.house.database import logins
from toandan.house.doctor.findings import Finding, ok, problem, warning
from toandan.house.speech import gettext as _
from toandan.house.speech import gettext_noop

OWNER = gettext_noop("Owner's login")
SERVER = gettext_noop("Server")
TIME = gettext_noop("Server's clock")
TABLES = gettext_noop("Tables")
PROGRAM = gettext_noop("Program's login")
UNITS = gettext_noop("Administrative units")

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
        yield _unreachable(OWNER, error, "TOANDAN_DATABASE_URL")
        return
    yield from _program()
    yield from _contents()


def _unreachable(thing: str, error: Exception, variable: str) -> Finding:
    said = str(error).strip().splitlines()[-1]
    if logins.uses_server():
        mend = _("Check %(setting)s, the server's pg_hba.conf and its firewall; docs/operate/external-server.md")
        mend %= {"setting": variable}
    else:
        mend = _("Read the server's log (`toandan db status` names it); run `toandan migrate`.")
    return problem(thing, said, _("a connection"), mend)


def _server(connection: "psycopg.Connection[Any]") -> Finding:
    version = connection.info.server_version
    facts = {"version": f"{version // 10000}.{version % 10000}", "user": connection.info.user}
    found = _("PostgreSQL %(version)s as '%(user)s'") % facts
    if version < LEAST_SERVER:
        return problem(SERVER, found, _("PostgreSQL 15 or newer"), _("Upgrade the server."))
    if version >= _NEWEST_TRIED:
        missing = _("a version this program was tried with (15 to 18)")
        return warning(SERVER, found, missing, _("Run `make test` on it."))
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row and row[0] and logins.uses_server():
        mend = _("Make an owner without SUPERUSER: docs/operate/external-server.md")
        return warning(SERVER, found + _(", a superuser"), _("an ordinary owner"), mend)
    return ok(SERVER, found)


def _time(connection: "psycopg.Connection[Any]") -> Finding:
    row = connection.execute("SELECT clock_timestamp()").fetchone()
    drift = abs((datetime.now(UTC) - row[0]).total_seconds()) if row else 0.0
    if drift > _DRIFT_SECONDS:
        found = _("this machine and the server differ by %(seconds)s s") % {"seconds": round(drift)}
        return warning(TIME, found, _("the same time on both"), _("Switch time sync on, on both machines."))
    return ok(TIME, _("agrees with this machine"))


def _tables(connection: "psycopg.Connection[Any]") -> Finding:
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    row = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    if row is None or row[0] is None:
        return problem(TABLES, _("none"), _("all tables"), _("Run `toandan migrate`."))
    applied = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
    pending = sorted(f"{app}.{name}" for app, name in known - applied)
    if pending:
        return problem(TABLES, _("made by an older version"), ", ".join(pending), _("Run `toandan migrate`."))
    return ok(TABLES, _("%(count)s migrations applied") % {"count": len(known)})


def _program() -> Iterator[Finding]:
    try:
        with logins.connect_program(connect_timeout=10) as connection:
            yield _program_role(connection)
    except psycopg.OperationalError as error:
        yield _unreachable(PROGRAM, error, "TOANDAN_APP_DATABASE_URL")


def _program_role(connection: "psycopg.Connection[Any]") -> Finding:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid), "
        "pg_has_role(%s, 'USAGE') FROM pg_roles r WHERE rolname = current_user",
        [logins.GROUP],
    ).fetchone()
    name = connection.info.user
    if row is None or row[0] or row[1]:
        mend = _("Give the program a login of its own: docs/operate/external-server.md")
        found = _("'%(name)s' is past row-level security") % {"name": name}
        return problem(PROGRAM, found, _("a role that owns nothing"), mend)
    if not row[2]:
        mend = _("Run as an administrator: %(statement)s") % {"statement": f'GRANT {logins.GROUP} TO "{name}";'}
        return problem(PROGRAM, f"'{name}'", _("membership in %(group)s") % {"group": logins.GROUP}, mend)
    return ok(PROGRAM, _("'%(name)s': owns nothing, bound by row-level security") % {"name": name})


def _contents() -> Iterator[Finding]:
    try:
        with logins.connect_owner(connect_timeout=10) as connection:
            row = connection.execute("SELECT count(*) FROM units_unit").fetchone()
    except psycopg.Error:
        return
    count = row[0] if row else 0
    if count:
        yield ok(UNITS, _("%(count)s units of all editions") % {"count": f"{count:,}"})
    else:
        yield problem(UNITS, _("none"), _("the lists of 2023 and 2025"), _("Run `toandan migrate`."))
