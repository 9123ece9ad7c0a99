"""`toandan demo`: an invented Hà Nội on day 14 of Order 01, and one officer per level to sign in as (trình diễn)."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer
from psycopg import sql

from toandan.faces.cli import terminal
from toandan.house.commands.serve import serve
from toandan.house.database import keyring, logins, prepare
from toandan.house.database.opening import open_house
from toandan.house.speech import gettext as _
from toandan.house.trouble import Trouble

if TYPE_CHECKING:
    from toandan.simulation.officers import DemoOfficer

_MARK = "toandan demonstration "
_EDITION = 6
"""Rises when a demonstration has more to show; one of an earlier edition is made anew."""
_LABELS = {
    "open": _("Opening the register, district by district"),
    "play": _("Playing the campaign, day by day"),
    "evening": _("Filling the desks on the evening of day 14"),
}


class UnableToPlay(Trouble):
    """The demonstration will not touch what it did not make."""


class Mark(TypedDict):
    """What is written on a demonstration's database: which one it is, and whether it was finished."""

    seed: int
    scale: float
    finished: bool
    edition: int


def register(top: typer.Typer) -> None:
    """Add the top-level command."""
    top.command("demo")(demo)


def demo(
    scale: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="Share of the census people; 1 is 8.05 million.")
    ] = 0.05,
    seed: Annotated[int, typer.Option(min=0, help="Another number makes another invented city.")] = 1,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop when the campaign stands.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw the demonstration away and make it anew.")] = False,
) -> None:
    """Make an invented city, play two weeks of Order 01, print the sign-ins and serve the pages."""
    os.environ["TOANDAN_DEMO"] = "yes"
    open_house(of_any_version=True)
    mark = _read_mark()
    wanted = Mark(seed=seed, scale=scale, finished=True, edition=_EDITION)
    if fresh or mark is None or mark != wanted:
        _make_room(mark)
        _play(seed, scale)
        _write_mark(wanted)
    else:
        _prepare()
        terminal.say(_("The demonstration stands already; --fresh makes it anew."))
    _print_sign_ins(served=not no_serve)
    if not no_serve:
        serve()


def _make_room(mark: Mark | None) -> None:
    """Empty a demonstration's database; a database nobody has begun to use serves as it is, any other is left alone."""
    if mark is None:
        _ensure_unused()
    else:
        _disconnect()
        with logins.connect_owner(autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        terminal.say(_("Making tables and loading the administrative units."))
    _prepare()


def _prepare() -> None:
    with terminal.stages(prepare.STAGES) as progress:
        prepare.prepare(terminal.say, progress)


def _ensure_unused() -> None:
    """Refuse a database with people or officers in it; somebody may be setting up a real register there."""
    with logins.connect_owner() as connection:
        found = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM people_person) OR EXISTS (SELECT 1 FROM officers_officer)"
        ).fetchone()
    if found and found[0]:
        raise UnableToPlay(
            _(
                "This database holds a register that is no demonstration, so it is left alone. "
                "Use another database (TOANDAN_STATE_DIR or TOANDAN_DATABASE_URL) for the demonstration."
            )
        )


def _disconnect() -> None:
    """Let go of this process's own connections, whose plans speak of tables that are about to go."""
    from django.db import connections

    connections.close_all()


def _play(seed: int, scale: float) -> None:
    _write_mark(Mark(seed=seed, scale=scale, finished=False, edition=_EDITION))
    from toandan.simulation import demo as simulation

    with terminal.stages(_LABELS) as told, _in_haste():
        played = simulation.play(
            seed=seed, scale=scale, now=terminal.now(), progress=lambda step: told(step.name, step.done, step.total)
        )
    _analyse()
    said = _("%(people)s invented people; %(posted)s postings in the two weeks.")
    terminal.say(said % {"people": f"{played.people:,}", "posted": f"{played.posted:,}"})


@contextmanager
def _in_haste() -> Iterator[None]:
    """Let no posting wait for the disk; what a power cut takes away with it is only made anew.

    The mark that says the demonstration is finished is written after the statistics, which wait for all before them.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO DEFAULT")


def _analyse() -> None:
    """Give the planner fresh statistics; a register that was empty a minute ago has none."""
    with logins.connect_owner(autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")


def _print_sign_ins(*, served: bool) -> None:
    """Print who may sign in; only pages served as a demonstration show one-time codes, so say how where none are."""
    from toandan.simulation.demo import START
    from toandan.simulation.officers import one_per_level

    rows = [(one.where, one.username, _sign_in(one)) for one in one_per_level(START)]
    terminal.table(_("One officer per level"), [_("Unit"), _("Name"), _("Password")], rows)
    if not served:
        terminal.say(
            _("Serve the pages with `TOANDAN_DEMO=yes toandan serve`; without TOANDAN_DEMO they show no one-time code.")
        )
    terminal.say(
        _(
            "The one-time code stands on the second page of the sign-in; "
            "`TOANDAN_DEMO=yes toandan officer code NAME` prints it too."
        )
    )


def _sign_in(one: "DemoOfficer") -> str:
    """Set the officer's password and second factor, the same each time on this machine; return the password."""
    from django.contrib.auth import get_user_model

    from toandan.ground.kernel.actor import the_house
    from toandan.record.officers import operations as officers

    password = _password(one.username)
    user = get_user_model().objects.using("owner").get(username=one.username)
    if not user.check_password(password):
        user.set_password(password)
        user.save(using="owner", update_fields=["password"])
    officers.give_one_time_codes(actor=the_house(), now=terminal.now(), officer=user.pk)
    return password


def _password(username: str) -> str:
    """Derive a password from this installation's own key: nothing to guess, and the same on every start."""
    digest = hmac.new(keyring.secret("secret_key").encode(), f"demo/{username}".encode(), hashlib.sha256).hexdigest()
    return "-".join((digest[0:4], digest[4:8], digest[8:12]))


def _read_mark() -> Mark | None:
    """Read the note on the database itself; it goes when the database goes, and cannot name another one."""
    with logins.connect_owner() as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    text = (found and found[0]) or ""
    return json.loads(text.removeprefix(_MARK)) if text.startswith(_MARK) else None


def _write_mark(mark: Mark) -> None:
    with logins.connect_owner(autocommit=True) as connection:
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        name = connection.info.dbname
        connection.execute(comment.format(sql.Identifier(name), sql.Literal(_MARK + json.dumps(mark))))
