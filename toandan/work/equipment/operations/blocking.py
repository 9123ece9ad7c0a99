"""Devices that are stolen or lost are blocked at once, and only headquarters lifts that (khóa thiết bị)."""

from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import acting
from toandan.work.equipment.operations import base
from toandan.work.equipment.operations.errors import unable
from toandan.work.equipment.operations.health import working
from toandan.work.equipment.words import DeviceState, DeviceVerb


def report_gone(
    *, actor: Actor, now: datetime, device: int, stolen: bool, suspect_from: datetime, reason: str, client_key: UUID
) -> None:
    """Block a device that was stolen or lost, at once; its work is suspect from an instant that may lie before now.

    What was lost may turn out to be stolen; the earlier of both instants holds. A hand-over that waits stays
    unanswered until the block is lifted. Raises NotAllowed, DeviceUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    verb = DeviceVerb.STOLEN if stolen else DeviceVerb.LOST
    state = DeviceState.STOLEN if stolen else DeviceState.LOST
    with acting(actor):
        one = base.begin(said, device, verb)
        if one is None:
            return
        if suspect_from > now:
            raise unable("later")
        since = min(suspect_from, one.suspect_from or suspect_from)
        base.change(one, state=state.value, suspect_from=since)
        base.record(said, one, verb, occurred_at=since)
        base.journal(said, one, "equipment.device.block", state=state.value, suspect_from=since.isoformat())


def lift(*, actor: Actor, now: datetime, device: int, reason: str, client_key: UUID) -> DeviceState:
    """Lift the block of a device that is there again, with a reason; return how it stands now.

    Its history keeps from when to when its work was suspect. Raises NotAllowed, DeviceUnknown, UnableToEquip.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.begin(said, device, DeviceVerb.LIFTED)
        if one is None:
            return DeviceState(base.locked(device).state)
        since = one.suspect_from or now
        base.change(one, state=working(one).value, suspect_from=None)
        base.record(said, one, DeviceVerb.LIFTED, suspect_from=since.isoformat())
        base.journal(said, one, "equipment.device.unblock")
    return DeviceState(one.state)
