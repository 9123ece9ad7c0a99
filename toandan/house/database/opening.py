"""Opens the house for a command: Django set up, the database up, its tables there; and closes it behind."""

import atexit
from pathlib import Path

import django
import psycopg
from django.apps import apps

from toandan.faces.cli import terminal
from toandan.house.database import embedded, logins
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble


class UnableToOpen(Trouble):
    """The database cannot be worked with yet; the message says what to run."""


def open_house(*, of_any_version: bool = False) -> None:
    """Set Django up and make sure that the database answers; an embedded one that is still empty is made ready.

    Raises UnableToOpen where the tables are missing on a server, or are those of an older version: pages and
    commands would fail on them one by one, and in words that say nothing. Who brings them up to date next opens
    tables `of_any_version`.
    """
    django.setup()
    if not logins.uses_server() and embedded.ensure_running(terminal.say):
        atexit.register(_close)
    applied = _applied()
    if applied is None:
        _make_ready()
    elif not of_any_version and waiting(applied):
        raise UnableToOpen(
            _("The tables are those of an older version: run `toandan migrate` (`toandan db backup` keeps a copy).")
        )


def waiting(applied: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the migrations of our rooms that wait, as (room, name); told by their files, which takes a moment."""
    rooms = (app for app in apps.get_app_configs() if app.name.startswith("toandan."))
    known = {(app.label, file.stem) for app in rooms for file in Path(app.path).glob("migrations/0*.py")}
    return known - applied


def _make_ready() -> None:
    """Make the tables of an embedded database; those of a server are the administrator's to make."""
    if logins.uses_server():
        raise UnableToOpen(_("The database on the server has no tables yet: run `toandan migrate`."))
    from toandan.house.database import prepare

    terminal.say(_("The database is new: making its tables and loading the administrative units."))
    with terminal.stages(prepare.STAGES) as progress:
        prepare.prepare(terminal.say, progress)


def _applied() -> set[tuple[str, str]] | None:
    """Return the migrations that were applied, None where there never was one; no answer raises UnableToOpen."""
    try:
        with logins.connect_owner(connect_timeout=10) as connection:
            found = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
            if found is None or found[0] is None:
                return None
            return {(app, name) for app, name in connection.execute("SELECT app, name FROM django_migrations")}
    except psycopg.OperationalError as error:
        said = _("The database does not answer: %(said)s") % {"said": str(error).strip()}
        raise UnableToOpen(said) from error


def _close() -> None:
    """Stop the embedded server this process started, unless somebody else is using it."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
    embedded.stop(only_if_idle=True)
