"""Opens the house for a command: Django set up, the database up, its tables there; and closes it behind."""

import atexit

import django
import psycopg

from toandan.faces.cli import terminal
from toandan.house.database import embedded, logins
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble


class UnableToOpen(Trouble):
    """The database cannot be worked with yet; the message says what to run."""


def open_house() -> None:
    """Set Django up and make sure that the database answers; an embedded one that is still empty is made ready."""
    django.setup()
    if not logins.uses_server() and embedded.ensure_running(terminal.say):
        atexit.register(_close)
    if is_empty():
        if logins.uses_server():
            raise UnableToOpen(_("The database on the server has no tables yet: run `toandan migrate`."))
        from toandan.house.database import prepare

        terminal.say(_("The database is new: making its tables and loading the administrative units."))
        with terminal.stages(prepare.STAGES) as progress:
            prepare.prepare(terminal.say, progress)


def is_empty() -> bool:
    """Tell whether no migration has ever been applied; a server that does not answer raises UnableToOpen."""
    try:
        with logins.connect_owner(connect_timeout=10) as connection:
            found = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    except psycopg.OperationalError as error:
        said = _("The database does not answer: %(said)s") % {"said": str(error).strip()}
        raise UnableToOpen(said) from error
    return found is None or found[0] is None


def _close() -> None:
    """Stop the embedded server this process started, unless somebody else is using it."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        close_pool = getattr(connection, "close_pool", None)
        if close_pool is not None:
            close_pool()
    embedded.stop(only_if_idle=True)
