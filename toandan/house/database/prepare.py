"""Makes a database ready to work with: server, logins, migrations, privileges, keys, units.

Safe to run while the program serves: only one preparation runs at a time, a migration that cannot get its
lock within seconds gives up instead of making readers queue behind it, and a second run changes nothing.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate as django_migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from toandan.house.database import embedded, logins
from toandan.house.speech import gettext as _

_ONE_AT_A_TIME = 0x746F616E64616E
"""Number of the advisory lock ("toandan" in ASCII) that only one preparation holds."""

_LOCK_TIMEOUT = "8s"
"""How long a migration waits for a table that others are using."""

_READ = "SELECT"
_WRITE = "SELECT, INSERT, UPDATE, DELETE"
_THIRD_PARTY: dict[str, str] = {
    "django_content_type": _READ,
    "django_migrations": _READ,
    "auth_permission": _READ,
    "auth_group": _READ,
    "auth_group_permissions": _READ,
    "django_session": _WRITE,
    "house_cache": _WRITE,
    "account_emailaddress": _READ,
    "account_emailconfirmation": _READ,
    "mfa_authenticator": _WRITE,
    "procrastinate_jobs": _WRITE,
    "procrastinate_events": _WRITE,
    "procrastinate_periodic_defers": _WRITE,
    "procrastinate_workers": _WRITE,
}
"""What the program may do with tables that no room of ours owns; rooms grant their own."""


MIGRATIONS, UNITS = "migrations", "units"
STAGES = {MIGRATIONS: _("Making the tables"), UNITS: _("Loading the administrative units")}
"""What takes longer than a moment, and what a terminal calls it."""
Progress = Callable[[str, int, int], object]
"""Hears the stage, how much of it is done, and how much there is."""


def _unheard(stage: str, done: int, total: int) -> None:
    """Listen to the progress of a preparation that nobody watches."""


def prepare(say: Callable[[str], object] | None = None, progress: Progress = _unheard) -> None:
    """Bring the database of this installation up: start it if it is ours, then migrate, grant and load the units."""
    if not logins.uses_server():
        embedded.ensure_running(say)
    migrate(progress)
    load_units(progress)


class _Migrate(django_migrate.Command):
    """Django's own command, which tells a listener how far it is instead of printing a line for each migration."""

    def __init__(self, progress: Progress, total: int) -> None:
        super().__init__()
        self._progress, self._total, self._done = progress, total, 0

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Count what has been applied; the other actions of Django's executor only announce."""
        if action == "apply_success":
            self._done += 1
            self._progress(MIGRATIONS, self._done, self._total)


def migrate(progress: Progress = _unheard) -> None:
    """Migrate as the owner, one process at a time, then set the program's privileges and the scope key."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        try:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [_LOCK_TIMEOUT])
            _ensure_login(owner)
            executor = MigrationExecutor(owner)
            waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
            call_command(_Migrate(progress, waiting), database="owner", interactive=False, verbosity=0)
            call_command("createcachetable", database="owner", verbosity=0)
            _grant(cursor)
            _install_for_policies()
        finally:
            cursor.execute("SELECT set_config('lock_timeout', '0', false), pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])


def load_units(progress: Progress = _unheard) -> None:
    """Load the administrative lists; the operation leaves alone what is there already."""
    from toandan.record.units import operations as units

    units.load(progress=partial(progress, UNITS))


def _ensure_login(owner: Any) -> None:
    owner.ensure_connection()
    logins.ensure_program_login(owner.connection)


def _grant(cursor: Any) -> None:
    """Grant table by table (one statement for several tables is refused on Citus), and only what exists."""
    group = sql.Identifier(logins.GROUP)
    cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(group))
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")
    present = {name for (name,) in cursor.fetchall()}
    for table, privileges in _THIRD_PARTY.items():
        if table in present:
            grant = sql.SQL("GRANT {} ON TABLE {} TO {}")
            cursor.execute(grant.format(sql.SQL(privileges), sql.Identifier(table), group))
    cursor.execute(
        """
        SELECT s.relname FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
        JOIN pg_class t ON t.oid = d.refobjid
        WHERE s.relkind = 'S' AND t.relname = ANY(%s)""",
        [[t for t, p in _THIRD_PARTY.items() if p == _WRITE]],
    )
    for (sequence,) in cursor.fetchall():
        grant = sql.SQL("GRANT USAGE, SELECT ON SEQUENCE {} TO {}")
        cursor.execute(grant.format(sql.Identifier(sequence), group))


def _install_for_policies() -> None:
    """Give the database its copies of the scope key and the roles' words, through the room that keeps them."""
    from django.conf import settings

    from toandan.record.officers import operations as officers

    officers.install_scope_key(key=settings.SCOPE_KEY, using="owner")
    officers.install_roles(using="owner")
