"""Whole columns: the quick ways say what the slow ones would."""

import unicodedata
from pathlib import Path

import polars as pl
import pytest

from toandan.record.rolls.adapters.csv_file import CsvFile
from toandan.record.rolls.rules.columns import composed


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Đào", unicodedata.normalize("NFD", "Nguyễn Thị Đào"), "Kelvin \u212a", "각", "", "A\u0344"]
)
def test_composed_is_the_composed_form(text: str) -> None:
    column = pl.Series(["Số 1", text, None])
    assert composed(column).to_list() == ["Số 1", unicodedata.normalize("NFC", text), None]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('Trần A,"Số 1, ngõ 2, tổ 3",M', True),
        ('Trần A,"Số 1",M', True),
        ('"Trần ""Tí"", A",Số 1,M', True),
        ('Trần A,"Số 1, ngõ 2",M,thừa', False),
        ('Trần A,"Số 1, ngõ 2"', False),
    ],
)
def test_separators_inside_quotes_part_no_cells(tmp_path: Path, line: str, kept: bool) -> None:
    path = tmp_path / "roll.csv"
    path.write_text(f"Họ tên,Địa chỉ,Giới tính\nLê B,Số 9,F\n{line}\n", encoding="utf-8")
    blocks = list(CsvFile(path, ("Họ tên", "Địa chỉ", "Giới tính")).blocks(100))
    assert [block.rows.height for block in blocks] == [1 + kept]
    assert [len(block.broken) for block in blocks] == [1 - kept]
