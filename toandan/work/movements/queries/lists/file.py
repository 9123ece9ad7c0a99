"""A file of numbers and communes as wishes for lists (đọc người từ tệp)."""

from datetime import date

from toandan.record.people import queries as people
from toandan.record.people.words import Damage
from toandan.record.units import queries as units
from toandan.work.movements.adapters import table
from toandan.work.movements.words import Fault, Finding, Wish


def read_file(*, content: bytes, on: date) -> tuple[list[Wish], list[Finding]]:
    """Return whom the good lines of a CSV or XLSX file name, and what is wrong with the others, line by line.

    A person is named by personal or old number, as people and spreadsheets write them, and must be in the caller's
    scope; zeros that were eaten are put back where they are sure (`people.by_written`). The commune is a code of any
    year, read as of the day `on`, and may be left out; so may the street
    there. Raises UnableTo when the file as a whole cannot be read.
    """
    rows, broken = table.read(content)
    written = people.by_written({number for _line, number, _commune, _address in rows if number})
    codes = units.any_year_table(on)
    wishes: list[Wish] = []
    findings = [Finding(Fault.BROKEN, line=line) for line in broken]
    seen: set[int] = set()
    for line, number, commune, address in rows:
        found, target = written.get(number), codes.get(commune.zfill(5)) if commune else None
        person = found if isinstance(found, int) else None
        fault = Fault(found.value) if isinstance(found, Damage) else _fault(number, person, commune, target, seen)
        if fault or person is None:
            findings.append(Finding(fault or Fault.NOT_YOURS, person, line, commune if target is None else ""))
        else:
            seen.add(person)
            wishes.append(Wish(person, target, line, address))
    return wishes, sorted(findings, key=lambda finding: finding.line)


def _fault(number: str, person: int | None, commune: str, target: int | None, seen: set[int]) -> Fault | None:
    """Return what is wrong with one line; a number is never repeated in a message."""
    if not number:
        return Fault.NUMBER_MISSING
    if person is None:
        return Fault.NOT_YOURS
    if commune and target is None:
        return Fault.RECEIVER_UNKNOWN
    return Fault.TWICE if person in seen else None
