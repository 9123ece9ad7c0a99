"""Writes spreadsheets: refused rows with their reasons, and exported lists (ghi tệp XLSX, CSV).

Every text cell is written as text, so that nothing beginning with = + - @ is ever taken for a formula; in CSV such a
cell is led by an apostrophe, which spreadsheets hide.
"""

import csv
import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

MOST_ROWS = 1_048_000
"""A sheet of XLSX ends a little above this; what does not fit is said in the last row."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60


def write_xlsx(path: Path, *, headings: Sequence[str], rows: Iterable[Sequence[Any]], sheet: str, more: str) -> int:
    """Write rows below a frozen heading; return how many were written. `more` is said when rows had to be left out."""
    part = _fresh(path)
    book = xlsxwriter.Workbook(
        str(part), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page = book.add_worksheet(sheet)
    page.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        page.write_string(0, place, heading, bold)
        page.set_column(place, place, min(_WIDEST, max(12, len(heading) + 2)))
    written = 0
    for row in rows:
        if written >= MOST_ROWS:
            page.write_string(written + 1, 0, more, bold)
            break
        written += 1
        for place, cell in enumerate(row):
            _write_cell(page, written, place, cell, text, day)
    page.autofilter(0, 0, max(written, 1), max(len(headings) - 1, 0))
    book.close()
    part.replace(path)
    return written


def write_csv(path: Path, *, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows as UTF-8 with a mark, which spreadsheets need to read Vietnamese; return how many."""
    part = _fresh(path)
    written = 0
    with part.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(headings)
        for row in rows:
            writer.writerow([safe(cell) for cell in row])
            written += 1
    part.replace(path)
    return written


def safe(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(_RISKY):
        return f"'{cell}"
    return "" if cell is None else cell


def _fresh(path: Path) -> Path:
    """Make an empty file beside the target that only this account can read."""
    part = path.with_name(f"{path.name}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    return part


def _write_cell(page: Any, row: int, place: int, cell: Any, text: Any, day: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        page.write_datetime(row, place, cell, day)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, place, cell)
    else:
        page.write_string(row, place, str(cell), text)
