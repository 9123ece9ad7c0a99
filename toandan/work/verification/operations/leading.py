"""Lists to bodies follow the cases when units merge (chuyển danh sách đề nghị khi sắp xếp đơn vị)."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def repoint_lists(*, actor: Actor, now: datetime, old: int, new: Collection[int], main: int | None) -> int:
    """Lead the lists of a unit that has ended to the units that took its place; return how many were led.

    Each goes where most of its lines stand by now, else to `main`, or nowhere while there is none. A list keeps its
    number, and what has been led is not led again. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in {old, *new, *([main] if main else [])}:
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT verification_lead_lists(%s, %s, %s)", [old, sorted(new), main])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="verification.list.repoint", subject=f"unit:{old}", unit=main or old,
                detail={"lists": led, "main": main},
            )  # fmt: skip
    return led
