"""How devices are doing: what they report, their faults and repairs (tình trạng, sự cố, sửa chữa)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import acting
from toandan.work.equipment import states
from toandan.work.equipment.models import Device, Fault
from toandan.work.equipment.operations import base
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.queries.devices import FaultUnknown
from toandan.work.equipment.words import Condition, DeviceState, DeviceVerb, FaultKind


def report(
    *, actor: Actor, now: datetime, device: int, at: datetime, condition: Condition, software: str = "",
    key_made_on: date | None = None, place: str = "", client_key: UUID,
) -> DeviceState:  # fmt: skip
    """Keep what a device, or whoever has it, reports about it; return its state, so that a blocked one learns of it.

    A report older than the last one stays in the history and changes nothing else. Raises NotAllowed, DeviceUnknown,
    UnableToEquip.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        one = base.begin(said, device, DeviceVerb.REPORTED)
        if one is None:
            return DeviceState(base.locked(device).state)
        if at > now:
            raise unable("later")
        if key_made_on is not None and key_made_on > localdate(now):
            raise unable("key_future")
        if one.reported_at is None or one.reported_at < at:
            told = {"software": software.strip(), "key_made_on": key_made_on, "place": place.strip()}
            base.change(
                one, reported_at=at, condition=condition.value, **{name: one for name, one in told.items() if one}
            )
        base.record(said, one, DeviceVerb.REPORTED, occurred_at=at, condition=condition.value, software=software)
        base.journal(said, one, "equipment.device.report", condition=condition.value)
    return DeviceState(one.state)


def fault(
    *, actor: Actor, now: datetime, device: int, kind: FaultKind, stops: bool, text: str, since: date, client_key: UUID
) -> int:
    """Write a fault down, from the day it was there; a device that it stops is out of work at once. Return its number.

    Raises NotAllowed, DeviceUnknown, UnableToEquip.
    """
    said = Said(actor, now, text, client_key)
    verb = DeviceVerb.FAULT if stops else DeviceVerb.FAULT_NOTED
    with acting(actor):
        one = base.begin(said, device, verb)
        if one is None:
            return Fault.objects.get(client_key=client_key).fault_id
        if since > localdate(now):
            raise unable("later")
        made = Fault(
            client_key=client_key, device_id=device, kind=kind.value, stops=stops, text=text.strip(), since=since,
            reported_at=now, reported_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        if stops and one.state == DeviceState.READY:
            base.change(one, state=DeviceState.FAULTY.value)
        base.record(said, one, verb, fault=made.fault_id, kind=kind.value, since=since.isoformat())
        base.journal(said, one, "equipment.fault.report", fault=made.fault_id, stops=stops)
    return made.fault_id


def begin_repair(
    *, actor: Actor, now: datetime, fault: int, back_on: date | None, place: str = "", client_key: UUID
) -> None:
    """Send a device to be repaired, with the day it is expected back; it is out of work until then.

    Raises NotAllowed, FaultUnknown, UnableToEquip.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        found = _open(fault)
        one = base.begin(said, found.device_id, DeviceVerb.REPAIR)
        if one is None:
            return
        _unrepaired(fault)
        today = localdate(now)
        if back_on is not None and back_on < today:
            raise unable("back_early")
        Fault.objects.filter(fault_id=fault).update(stops=True, repair_since=today, back_on=back_on)
        values = {"place": place.strip()} if place.strip() else {}
        base.change(one, state=DeviceState.IN_REPAIR.value, **values)
        base.record(said, one, DeviceVerb.REPAIR, fault=fault, back_on=back_on.isoformat() if back_on else "")
        base.journal(said, one, "equipment.fault.send", fault=fault)


def repaired(*, actor: Actor, now: datetime, fault: int, on: date, what: str, client_key: UUID) -> DeviceState:
    """Write down that a fault was repaired, and what was done; return how the device stands now.

    It works again unless another fault that stops it is still open. Raises NotAllowed, FaultUnknown, UnableToEquip.
    """
    said = Said(actor, now, what, client_key)
    with acting(actor):
        found = _open(fault)
        one = base.begin(said, found.device_id, DeviceVerb.REPAIRED)
        if one is None:
            return DeviceState(base.locked(found.device_id).state)
        _unrepaired(fault)
        if on > localdate(now):
            raise unable("later")
        if on < found.since:
            raise unable("repair_early")
        Fault.objects.filter(fault_id=fault).update(repaired_on=on, repair=what.strip())
        base.change(one, state=working(one).value)
        base.record(said, one, DeviceVerb.REPAIRED, fault=fault, on=on.isoformat())
        base.journal(said, one, "equipment.fault.repair", fault=fault)
    return DeviceState(one.state)


def working(one: Device) -> DeviceState:
    """Return how a device stands by its open faults: in repair, faulty, or ready."""
    stopping = Fault.objects.filter(device_id=one.device_id, repaired_on=None, stops=True)
    if not stopping.exists():
        return DeviceState(states.LIFE[DeviceVerb.REPAIRED].target or DeviceState.READY)
    away = one.state == DeviceState.IN_REPAIR and stopping.exclude(repair_since=None).exists()
    return DeviceState.IN_REPAIR if away else DeviceState.FAULTY


def _open(fault: int) -> Fault:
    found = Fault.objects.filter(fault_id=fault).first()
    if found is None:
        raise FaultUnknown
    return found


def _unrepaired(fault: int) -> None:
    # Read anew: the device is locked by now, and whoever was here before may have repaired it.
    if not Fault.objects.filter(fault_id=fault, repaired_on=None).exists():
        raise unable("fault_done")
