"""A table as PDF, A4 on its side, with its head on every page (ghi PDF)."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import typst
from django.utils.translation import gettext as _
from django.utils.translation import override

from toandan.sheets import formats
from toandan.sheets.tables.description import Cell, Kind, Row, Table

TEMPLATE = Path(__file__).with_name("table.typ")
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def write(table: Table, rows: Iterable[Row], path: Path, *, language: str, at: datetime, by: str, about: str) -> int:
    """Write the table; return how many rows."""
    with override(language):
        cells = [[_said(cell) for cell in row] for row in rows]
        said = {
            "language": language,
            "title": table.said(language),
            "about": about,
            "foot": _("Taken from Toandan at %(at)s by %(by)s") % {"at": formats.moment(at), "by": by},
            "headings": [column.heading(language) for column in table.columns],
            "right": [column.kind in {Kind.COUNT, Kind.DECIMAL} for column in table.columns],
            "widths": _widths(table, cells, language),
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


def _said(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return formats.moment(cell)
    if isinstance(cell, date):
        return formats.day(cell)
    return formats.number(cell) if isinstance(cell, int | Decimal) else str(cell)


def _widths(table: Table, cells: list[list[str]], language: str) -> list[int]:
    """Return how wide each column is beside the others: by its longest text, within bounds."""
    longest = [len(column.heading(language)) // 2 for column in table.columns]
    for row in cells:
        longest = [max(width, len(cell)) for width, cell in zip(longest, row, strict=True)]
    return [min(40, max(6, width)) for width in longest]
