"""Commands about directives: list, show, remind, and every deed of their life (công văn chỉ đạo)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal
from toandan.faces.cli.directing import deeds

if TYPE_CHECKING:
    from toandan.work.directives.words import AddresseeRow, Listed, Sheet

NAME = "directives"
app = typer.Typer(no_args_is_help=True, help="Directives: who must do what by when, who is how far, what is late.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
DESKS = ("in", "out", "proposed", "late")
for _name, _deed in deeds.ALL.items():
    app.command(_name)(_deed)


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Directives of this unit or body.")],
    on: terminal.On = None,
    desk: Annotated[str, typer.Option(help="Which: in (received), out (sent), proposed, late.")] = "out",
    as_: As = None,
    json: Json = False,
) -> None:
    """List what a unit or body sent or received, the newest first, or what waits to be issued or is late."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units
    from toandan.work.directives import queries

    if desk not in DESKS:
        raise typer.BadParameter(", ".join(DESKS), param_hint="--desk")
    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        number = _number(unit, on.date() if on else today)
        at = queries.place_of(number)
        _require(actor, number)
        if desk == "late":
            _late_out(queries.overdue(((number, units.by_number(number).last),), today=today), today, json)
            return
        if desk == "proposed":
            rows = [_plain(row) for row in queries.awaiting_issue(at, today=today)]
        else:
            find = queries.inbox if desk == "in" else queries.outbox
            rows = [_plain(row) for row in find(at, today=today)]
    if json:
        terminal.json_out({"directives": rows})
        return
    columns = ("directive", "signed", "issuer", "state", "due_on", "addressees", "acknowledged", "reported", "overdue")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows])


@app.command()
def show(
    directive: Annotated[int, typer.Argument(metavar="DIRECTIVE", help="Number of the directive in the house.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Show one directive: its words, tasks, who is how far, what happened."""
    terminal.start()
    from toandan.record.officers.queries import reading
    from toandan.work.directives import queries

    actor = terminal.actor(as_)
    with reading(actor):
        sheet = queries.sheet(directive)
        _require(actor, *(p.number for p in (sheet.head.issuer, sheet.head.drafter, *sheet.head.addressed)))
        told = _whole(sheet)
    if json:
        terminal.json_out(told)
        return
    terminal.table(
        "", ("fact", "value"), [(name, value) for name, value in told.items() if not isinstance(value, list)]
    )
    for name in ("tasks", "addressees", "events"):
        terminal.table(name, tuple(told[name][0]) if told[name] else ("–",), [tuple(r.values()) for r in told[name]])


@app.command()
def remind(as_: As = None, json: Json = False) -> None:
    """Remind of what is late or due soon, once a day each, and take to the next level what is late for long."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.directives import operations

    actor, now = terminal.actor(as_), terminal.now()
    reminded = operations.remind(actor=actor, now=now)
    escalated = operations.escalate(actor=actor, now=now)
    today = localdate(now)
    with reading(actor):
        rows = [{"what": "reminded"} | _addressee(row, today) for row in reminded]
        rows += [{"what": "escalated"} | _addressee(row, today) for row in escalated]
    if json:
        terminal.json_out({"directives": rows})
        return
    columns = ("what", "directive", "unit", "state", "due_on", "overdue")
    terminal.table("", columns, [[row[column] for column in columns] for row in rows])


def _require(actor: Any, *numbers: int) -> None:
    """Refuse an officer who may read on none of these sides."""
    from toandan.record.officers.operations import require
    from toandan.work.directives.words import DirectivesPermission

    held = [number for number in numbers if actor.may(DirectivesPermission.READ, number)]
    require(actor, DirectivesPermission.READ, at=held[0] if held else numbers[0])


def _number(code: str, today: date) -> int:
    """Return the number of the unit with this code, today's or the latest one that bore it, or of the body with it."""
    from toandan.record.units import queries as units

    try:
        return units.bearer(code, as_of=today).number
    except units.UnitUnknown:
        return units.seat_of_post(code, as_of=today).number


def _late_out(rows: "list[AddresseeRow]", today: date, json: bool) -> None:
    late = [_addressee(row, today) for row in rows]
    if json:
        terminal.json_out({"directives": late})
        return
    columns = ("directive", "unit", "state", "due_on", "escalated_on")
    terminal.table("", columns, [[row[column] for column in columns] for row in late])


def _code(number: int | None) -> str | None:
    from toandan.record.units import queries

    return queries.by_number(number).code if number else None


def _plain(row: "Listed") -> dict[str, Any]:
    """Return what the command line shows of a directive in a list."""
    return {
        "directive": row.head.directive_id,
        "signed": row.head.signed,
        "subject": row.head.wording.subject,
        "issuer": _code(row.head.issuer.number),
        "drafter": _code(row.head.drafter.number),
        "state": row.state,
        "issued_on": row.head.issued_on,
        "due_on": row.due_on,
        "addressees": row.addressees,
        "acknowledged": row.acknowledged,
        "reported": row.reported,
        "overdue": row.overdue,
    }


def _addressee(row: "AddresseeRow", today: date) -> dict[str, Any]:
    return {
        "directive": row.directive_id,
        "unit": _code(row.at.number),
        "state": row.state,
        "due_on": row.due_on,
        "overdue": row.overdue(today),
        "reminded_on": row.reminded_on,
        "escalated_on": row.escalated_on,
    }


def _whole(sheet: "Sheet") -> dict[str, Any]:
    head, words = sheet.head, sheet.head.wording
    return {
        "directive": head.directive_id,
        "signed": head.signed,
        "subject": words.subject,
        "text": words.text,
        "issuer": _code(head.issuer.number),
        "drafter": _code(head.drafter.number),
        "state": head.state,
        "issued_on": head.issued_on,
        "tasks": [
            {
                "task": one.position, "text": one.text, "due_on": one.due_on, "unit": _code(one.at),
                "order": one.order, "measure": one.measure, "percent": one.percent,
            }
            for one in sheet.tasks
        ],
        "addressees": [
            {"unit": _code(one.at.number), "state": one.state, "due_on": one.due_on, "reported_at": one.reported_at}
            for one in sheet.addressees
        ],
        "events": [{"at": one.recorded_at, "verb": one.verb, "actor": one.actor} for one in sheet.events],
    }  # fmt: skip
