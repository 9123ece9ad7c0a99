"""The two logins: the owner migrates, the program works with less.

`default` is the program's login: it owns nothing, row-level security binds it. `owner` is used by
migrations and by the operator's bulk commands only.
"""

from typing import Any

import psycopg
from psycopg import conninfo, sql

from toandan.house import environment
from toandan.house.database import embedded, keyring
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble

GROUP = "toandan_app"
"""The role that holds the program's privileges; logins are members of it."""


class UnableToMakeLogin(Trouble):
    """The owner may not make the program's login; the message holds the SQL a database administrator can run."""


class UnableToReadAddress(Trouble):
    """What stands in a setting is no address of a server; the message names the setting and never its value."""


def uses_server() -> bool:
    """Tell whether the operator has named a PostgreSQL server of their own."""
    return bool(environment.read("DATABASE_URL"))


def owner() -> dict[str, Any]:
    """Return the Django connection settings of the tables' owner."""
    if uses_server():
        return _from_url("DATABASE_URL")
    return _django(embedded.address(embedded.OWNER, keyring.secret("owner_password")))


def program() -> dict[str, Any]:
    """Return the Django connection settings the program works with."""
    if environment.read("APP_DATABASE_URL"):
        return _from_url("APP_DATABASE_URL")
    settings = owner()
    return settings | {"USER": login_name(settings["NAME"]), "PASSWORD": keyring.secret("app_password")}


def login_name(database: str) -> str:
    """Return the program's login for a database; one each, since roles are shared by a whole server."""
    return f"{GROUP}_{database}"


def connect_owner(**changes: Any) -> "psycopg.Connection[Any]":
    """Open a connection as the owner, outside Django; `changes` override parameters such as `dbname`."""
    return psycopg.connect(**(_libpq(owner()) | changes))


def connect_program(**changes: Any) -> "psycopg.Connection[Any]":
    """Open a connection as the program, outside Django."""
    return psycopg.connect(**(_libpq(program()) | changes))


def ensure_program_login(connection: psycopg.Connection[Any]) -> None:
    """Make the group and the program's login as the owner; doing it again changes nothing."""
    try:
        _make_login(connection)
    except psycopg.errors.InsufficientPrivilege as error:
        raise UnableToMakeLogin(_mending(str(error).strip())) from error


def _make_login(connection: psycopg.Connection[Any]) -> None:
    name = program()["USER"]
    _ensure_role(connection, GROUP, sql.SQL("NOLOGIN"))
    if not environment.read("APP_DATABASE_URL"):
        # Hashed on this side, so that the password never stands in the server's log.
        password = connection.pgconn.encrypt_password(
            program()["PASSWORD"].encode(), name.encode(), b"scram-sha-256"
        ).decode()
        can = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(password))
        if not _ensure_role(connection, name, can) and not _program_connects():
            connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(name), can))
    member = connection.execute(
        "SELECT 1 FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member "
        "WHERE g.rolname = %s AND u.rolname = %s",
        [GROUP, name],
    ).fetchone()
    if not member:
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(GROUP), sql.Identifier(name)))


def _program_connects() -> bool:
    try:
        connect_program(connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _mending(said: str) -> str:
    name = program()["USER"]
    refused = _(
        "The role '%(owner)s' may not make the program's login on this server (%(said)s). "
        "Ask a database administrator to run, with a password of their choice:"
    )
    once = _("once per server; skip it when it exists")
    then = _("and put that login into %(setting)s; or run")
    setting = f"TOANDAN_APP_DATABASE_URL=postgresql://{name}:...@host/{owner()['NAME']}"
    return (
        f"{refused % {'owner': owner()['USER'], 'said': said}}\n\n"
        f"    CREATE ROLE {GROUP} NOLOGIN;          -- {once}\n"
        f"    CREATE ROLE \"{name}\" LOGIN PASSWORD '...';\n"
        f'    GRANT {GROUP} TO "{name}";\n\n'
        f"{then % {'setting': setting}}\n\n"
        f'    ALTER ROLE "{owner()["USER"]}" CREATEROLE;'
    )


def _ensure_role(connection: psycopg.Connection[Any], name: str, options: sql.Composable) -> bool:
    """Make a role unless it is there; return True when this call made it."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        return False
    try:
        with connection.transaction():
            connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), options))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        return False  # Another process was faster; that is what was wanted.
    return True


_DJANGO = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


def _from_url(setting: str) -> dict[str, Any]:
    """Read a libpq address (postgresql://… or key=value); what Django has no name for goes into its options."""
    try:
        read = conninfo.conninfo_to_dict(environment.read(setting))
    except psycopg.ProgrammingError:
        # The driver's own words quote the address, and a password may stand in it.
        said = _(
            "%(setting)s is no address of a PostgreSQL server; it looks like postgresql://USER:PASSWORD@HOST/NAME."
        )
        raise UnableToReadAddress(said % {"setting": f"TOANDAN_{setting}"}) from None
    found = {key: str(value) for key, value in read.items() if value is not None}
    return _django(found)


def _django(address: dict[str, Any]) -> dict[str, Any]:
    named = {django: str(address.get(libpq, "")) for libpq, django in _DJANGO.items()}
    return named | {"OPTIONS": {key: value for key, value in address.items() if key not in _DJANGO}}


def _libpq(settings: dict[str, Any]) -> dict[str, Any]:
    """Turn Django connection settings back into libpq's parameters, leaving out what is empty."""
    named: dict[str, Any] = {libpq: settings[django] for libpq, django in _DJANGO.items() if settings[django]}
    named.update(settings["OPTIONS"])
    return named
