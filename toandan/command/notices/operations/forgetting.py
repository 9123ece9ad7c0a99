"""Removing what is kept of first letters (xóa thông tin thư xác nhận cũ)."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting

KEPT = timedelta(days=30)
"""A link works for a day; for so long it can be looked up that one was sent."""


def forget(*, actor: Actor, now: datetime) -> int:
    """Remove what is kept of letters that asked for a confirmation a month ago; return how many.

    What was confirmed stays confirmed, and the journal still says when it was. A run in which nothing was old leaves
    its line too. Raises NotAllowed; the database lets nobody but the house do it.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        with connection.cursor() as cursor:
            cursor.execute("SELECT notices_forget(%s)", [now - KEPT])
            (many,) = cursor.fetchone() or (0,)
        append(
            actor=actor, verb="notices.wish.forget", subject=f"day:{localdate(now)}", unit=actor.at,
            detail={"letters": int(many)},
        )  # fmt: skip
    return int(many)
