"""Taking devices in, correcting what is written about them, taking them out of use (kiểm kê, nhập, thanh lý)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.equipment.models import Device
from toandan.work.equipment.operations import base
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.words import (
    DeviceVerb,
    EquipmentPermission,
    InventoryLine,
    InventoryReport,
    NewDevice,
)


def add(*, actor: Actor, now: datetime, device: NewDevice, reason: str = "", client_key: UUID) -> int:
    """Take one device in at the unit it belongs to; return its number. The same key returns what it took in.

    Raises NotAllowed, UnitUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        require(actor, EquipmentPermission.KEEP, at=device.unit)
        done = Device.objects.filter(client_key=client_key).first()
        if done is not None:
            return done.device_id
        code = trouble(device, localdate(now), taken(device.serial))
        if code:
            raise unable(code)
        made = _put(said, device)
        base.journal(said, made, "equipment.device.add", kind=made.kind)
    return made.device_id


def take_in(
    *, actor: Actor, now: datetime, devices: Sequence[tuple[int, NewDevice]], whole: bool, client_key: UUID,
    unread: Sequence[InventoryLine] = (),
) -> InventoryReport:  # fmt: skip
    """Take an inventory in: pairs of the line in its file and the device; return what became of each.

    `unread` are lines that could not be read. With `whole`, one bad line keeps everything out. A device that is there
    already under its serial, kind and unit is known and changes nothing, so a file sent twice adds nothing. Raises
    NotAllowed.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        if not devices or not actor.may_somewhere(EquipmentPermission.KEEP):
            require(actor, EquipmentPermission.KEEP, at=actor.at)
        there = taken(*(one.serial for _line, one in devices))
        known = _known([one for _line, one in devices])
        good, refused = _sorted_out(actor, localdate(now), devices, there - known, known)
        refused = sorted([*unread, *refused], key=lambda one: one.line)
        if refused and whole:
            return InventoryReport(0, len(known), tuple(refused))
        for line, one in good:
            _put(Said(actor, now, "", uuid5(client_key, f"{line}:{one.serial}")), one)
        append(
            actor=said.actor, verb="equipment.inventory.take_in", subject="inventory", unit=actor.at,
            detail={"added": len(good), "refused": len(refused)},
        )  # fmt: skip
    return InventoryReport(len(good), len(known), tuple(refused))


def _sorted_out(
    actor: Actor, today: date, devices: Sequence[tuple[int, NewDevice]], there: set[str], known: set[str]
) -> tuple[list[tuple[int, NewDevice]], list[InventoryLine]]:
    good: list[tuple[int, NewDevice]] = []
    refused: list[InventoryLine] = []
    seen: set[str] = set()
    for line, one in devices:
        if one.serial in known and one.serial not in seen:
            seen.add(one.serial)
            continue
        allowed = actor.may(EquipmentPermission.KEEP, one.unit)
        code = trouble(one, today, there | seen) if allowed else "not_allowed"
        if code:
            refused.append(InventoryLine(line, one.serial, _COLUMNS.get(code, "serial"), code))
            continue
        seen.add(one.serial)
        good.append((line, one))
    return good, refused


_COLUMNS = {"not_allowed": "unit", "key_future": "key_made_on"}


def correct(
    *, actor: Actor, now: datetime, device: int, model: str, software: str, key_made_on: date | None, place: str,
    reason: str, client_key: UUID,
) -> None:  # fmt: skip
    """Correct what is written about a device, with a reason; its serial, kind and unit stay.

    Raises NotAllowed, DeviceUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.begin(said, device, DeviceVerb.CORRECTED)
        if one is None:
            return
        if key_made_on is not None and key_made_on > localdate(now):
            raise unable("key_future")
        values = {
            "model": model.strip(), "software": software.strip(), "key_made_on": key_made_on, "place": place.strip()
        }  # fmt: skip
        old = {name: str(getattr(one, name) or "") for name, value in values.items() if getattr(one, name) != value}
        base.change(one, **values)
        base.record(said, one, DeviceVerb.CORRECTED, old=old)
        base.journal(said, one, "equipment.device.correct", fields=sorted(old))


def retire(*, actor: Actor, now: datetime, device: int, reason: str, client_key: UUID) -> None:
    """Take a device out of use for good. Raises NotAllowed, DeviceUnknown, UnableToEquip."""
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.begin(said, device, DeviceVerb.RETIRED)
        if one is None:
            return
        if one.bound_no is not None:
            raise unable("handover_waits")
        base.change(one, state="retired")
        base.record(said, one, DeviceVerb.RETIRED)
        base.journal(said, one, "equipment.device.retire")


def trouble(device: NewDevice, today: date, there: set[str]) -> str:
    """Return the code of what is wrong with a new device, "" when it can be taken in."""
    if not device.serial.strip():
        return "serial_missing"
    if device.serial in there:
        return "serial_taken"
    return "key_future" if device.key_made_on is not None and device.key_made_on > today else ""


def taken(*serials: str) -> set[str]:
    """Return which of these serials are in the inventory, wherever the devices stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT serial FROM equipment_taken(%s)", [list(serials)])
        return {str(row[0]) for row in cursor.fetchall()}


def _known(devices: Sequence[NewDevice]) -> set[str]:
    told = {one.serial: (one.kind.value, one.unit) for one in devices}
    rows = Device.objects.filter(serial__in=list(told)).values_list("serial", "kind", "home_no")
    return {serial for serial, kind, home in rows if told[serial] == (kind, home)}


def _put(said: Said, device: NewDevice) -> Device:
    unit = units.by_number(device.unit)
    made = Device(
        client_key=said.client_key, serial=device.serial.strip(), kind=device.kind.value, model=device.model.strip(),
        unit_no=unit.number, home_no=unit.number, place=device.place.strip(), software=device.software.strip(),
        key_made_on=device.key_made_on, added_at=said.now, added_by=said.actor.name,
    )  # fmt: skip
    made.save(force_insert=True)
    base.record(said, made, DeviceVerb.ADDED, unit=unit.number)
    return made
