"""Lists of offices: columns by their headings, faults by line."""

from datetime import date

import polars as pl
import pytest

from toandan.ground.linkage import lists
from toandan.ground.linkage.faults import Fault

TODAY = date(2023, 6, 3)
NAMES = ("id", "full_name", "birth_date", "sex", "commune", "death_date", "personal_number", "spouse_name")
GOOD = ("7", "Lê Thị Tư", "02/03/1950", "Nữ", "00001", "2023-05-01", "001150000001", "Đỗ An (1948)")


def read(*cells: str | None) -> tuple[pl.DataFrame, list[lists.LineFault]]:
    rows = pl.DataFrame([[9, *cells]], schema=["line", *(f"c{at}" for at in range(len(cells)))], orient="row")
    rows = rows.with_columns(pl.exclude("line").cast(pl.String))
    return lists.read(rows, {name: at for at, name in enumerate(NAMES)}, today=TODAY, communes={"00001"})


def changed(**cells: str | None) -> tuple[pl.DataFrame, list[lists.LineFault]]:
    return read(*(cells.get(name, old) for name, old in zip(NAMES, GOOD, strict=True)))


def test_a_good_row_comes_out_canonical() -> None:
    good, faults = changed()
    assert faults == []
    found = good.select("line", "id", "birth_date", "sex", "death_date").row(0)
    assert found == (9, "7", "1950-03-02", "F", "2023-05-01")


@pytest.mark.parametrize(
    ("cells", "column", "fault"),
    [
        ({"full_name": " "}, "full_name", Fault.NAME_MISSING),
        ({"full_name": "001150000001"}, "full_name", Fault.SHIFTED),
        ({"birth_date": "Lê Thị Tư"}, "full_name", Fault.SHIFTED),
        ({"personal_number": "Nữ"}, "full_name", Fault.SHIFTED),
        ({"sex": "001150000001"}, "full_name", Fault.SHIFTED),
        ({"spouse_name": "2023-05-01"}, "full_name", Fault.SHIFTED),
        ({"full_name": "Lê Thị Tư " * 40}, "full_name", Fault.SHIFTED),
        ({"birth_date": "31/02/1950"}, "birth_date", Fault.BIRTH_WRONG),
        ({"birth_date": "2024-01-02"}, "birth_date", Fault.BIRTH_FUTURE),
        ({"death_date": "5/2023/1"}, "death_date", Fault.DEATH_WRONG),
        ({"death_date": "2023-06-04"}, "death_date", Fault.DEATH_FUTURE),
        ({"death_date": "1950-03-01"}, "death_date", Fault.DEATH_BEFORE_BIRTH),
        ({"death_date": "1949"}, "death_date", Fault.DEATH_BEFORE_BIRTH),
    ],
)
def test_a_bad_row_stays_out_and_its_line_is_named(cells: dict[str, str], column: str, fault: Fault) -> None:
    good, faults = changed(**cells)
    assert faults == [lists.LineFault(9, column, fault)]
    assert good.height == 0


def test_a_death_in_the_year_of_birth_may_be_right() -> None:
    assert changed(death_date="1950")[1] == []


@pytest.mark.parametrize(
    ("cells", "fault"), [({"commune": "99999"}, Fault.COMMUNE_UNKNOWN), ({"sex": "?"}, Fault.SEX_UNKNOWN)]
)
def test_a_mild_fault_costs_the_value_only(cells: dict[str, str], fault: Fault) -> None:
    good, faults = changed(**cells)
    assert [one.fault for one in faults] == [fault]
    assert good[next(iter(cells))].to_list() == [None]


def test_a_row_without_an_id_is_named_by_its_line() -> None:
    assert changed(id="")[0]["id"].to_list() == ["9"]


def test_vietnamese_headings_are_understood_in_any_order() -> None:
    found = lists.columns_of(["STT", "Ngày chết", "Họ và tên", "Ghi chú", "Giới tính"])
    assert found == {"id": 0, "death_date": 1, "full_name": 2, "sex": 4}


def test_rows_under_one_number_are_told_apart_by_their_lines() -> None:
    rows = pl.DataFrame({"line": [2, 3, 4, 5], "id": ["1", "2", "1", "1/2"]})
    apart, faults = lists.told_apart(rows)
    assert [(one.line, one.column, one.fault) for one in faults] == [(n, "id", Fault.ID_TWICE) for n in (2, 4)]
    # A number that looks like a made one would make two again: then every row goes by its line.
    assert apart["id"].to_list() == ["2", "3", "4", "5"]
    assert lists.told_apart(rows.head(3))[0]["id"].to_list() == ["1/2", "2", "1/4"]
    assert lists.told_apart(rows.tail(2))[1] == []


def test_what_nobody_sees_is_left_out_of_a_cell() -> None:
    good, _ = changed(full_name="Lê \u202eThị Tư\u200b")
    assert good["full_name"].to_list() == ["Lê Thị Tư"]
