"""Devices follow their units when these merge (chuyển thiết bị khi sắp xếp đơn vị)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger.operations import lead_with_people


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead the devices of a unit that has ended to the one that goes on; return how many.

    Custody, faults and loans stay as they are; a loan between units that are one now is over. What has been led is not
    led again. Raises NotAllowed: it takes the permission that leads people.
    """
    return lead_with_people(
        actor=actor, door="equipment_lead", arguments=(old, main, actor.name), old=old, into=(main,), main=main,
        verb="equipment.device.repoint", counted="devices",
    )  # fmt: skip
