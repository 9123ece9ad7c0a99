"""Reading what was foreseen night by night (tra cứu dự báo)."""

from collections.abc import Collection
from datetime import date, timedelta

from toandan.command.campaign import models
from toandan.command.campaign.words import Measure, OrderRow, OutlookRow, PlanUsed
from toandan.ground.forecast.words import DayBand


def last_outlook(*, order: OrderRow, unit: int, until: date) -> OutlookRow | None:
    """Return the last outlook of a unit from a day not after `until`, None when nothing was drawn by then."""
    drawn = models.Outlook.objects.filter(order_id=order.order_id, unit=unit, as_of__lte=until)
    found = drawn.order_by("-as_of").first()
    return None if found is None else row_of(found)


def outlooks(*, order: OrderRow, units: Collection[int], as_of: date) -> dict[int, OutlookRow]:
    """Return the outlooks of units from one day, by number; a unit nothing was drawn of is left out."""
    found = models.Outlook.objects.filter(order_id=order.order_id, unit__in=units, as_of=as_of)
    return {row.unit: row_of(row) for row in found}


def row_of(row: models.Outlook) -> OutlookRow:
    """Return an outlook as other rooms see it."""
    days = tuple(
        DayBand(row.as_of + timedelta(days=place), *(float(people) for people in band))
        for place, band in enumerate(row.bands, start=1)
    )
    return OutlookRow(
        unit=row.unit, as_of=row.as_of, measure=Measure(row.measure), entry=row.entry, goal=row.goal, done=row.done,
        probability=row.probability, finish={10: row.p10, 50: row.p50, 90: row.p90}, days=days, drawn_at=row.drawn_at,
        plan=PlanUsed(row.half_days or 0, row.planned_until) if row.planned_until else None,
    )  # fmt: skip
