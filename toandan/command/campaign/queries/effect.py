"""The pace of a unit before and after a day, from the same reading as its board (tiến độ trước và sau)."""

from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.queries.orders import default_day
from toandan.command.campaign.queries.orders import order as order_by_code
from toandan.command.campaign.words import Effect
from toandan.command.campaign.words.effect import BEFORE_DAYS


def effect_of(*, unit: int, order: str, day: date, today: date, measure: str | None = None) -> Effect:
    """Return the pace of the unit in the week before `day` and since then, `day` itself included in what follows.

    The figures stand at the order's own day, which is today while it runs. Raises OrderUnknown, BoardUnknown, and
    ValueError for a measure that is none.
    """
    of = order_by_code(order)
    as_of = default_day(of, today=today)
    found = board(order=order, as_of=as_of, under=unit, measure=measure)
    done = {point.day: point.done for point in found.series}
    # The first evening anything is known of is that of the order's first day; both paces run between known evenings.
    eve = min(max(day - timedelta(days=1), of.starts_on), as_of)
    start = max(eve - timedelta(days=BEFORE_DAYS), of.starts_on)
    days_before, days_since = max((eve - start).days, 0), max((as_of - eve).days, 0)
    at_eve = done.get(eve, 0)
    return Effect(
        order=order,
        measure=found.measure,
        day=day,
        as_of=as_of,
        row=found.total,
        done_before=at_eve,
        before=_pace(at_eve - done.get(start, 0), days_before),
        days_before=days_before,
        since=_pace(found.total.done - at_eve, days_since),
        days_since=days_since,
    )


def _pace(people: int, days: int) -> Decimal | None:
    """Return people a day, rounded down to one decimal; None over no days."""
    return None if days == 0 else (Decimal(people) / days).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
