"""Partial dates: what is written is read back, bounds hold for every day meant, 1 January proves nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toandan.ground.kernel import partial_date as pd
from toandan.ground.kernel.partial_date import Basis, PartialDate, age, birthday

TODAY = date(2023, 6, 3)
born = st.dates(date(1900, 1, 1), TODAY)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def partials(draw: st.DrawFn) -> PartialDate:
    day = draw(born)
    basis = draw(st.sampled_from(list(Basis)))
    parts = {Basis.NONE: 0, Basis.YEAR: 1, Basis.YEAR_MONTH: 2}.get(basis, 3)
    year, month, number = [*(day.year, day.month, day.day)[:parts], None, None, None][:3]
    return PartialDate(year, month, number, basis)


def codes(text: str) -> list[str]:
    return [f.code for f in pd.read(text, today=TODAY).findings]


@given(partials())
def test_the_text_of_a_date_is_read_as_the_same_date(partial: PartialDate) -> None:
    again = pd.read(partial.text, today=TODAY)
    assert again.ok
    assert (again.date.year, again.date.month, again.date.day) == (partial.year, partial.month, partial.day)


@given(born)
def test_day_before_month_before_year(day: date) -> None:
    wanted = PartialDate.of(day.year, day.month, day.day)
    for text in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day} 00:00:00",
    ):
        assert pd.read(text, today=TODAY).date == wanted


@pytest.mark.parametrize(
    ("text", "parts", "basis"),
    [
        ("", (None, None, None), Basis.NONE),
        ("  ", (None, None, None), Basis.NONE),
        ("1985", (1985, None, None), Basis.YEAR),
        ("1985-05", (1985, 5, None), Basis.YEAR_MONTH),
        ("05/1985", (1985, 5, None), Basis.YEAR_MONTH),
        ("00/00/1985", (1985, None, None), Basis.YEAR),
        ("00/05/1985", (1985, 5, None), Basis.YEAR_MONTH),
        ("29/02/2000", (2000, 2, 29), Basis.FULL),
    ],
)
def test_what_rolls_write(text: str, parts: tuple[int | None, ...], basis: Basis) -> None:
    reading = pd.read(text, today=TODAY)
    assert reading.ok
    assert reading.date == PartialDate(*parts, basis)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/1985", pd.IMPOSSIBLE),
        ("29/02/1900", pd.IMPOSSIBLE),
        ("05/17/1985", pd.IMPOSSIBLE),
        ("17/00/1985", pd.IMPOSSIBLE),
        ("1985-13", pd.IMPOSSIBLE),
        ("04/06/2023", pd.FUTURE),
        ("2024", pd.FUTURE),
        ("2023-07", pd.FUTURE),
        ("1899", pd.TOO_EARLY),
        ("0000", pd.TOO_EARLY),
        ("17/5/85", pd.SHORT_YEAR),
        ("sometime", pd.UNREADABLE),
        ("1985-05-17T10:00", pd.UNREADABLE),
        ("١٩٨٥", pd.UNREADABLE),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]
    assert not pd.read(text, today=TODAY).ok


@given(st.text(max_size=15))
def test_nothing_breaks_the_reader(text: str) -> None:
    reading = pd.read(text, today=TODAY)
    assert reading.ok or reading.date == PartialDate()


def test_the_first_of_january_is_read_with_a_warning_and_proves_nothing() -> None:
    reading = pd.read("01/01/1985", today=TODAY)
    assert reading.ok
    assert [f.code for f in reading.findings] == [pd.FIRST_OF_JANUARY]
    assert not reading.date.proves_day
    assert reading.date.age_bounds(TODAY) == PartialDate.of(1985).age_bounds(TODAY)


@given(partials(), days)
def test_bounds_hold_for_every_day_that_may_be_meant(partial: PartialDate, day: date) -> None:
    bounds = partial.age_bounds(day)
    first, last = partial.earliest, partial.latest
    if first is None or last is None:
        assert bounds is None
        assert partial.basis is Basis.NONE
        return
    ages = [age(first + timedelta(days=n), day) for n in range((last - first).days + 1)]
    assert bounds == (min(ages), max(ages))
    if partial.proves_day:
        assert first == last


@given(born, days)
def test_an_age_begins_on_its_birthday(day: date, on: date) -> None:
    assume(on >= day)
    years = age(day, on)
    assert birthday(day, years) <= on < birthday(day, years + 1)


@pytest.mark.parametrize(
    ("parts", "basis"),
    [
        ((1985, 5, 17), Basis.YEAR),
        ((None, 5, None), Basis.YEAR_MONTH),
        ((1985, 2, 30), Basis.FULL),
        ((1985, None, None), Basis.NONE),
    ],
)
def test_contradictions_cannot_be_made(parts: tuple[int | None, ...], basis: Basis) -> None:
    with pytest.raises(ValueError):
        PartialDate(*parts, basis)  # type: ignore[arg-type]


def test_a_day_without_its_month_is_no_date() -> None:
    with pytest.raises(ValueError, match="middle"):
        PartialDate.of(1985, None, 17)
