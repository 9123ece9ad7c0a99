"""Every number made by the rule is accepted; every way of damaging it gets its own code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.kernel import personal_number as pn
from toandan.ground.kernel.partial_date import PartialDate

places = st.sampled_from(sorted(pn.PLACES))
living = st.sampled_from(["0", "1", "2", "3"])
digits = st.text("0123456789", min_size=6, max_size=6)
years = st.integers(0, 99)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    return draw(places) + draw(living) + f"{draw(years):02d}" + draw(digits)


def codes(number: str, **known: object) -> list[str]:
    return [finding.code for finding in pn.check(number, **known)]  # type: ignore[arg-type]


@given(numbers())
def test_a_number_by_the_rule_is_fine(number: str) -> None:
    century, sex = pn.CENTURY_DIGITS[number[3]]
    assert pn.check(number, birth=PartialDate.of(century + int(number[4:6])), sex=sex) == []


@given(numbers(), st.integers(1900, 2099))
def test_another_year_is_warned_about_and_never_refused(number: str, year: int) -> None:
    said = pn.CENTURY_DIGITS[number[3]][0] + int(number[4:6])
    found = pn.check(number, birth=PartialDate.of(year))
    assert [f.code for f in found] == ([] if said == year else [pn.YEAR_DIFFERS])
    assert not any(f.is_error for f in found)


@given(numbers())
def test_the_other_sex_is_warned_about(number: str) -> None:
    other = pn.FEMALE if pn.CENTURY_DIGITS[number[3]][1] == pn.MALE else pn.MALE
    assert codes(number, sex=other) == [pn.SEX_DIFFERS]
    assert codes(number, sex=None) == []


@given(st.text("0123456789", min_size=12, max_size=12))
def test_twelve_digits_are_never_refused(number: str) -> None:
    found = pn.check(number)
    assert not any(f.is_error for f in found)
    assert (pn.PLACE_UNKNOWN in [f.code for f in found]) == (number[:3] not in pn.PLACES)
    assert (pn.CENTURY_AHEAD in [f.code for f in found]) == (number[3] in "456789")


@given(st.text(max_size=20).filter(lambda t: len(t) != 12 or not (t.isascii() and t.isdigit())))
def test_everything_else_is_refused_with_one_error(text: str) -> None:
    found = pn.check(text)
    assert len(found) == 1
    assert found[0].is_error


@given(numbers())
def test_each_damage_has_its_own_code(number: str) -> None:
    wide = "".join(chr(ord(d) + 0xFEE0) for d in number)
    assert codes(wide) == [pn.FULL_WIDTH]
    assert codes(pn.grouped(number)) == [pn.SPACED]
    assert codes(f" {number}") == [pn.SPACED]
    assert codes(number[1:]) == [pn.LOST_ZERO]
    assert codes(number[2:]) == [pn.WRONG_LENGTH]
    assert codes(number + "0") == [pn.WRONG_LENGTH]
    assert codes(f"{int(number) / 1e10:.5f}E+10") == [pn.ROUNDED]
    assert codes(f"{number[:-1]}O") == [pn.WRONG_CHARACTERS]
    assert codes(f"{number}.0") == [pn.WRONG_CHARACTERS]


@given(numbers())
def test_a_hand_may_type_groups_and_wide_digits(number: str) -> None:
    wide = "".join(chr(ord(d) + 0xFEE0) for d in number)
    for typed in (number, f"  {number} ", pn.grouped(number), ".".join(number), wide):
        assert pn.clean(typed) == number


@given(st.text(max_size=20))
def test_cleaning_invents_no_digit_and_is_done_after_once(text: str) -> None:
    cleaned = pn.clean(text)
    assert pn.clean(cleaned) == cleaned
    assert len(cleaned.replace(" ", "")) <= 18 * max(len(text), 1)


def test_a_spreadsheet_s_decimal_part_is_not_taken_for_digits() -> None:
    assert pn.clean("1085012345.0") == "1085012345.0"


@given(st.text("0123456789", max_size=14))
def test_the_mask_shows_four_digits_at_most(number: str) -> None:
    masked = pn.mask(number)
    assert len(masked) == len(number)
    assert masked[-4:] == number[-4:]
    assert set(masked[:-4]) <= {"•"}


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("012345678", []),
        ("001085012345", []),
        ("12345678", [pn.OLD_LOST_ZERO]),
        ("1234567", [pn.OLD_WRONG_LENGTH]),
        ("01234567x", [pn.WRONG_CHARACTERS]),
        ("012 345 678", [pn.SPACED]),
        ("", [pn.OLD_WRONG_LENGTH]),
    ],
)
def test_the_old_number(number: str, found: list[str]) -> None:
    assert [f.code for f in pn.check_old(number)] == found


def test_places_may_be_another_country_s() -> None:
    assert codes("001085012345", places={"777"}) == [pn.PLACE_UNKNOWN]
