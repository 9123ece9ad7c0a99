"""Score sheets go over to the unit that carries the one scored on (chuyển phiếu chấm điểm khi sắp xếp đơn vị)."""

from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Give the score sheets of a unit that has ended to the one that carries it on; return how many.

    They stay about the old unit. What has been given is not given again. Raises NotAllowed: it takes the permission
    that leads people.
    """
    with acting(actor):
        for unit in (old, main):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT evaluation_lead(%s, %s, %s)", [old, main, actor.name])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="evaluation.sheet.repoint", subject=f"unit:{old}", unit=main,
                detail={"accepted": led, "main": main},
            )  # fmt: skip
    return led
