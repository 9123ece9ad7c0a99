"""Commands about difficulties and guidance: list, show, the week, take up what is late (vướng mắc, hướng dẫn)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.work.difficulties.words import DifficultyRow, Summary

NAME = "difficulties"
app = typer.Typer(no_args_is_help=True, help="Difficulties: what stands in whose way, who answers by when; guidance.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[str | None, typer.Option("--as", help="Act as this officer.")]
DESKS = ("here", "own", "late")


@app.command("list")
def listed(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Difficulties of this unit or body.")],
    on: terminal.On = None,
    desk: Annotated[str, typer.Option(help="Which: here (to answer), own (raised by it), late.")] = "here",
    as_: As = None,
    json: Json = False,
) -> None:
    """List what a unit or body must answer or raised, or what is late in its reach."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.record.units import queries as units
    from toandan.work.difficulties import queries
    from toandan.work.difficulties.words import DifficultiesPermission
    from toandan.work.directives.queries import place_of

    if desk not in DESKS:
        raise typer.BadParameter(", ".join(DESKS), param_hint="--desk")
    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        at = place_of(_number(unit, on.date() if on else today))
        require(actor, DifficultiesPermission.READ, at=at.number)
        here = units.by_number(at.number)
        rows = {
            "here": lambda: queries.to_answer(at),
            "own": lambda: queries.raised_by(at),
            "late": lambda: queries.late([(here.number, here.last)], today=today),
        }[desk]()
        told = [_row(row, today) for row in rows]
    if json:
        terminal.json_out({"difficulties": told})
        return
    columns = ("difficulty", "kind", "unit", "with", "people", "state", "due_on", "clock")
    terminal.table("", columns, [[row[column] for column in columns] for row in told])


@app.command()
def show(
    difficulty: Annotated[int, typer.Argument(metavar="DIFFICULTY", help="Number of the difficulty.")],
    as_: As = None,
    json: Json = False,
) -> None:
    """Show one difficulty: what stands in the way, the answer, what happened; never the people it names."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.difficulties import queries
    from toandan.work.difficulties.words import DifficultiesPermission
    from toandan.work.directives.queries import reaches
    from toandan.work.directives.words import Place

    actor, today = terminal.actor(as_), localdate(terminal.now())
    with reading(actor):
        sheet = queries.sheet(difficulty)
        sides = (sheet.head.unit, sheet.head.at, Place(sheet.head.desk))
        if not any(reaches(actor, DifficultiesPermission.READ, side) for side in sides):
            raise queries.DifficultyUnknown
        told: dict[str, Any] = _row(sheet.head, today) | {"text": sheet.head.text, "answer": sheet.head.answer}
        told["events"] = [{"at": one.recorded_at, "verb": one.verb, "actor": one.actor} for one in sheet.events]
    if json:
        terminal.json_out(told)
        return
    terminal.table("", ("fact", "value"), [(name, value) for name, value in told.items() if name != "events"])
    terminal.table("events", ("at", "verb", "actor"), [tuple(one.values()) for one in told["events"]])


@app.command()
def summary(
    unit: Annotated[str, typer.Option("--unit", metavar="CODE", help="Of this unit and what lies below it.")],
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="A day of the week; today when left out.")
    ] = None,
    as_: As = None,
    json: Json = False,
) -> None:
    """Sum the week up: difficulties by kind and unit, how old the open ones are, how many people they hold up."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.operations import require
    from toandan.record.officers.queries import reading
    from toandan.work.difficulties import queries
    from toandan.work.difficulties.words import DifficultiesPermission

    actor, today = terminal.actor(as_), localdate(terminal.now())
    asked = min(day.date(), today) if day else today
    with reading(actor):
        # The unit is the one that bore the code in that week: units of before a reorganisation keep their weeks.
        number = _number(unit, asked)
        require(actor, DifficultiesPermission.READ, at=number)
        told = _summary(queries.summary(number, day=asked, today=today))
    if json:
        terminal.json_out(told)
        return
    rows = told["rows"]
    terminal.table(
        f"{told['since']} – {told['until']}", tuple(rows[0]) if rows else ("–",), [tuple(r.values()) for r in rows]
    )


@app.command()
def escalate(json: Json = False) -> None:
    """Take what is late one level up; the nightly job does the same."""
    terminal.start()
    from django.utils.timezone import localdate

    from toandan.record.officers.queries import reading
    from toandan.work.difficulties import operations

    actor, now = terminal.actor(None), terminal.now()
    done = operations.escalate(actor=actor, now=now)
    with reading(actor):
        told = [_row(row, localdate(now)) for row in done]
    if json:
        terminal.json_out({"difficulties": told})
        return
    columns = ("difficulty", "unit", "with", "due_on")
    terminal.table("", columns, [[row[column] for column in columns] for row in told])


def _number(code: str, today: date) -> int:
    """Return the number of the unit with this code, today's or the latest one that bore it, or of the body with it."""
    from toandan.record.units import queries as units

    try:
        return units.bearer(code, as_of=today).number
    except units.UnitUnknown:
        return units.seat_of_post(code, as_of=today).number


def _code(number: int) -> str:
    from toandan.record.units import queries as units

    return units.by_number(number).code


def _row(row: "DifficultyRow", today: date) -> dict[str, Any]:
    from toandan.work.difficulties import queries

    return {
        "difficulty": row.difficulty_id,
        "kind": row.kind,
        "unit": _code(row.unit.number),
        "with": _code(row.at.number),
        "people": row.people,
        "state": row.state,
        "due_on": row.due_on if row.waits else None,
        "clock": queries.clock_of(row, today),
        "escalations": row.escalations,
    }


def _summary(found: "Summary") -> dict[str, Any]:
    return {
        "unit": _code(found.unit),
        "since": found.since,
        "until": found.until,
        "rows": [
            {
                "unit": _code(row.unit), "kind": row.kind, "raised": row.raised, "answered": row.answered,
                "in_time": row.timely, "open": row.open, "overdue": row.late, "people_held_up": row.held_up,
            }
            for row in found.tallies
        ],
        "open_by_age": {str(bucket): many for bucket, many in found.ages.items()},
        "people_held_up": sum(row.held_up for row in found.tallies),
    }  # fmt: skip
