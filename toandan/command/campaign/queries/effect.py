"""The pace of a unit before and after a day, from the same reading as its board (tiến độ trước và sau)."""

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.queries.orders import default_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.words import Board, BoardRow, Effect
from toandan.command.campaign.words.effect import BEFORE_DAYS


def effect_of(*, unit: int, order: str, day: date, today: date, measure: str | None = None) -> Effect:
    """Return the pace of the unit in the week before `day` and since then, `day` itself included in what follows.

    The figures stand at the order's own day, which is today while it runs. Whom the division of a unit led here or away
    in the last weeks is nobody's pace. Raises OrderUnknown, BoardUnknown, and ValueError for a measure that is none.
    """
    of = order_by_code(order)
    as_of = default_day(of, today=today)
    found = board(order=order, as_of=as_of, under=unit, measure=measure, as_work=True)
    done = {point.day: point.done for point in found.series}
    start, eve = _evenings(day, of.starts_on, as_of)
    days_before, days_since = max((eve - start).days, 0), max((as_of - eve).days, 0)
    daily = _daily(found)
    return Effect(
        order=order,
        measure=found.measure,
        day=day,
        as_of=as_of,
        row=found.total,
        done_before=done.get(eve, 0),
        before=_pace(sum(people for day, people in daily.items() if start < day <= eve), days_before),
        days_before=days_before,
        since=_pace(sum(people for day, people in daily.items() if eve < day <= as_of), days_since),
        days_since=days_since,
    )


def _daily(found: Board) -> dict[date, int]:
    """Return people done on each day; of the last days as work, which the row of the board tells."""
    told = {point.day: point.done - before.done for before, point in pairwise(found.series)}
    last = found.total.spark
    return told | {found.as_of - timedelta(days=len(last) - 1 - at): people for at, people in enumerate(last)}


def paces_of(row: BoardRow, *, as_of: date, starts_on: date, day: date) -> tuple[Decimal | None, Decimal | None]:
    """Return the same two paces, read off a row of a board at the end of `as_of`: many units for the price of one.

    None stands also for a pace over days that the row does not reach back to.
    """
    start, eve = _evenings(day, starts_on, as_of)
    return _made(row, as_of, start, eve), _made(row, as_of, eve, as_of)


def _evenings(day: date, starts_on: date, as_of: date) -> tuple[date, date]:
    """Return the evening a week before a day, and the one before it.

    The first evening anything is known of is that of the order's first day; both paces run between known evenings.
    """
    eve = min(max(day - timedelta(days=1), starts_on), as_of)
    return max(eve - timedelta(days=BEFORE_DAYS), starts_on), eve


def _made(row: BoardRow, as_of: date, after: date, until: date) -> Decimal | None:
    first, days = len(row.spark) - (as_of - after).days, max((until - after).days, 0)
    return None if first < 0 else _pace(sum(row.spark[first : first + days]), days)


def _pace(people: int, days: int) -> Decimal | None:
    """Return people a day, rounded down to one decimal; None over no days."""
    return None if days == 0 else (Decimal(people) / days).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
