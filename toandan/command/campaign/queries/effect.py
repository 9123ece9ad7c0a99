"""The pace of a unit before and after a day, from the same reading as its board (tiến độ trước và sau)."""

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.queries.orders import default_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.words import Board, Effect
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
    # The first evening anything is known of is that of the order's first day; both paces run between known evenings.
    eve = min(max(day - timedelta(days=1), of.starts_on), as_of)
    start = max(eve - timedelta(days=BEFORE_DAYS), of.starts_on)
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


def _pace(people: int, days: int) -> Decimal | None:
    """Return people a day, rounded down to one decimal; None over no days."""
    return None if days == 0 else (Decimal(people) / days).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
