"""Commands about units: show, find, history (đơn vị hành chính)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal
from toandan.faces.cli.bodies import body
from toandan.faces.cli.supports import support

if TYPE_CHECKING:
    from toandan.record.units.words import Unit

NAME = "units"
app = typer.Typer(no_args_is_help=True, help="Administrative units: what they are, where they lie, what they became.")
app.add_typer(support, name="support")
app.add_typer(body, name="body")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Day = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The unit of this day.")
]
Code = Annotated[str, typer.Argument(metavar="CODE", help="Code of a unit, of any year.")]


@app.command()
def show(code: Code, as_of: Day = None, json: Json = False) -> None:
    """Show the unit that bears a code: today's, else the last, unless a day is named."""
    terminal.start()
    from toandan.record.units import queries

    unit = _unit(code, as_of)
    above = queries.ancestors(unit.number)
    below = queries.children(unit.number)
    counted = queries.population_2019(unit.number)
    if json:
        lists = {"ancestors": [_plain(upper) for upper in above], "children": [_plain(lower) for lower in below]}
        terminal.json_out(_plain(unit) | {"population_2019": counted} | lists)
        return
    terminal.show(f"{unit.name_vi} · {unit.name_en}")
    terminal.show(" › ".join(upper.name_vi for upper in above))
    facts = [*_plain(unit).items(), ("population_2019", counted), ("children", len(below))]
    terminal.table("", ("fact", "value"), [(name, None if value is None else str(value)) for name, value in facts])
    if below:
        _list(below)


@app.command()
def find(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="A name in any spelling, or a code.")],
    as_of: Day = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many.")] = 20,
    json: Json = False,
) -> None:
    """Find units by any reasonable spelling; without a day units of every year are found."""
    terminal.start()
    from toandan.record.units import queries

    found = queries.find(" ".join(text), as_of=as_of.date() if as_of else None, limit=limit)
    if json:
        terminal.json_out([_plain(unit) for unit in found])
    elif found:
        _list(found)
    else:
        terminal.say("Không tìm thấy đơn vị nào. · No unit was found.")


@app.command()
def history(code: Code, as_of: Day = None, json: Json = False) -> None:
    """Show where a unit came from and what became of it; the oldest bearer of the code, unless a day is named."""
    terminal.start()
    from toandan.record.units import queries

    unit = _unit(code, as_of) if as_of else _oldest(code)
    (ended, gone), steps = queries.ends(unit.number), queries.history(unit.number)
    if json:
        plain_steps = [
            {
                "on": step.link.on,
                "predecessor": _plain(step.before),
                "successor": _plain(step.after),
                "part": step.link.part,
                "is_default": step.link.is_default,
                "basis": step.link.basis,
                "act": step.link.act,
            }
            for step in steps
        ]
        became, lost = ([_plain(last) for last in some] for some in (ended, gone))
        terminal.json_out({"unit": _plain(unit), "became": became, "lost": lost, "steps": plain_steps})
        return
    if ended:
        terminal.show(f"{unit.code} {unit.name_vi} → " + ", ".join(f"{last.code} {last.name_vi}" for last in ended))
    for last in gone:
        said = "không ghi nhận đơn vị kế thừa · no successor is recorded"
        terminal.show(f"{last.code} {last.name_vi}, {last.valid_to}: {said}")
    rows = [
        (
            step.link.on,
            f"{step.before.code} {step.before.name_vi}",
            f"{step.after.code} {step.after.name_vi}",
            step.link.part + (" (default)" if step.link.is_default else ""),
            step.link.act or step.link.basis,
        )
        for step in steps
    ]
    if rows:
        terminal.table("", ("day", "from", "to", "part", "basis"), rows)


@app.command()
def lost(json: Json = False) -> None:
    """List the communes that ended and of which no successor is recorded; nothing is guessed for them."""
    terminal.start()
    from toandan.record.units import queries

    found = queries.lost()
    if json:
        terminal.json_out([_plain(unit) for unit in found])
        return
    terminal.show(f"{len(found)} xã không ghi nhận đơn vị kế thừa · communes without a recorded successor")
    if found:
        _list(found)


def _unit(code: str, as_of: datetime | None) -> "Unit":
    from toandan.record.units import queries

    if as_of is not None:
        return queries.by_code(code, as_of=as_of.date())
    return queries.current(code, today=_today())


def _oldest(code: str) -> "Unit":
    from toandan.record.units import queries

    known = queries.bearing(code)
    if not known:
        raise queries.UnitUnknown(code)
    return known[0]


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def _list(units: "list[Unit]") -> None:
    from toandan.record.units import queries

    rows = []
    for unit in units:
        above = queries.ancestors(unit.number)[1:]
        place = ", ".join(upper.name_vi for upper in reversed(above))
        rows.append((unit.code, unit.name_vi, unit.name_en, place, unit.valid_from, unit.valid_to, str(unit.number)))
    terminal.table("", ("code", "name", "English", "in", "from", "to", "number"), rows, unbroken=("name",))


def _plain(unit: "Unit") -> dict[str, object]:
    from toandan.record.units import labels, queries

    return {
        "code": unit.code,
        "number": unit.number,
        "last": unit.last,
        "level": labels.level_word(unit.level),
        "name_vi": unit.name_vi,
        "name_en": unit.name_en,
        "kind": unit.kind,
        "kind_en": unit.kind_en,
        "parent": None if unit.parent is None else queries.by_number(unit.parent).code,
        "valid_from": unit.valid_from,
        "valid_to": unit.valid_to,
        "edition": unit.edition,
    }
