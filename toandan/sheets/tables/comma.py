"""A table as CSV: UTF-8 with the mark that spreadsheets need to read Vietnamese (ghi CSV)."""

import csv
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from django.utils.timezone import localtime

from toandan.sheets.tables.description import FIGURES, Cell, Row, Table, worded
from toandan.sheets.tables.safety import quoted, shortened


def write(table: Table, rows: Iterable[Row], path: Path, *, language: str) -> int:
    """Write the headings and every row; return how many rows."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([quoted(column.heading(language)) for column in table.columns])
        for row in rows:
            writer.writerow([_cell(cell) for cell in row])
            written += 1
    return written


def _cell(cell: Cell) -> str:
    """Return figures as programs read them, days as ISO text, and text that is no formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return localtime(cell).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, FIGURES):
        return str(cell)
    return quoted(shortened(worded(cell)))
