"""Orders go over to the unit that carries their own on (chuyển mệnh lệnh khi sắp xếp đơn vị)."""

from datetime import datetime

from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers.operations import acting, require


def repoint(*, actor: Actor, now: datetime, old: int, main: int) -> int:
    """Let the unit that carries an ended one on answer for its orders and their drafts of bulletins; return how many.

    What has been given is not given again. Raises NotAllowed: it takes the permission that leads people.
    """
    with acting(actor):
        for unit in (old, main):
            require(actor, LedgerPermission.POST, at=unit)
        with connection.cursor() as cursor:
            cursor.execute("SELECT campaign_lead(%s, %s, %s)", [old, main, actor.name])
            led = int(cursor.fetchone()[0])
        if led:
            append(
                actor=actor, verb="campaign.order.repoint", subject=f"unit:{old}", unit=main,
                detail={"accepted": led, "main": main},
            )  # fmt: skip
    return led
