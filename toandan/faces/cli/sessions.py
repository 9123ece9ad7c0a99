"""Commands about days in the field: announce, list, open, move, cancel, close, reconcile (buổi lưu động)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.work.sessions.words import SessionRow

NAME = "sessions"
app = typer.Typer(no_args_is_help=True, help="Days in the field: sessions of kits, announced to reconciled.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Code = Annotated[str, typer.Argument(metavar="SESSION", help="Code of the session.")]


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Of this unit and those below it.")],
    on: terminal.On = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day; today.")] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How many days.")] = 7,
    as_: As = None,
    json: Json = False,
) -> None:
    """List the sessions of a unit on some days."""
    terminal.start()
    from toandan.record.officers.queries import reading
    from toandan.work.sessions import queries
    from toandan.work.sessions.words import SessionsPermission

    first = since.date() if since else terminal.today()
    actor = terminal.actor(as_)
    with reading(actor):
        here = [low for low, _ in terminal.reach(actor, SessionsPermission.READ, unit, on)]
        told = [_row(row) for row in queries.listed(here, first, days)]
    if json:
        terminal.json_out({"sessions": told})
        return
    columns = ("session", "day", "shift", "place", "kit", "expected", "served", "state")
    terminal.table("", columns, [[row[column] for column in columns] for row in told])


@app.command()
def announce(
    place: Annotated[str, typer.Option(metavar="CODE", help="Code of the place.")],
    kit: Annotated[str, typer.Option(metavar="SERIAL", help="Serial of the kit: of the unit, lent, or of a helper.")],
    day: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day.")],
    expected: Annotated[
        int | None, typer.Option(min=0, max=10_000, help="People expected; what turnout lets expect where left out.")
    ] = None,
    shift: Annotated[str, typer.Option(help="Part of the day: AM, PM or DAY.")] = "DAY",
    kind: Annotated[str, typer.Option(help="enrolment or activation.")] = "enrolment",
    reason: Annotated[str, typer.Option(help="Why, or by which plan.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Announce a session."""
    terminal.start()
    from uuid import uuid4

    from toandan.command.field import queries as field
    from toandan.record.officers.queries import reading
    from toandan.work.sessions import operations
    from toandan.work.sessions.words import Kind, NewSession, Shift

    if shift not in set(Shift):
        raise typer.BadParameter("AM, PM, DAY", param_hint="--shift")
    if kind not in set(Kind):
        raise typer.BadParameter("enrolment, activation", param_hint="--kind")
    actor, now, on = terminal.actor(as_), terminal.now(), day.date()
    if expected is None:
        with reading(actor):
            expected = field.expected(place, Kind(kind), on, Shift(shift), now=now)
    code = operations.announce(
        actor=actor, now=now, reason=reason, client_key=uuid4(),
        session=NewSession(Kind(kind), place, kit, on, Shift(shift), expected),
    )  # fmt: skip
    _told(code, as_, json)


@app.command("open")
def open_(session: Code, as_: As = None, json: Json = False) -> None:
    """Open a session on its day."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    operations.open_session(actor=terminal.actor(as_), now=terminal.now(), code=session, client_key=uuid4())
    _told(session, as_, json)


@app.command()
def close(
    session: Code,
    collected: Annotated[int, typer.Option(min=0, help="People whose papers were taken, by the crew's count.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Close an open session with the crew's own count."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    operations.close_session(
        actor=terminal.actor(as_), now=terminal.now(), code=session, collected=collected, client_key=uuid4()
    )
    _told(session, as_, json)


@app.command()
def reconcile(
    session: Code,
    note: Annotated[str, typer.Option(help="Why the counts differ, if they do.")] = "",
    as_: As = None,
    json: Json = False,
) -> None:
    """Set a closed session against what the ledger holds under its code."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    operations.reconcile(actor=terminal.actor(as_), now=terminal.now(), code=session, note=note, client_key=uuid4())
    _told(session, as_, json)


@app.command()
def move(
    session: Code,
    reason: Annotated[str, typer.Option(help="Why it is moved.")],
    day: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="New day.")] = None,
    shift: Annotated[str | None, typer.Option(help="New part of the day: AM, PM or DAY.")] = None,
    kit: Annotated[str | None, typer.Option(help="Serial of the new kit.")] = None,
    place: Annotated[str | None, typer.Option(help="Code of the new place.")] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Move an announced session; what is not named stays as it is."""
    terminal.start()
    from uuid import uuid4

    from toandan.record.officers.queries import reading
    from toandan.work.sessions import operations, queries
    from toandan.work.sessions.words import NewSession, Shift

    if shift is not None and shift not in set(Shift):
        raise typer.BadParameter("AM, PM, DAY", param_hint="--shift")
    actor = terminal.actor(as_)
    with reading(actor):
        row = queries.session(session)
    to = NewSession(
        row.kind, place or row.place, kit or row.kit, day.date() if day else row.day,
        Shift(shift) if shift else row.shift, row.expected,
    )  # fmt: skip
    operations.move(actor=actor, now=terminal.now(), code=session, to=to, reason=reason, client_key=uuid4())
    _told(session, as_, json)


@app.command()
def cancel(
    session: Code,
    reason: Annotated[str, typer.Option(help="Why it is cancelled.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Cancel a session that is announced or open."""
    terminal.start()
    from uuid import uuid4

    from toandan.work.sessions import operations

    operations.cancel(actor=terminal.actor(as_), now=terminal.now(), code=session, reason=reason, client_key=uuid4())
    _told(session, as_, json)


def _told(code: str, as_: str | None, json: bool) -> None:
    """Say how the session stands now."""
    from toandan.record.officers.queries import reading
    from toandan.work.sessions import queries

    with reading(terminal.actor(as_)):
        told = _row(queries.session(code))
    if json:
        terminal.json_out(told)
        return
    # One session stands upright: side by side its code would be cut off, by which everything else goes.
    terminal.table(code, ("what", "figure"), [(what, said) for what, said in told.items() if said not in (None, "")])


def _row(row: "SessionRow") -> dict[str, Any]:
    return {
        "session": row.code, "kind": row.kind, "place": row.place, "kit": row.kit, "day": row.day, "shift": row.shift,
        "expected": row.expected, "remaining": row.remaining, "served": row.served, "collected": row.collected,
        "posted": row.posted, "state": row.state, "plan": row.plan, "note": row.note,
    }  # fmt: skip
