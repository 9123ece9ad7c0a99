"""Names in ASCII and the columns that are compared."""

import unicodedata

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel import names
from toandan.ground.linkage.columns import COMPARED, standardise
from toandan.ground.linkage.spelling import spell, spelled

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
words = st.lists(st.text(LETTERS, min_size=1, max_size=7), min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("written", "typed", "bare"),
    [
        ("Nguyễn Thị Đào", "nguyeenx thij ddaof", "nguyen thi dao"),
        ("Hoà", "hoaf", "hoa"),
        ("Hòa", "hoaf", "hoa"),
        ("  NGUYỄN   văn-Ước ", "nguyeenx vawn uwowcs", "nguyen van uoc"),
        ("Lê Thị (Tư)", "lee thij tuw", "le thi tu"),
        ("---", "", ""),
    ],
)
def test_names_are_spelt_as_typed_and_without_marks(written: str, typed: str, bare: str) -> None:
    assert spell(written) == (typed, bare)


@given(words)
def test_composed_and_decomposed_letters_come_out_alike(name: str) -> None:
    assert spell(unicodedata.normalize("NFC", name)) == spell(unicodedata.normalize("NFD", name))


@given(words)
def test_both_spellings_are_ascii_and_the_bare_one_is_the_search_key(name: str) -> None:
    typed, bare = spell(name)
    assert typed.isascii()
    assert bare == names.key(name)


@given(st.lists(st.one_of(st.none(), words), max_size=30))
def test_a_column_is_spelt_row_by_row(column: list[str | None]) -> None:
    found = spelled(pl.Series(column, dtype=pl.String))
    assert found.rows() == [(None, None) if name is None else spell(name) for name in column]


def row(**cells: str | None) -> dict[str, object]:
    asked = pl.DataFrame({name: [cell] for name, cell in cells.items()}, schema=dict.fromkeys(cells, pl.String))
    found = standardise(asked)
    assert found.columns == list(COMPARED)
    return found.row(0, named=True)


def test_a_name_is_cut_into_surname_middle_and_given() -> None:
    found = row(id="1", full_name="Nguyễn Thị Thu Hà")
    assert (found["sur"], found["mid"], found["giv"]) == ("nguyen", "thi thu", "ha")
    assert found["nm_sorted"] == "ha nguyen thi thu"
    assert row(id="1", full_name="Hà")["sur"] is None
    assert row(id="1", full_name="Nguyễn Hà")["mid"] is None


@pytest.mark.parametrize(
    ("birth", "day", "year"),
    [("1950-03-02", "19500302", 1950), ("1950-01-01", None, 1950), ("1950-03", None, 1950), ("1950", None, 1950)],
)
def test_only_a_witnessed_day_counts_as_a_day(birth: str, day: str | None, year: int) -> None:
    found = row(id="1", birth_date=birth)
    assert (found["dob"], found["yob"]) == (day, year)


def test_the_father_is_compared_without_his_surname() -> None:
    found = row(id="1", father_name="Trần Văn Hùng", mother_name="Lê Thị Na")
    assert (found["father"], found["mother"]) == ("van hung", "le thi na")


def test_zeros_that_a_spreadsheet_ate_come_back_and_nonsense_stays_out() -> None:
    assert row(id="1", personal_number="1099702981", old_number="12345678")["pid"] == "001099702981"
    assert row(id="1", old_number="12345678")["old9"] == "012345678"
    assert row(id="1", personal_number="12345")["pid"] is None


def test_communes_of_any_year_meet_through_the_crosswalk() -> None:
    walk = pl.DataFrame({"code": ["A", "B"], "unit_old": ["A", None], "unit": ["B", "B"], "dist": ["D", None]})
    both = standardise(pl.DataFrame({"id": ["1", "2", "3"], "commune": ["A", "B", "?"]}), walk)
    assert both["unit"].to_list() == ["B", "B", "?"]
    assert both["unit_old"].to_list() == ["A", None, None]
