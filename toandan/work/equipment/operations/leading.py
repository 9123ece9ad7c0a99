"""Devices follow their units when these merge (chuyển thiết bị khi sắp xếp đơn vị)."""

from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Lead the devices of a unit that has ended to the one that goes on; return how many.

    Custody, faults and loans stay as they are; a loan between units that are one now is over. What has been led is not
    led again. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in (old, main):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT equipment_lead(%s, %s, %s)", [old, main, actor.name])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="equipment.device.repoint", subject=f"unit:{old}", unit=main,
                detail={"devices": led, "main": main},
            )  # fmt: skip
    return led
