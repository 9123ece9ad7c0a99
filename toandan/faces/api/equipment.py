"""Equipment for other systems and for the devices' own clients: read devices, report how one is doing (thiết bị)."""

from datetime import date, datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.equipment import operations, queries
from toandan.work.equipment.words import (
    BLOCKED,
    OUT,
    Concern,
    Condition,
    DeviceRow,
    DeviceState,
    EquipmentPermission,
    Kind,
)
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import KitDeed, SessionsPermission, Shift, State

router = Router(tags=["equipment"])
MOST = 500
READ, USE = EquipmentPermission.READ, EquipmentPermission.USE
Text = Annotated[str, Field(max_length=200, pattern=HOLDABLE)]


class DevicesIn(Schema):
    """Devices of which unit and what lies below it, by number; `after` is the last serial of the page before."""

    unit: Number
    kind: Kind | None = None
    state: DeviceState | None = None
    after: Annotated[str, Field(max_length=60, pattern=HOLDABLE)] = ""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


class DeviceOut(Schema):
    """A device; `unit` has it in custody, `home` owns it. Its work is suspect from `suspect_from` on."""

    serial: str
    kind: Kind
    model: str
    state: DeviceState
    unit: str
    home: str
    place: str
    software: str
    key_made_on: date | None
    condition: Condition
    reported_at: datetime | None
    suspect_from: datetime | None
    back_on: date | None
    worth_a_look: list[Concern]


class DevicesOut(Schema):
    """One page of devices; `next_after` continues it, null at the end."""

    devices: list[DeviceOut]
    next_after: str | None


class DeedOut(Schema):
    """A session or, without a place, a day of home visits; `posted` are people the ledger holds under its code."""

    code: str
    day: date
    shift: Shift
    place: str
    state: State
    homes: int
    posted: int


class SuspectOut(Schema):
    """A span in which the work of a device was suspect, without an end while it still is, and what it did then."""

    since: datetime
    until: datetime | None
    deeds: list[DeedOut]


class WorkOut(Schema):
    """What a device did while its work was suspect, and what is announced though it cannot work."""

    serial: str
    suspect: list[SuspectOut]
    ahead: list[DeedOut]


class ReportIn(Schema):
    """How a device is doing, as its client says it; the same key changes nothing."""

    at: datetime
    condition: Condition = Condition.GOOD
    software: Text = ""
    key_made_on: date | None = None
    place: Text = ""
    client_key: UUID


class StateOut(Schema):
    """How the device stands; a client that is blocked stops working."""

    serial: str
    state: DeviceState
    blocked: bool


@router.get("/equipment", response=DevicesOut)
@needs(READ)
def devices(request: Call, wish: Query[DevicesIn]) -> DevicesOut:
    """Return the devices that stand in a unit or belong to it, by serial."""
    here = units.by_number(wish.unit)
    require(request.actor, READ, at=here.number)
    found = queries.devices(
        here.number, here.last, kinds=[wish.kind] if wish.kind else (), states=[wish.state] if wish.state else (),
        after=wish.after, limit=wish.limit + 1,
    )  # fmt: skip
    shown = found[: wish.limit]
    told = queries.warnings([row.device_id for row in shown], today=localdate(request.now), now=request.now)
    return DevicesOut(
        devices=[_out(row, told.get(row.device_id, ())) for row in shown],
        next_after=shown[-1].serial if len(found) > wish.limit else None,
    )


@router.get("/equipment/{serial}", response=DeviceOut)
@needs(READ)
def device(request: Call, serial: str) -> DeviceOut:
    """Return one device by its serial."""
    row = _readable(request, serial, READ)
    told = queries.warnings([row.device_id], today=localdate(request.now), now=request.now)
    return _out(row, told[row.device_id])


@router.get("/equipment/{serial}/work", response=WorkOut)
@needs(READ)
def work(request: Call, serial: str) -> WorkOut:
    """Return the spans in which the work of a device was or is suspect, and what it did then, as far as in scope.

    Of a device that cannot work also what still stands announced for it: that is to be moved or planned anew.
    """
    row = _readable(request, serial, READ)
    today, shown = localdate(request.now), request.actor.may_somewhere(SessionsPermission.READ)
    out = row.state in BLOCKED or row.state in OUT
    last = None if row.back_on is None else row.back_on - timedelta(days=1)
    return WorkOut(
        serial=row.serial,
        suspect=[
            SuspectOut(since=since, until=until, deeds=[_deed(one) for one in deeds if shown])
            for since, until, deeds in sessions.suspect_work(row.device_id, row.serial, today=today)
        ],
        ahead=[_deed(one) for one in sessions.kit_ahead(row.serial, today, last)] if out and shown else [],
    )


@router.post("/equipment/{serial}/report", response=StateOut)
@needs(USE, writes=True)
def report(request: Call, serial: str, said: ReportIn) -> StateOut:
    """Keep what a device reports about itself; the answer tells it whether it is blocked."""
    with reading(request.actor):
        row = _readable(request, serial, USE)
    at = said.at if said.at.tzinfo is not None else None
    if at is None:
        raise operations.UnableToEquip(operations.SENTENCES["no_zone"], code="no_zone")
    state = operations.report(
        actor=request.actor, now=request.now, device=row.device_id, at=at, condition=said.condition,
        software=said.software, key_made_on=said.key_made_on, place=said.place, client_key=said.client_key,
    )  # fmt: skip
    return StateOut(serial=row.serial, state=state, blocked=state in {DeviceState.STOLEN, DeviceState.LOST})


def _deed(one: KitDeed) -> DeedOut:
    return DeedOut(
        code=one.code, day=one.day, shift=one.shift, place=one.place, state=one.state, homes=one.homes,
        posted=one.posted,
    )  # fmt: skip


def _readable(request: Call, serial: str, word: EquipmentPermission) -> DeviceRow:
    if "\x00" in serial:
        raise queries.DeviceUnknown
    row = queries.by_serial(serial)
    if not any(request.actor.may(word, unit) for unit in (row.unit, row.home)):
        raise queries.DeviceUnknown
    return row


def _out(row: DeviceRow, concerns: tuple[Concern, ...]) -> DeviceOut:
    return DeviceOut(
        serial=row.serial, kind=row.kind, model=row.model, state=row.state, unit=units.by_number(row.unit).code,
        home=units.by_number(row.home).code, place=row.place, software=row.software, key_made_on=row.key_made_on,
        condition=row.condition, reported_at=row.reported_at, suspect_from=row.suspect_from, back_on=row.back_on,
        worth_a_look=list(concerns),
    )  # fmt: skip
