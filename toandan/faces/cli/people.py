"""Commands about people: `people find`; `import` and `export` are added by the rolls' commands (dân cư)."""

from typing import TYPE_CHECKING, Annotated

import typer

from toandan.faces.cli import terminal

if TYPE_CHECKING:
    from toandan.record.people.words import PersonRow

NAME = "people"
app = typer.Typer(no_args_is_help=True, help="People of the register: find them, import and export rolls.")


@app.callback()
def people() -> None:
    """People of the register: find them, import and export rolls."""


@app.command()
def find(
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]", help="Words of a name, without marks, in any order.")
    ] = None,
    number: Annotated[str, typer.Option("--number", help="A whole number, or at least its last 6 digits.")] = "",
    year: Annotated[int | None, typer.Option("--year", min=1900, max=2200, help="Year of birth.")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="CODE", help="Only people of this unit.")] = None,
    on: terminal.On = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="At most so many.")] = 50,
    as_: Annotated[str | None, typer.Option("--as", help="Act as this officer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Find people by name, number or year of birth; numbers are masked, and who was shown is journalled."""
    terminal.start()
    from toandan.record.journal.operations import append_reads
    from toandan.record.officers.operations import acting, require
    from toandan.record.officers.queries import reading
    from toandan.record.people import queries
    from toandan.record.people.words import PeoplePermission

    actor = terminal.actor(as_)
    with reading(actor):
        require(actor, PeoplePermission.READ, at=actor.at)
        found = queries.search(
            actor=actor,
            text=" ".join(text or []),
            number=number,
            birth_year=year,
            limit=limit,
            **({"within": terminal.spans(unit, on)} if unit else {}),
        )
    with acting(actor):
        append_reads(actor=actor, people=[(p.person_id, p.unit) for p in found.people], purpose="people.find")
    if json:
        terminal.json_out({"more": found.more, "people": [_plain(person) for person in found.people]})
        return
    columns = ("person", "name", "born", "number", "unit")
    terminal.table("", columns, [tuple(_plain(person).values())[:5] for person in found.people])
    if found.more:
        terminal.say("More people fit than are shown: add a word, a year or a unit.")


def _plain(person: "PersonRow") -> dict[str, object]:
    """Return what the command line may show of a person."""
    from toandan.record.units import queries

    unit, details = queries.by_number(person.unit), person.details
    return {
        "person_id": person.person_id,
        "full_name": details.full_name,
        "born": details.birth.text or None,
        "personal_number": person.masked_number or None,
        "unit": unit.name_vi,
        "unit_code": unit.code,
        "sex": details.sex,
    }
