"""What the operations of this room share: the device locked, its states, the line in its history (phần chung)."""

from datetime import datetime
from typing import Any

from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import require
from toandan.record.tables import line
from toandan.work.equipment import states
from toandan.work.equipment.models import Device, Event
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.queries.devices import DeviceUnknown
from toandan.work.equipment.words import BLOCKED, DeviceState, DeviceVerb


def locked(device_id: int) -> Device:
    """Return the device, kept from other writers until the transaction ends. Raises DeviceUnknown."""
    found = Device.objects.select_for_update(of=("self",)).filter(device_id=device_id).first()
    if found is None:
        raise DeviceUnknown
    return found


def repeated(said: Said, device_id: int, verb: DeviceVerb) -> bool:
    """Tell whether this very write has been carried out. Raises UnableToEquip when its key was used otherwise."""
    done = Event.objects.filter(client_key=said.client_key).first()
    if done is not None and (done.device_id, done.verb) != (device_id, verb.value):
        raise unable("key_used")
    return done is not None


def begin(said: Said, device_id: int, verb: DeviceVerb, *, at: int | None = None) -> Device | None:
    """Lock a device for a verb: ask for the permission, then whether it fits; None when it has been done already.

    `at` is the unit whose permission is asked, the one that has it in custody unless told otherwise. Raises NotAllowed,
    DeviceUnknown, UnableToEquip.
    """
    one = locked(device_id)
    require(said.actor, states.LIFE[verb].permission, at=one.unit_no if at is None else at)
    if repeated(said, device_id, verb):
        return None
    fits(verb, one, said.reason)
    return one


def fits(verb: DeviceVerb, one: Device, reason: str) -> None:
    """Refuse what the table of states does not let happen, or what lacks its reason."""
    if not states.may(verb, DeviceState(one.state)):
        raise unable("blocked" if DeviceState(one.state) in BLOCKED else "wrong_state")
    if states.LIFE[verb].reason and not reason.strip():
        raise unable("reason_missing")


def record(said: Said, one: Device, verb: DeviceVerb, *, occurred_at: datetime | None = None, **detail: Any) -> None:
    """Write the line of the history; `occurred_at` is since when it holds, now unless told otherwise."""
    happened = {"occurred_at": occurred_at or said.now, "detail": detail}
    Event(device_id=one.device_id, **happened, **line(said, verb)).save(force_insert=True)


def journal(said: Said, one: Device, verb: str, **detail: Any) -> None:
    """Write the one line of the journal about a device."""
    append(
        actor=said.actor, verb=verb, subject=f"device:{one.serial}", unit=one.unit_no,
        detail={"device": one.device_id} | detail,
    )  # fmt: skip


def change(one: Device, **values: Any) -> None:
    """Write new values of a device; the one place where its state changes."""
    Device.objects.filter(device_id=one.device_id).update(**values)
    for name, value in values.items():
        setattr(one, name, value)
