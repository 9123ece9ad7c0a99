"""Gives out what a list shows, as CSV or XLSX, and writes down who took it (xuất danh sách).

Numbers are masked unless the actor may reveal them at the unit; the file's columns are those of the canonical roll,
so that a roll with whole numbers can be read back.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append, append_reads
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Standing
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.people.words import PeoplePermission, PersonRow
from toandan.record.rolls.adapters.xlsx_writer import write_csv, write_xlsx
from toandan.record.rolls.operations.errors import FORMAT_UNKNOWN, TOO_MANY, UnableToExport
from toandan.record.rolls.words import RollColumn, RollsPermission
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

PAGE = 2_000
EXTRA = ("unit", "residence", "obstacle", "effective_on")
"""Columns behind the canonical ones: the responsible unit's code, two words of the standing, and since when."""
MOST_IN_XLSX = 1_000_000
_SUFFIXES = {".csv": "csv", ".xlsx": "xlsx"}


def export_list(
    *,
    actor: Actor,
    unit: int,
    path: Path,
    states: Collection[int] | None = None,
    purpose: str = "export",
    on_progress: Callable[[int], None] | None = None,
) -> int:
    """Write the people of a unit and everything below it, of these standings or of all; return how many.

    The format follows from the file's ending. Raises NotAllowed without both permission words at the unit, and
    UnableToExport for an unknown ending or more people than a spreadsheet holds.
    """
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UnableToExport(FORMAT_UNKNOWN, code="rolls.format_unknown", values={"name": path.name})
    place = units.by_number(unit)
    with acting(actor):
        require(actor, RollsPermission.EXPORT, at=unit)
        require(actor, PeoplePermission.EXPORT, at=unit)
    masked = not actor.may(PeoplePermission.REVEAL, unit)
    headings = [*RollColumn, *EXTRA]
    rows = _rows(actor, place, states, masked, purpose, on_progress or (lambda _: None))
    if kind == "csv":
        written = write_csv(path, headings=headings, rows=rows)
    else:
        written = write_xlsx(path, headings=headings, rows=_bounded(rows), sheet="people", more="")
    with acting(actor):
        detail: dict[str, str | int | bool | None] = {"people": written, "format": kind, "masked": masked}
        append(actor=actor, verb="rolls.roll.export", subject=f"unit:{unit}", unit=unit, detail=detail)
    return written


def _bounded(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    for number, row in enumerate(rows):
        if number >= MOST_IN_XLSX:
            raise UnableToExport(TOO_MANY, code="rolls.too_many", values={"most": MOST_IN_XLSX})
        yield row


def _rows(
    actor: Actor,
    place: Unit,
    states: Collection[int] | None,
    masked: bool,
    purpose: str,
    on_progress: Callable[[int], None],
) -> Iterator[list[Any]]:
    """Read page by page; every page's people are journalled before they leave."""
    after: int | None = None
    written = 0
    codes: dict[int, str] = {}
    while True:
        with acting(actor):
            lines = ledger.line_list(low=place.number, high=place.last, states=states, after=after, limit=PAGE)
            if not lines:
                return
            found = {row.person_id: row for row in people.persons([line[0] for line in lines])}
            append_reads(actor=actor, people=[(line[0], line[1]) for line in lines], purpose=purpose)
        _learn(codes, list(found.values()), [line[1] for line in lines], place.valid_to or date.max)
        for person, unit, state, since in lines:
            if person in found:
                standing = Standing.of(state)
                cells = _cells(found[person], standing, masked, codes)
                yield [*cells, codes[unit], standing.residence.value, standing.obstacle.value, since]
        after = lines[-1][0]
        written += len(lines)
        on_progress(written)


def _learn(codes: dict[int, str], rows: list[PersonRow], numbers: list[int], on: date) -> None:
    """Learn by which codes the file's reader comes to these units, who reads it in the time of the unit it is of."""
    wanted = set(numbers)
    for row in rows:
        details = row.details
        wanted |= {n for n in (details.permanent_unit, details.temporary_unit, details.present_unit) if n is not None}
    missing = wanted - codes.keys()
    if missing:
        codes.update({number: units.code_for(number, on=on) for number in units.by_numbers(sorted(missing))})


def _cells(row: PersonRow, standing: Standing, masked: bool, codes: dict[int, str]) -> list[Any]:
    details = row.details
    cells: dict[RollColumn, Any] = {
        RollColumn.PERSONAL_NUMBER: row.masked_number if masked else details.personal_number,
        RollColumn.OLD_NUMBER: row.masked_old_number if masked else details.old_number,
        RollColumn.FULL_NAME: details.full_name,
        RollColumn.BIRTH_DATE: details.birth.text,
        RollColumn.SEX: details.sex.value if details.sex else "",
        RollColumn.FATHER_NAME: details.father_name,
        RollColumn.MOTHER_NAME: details.mother_name,
        RollColumn.SPOUSE_NAME: details.spouse_name,
        RollColumn.PERMANENT_COMMUNE: codes.get(details.permanent_unit or 0, ""),
        RollColumn.TEMPORARY_COMMUNE: codes.get(details.temporary_unit or 0, ""),
        RollColumn.PRESENT_COMMUNE: codes.get(details.present_unit or 0, ""),
        RollColumn.PRESENT_ADDRESS: details.present_address,
        RollColumn.PHONE: details.phone,
        RollColumn.CARD: standing.card.value,
        RollColumn.EID: standing.eid.value,
    }
    return [cells[column] for column in RollColumn]
