"""People who stand in a file twice."""

import polars as pl

from toandan.record.rolls.rules.duplicates import Seen
from toandan.record.rolls.words import FindingCode

SCHEMA = {
    "line": pl.Int64, "personal_number": pl.String, "old_number": pl.String, "name_key": pl.String,
    "birth_year": pl.Int16, "birth_month": pl.Int16, "birth_day": pl.Int16, "unit_no": pl.Int32,
}  # fmt: skip


def found(*blocks: list[tuple[int, str | None, str | None, str, int | None]]) -> set[tuple[int, str, str]]:
    seen = Seen()
    for rows in blocks:
        cells = [(line, number, old, name, year, None, None, 10) for line, number, old, name, year in rows]
        seen.add(pl.DataFrame(cells, schema=SCHEMA, orient="row"))
    return set(seen.findings().select("line", "code", "detail").iter_rows())


def test_the_later_of_two_equal_numbers_is_found_across_blocks() -> None:
    first = [(2, "001085000001", None, "a b", 1985), (3, "001085000002", None, "c d", 1985)]
    second = [(4, "001085000001", None, "e f", 1990), (5, "001085000001", None, "g h", 1991)]
    assert found(first, second) == {
        (4, FindingCode.NUMBER_TWICE, "line=2"),
        (5, FindingCode.NUMBER_TWICE, "line=2"),
    }


def test_old_numbers_count_too_and_empty_ones_do_not() -> None:
    rows = [(2, None, "012345678", "a b", 1985), (3, None, "012345678", "c d", 1986), (4, None, None, "e f", 1987)]
    assert found(rows) == {(3, FindingCode.OLD_NUMBER_TWICE, "line=2")}


def test_namesakes_with_numbers_of_their_own_are_two_people() -> None:
    assert found([(2, "001085000001", None, "a b", 1985), (3, "001085000002", None, "a b", 1985)]) == set()


def test_a_namesake_without_a_number_is_a_duplicate_of_the_one_with_one() -> None:
    rows = [(2, None, None, "a b", 1985), (3, "001085000002", None, "a b", 1985), (4, None, None, "a b", None)]
    assert found(rows) == {(2, FindingCode.LOOKS_TWICE, "line=3")}


def test_nothing_read_is_nothing_found() -> None:
    assert found() == set()
    assert found([]) == set()
