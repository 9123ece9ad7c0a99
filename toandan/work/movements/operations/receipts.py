"""Removing receipts whose code is answered no more (xóa biên nhận hết hạn tra cứu)."""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.movements.words import ListsPermission


def forget_receipts(*, actor: Actor, now: datetime) -> int:
    """Remove the receipts made a year and a month ago or earlier; return how many.

    What was done stays in the ledger, and the code answers no more by then. A run in which nothing was old leaves its
    line too. Raises NotAllowed; the database lets nobody but the house do it.
    """
    with acting(actor):
        require(actor, ListsPermission.SEND, at=actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT movements_forget_receipts(%s)", [now])
            (many,) = cursor.fetchone() or (0,)
        append(
            actor=actor, verb="movements.receipt.forget", subject=f"day:{timezone.localdate(now)}", unit=actor.at,
            detail={"receipts": int(many)},
        )  # fmt: skip
    return int(many)
