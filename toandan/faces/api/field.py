"""Plans of the kits, for other systems to read (kế hoạch lưu động)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Query, Router, Schema
from pydantic import Field

from toandan.command.field import operations, queries
from toandan.command.field.words import FieldPermission, LegRow, VersionHead, VersionRow
from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units

router = Router(tags=["field"])
MOST = 200


class PlansIn(Schema):
    """Of which unit and those below it, by its code; everything in scope when it is left out."""

    unit: str | None = Field(default=None, max_length=20, pattern=HOLDABLE)
    limit: int = Field(default=50, ge=1, le=MOST)


class StatedOut(Schema):
    """The bound that is stated of a plan: of the value in points, and where it is one of `promised`, of people.

    `promised`: of plans that visit whom this one visits, and give the floor to the units to which it does; else of all.
    """

    bound: float
    gap_pct: float
    promised: bool
    people_bound: float | None


class PlanOut(Schema):
    """One plan: days, state, what it reaches, and what no plan can exceed; `base` is the plan it takes the place of.

    `people` are expected at sessions; `value` adds the urgency of homes visited, in points. `bound` and `gap_pct` are
    of all plans, `stated` is what pages say.
    """

    plan: int
    unit: str
    number: int
    first_day: date
    days: int
    state: str
    people: float
    homes: int
    value: float
    bound: float
    gap_pct: float
    stated: StatedOut
    engine: str
    digest: str
    base: int | None
    why: str
    made_at: datetime
    approved_at: datetime | None


class PlansOut(Schema):
    """Plans, the newest first."""

    plans: list[PlanOut]


class SessionOut(Schema):
    """A kit at a place on one day; `shift` is AM, PM or DAY."""

    kit: str
    place: str
    day: date
    shift: str
    expected: float


class RouteOut(Schema):
    """A kit's day of home visits; homes are counted, not named."""

    kit: str
    day: date
    homes: int
    travel_min: float


class ReachOut(Schema):
    """The end of one day: what the plan says, what no plan can exceed, and what was reached (null: not come yet)."""

    day: date
    plan: float
    bound: float
    actual: float | None


class UnsolvedOut(Schema):
    """Why the solvers' plan was not used: a word, the breach or error that says so, and about which item."""

    why: str
    by: str
    item: str


class WholePlanOut(PlanOut):
    """A whole plan; `unsolved` is null where the solvers' plan was used, or nobody asked for it."""

    unsolved: UnsolvedOut | None
    sessions: list[SessionOut]
    routes: list[RouteOut]
    reach: list[ReachOut]


class LegsIn(Schema):
    """Of which unit and those below it, by its code."""

    unit: str = Field(max_length=20, pattern=HOLDABLE)


class LegIn(LegsIn):
    """How long the trip between two points takes, both ways; without minutes what was said is taken back.

    Points are codes of places and of requests for visits, or `base`. The same key says it once.
    """

    start: str = Field(max_length=60, pattern=HOLDABLE)
    end: str = Field(max_length=60, pattern=HOLDABLE)
    minutes: float | None = Field(default=None, ge=0, le=operations.MOST_LEG)
    why: str = Field(max_length=300, pattern=HOLDABLE)
    client_key: UUID


class LegOut(Schema):
    """A travel time entered by hand."""

    unit: str
    start: str
    end: str
    minutes: float | None
    why: str
    set_at: datetime
    set_by: str


class LegsOut(Schema):
    """Travel times in force, by unit and ends."""

    legs: list[LegOut]


@router.get("/field/legs", response=LegsOut, summary="Travel times entered by hand")
@needs(FieldPermission.READ)
def legs(request: Call, asked: Query[LegsIn]) -> dict[str, Any]:
    """List the travel times in force of a unit and those below it."""
    here = ledger.holder(asked.unit, on=localdate(request.now))
    return {"legs": [_leg(row) for row in queries.legs_within(here.number, here.last)]}


@router.post("/field/legs", response=LegOut, summary="Say how long a trip takes, or take it back")
@needs(FieldPermission.SET, writes=True)
def set_leg(request: Call, said: LegIn) -> dict[str, Any]:
    """Say how long the trip between two points takes in a unit; plans made from now on reckon with it.

    Refusals: `leg_ends`, `leg_minutes`, `leg_point`, `reason_missing`, `key_used`.
    """
    with reading(request.actor):
        unit = ledger.holder(said.unit, on=localdate(request.now)).number
        unknown = [end for end in (said.start, said.end) if said.minutes is not None and not queries.is_point(end)]
    if unknown:
        raise operations.unable("leg_point", point=unknown[0])
    made = operations.set_leg(
        actor=request.actor, now=request.now, unit=unit, start=said.start, end=said.end, minutes=said.minutes,
        why=said.why, client_key=said.client_key,
    )  # fmt: skip
    with reading(request.actor):
        return _leg(made)


def _leg(row: LegRow) -> dict[str, Any]:
    return asdict(row) | {"unit": units.by_number(row.unit).code}


@router.get("/field/plans", response=PlansOut, summary="Plans of the kits, the newest first")
@needs(FieldPermission.READ)
def plans(request: Call, asked: Query[PlansIn]) -> dict[str, Any]:
    """List the plans of a unit and those below it."""
    here = ledger.holder(asked.unit, on=localdate(request.now)) if asked.unit else units.by_number(request.actor.at)
    heads = queries.heads(low=here.number, high=here.last, limit=asked.limit)
    return {"plans": [_head(one) for one in heads]}


@router.get("/field/plans/{plan}", response=WholePlanOut, summary="One plan with its sessions and days of home visits")
@needs(FieldPermission.READ)
def plan(request: Call, plan: Number) -> dict[str, Any]:
    """Return one plan, and what was reached of it so far."""
    row = queries.version(plan)
    done = queries.actual(row, today=localdate(request.now))
    kept = zip(row.figures["reach"], row.figures["bounds"], strict=True)
    return _head(row.head) | {
        "unsolved": _unsolved(row.plan),
        "sessions": [one | {"day": queries.day_of(row, one["day"])} for one in row.plan["sessions"]],
        "routes": [_route(row, one) for one in row.plan["routes"]],
        "reach": [
            {
                "day": queries.day_of(row, n),
                "plan": planned,
                "bound": most,
                "actual": done[n] if n < len(done) else None,
            }
            for n, (planned, most) in enumerate(kept)
        ],
    }


def _unsolved(plan: Mapping[str, Any]) -> dict[str, str] | None:
    if not plan.get("unsolved"):
        return None
    return {"why": plan["unsolved"], "by": plan["unsolved_by"], "item": plan["unsolved_item"]}


def _route(row: VersionRow, one: Mapping[str, Any]) -> dict[str, Any]:
    day, homes = queries.day_of(row, one["day"]), len(one["stops"])
    return {"kit": one["kit"], "day": day, "homes": homes, "travel_min": one["travel_min"]}


def _head(head: VersionHead) -> dict[str, Any]:
    return {
        "plan": head.version_id, "unit": units.by_number(head.unit).code, "number": head.number,
        "first_day": head.first_day, "days": head.days, "state": head.state.value, "people": head.people,
        "homes": head.homes, "value": head.value, "bound": head.bound, "gap_pct": head.gap_pct,
        "stated": asdict(head.stated),
        "engine": head.engine, "digest": head.digest, "base": head.base, "why": head.why, "made_at": head.made_at,
        "approved_at": head.approved_at,
    }  # fmt: skip
