"""Numbers and days are written as each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from toandan.faces.web.frame import formats


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("1234567.8"), "1.234.567,8", "1,234,567.8"),
        (-5, "−5", "−5"),
        (0, "0", "0"),
        (None, "–", "–"),
    ],
)
def test_numbers(value, vi, en):
    assert formats.number(value) == vi
    with translation.override("en"):
        assert formats.number(value) == en


def test_rates_always_carry_one_decimal_and_are_not_rounded_again():
    assert formats.rate(Decimal("99.9")) == "99,9"
    assert formats.rate(Decimal(100)) == "100,0"
    assert formats.rate(None) == "–"


@pytest.mark.parametrize(("value", "text"), [(11730, "+11.730"), (-2, "−2"), (0, "±0"), (None, "–")])
def test_changes_carry_their_sign(value, text):
    assert formats.change(value) == text


def test_days():
    assert formats.day(date(2026, 3, 5)) == "05/03/2026"
    assert formats.short_day(date(2026, 3, 5)) == "05/03"
    with translation.override("en"):
        assert formats.day(date(2026, 3, 5)) == "5 March 2026"
        assert formats.short_day(date(2026, 3, 5)) == "5 Mar"


def test_instants_are_told_at_the_citys_clock():
    late = datetime(2026, 3, 4, 17, 5, tzinfo=UTC)
    assert formats.moment(late) == "00:05 05/03/2026"
    assert formats.day(late) == "05/03/2026"
    with translation.override("en"):
        assert formats.moment(late) == "00:05, 5 March 2026"


def test_a_day_is_read_as_people_and_programs_write_it_and_has_a_week_on_either_side() -> None:
    assert {formats.read_day(text) for text in ("3/6/2023", "03-06-2023", " 03.06.2023", "2023-06-03")} == {
        date(2023, 6, 3)
    }
    for text in ("0001-01-01", "31/12/9999", "06/13/2023"):
        with pytest.raises(ValueError, match=text):
            formats.read_day(text)
