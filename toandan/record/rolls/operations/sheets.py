"""Rows of another room as a spreadsheet, by the writer of exported rolls (bảng tính)."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from toandan.record.rolls.adapters.xlsx_writer import write_xlsx


def sheet(*, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook of one sheet: numbers and days as such, everything else as text that is never a formula.

    It asks nobody and journals nothing; whoever takes it out of the house does. No file of it stays behind.
    """
    with tempfile.TemporaryDirectory(prefix="toandan-sheet-") as folder:
        path = Path(folder) / "sheet.xlsx"
        write_xlsx(path, headings=headings, rows=rows, sheet=name, more="")
        return path.read_bytes()
