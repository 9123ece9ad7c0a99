"""Working days, Monday to Friday (ngày làm việc)."""

from datetime import date, timedelta

SATURDAY = 5


def working_days(since: date, until: date) -> int:
    """Return how many days from Monday to Friday lie from `since` to `until`, both included."""
    days = (until - since).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((since.weekday() + i) % 7 < SATURDAY for i in range(rest))


def after_working_days(since: date, many: int) -> date:
    """Return the working day that is the `many`-th after `since`; what comes in on a day off begins on the next one."""
    day = since
    while many > 0:
        day += timedelta(days=1)
        many -= day.weekday() < SATURDAY
    return day
