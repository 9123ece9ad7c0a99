"""Whole columns: the quick ways say what the slow ones would."""

import unicodedata
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel import names
from toandan.record.rolls.adapters.csv_file import CsvFile
from toandan.record.rolls.ports import blocks
from toandan.record.rolls.rules import births, values
from toandan.record.rolls.rules.columns import LETTERS, PLAIN, SHOWN, Memory, keys, shown, surely


@pytest.mark.parametrize(
    "text", ["Nguyễn Thị Đào", unicodedata.normalize("NFD", "Nguyễn Thị Đào"), "Kelvin \u212a", "각", "A\u0344"]
)
def test_texts_come_out_in_the_composed_form(text: str) -> None:
    read = surely(pl.Series(["Số 1", text, None]), PLAIN, values.text)
    assert read["value"].to_list() == ["Số 1", unicodedata.normalize("NFC", text), None]
    assert read["code"].to_list() == ["", "", ""]


EVERY_LETTER = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000] + ["\U000e0100", "\U0010ffff"]


def test_no_cell_counts_as_empty_that_shows_a_letter_and_none_as_full_that_shows_none() -> None:
    cells = pl.Series([*EVERY_LETTER, *(f"{letter}." for letter in EVERY_LETTER), "", None], dtype=pl.String)
    seen = cells.str.contains(SHOWN)
    assert shown(cells).to_list() == pl.select(pl.when(seen).then(cells)).to_series().to_list()


def test_what_a_pattern_takes_as_it_comes_is_in_composed_form() -> None:
    for pattern in (LETTERS, PLAIN):
        cells = pl.Series([f"a {letter}" for letter in EVERY_LETTER])
        taken = cells.filter(cells.str.contains(pattern.plain))
        assert taken.str.normalize("NFC").equals(taken)
        assert (~cells.str.contains(pattern.plain) | cells.str.contains(pattern.composed)).all()


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
    found = list(blocks(CsvFile(path, ("Họ tên", "Địa chỉ", "Giới tính")), 100))
    assert [block.rows.height for block in found] == [1 + kept]
    assert [len(block.broken) for block in found] == [1 - kept]


ON = date(2023, 6, 3)
DAYS = st.dates(date(1850, 1, 1), date(2030, 12, 31)).map(date.isoformat)
WRITTEN = st.one_of(
    DAYS,
    st.sampled_from(["", "1985", "1985-05", "1985-02-30", "2009-06-03", "2009-06-04", "17/5/1985", " 1985-05-17", "x"]),
    st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
)


@given(st.lists(WRITTEN, min_size=1, max_size=20), st.sampled_from([ON, date(2024, 2, 29)]))
def test_a_column_of_birth_dates_reads_as_its_cells_would(texts: list[str], on: date) -> None:
    memory = Memory(lambda text: births.parts(values.birth(text, on)), births.SCHEMA)
    read = births.read(pl.Series(texts), on, memory)
    assert read.rows() == [tuple(births.parts(values.birth(text, on))) for text in texts]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12), max_size=10))
def test_a_column_of_names_has_the_keys_of_its_cells(texts: list[str]) -> None:
    assert keys(pl.Series(texts, dtype=pl.String)).to_list() == [names.key(text) for text in texts]


def test_every_letter_with_a_mark_has_its_own_key() -> None:
    letters = [chr(point) for point in range(0x20, 0x2000) if chr(point).isprintable()]
    assert keys(pl.Series(letters)).to_list() == [names.key(letter) for letter in letters]
