"""A table as PDF, A4 or A3 on its side, with its head on every page (ghi PDF)."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from toandan.sheets import formats
from toandan.sheets.tables.description import FIGURES, Cell, Kind, Row, Table, worded

TEMPLATE = Path(__file__).with_name("table.typ")
_PAPERS = (("a4", 762), ("a3", 1110))
"""Papers with the points between their margins when they lie on their side; the larger for tables of many columns."""

_LETTER, _SMALL, _PLAIN, _LEAST = 0.56, 6.0, 8.0, 4.0
"""Width of a letter in parts of its size; the size below which the larger paper is taken, the usual one, the least."""

_BOLD, _AIR = 1.15, 1.5
"""How much wider a heading's letters are; letters of space beside a column's longest word."""

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def write(table: Table, rows: Iterable[Row], path: Path, *, language: str, at: datetime, by: str, about: str) -> int:
    """Write the table; return how many rows."""
    with override(language):
        kinds = [column.kind for column in table.columns]
        cells = [[_said(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in rows]
        widths = _widths(table, cells, language)
        paper, size = _paper(sum(widths))
        said = {
            "language": language,
            "title": table.said(language),
            "about": about,
            "foot": _("Taken from Toandan at %(at)s by %(by)s") % {"at": formats.moment(at), "by": by},
            "headings": [column.heading(language) for column in table.columns],
            "right": [column.kind in {Kind.COUNT, Kind.DECIMAL} for column in table.columns],
            "widths": widths,
            "size": size,
            "paper": paper,
            "rows": cells,
        }
    content = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"table": json.dumps(said, ensure_ascii=False)},
        timestamp=_NEVER,
    )
    path.write_bytes(content if isinstance(content, bytes) else b"".join(content))
    return len(cells)


def _paper(letters: float) -> tuple[str, float]:
    """Return the smallest paper on which rows of so many letters can be read, and the size of its letters."""
    sizes = [(name, min(_PLAIN, points / (_LETTER * letters))) for name, points in _PAPERS]
    paper, size = next((one for one in sizes if one[1] >= _SMALL), sizes[-1])
    return paper, max(_LEAST, size)


def _said(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return formats.moment(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if not isinstance(cell, FIGURES) or kind is Kind.NUMBER:
        return worded(cell)
    # One place in the whole column: the eye compares figures by where they end.
    return formats.number(cell, places=1) if kind is Kind.DECIMAL else formats.number(cell)


def _widths(table: Table, cells: list[list[str]], language: str) -> list[float]:
    """Return how wide each column is, in letters: its longest word, which is not broken, and some of what is longer."""
    columns = [[column.heading(language)] for column in table.columns]
    words = [max(len(word) for word in said[0].split()) * _BOLD for said in columns]
    longest = [0] * len(columns)
    for row in cells:
        for place, cell in enumerate(row):
            words[place] = max(words[place], max((len(word) for word in cell.split()), default=0))
            longest[place] = max(longest[place], len(cell))
    return [word + _AIR + min(12, max(0, long - word) * 0.4) for word, long in zip(words, longest, strict=True)]
