"""When a place can be used, and which agreements meet (ngày giờ sử dụng địa điểm)."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from toandan.work.sessions.words import HALVES, Agreement, PlaceKind, Shift

WEEK = frozenset(range(7))


def overlap(one: Agreement, other: Agreement) -> bool:
    """Tell whether two agreements of one place name the same half of the same day."""
    if not (one.weekdays & other.weekdays and HALVES[one.shift] & HALVES[other.shift]):
        return False
    since, until = max(one.since, other.since), min(one.until, other.until)
    # A span shorter than a week need not hold a weekday that both name.
    return any(day.weekday() in one.weekdays & other.weekdays for day in _days(since, min(until, since + WEEK_LATER)))


WEEK_LATER = timedelta(days=6)


def halves_open(
    kind: PlaceKind, agreed: Collection[Agreement], *, first: date, last: date, closed: Collection[date]
) -> Iterator[tuple[date, Shift]]:
    """Yield the half-days a place can be used on; an office needs no agreement, and public holidays are closed."""
    for day in _days(first, last):
        if day in closed:
            continue
        open_ = {Shift.AM, Shift.PM} if kind is PlaceKind.OFFICE else set()
        for one in agreed:
            if one.since <= day <= one.until and day.weekday() in one.weekdays:
                open_ |= HALVES[one.shift]
        yield from ((day, half) for half in (Shift.AM, Shift.PM) if half in open_)


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)
