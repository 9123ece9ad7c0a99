"""Working days: Monday to Friday, without the country's public holidays (ngày làm việc, ngày nghỉ lễ)."""

from datetime import date, timedelta
from functools import cache, lru_cache

SATURDAY = 5
COUNTRY = "VN"


def days_off(first: date, last: date) -> frozenset[date]:
    """Return the public holidays from `first` to `last`, those of the lunar calendar and those moved by decree too.

    Source: the package `holidays`; a year it does not know by decree has the days the law names.
    """
    return frozenset(day for year in range(first.year, last.year + 1) for day in _of(year) if first <= day <= last)


@lru_cache(maxsize=1024)
def working_days(since: date, until: date) -> int:
    """Return how many working days lie from `since` to `until`, both included."""
    days = (until - since).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    weekdays = weeks * 5 + sum((since.weekday() + i) % 7 < SATURDAY for i in range(rest))
    return weekdays - sum(day.weekday() < SATURDAY for day in days_off(since, until))


def after_working_days(since: date, many: int) -> date:
    """Return the working day that is the `many`-th after `since`; what comes in on a day off begins on the next one."""
    day = since
    while many > 0:
        day += timedelta(days=1)
        many -= day.weekday() < SATURDAY and day not in _of(day.year)
    return day


@cache
def _of(year: int) -> frozenset[date]:
    # Imported when needed: it knows every country of the world.
    from holidays import country_holidays

    return frozenset(country_holidays(COUNTRY, years=year))
