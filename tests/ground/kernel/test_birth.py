"""When a card is due and when it ends."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toandan.ground.kernel.birth import GRACE_YEARS, REPLACEMENT_AGES, due_from, expires_on, is_due
from toandan.ground.kernel.partial_date import PartialDate, age, birthday

born = st.dates(date(1920, 1, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("birth", "issued", "ends"),
    [
        (date(1985, 5, 17), date(2023, 6, 1), date(2045, 5, 17)),
        (date(1985, 5, 17), date(2023, 5, 16), date(2025, 5, 17)),
        (date(1985, 5, 17), date(2023, 5, 17), date(2045, 5, 17)),
        (date(2009, 5, 17), date(2023, 5, 17), date(2034, 5, 17)),
        (date(2000, 1, 2), date(2023, 1, 1), date(2025, 1, 2)),
        (date(2000, 1, 2), date(2023, 1, 2), date(2040, 1, 2)),
        (date(1965, 6, 1), date(2023, 6, 1), None),
        (date(1965, 6, 1), date(2023, 5, 31), date(2025, 6, 1)),
        (date(1950, 6, 1), date(2023, 5, 31), None),
        (date(2000, 2, 29), date(2022, 1, 1), date(2025, 3, 1)),
    ],
)
def test_examples_of_the_law(birth: date, issued: date, ends: date | None) -> None:
    assert expires_on(born=birth, issued_on=issued) == ends


@given(born, st.integers(0, 36_500))
def test_a_card_ends_on_a_threshold_and_is_good_for_at_least_the_grace(birth: date, later: int) -> None:
    issued = birth + timedelta(days=later)
    assume(issued.year < 2100)
    ends = expires_on(born=birth, issued_on=issued)
    if ends is None:
        assert age(birth, issued) >= REPLACEMENT_AGES[-1] - GRACE_YEARS
        return
    assert ends in {birthday(birth, years) for years in REPLACEMENT_AGES}
    assert ends > issued
    assert age(issued, ends) >= GRACE_YEARS or birthday(issued, GRACE_YEARS) <= ends + timedelta(days=1)


@given(born, st.integers(0, 30_000))
def test_a_later_card_never_ends_earlier(birth: date, later: int) -> None:
    issued = birth + timedelta(days=later)
    one, two = (expires_on(born=birth, issued_on=day) for day in (issued, issued + timedelta(days=1)))
    assert two is None or (one is not None and one <= two)


def test_nobody_holds_a_card_before_birth() -> None:
    with pytest.raises(ValueError, match="born"):
        expires_on(born=date(2000, 1, 1), issued_on=date(1999, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "due"),
    [
        (PartialDate.of(2009, 6, 3), date(2023, 6, 2), False),
        (PartialDate.of(2009, 6, 3), date(2023, 6, 3), True),
        (PartialDate.of(2009), date(2023, 1, 1), True),
        (PartialDate.of(2009), date(2022, 12, 31), False),
        (PartialDate.of(2009, 6), date(2023, 5, 31), False),
        (PartialDate.of(2009, 6), date(2023, 6, 1), True),
        (PartialDate(), date(2023, 6, 3), True),
    ],
)
def test_fourteen_with_missing_parts_in_favour_of_the_count(birth: PartialDate, day: date, due: bool) -> None:
    assert is_due(birth, day) is due


@given(born, st.integers(0, 20_000))
def test_who_is_due_stays_due_and_from_the_day_it_is_said(birth: date, later: int) -> None:
    partial = PartialDate.of(birth.year, birth.month, birth.day)
    day = birth + timedelta(days=later)
    since = due_from(partial)
    assert since is not None
    assert is_due(partial, day) == (day >= since)
