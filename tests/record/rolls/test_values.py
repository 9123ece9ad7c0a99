"""Single values: the kernel's rules with the hints for a spreadsheet's damage; the vectorised way agrees with them."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record.rolls.files import ON, block, person
from toandan.ground.kernel import names, partial_date, personal_number
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.rolls.operations import checking
from toandan.record.rolls.rules import columns, values
from toandan.record.rolls.rules.checks import Checker
from toandan.record.rolls.words import FindingCode, RollColumn

UNITS = {"00001": 10, "00004": 11, "00007": 12}
UNSEEN = "\u200b\u200d\u202e\u2066\ufeff\u00ad\u034f\u3164\ufe0f\u180b"
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĐỄọịẫữ '’-.0123?\u0301\x07ßﬁ漢\u2003" + UNSEEN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("001085012345", ""),
        ("001 085 012 345", ""),
        ("'001085012345", ""),
        ("1085012345.0", FindingCode.NUMBER_AS_DECIMAL),
        ("1085012345", FindingCode.NUMBER_LOST_ZEROS),
        ("79085012345", FindingCode.NUMBER_LOST_ZERO),
        ("012345678", FindingCode.NUMBER_IS_OLD),
        ("1.08501E+09", FindingCode.NUMBER_ROUNDED),
        ("00108501234X", FindingCode.NUMBER_CHARACTERS),
        ("0010850123456", FindingCode.NUMBER_LENGTH),
    ],
)
def test_a_damaged_number_is_named(text: str, code: str) -> None:
    assert values.number(text)[1] == code


@pytest.mark.parametrize(
    ("text", "known", "code"),
    [
        ("1985-05-17", (1985, 5, 17, "full"), ""),
        ("17/05/1985", (1985, 5, 17, "full"), ""),
        ("1985", (1985, None, None, "year"), ""),
        ("1985-05", (1985, 5, None, "year_month"), ""),
        ("", (None, None, None, "none"), ""),
        ("31184", (None, None, None, "none"), FindingCode.BIRTH_SERIAL),
        ("31/02/1985", (None, None, None, "none"), FindingCode.BIRTH_IMPOSSIBLE),
        ("2023-06-04", (None, None, None, "none"), FindingCode.BIRTH_FUTURE),
        ("17/5/85", (None, None, None, "none"), FindingCode.BIRTH_SHORT_YEAR),
    ],
)
def test_a_birth_date_is_read(text: str, known: tuple[object, ...], code: str) -> None:
    read = values.birth(text, ON)
    assert (read.year, read.month, read.day, read.basis) == known
    assert read.code == code


@pytest.mark.parametrize(
    ("text", "phone", "code"),
    [
        ("0912 345 678", "0912345678", ""),
        ("+84 912.345.678", "0912345678", ""),
        ("912345678", "0912345678", FindingCode.PHONE_LOST_ZERO),
        ("12345", "", FindingCode.PHONE_FORM),
        ("", "", ""),
    ],
)
def test_a_phone_is_tidied_or_left_out(text: str, phone: str, code: str) -> None:
    assert values.phone(text) == (phone, code)


@pytest.mark.parametrize(("text", "sex"), [("M", "M"), ("nam", "M"), ("Nữ", "F"), ("NU", "F"), ("f", "F"), ("", None)])
def test_a_sex_is_understood(text: str, sex: str | None) -> None:
    assert values.sex(text) == (sex, "")


def test_a_commune_code_may_be_of_any_year_and_must_be_whole() -> None:
    assert values.commune("00004", UNITS) == (11, "")
    assert values.commune("4", UNITS) == (None, FindingCode.UNIT_LOST_ZERO)
    assert values.commune("4.0", UNITS) == (None, FindingCode.UNIT_LOST_ZERO)
    assert values.commune("99999", UNITS) == (None, FindingCode.UNIT_UNKNOWN)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nguyễn  Văn Mẫu", ""),
        ("Nguyễn", FindingCode.NAME_ONE_WORD),
        ("Nguyễn Văn 2", FindingCode.NAME_DIGITS),
        ("Nguy?n Văn M?u", FindingCode.NAME_DAMAGED),
        ("Nguyễn\x00Văn", FindingCode.TEXT_CONTROL),
        ("   ", FindingCode.NAME_MISSING),
    ],
)
def test_a_name_is_judged(text: str, code: str) -> None:
    assert values.name(text)[1] == code


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=25), min_size=1, max_size=30))
def test_keys_of_a_column_are_those_of_the_kernel(texts: list[str]) -> None:
    written = pl.Series(texts, dtype=pl.String).str.normalize("NFC")
    assert columns.keys(written).to_list() == [names.key(text) for text in written.to_list()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=25), min_size=1, max_size=30))
def test_names_of_a_column_are_judged_as_alone(texts: list[str]) -> None:
    read = columns.surely(pl.Series(texts, dtype=pl.String), columns.LETTERS, values.name, longest=values.LONGEST_NAME)
    assert list(read.iter_rows()) == [values.name(text) for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(LETTERS, max_size=25), min_size=1, max_size=30))
def test_texts_of_a_column_are_judged_as_alone(texts: list[str]) -> None:
    read = columns.surely(pl.Series(texts, dtype=pl.String), columns.PLAIN, values.text, longest=values.LONGEST_TEXT)
    assert [value or "" for value in read["value"]] == [values.text(text)[0] for text in texts]


def strewn(text: str, draw: st.DrawFn) -> str:
    """Return the text with characters that nobody sees put before, between and behind its letters."""
    gaps = draw(st.lists(st.text(UNSEEN, max_size=2), min_size=len(text) + 1, max_size=len(text) + 1))
    return gaps[0] + "".join(c + gap for c, gap in zip(text, gaps[1:], strict=True))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_nobody_sees_changes_nothing_that_a_file_says(data: st.DataObject) -> None:
    plain = person(
        1, sex="Nữ", card="Đã cấp", eid="none", phone="+84 912 345 678", old_number="'012345678",
        father_name="Trần Văn Đạt", present_commune="00004", birth_date="17/05/1985", personal_number="001185000001",
    )  # fmt: skip
    odd = {column: strewn(text, data.draw) for column, text in plain.items()}
    expected, found = (Checker(on=ON, units=UNITS).check(block(row)) for row in (plain, odd))
    assert found.findings.is_empty()
    assert found.rows.equals(expected.rows)


def test_a_cell_of_nothing_to_be_seen_is_empty() -> None:
    rows = pl.DataFrame({"line": [2, 3], "c0": [UNSEEN + " \t", "\u200b00001"]})
    laid = checking.canonical(rows, {RollColumn.PRESENT_COMMUNE: 0})
    assert laid["present_commune"].to_list() == [None, "\u200b00001"]


numbers = st.one_of(
    st.from_regex(r"0[0-9]{2}[0-9][0-9]{8}", fullmatch=True),
    st.text("0123456789. -eE+", max_size=14),
    st.text("0123456789. " + UNSEEN, max_size=16),
    st.sampled_from(["001085012345", "001285012345", "079199012345", "999085012345"]),
)
births = st.one_of(st.dates(date(1900, 1, 1), ON).map(str), st.sampled_from(["", "1985", "2001-07", "30/02/1999"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(numbers, births, st.sampled_from(["M", "F", ""])), min_size=1, max_size=20))
def test_numbers_of_a_column_are_judged_as_by_the_kernel(rows: list[tuple[str, str, str]]) -> None:
    people = [
        person(place, personal_number=number, birth_date=birth, sex=sex)
        for place, (number, birth, sex) in enumerate(rows)
    ]
    found = Checker(on=ON, units=UNITS).check(block(*people)).findings
    said = found.filter(pl.col("column") == "personal_number").select("line", "code")
    expected = set()
    for place, (number, birth, sex) in enumerate(rows):
        read = partial_date.read(birth, today=ON).date
        if names.tidy(number):
            clean = personal_number.clean(number)
            kernel = personal_number.check(clean, birth=read or PartialDate(), sex=sex or None)
            refined = values.number(number)[1]
            expected |= {(2 + place, refined if finding.is_error else finding.code) for finding in kernel}
    assert set(said.iter_rows()) == expected
