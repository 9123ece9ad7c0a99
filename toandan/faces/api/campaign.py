"""Boards, bridges and orders for other systems (tiến độ, biến động chỉ tiêu, mệnh lệnh)."""

from datetime import date
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from toandan.command.campaign import operations, queries
from toandan.command.campaign.words import CampaignPermission, Measure
from toandan.command.reorganisation import queries as reorganisations
from toandan.faces.api.door import Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.units import queries as units

router = Router(tags=["campaign"])


class Level(StrEnum):
    """The levels a board can be cut into."""

    CITY = "city"
    DISTRICT = "district"
    COMMUNE = "commune"


class BoardIn(Schema):
    """Which board: the order's own unit by its next level, today, unless something else is asked for."""

    order: str
    unit: str | None = None
    level: Level | None = None
    as_of: date | None = None
    measure: Measure | None = None
    entry: Number | None = None
    as_now: bool = False


class RowOut(Schema):
    """One unit of a board; `rate` is percent with one decimal, rounded down, null with nobody to serve.

    `shared`, with `as_now`: codes of former units that were divided and are counted here whole, although some of their
    people live in another row; what is counted here is then not exactly what lives here.
    """

    code: str
    name_vi: str
    name_en: str
    level: str
    parent: str | None
    target: int
    goal: int
    done: int
    rate: float | None
    residual: dict[str, int]
    collected: int
    issued: int
    granted: int
    activated: int
    completed_on: date | None
    pace: float | None
    pace_needed: float | None
    status: str
    rank: int | None
    units: int
    units_complete: int
    shared: list[str] = []


class PointOut(Schema):
    """One day of the burn-up."""

    day: date
    target: int
    done: int


class PartOut(Schema):
    """A unit that took a part of a divided one; `share` in percent where a mapping carried out says it, else null."""

    code: str
    name_vi: str
    name_en: str
    share: float | None


class DividedOut(Schema):
    """A former unit that went to several units and is counted whole under one of them, `counted_under`.

    `parts` are all of them, the main one first. `target` and `done` are its people at the end of the board's day;
    `last_day` is the last day of the series on which any of them stood in it.
    """

    code: str
    name_vi: str
    name_en: str
    counted_under: str
    parts: list[PartOut]
    target: int
    done: int
    last_day: date


class BoardOut(Schema):
    """A board at the end of a day; `entry`, once sealed, draws the same figures again for ever.

    `units_of` is the day whose units the rows are, null when that is the order's own time; then `divided_units` tells
    which former units were divided, and `divided` how many of them are counted in this board.
    """

    order: str
    as_of: date
    measure: str
    starts_on: date
    deadline: date
    entry: int
    units: int
    reported: int
    units_of: date | None
    divided: int
    divided_units: list[DividedOut] = []
    rows: list[RowOut]
    total: RowOut
    series: list[PointOut]


class OrderOut(Schema):
    """An order; `unit` is the code of the unit it covers."""

    code: str
    title_vi: str
    title_en: str
    unit: str
    measure: str
    other_measure: str | None
    start: date
    deadline: date
    issuer: str
    number: str


class OrderIn(Schema):
    """An order to be given; sending the same one again, with its `client_key`, changes nothing."""

    client_key: UUID
    code: str = Field(max_length=32)
    title_vi: str = Field(max_length=200)
    title_en: str = Field(max_length=200)
    unit: str
    start: date
    deadline: date
    measure: Measure = Measure.CARD
    other_measure: Measure | None = None
    issuer: str = Field("", max_length=200)
    number: str = Field("", max_length=80)


class BridgeIn(Schema):
    """Whose target is explained, from which day to which."""

    order: str
    unit: str
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    measure: Measure | None = None
    as_now: bool = False

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until < self.since:
            raise ValueError("`to` lies before `from`")
        return self


class BridgeOut(Schema):
    """What changed a target: opening + every step = present, to the person; `verbs` says what lies behind a step.

    `units_of` is the day whose unit it is, null when that is the order's own time; `shared` are the codes of former
    units that were divided and are counted here whole.
    """

    order: str
    measure: str
    unit: str
    name_vi: str
    name_en: str
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    opening: int
    arrivals: int
    came_of_age: int
    departures: int
    deaths: int
    corrections: int
    present: int
    verbs: dict[str, dict[str, int]]
    units_of: date | None
    shared: list[str]


@router.get("/board", response=BoardOut, summary="How far each unit is, as of the end of a day")
@needs(CampaignPermission.READ)
def board(request: Call, asked: Query[BoardIn]) -> dict[str, Any]:
    """Return the board; the rows come in order of urgency."""
    of = queries.order(asked.order)
    day = asked.as_of or queries.default_day(of, today=timezone.localdate(request.now))
    today = timezone.localdate(request.now)
    units_of = today if asked.as_now else None
    under = queries.meant(asked.unit, as_of=day, units_of=units_of).number if asked.unit else None
    if under is None:
        under = queries.first_unit(order=of, actor=request.actor)
    at = queries.readable_at(actor=request.actor, unit=under, today=today)
    require(request.actor, CampaignPermission.READ, at=at)
    level = next((known for known, word in queries.LEVELS.items() if word == asked.level), None)
    found = queries.board(
        order=of.code,
        as_of=day,
        level=level,
        under=under,
        measure=asked.measure,
        entry=asked.entry,
        units_of=units_of,
        as_work=True,
    )
    shares = reorganisations.shares(entry=found.entry) if found.divided or found.elsewhere else {}
    return queries.plain_board(found, full=True, shares=shares)


@router.get("/bridge", response=BridgeOut, by_alias=True, summary="Why a unit's target changed between two days")
@needs(CampaignPermission.READ)
def bridge(request: Call, asked: Query[BridgeIn]) -> dict[str, Any]:
    """Return the target bridge of one unit, with `as_now` of the unit of today and everything that became it."""
    today = timezone.localdate(request.now)
    units_of = today if asked.as_now else None
    at = queries.meant(asked.unit, as_of=asked.until, units_of=units_of).number
    require(request.actor, CampaignPermission.READ, at=queries.readable_at(actor=request.actor, unit=at, today=today))
    found = queries.bridge(
        order=asked.order, unit=at, since=asked.since, until=asked.until, measure=asked.measure, units_of=units_of
    )
    return queries.plain_bridge(found)


@router.get("/orders", response=list[OrderOut], summary="The orders given")
@needs(CampaignPermission.READ_ORDERS)
def list_orders(request: Call) -> list[dict[str, Any]]:
    """Return every order, the one with the latest deadline first."""
    found = queries.orders()
    scopes = units.by_numbers([order.scope for order in found])
    return [queries.plain_order(order, scope_code=scopes[order.scope].code) for order in found]


@router.post("/orders", response=OrderOut, summary="Give an order")
@needs(CampaignPermission.ORDER, writes=True)
def create_order(request: Call, order: OrderIn) -> dict[str, Any]:
    """Give an order and return it."""
    scope = units.by_code(order.unit, as_of=order.start)
    given = operations.create_order(
        actor=request.actor,
        now=request.now,
        client_key=order.client_key,
        code=order.code,
        title_vi=order.title_vi,
        title_en=order.title_en,
        scope=scope.number,
        starts_on=order.start,
        deadline=order.deadline,
        measure=order.measure,
        other_measure=order.other_measure,
        issuer=order.issuer,
        number=order.number,
    )
    return queries.plain_order(given, scope_code=scope.code)
