"""What is foreseen of a unit, for other systems (dự báo hoàn thành)."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query, Router, Schema

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import CampaignPermission
from toandan.faces.api.door import Call, needs
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.operations import require

router = Router(tags=["campaign"])


class OutlookUnknown(NotThere):
    """Nothing was foreseen of the unit by that day."""


class ForecastIn(Schema):
    """Under which order to look, at which unit, drawn by which day."""

    order: str
    unit: str | None = None
    as_of: date | None = None
    as_now: bool = False


class FinishOut(Schema):
    """The days by which 10, 50 and 90 of a hundred drawn ways are complete; null beyond the days looked at."""

    p10: date | None
    p50: date | None
    p90: date | None


class BandOut(Schema):
    """People done at the end of a day: percentiles of the ways drawn."""

    date: date
    p10: int
    p25: int
    p50: int
    p75: int
    p90: int


class PlanOut(Schema):
    """What the forecast knew of sessions ahead: half-days, up to and including a day."""

    half_days: int
    until: date


class ForecastOut(Schema):
    """The last forecast drawn by the day asked for; `probability` is that of reaching the goal by the deadline.

    `plan` is null when nothing was known of sessions ahead; they were then taken to go on as they did.
    `units_of` is the day whose unit it is, null when that is the order's own time; by the units of today it is drawn
    when it is asked for, from the past of everything that became the unit. `shared` are the codes of former units that
    were divided and are counted here whole.
    """

    order: str
    unit: str
    measure: str
    as_of: date
    entry: int
    deadline: date
    goal: int
    done: int
    probability: float
    finish: FinishOut
    plan: PlanOut | None
    days: list[BandOut]
    units_of: date | None
    shared: list[str]


@router.get("/forecast", response=ForecastOut, summary="When a unit will probably be done")
@needs(CampaignPermission.READ)
def forecast(request: Call, asked: Query[ForecastIn]) -> dict[str, Any]:
    """Return the forecast of an order's unit that the night after a day drew, or the last one before it."""
    today = timezone.localdate(request.now)
    of = campaign.order(asked.order)
    units_of = today if asked.as_now else None
    unit = (
        campaign.meant(asked.unit, as_of=of.starts_on, units_of=units_of).number
        if asked.unit
        else campaign.first_unit(order=of, actor=request.actor)
    )
    at = campaign.readable_at(actor=request.actor, unit=unit, today=today)
    require(request.actor, CampaignPermission.READ, at=at)
    until = asked.as_of or campaign.default_day(of, today=today)
    seen = campaign.foreseen(order=of, unit=unit, until=until, units_of=units_of)
    if seen is None:
        raise OutlookUnknown(_("Nothing was foreseen of this unit by that day."), code="outlook_unknown")
    found, total = seen.outlook, seen.board.total
    return {
        "order": of.code,
        "unit": total.code,
        "measure": found.measure.value,
        "as_of": found.as_of,
        "entry": found.entry,
        "deadline": of.deadline,
        "goal": found.goal,
        "done": found.done,
        "probability": found.probability,
        "finish": {f"p{share}": day for share, day in found.finish.items()},
        "plan": found.plan and {"half_days": found.plan.half_days, "until": found.plan.until},
        "days": [
            {"date": d.day, "p10": d.p10, "p25": d.p25, "p50": d.p50, "p75": d.p75, "p90": d.p90} for d in found.days
        ],
        "units_of": seen.board.units_of,
        "shared": list(dict.fromkeys(one.unit.code for one in total.shared)),
    }
