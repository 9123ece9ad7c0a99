"""Drawing the forecast of a day once, for an order's unit and everything below it (lập dự báo hằng đêm)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError
from django.utils.timezone import localdate

from toandan.command.campaign import models, queries
from toandan.command.campaign.queries.forecast import Part, announced, foresee_parts
from toandan.command.campaign.words import CampaignPermission, OrderRow
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel


def foretell(*, actor: Actor, now: datetime, order: str, as_of: date) -> int:
    """Draw and keep what is foreseen of an order's units from the end of a day; return how many there are.

    What was drawn of a day stays: a second time changes nothing and returns 0. The figures are those of the ledger at
    that moment. Raises OrderUnknown, BoardUnknown, NotAllowed; the database lets nobody but the house do it.
    """
    with reading(actor):
        of = queries.order(order)
        require(actor, CampaignPermission.DRAFT, at=of.scope)
        if _drawn(of, as_of):
            return 0
        found = queries.board(order=order, as_of=as_of, level=UnitLevel.COMMUNE, as_work=True)
        half_days = announced(found)
    parts = foresee_parts(found, half_days)
    try:
        with acting(actor):
            models.Outlook.objects.bulk_create(_rows(of, as_of, found.entry, parts, now), batch_size=200)
            append(
                actor=actor, verb="campaign.outlook.draw", subject=f"order:{order}", unit=of.scope,
                detail={"day": as_of.isoformat(), "units": len(parts)},
            )  # fmt: skip
    except IntegrityError:
        # Another process drew the same day meanwhile; the one drawing is as good as the other.
        return 0
    return len(parts)


def foretell_all(*, actor: Actor, now: datetime) -> int:
    """Draw yesterday's outlook of every order that runs; return how many units were foreseen. Raises NotAllowed."""
    day = localdate(now) - timedelta(days=1)
    with reading(actor):
        running = [of.code for of in queries.orders() if of.starts_on <= day < of.deadline]
    return sum(foretell(actor=actor, now=now, order=code, as_of=day) for code in running)


def _drawn(of: OrderRow, as_of: date) -> bool:
    # Where the order's own unit has ended, the whole is drawn under the one that stands for it.
    heir = units.standing_for(of.scope, as_of=as_of)
    whole = {of.scope} if heir is None else {of.scope, heir.number}
    return models.Outlook.objects.filter(order_id=of.order_id, unit__in=whole, as_of=as_of).exists()


def _rows(of: OrderRow, as_of: date, entry: int, parts: Iterable[Part], now: datetime) -> Iterable[models.Outlook]:
    for part in parts:
        finish = part.outlook.finish
        yield models.Outlook(
            order_id=of.order_id, as_of=as_of, unit=part.unit, measure=of.measure.value, entry=entry, goal=part.goal,
            done=part.done, probability=part.outlook.probability, p10=finish[10], p50=finish[50], p90=finish[90],
            bands=[[round(value) for value in (d.p10, d.p25, d.p50, d.p75, d.p90)] for d in part.outlook.days],
            drawn_at=now, half_days=part.plan.half_days if part.plan else None,
            planned_until=part.plan.until if part.plan else None,
        )  # fmt: skip
