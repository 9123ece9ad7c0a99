"""Units that call for attention, for other systems (đơn vị chậm)."""

from datetime import date
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import CampaignPermission, Measure
from toandan.command.evaluation import queries
from toandan.faces.api.door import Call, needs
from toandan.record.officers.operations import require

router = Router(tags=["campaign"])


class SlowIn(Schema):
    """Under which order to look, from which unit down, on which day."""

    order: str
    unit: str | None = None
    as_of: date | None = None
    measure: Measure | None = None
    as_now: bool = False


class NoticeOut(Schema):
    """One reason: people (BEHIND: people a day, LISTS_OVERDUE: lists) observed since a day, and to be expected."""

    reason: str
    since: date | None
    observed: float
    expected: float | None


class ObstacleOut(Schema):
    """What holds people up, and how many."""

    kind: str
    people: int


class HelperOut(Schema):
    """A unit nearby that is done, and the serials of kits it could lend in the coming week."""

    code: str
    name_vi: str
    name_en: str
    kits: list[str]


class SlowUnitOut(Schema):
    """A unit that calls for attention; `slow` is false when all that is told of it is an odd count.

    `in_charge` names who is in charge of it, "" where nobody is known or the client may not look into the unit.
    `shared` are the codes of former units that were divided and are counted here whole.
    """

    code: str
    name_vi: str
    name_en: str
    parent: str | None
    target: int
    done: int
    status: str
    slow: bool
    in_charge: str
    notices: list[NoticeOut]
    obstacles: list[ObstacleOut]
    helpers: list[HelperOut]
    shared: list[str]


class SlowOut(Schema):
    """The communes that call for attention, the gravest first; `units` were looked at.

    `units_of` is the day whose units they are, null when that is the order's own time; `divided` former units were
    divided and are counted whole under one of their parts.
    """

    order: str
    measure: str
    as_of: date
    deadline: date
    units: int
    units_of: date | None
    divided: int
    found: list[SlowUnitOut]


@router.get("/slow", response=SlowOut, summary="Communes that call for attention, with the evidence")
@needs(CampaignPermission.READ)
def slow(request: Call, asked: Query[SlowIn]) -> dict[str, Any]:
    """Name the communes of an order's unit that call for attention at the end of a day."""
    today = timezone.localdate(request.now)
    of = campaign.order(asked.order)
    day = asked.as_of or campaign.default_day(of, today=today)
    units_of = today if asked.as_now else None
    under = (
        campaign.meant(asked.unit, as_of=of.starts_on, units_of=units_of).number
        if asked.unit
        else campaign.first_unit(order=of, actor=request.actor)
    )
    at = campaign.readable_at(actor=request.actor, unit=under, today=today)
    require(request.actor, CampaignPermission.READ, at=at)
    found = queries.attention(order=of.code, as_of=day, under=under, measure=asked.measure, units_of=units_of)
    return queries.plain(found, actor=request.actor, now=request.now)
