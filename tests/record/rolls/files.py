"""Makes small files of people for the tests."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from toandan.ground.kernel import names
from toandan.record.rolls.words import RollColumn

HEADINGS = [column.value for column in RollColumn]
ON = date(2023, 6, 3)
GOOD: Mapping[str, str] = {
    "personal_number": "001085012345",
    "full_name": "Nguyễn Văn Mẫu",
    "birth_date": "1985-05-17",
    "sex": "Nam",
    "permanent_commune": "00001",
    "present_address": "Số 1, tổ 2",
    "phone": "0912345678",
}


def person(place: int, **changes: str) -> dict[str, str]:
    """Return a good row whose number and name differ from those of other places."""
    given = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga"]
    name = f"Trần {given[place // 10 % 10]} {given[place % 10]}{'abcdefghij'[place // 100 % 10]}"
    return {**GOOD, "personal_number": f"001085{place:06d}", "full_name": name, "phone": ""} | changes


def csv_text(rows: Iterable[Mapping[str, str]], headings: Sequence[str] = HEADINGS, separator: str = ",") -> str:
    """Return rows as the text of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(path: Path, rows: Iterable[Mapping[str, str]], headings: Sequence[str] = HEADINGS) -> Path:
    """Write rows as a CSV file in UTF-8."""
    path.write_text(csv_text(rows, headings), encoding="utf-8")
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write rows of typed cells as they are: dates as dates, numbers as numbers, texts beginning with = as formulas."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"})
    page = book.add_worksheet("Danh sách")
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith("="):
                page.write_formula(line, place, cell, None, "")
            elif isinstance(cell, str):
                page.write_string(line, place, cell)
            elif cell is not None:
                page.write(line, place, cell)
    book.close()
    return path


def block(*rows: Mapping[str, str]) -> pl.DataFrame:
    """Return rows as a canonical block, counted from line 2."""
    cells = [
        {"line": 2 + place, **{h: row.get(h) if names.tidy(row.get(h, "")) else None for h in HEADINGS}}
        for place, row in enumerate(rows)
    ]
    return pl.DataFrame(cells, schema={"line": pl.Int64, **dict.fromkeys(HEADINGS, pl.String)})
