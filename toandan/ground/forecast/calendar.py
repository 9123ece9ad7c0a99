"""Days the country does not work (ngày nghỉ lễ, nghỉ bù)."""

from datetime import date
from functools import cache

COUNTRY = "VN"


def days_off(first: date, last: date) -> frozenset[date]:
    """Return the public holidays from `first` to `last`, those of the lunar calendar and those moved by decree too.

    Source: the package `holidays`; a year it does not know by decree has the days the law names.
    """
    return frozenset(day for year in range(first.year, last.year + 1) for day in _of(year) if first <= day <= last)


@cache
def _of(year: int) -> frozenset[date]:
    # Imported when needed: it knows every country of the world.
    from holidays import country_holidays

    return frozenset(country_holidays(COUNTRY, years=year))
