"""What a reform founds, read from its two files: the new units, and what becomes of the old (đơn vị thành lập mới)."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext_noop as _

from toandan.command.reorganisation.rules.judging import judged
from toandan.command.reorganisation.rules.reading import read_map
from toandan.command.reorganisation.words import Finding, MapLine
from toandan.ground.kernel.errors import UnableTo
from toandan.record.units import queries as units
from toandan.record.units.words import NewLink, NewUnit

COLUMNS = ("code", "name_vi", "kind", "parent")


class UnableToReadUnits(UnableTo):
    """The list of new units cannot be read."""


def new_units(text: str, *, on: date) -> list[NewUnit]:
    """Return the units of a list with the columns code, name_vi, name_en, kind, parent (code of the unit above).

    Raises UnableToReadUnits for a column or a cell that is missing, and UnitUnknown for a parent that is none.
    """
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines(), strict=True)
    lacking = next((column for column in COLUMNS if column not in _headings(rows)), None)
    if lacking is not None:
        raise UnableToReadUnits(
            _("Line 1 of the new units names no column %(column)s."), code="column_missing", values={"column": lacking}
        )
    made = []
    for row in _read(rows):
        missing = next((column for column in COLUMNS if not (row.get(column) or "").strip()), None)
        if missing is not None:
            raise UnableToReadUnits(
                _("Line %(line)s of the new units lacks %(column)s."),
                code="unit_incomplete",
                values={"line": rows.line_num, "column": missing},
            )
        above = units.by_code(row["parent"], as_of=on)
        name = row["name_vi"].strip()
        made.append(
            NewUnit(row["code"].strip(), name, (row.get("name_en") or name).strip(), row["kind"].strip(), above.number)
        )
    return made


def _headings(rows: "csv.DictReader[str]") -> Sequence[str]:
    """Return the headings; the reader takes their line as soon as it is asked."""
    try:
        return rows.fieldnames or ()
    except csv.Error as error:
        raise _quotes_wrong(rows) from error


def _read(rows: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    try:
        yield from rows
    except csv.Error as error:
        raise _quotes_wrong(rows) from error


def _quotes_wrong(rows: "csv.DictReader[str]") -> UnableToReadUnits:
    return UnableToReadUnits(
        _("The quotation marks of the new units do not match in line %(line)s or before it."),
        code="quotes_wrong",
        values={"line": rows.line_num},
    )


def links_of(text: str) -> tuple[list[NewLink], list[Finding]]:
    """Return what becomes of each old unit of a mapping, one main unit each, and what is wrong with it."""
    lines, findings = read_map(text)
    by_old: dict[str, list[MapLine]] = defaultdict(list)
    for line in lines:
        by_old[line.old].append(line)
    links = []
    for its in by_old.values():
        main = next((line for line in its if line.is_default), its[0])
        links += [NewLink(line.old, line.new, line.part, line is main) for line in its]
    return links, [*findings, *judged(lines)]
