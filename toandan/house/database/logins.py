"""The two logins: the owner migrates, the program works with less.

`default` is the program's login: it owns nothing, row-level security binds it. `owner` is used by
migrations and by the operator's bulk commands only.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg import sql

from toandan.house import environment
from toandan.house.database import embedded, keyring

GROUP = "toandan_app"
"""The role that holds the program's privileges; logins are members of it."""


def uses_server() -> bool:
    """Tell whether the operator has named a PostgreSQL server of their own."""
    return bool(environment.read("DATABASE_URL"))


def owner() -> dict[str, Any]:
    """Return the Django connection settings of the tables' owner."""
    if uses_server():
        return _from_url(environment.read("DATABASE_URL"))
    return _django(embedded.address(embedded.OWNER, keyring.secret("owner_password")))


def program() -> dict[str, Any]:
    """Return the Django connection settings the program works with."""
    if environment.read("APP_DATABASE_URL"):
        return _from_url(environment.read("APP_DATABASE_URL"))
    settings = owner()
    return settings | {"USER": login_name(settings["NAME"]), "PASSWORD": keyring.secret("app_password")}


def login_name(database: str) -> str:
    """Return the program's login for a database; one each, since roles are shared by a whole server."""
    return f"{GROUP}_{database}"


def ensure_program_login(connection: psycopg.Connection[Any]) -> None:
    """Make the group and the program's login as the owner; doing it again changes nothing but the password."""
    settings = program()
    _ensure_role(connection, GROUP, sql.SQL("NOLOGIN"))
    if not environment.read("APP_DATABASE_URL"):
        can = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(settings["PASSWORD"]))
        _ensure_role(connection, settings["USER"], can)
        connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(settings["USER"]), can))
    grant = sql.SQL("GRANT {} TO {}").format(sql.Identifier(GROUP), sql.Identifier(settings["USER"]))
    connection.execute(grant)


def _ensure_role(connection: psycopg.Connection[Any], name: str, options: sql.Composable) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        return
    try:
        connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(name), options))
    except (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
        return  # Another process was faster; that is what was wanted.


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
    }


def _django(address: dict[str, str | int]) -> dict[str, Any]:
    return {
        "NAME": address["dbname"],
        "USER": address["user"],
        "PASSWORD": address["password"],
        "HOST": address["host"],
        "PORT": str(address["port"]),
    }
