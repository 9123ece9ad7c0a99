"""Turns a chosen or guessed mapping into places of cells (ghép cột)."""

from collections.abc import Mapping, Sequence

from toandan.record.rolls.operations.errors import COLUMN_UNKNOWN, COLUMNS_MISSING, HEADING_UNKNOWN, UnableToImport
from toandan.record.rolls.rules import headings as rules
from toandan.record.rolls.words import RollColumn


def places_of(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[RollColumn, int]:
    """Return where each column lies: as guessed, changed by `mapping` (column → heading; an empty heading: nowhere).

    Raises UnableToImport when the mapping names what is not there, or when what a roll needs is missing.
    """
    places = rules.guess(headings)
    for name, heading in mapping.items():
        column = _column(name)
        if not heading:
            places.pop(column, None)
            continue
        place = _place(heading, headings)
        for other in [c for c, p in places.items() if p == place and c is not column and c.value not in mapping]:
            del places[other]
        places[column] = place
    lacking = rules.missing(places)
    if lacking:
        columns = ", ".join(column.value for column in lacking)
        raise UnableToImport(COLUMNS_MISSING, code="rolls.columns_missing", values={"columns": columns})
    return places


def _column(name: str) -> RollColumn:
    try:
        return RollColumn(name.strip())
    except ValueError:
        values = {"column": name, "columns": ", ".join(RollColumn)}
        raise UnableToImport(COLUMN_UNKNOWN, code="rolls.column_unknown", values=values) from None


def _place(heading: str, headings: Sequence[str]) -> int:
    folded = [rules.fold(known) for known in headings]
    if heading in headings:
        return list(headings).index(heading)
    if rules.fold(heading) in folded:
        return folded.index(rules.fold(heading))
    values = {"heading": heading, "headings": ", ".join(headings)}
    raise UnableToImport(HEADING_UNKNOWN, code="rolls.heading_unknown", values=values)
