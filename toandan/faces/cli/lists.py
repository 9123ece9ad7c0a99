"""Commands about notification lists: `lists in`, `out`, `show`, `statement` (danh sách thông báo)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.work.movements.words import ListRow

NAME = "lists"
app = typer.Typer(no_args_is_help=True, help="Notification lists between units: read them and their statement.")
UnitCode = Annotated[
    str | None, typer.Option("--unit", metavar="CODE", help="Only this unit, what lies below it and what went into it.")
]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def lists() -> None:
    """Notification lists between units: read them and their statement."""


@app.command("in")
def incoming(
    unit: UnitCode = None, on: terminal.On = None, overdue: bool = False, as_: As = None, json: Json = False
) -> None:
    """Show the lists that came to a unit, the newest first; `--overdue` keeps to those past their day."""
    _show("in", unit, on, overdue, as_, json)


@app.command("out")
def outgoing(
    unit: UnitCode = None, on: terminal.On = None, overdue: bool = False, as_: As = None, json: Json = False
) -> None:
    """Show the lists that a unit sent or drew up, the newest first; `--overdue` keeps to those past their day."""
    _show("out", unit, on, overdue, as_, json)


@app.command()
def show(
    number: Annotated[int, typer.Argument(metavar="LIST", help="Number of the list.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Show one list with its people; numbers are masked, and who was shown is journalled."""
    terminal.start()
    from toandan.record.journal.operations import append_reads
    from toandan.record.officers.operations import acting
    from toandan.record.officers.queries import reading
    from toandan.work.movements import queries

    actor = terminal.actor(as_)
    with reading(actor):
        row, people = queries.list_row(number), queries.lines(number)
    with acting(actor):
        append_reads(actor=actor, people=[(p.person_id, p.source) for p in people], purpose="movements.list")
    if json:
        terminal.json_out({"list": _plain(row), "people": people})
        return
    columns = ("person", "name", "born", "number", "lives in", "state", "reason")
    rows = [
        (p.person_id, p.full_name, p.birth, p.masked_number, _name(p.target), p.state, p.reason or "") for p in people
    ]
    terminal.table(f"List {row.list_id}: {_name(row.sender)} → {_name(row.receiver)} ({row.state})", columns, rows)


@app.command()
def statement(unit: UnitCode = None, on: terminal.On = None, as_: As = None, json: Json = False) -> None:
    """Show for every pair of units what was sent, accepted, returned and is open."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.movements import queries

    actor = terminal.actor(as_)
    with reading(actor):
        today = localdate(terminal.now())
        # A pair has its two ends in two of the spans when both units went into the one that is asked for.
        found = [pair for low, high in _spans(unit, on) for pair in queries.statement(low=low, high=high, today=today)]
    pairs = list({(pair.sender, pair.receiver): pair for pair in found}.values())
    if json:
        terminal.json_out(pairs)
        return
    columns = ("from", "to", "lists", "sent", "accepted", "returned", "open", "overdue", "withdrawn")
    rows = [
        (_name(p.sender), _name(p.receiver), p.lists, p.sent, p.accepted, p.returned, p.open, p.overdue, p.withdrawn)
        for p in pairs
    ]
    terminal.table("", columns, rows)


@app.command()
def remind(as_: As = None, json: Json = False) -> None:
    """Remind of lists that are late or due soon, as the house does every night; once a day for each list."""
    terminal.start()
    from toandan.work.movements import operations

    _lists_out(operations.remind(actor=terminal.actor(as_), now=terminal.now()), json)


def _show(way: str, unit: str | None, on: datetime | None, overdue: bool, as_: str | None, json: bool) -> None:
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.movements import queries

    actor, today = terminal.actor(as_), localdate(terminal.now())
    found: list[ListRow] = []
    with reading(actor):
        for low, high in _spans(unit, on):
            if overdue:
                out, came = queries.overdue_lists(low=low, high=high, today=today)
                found += came if way == "in" else out
            else:
                found += (queries.lists_in if way == "in" else queries.lists_out)(low=low, high=high)
    found.sort(key=lambda row: (row.due_on or today, row.list_id) if overdue else (-row.list_id,))
    _lists_out(found, json)


def _lists_out(found: "Sequence[ListRow]", json: bool) -> None:
    if json:
        terminal.json_out([_plain(row) for row in found])
        return
    columns = ("list", "from", "to", "state", "people", "accepted", "returned", "open", "answer by")
    rows = [
        (r.list_id, _name(r.sender), _name(r.receiver), r.state, r.lines, r.accepted, r.returned, r.open, r.due_on)
        for r in found
    ]
    terminal.table("", columns, rows)


def _plain(row: "ListRow") -> dict[str, object]:
    from dataclasses import asdict

    return {**asdict(row), "open": row.open, "sender": _name(row.sender), "receiver": _name(row.receiver)}


def _name(number: int) -> str:
    from toandan.record.units import queries

    return queries.by_number(number).name_vi


def _spans(code: str | None, on: datetime | None) -> list[terminal.Span]:
    """Return the unit numbers a code reaches; everything without one."""
    from toandan.record.units import queries

    root = queries.root()
    return [(root.number, root.last)] if code is None else terminal.spans(code, on)
