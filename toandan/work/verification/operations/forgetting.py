"""Removing whom expired questions were about (xóa thông tin nhân thân trên đề nghị đã hết hạn)."""

from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.verification.words import VerificationPermission


def forget(*, actor: Actor, now: datetime) -> int:
    """Remove names, birth dates, parents and places from questions that no body may see any more; return how many.

    The number of the list, the question, the answer and its paper stay. A run in which nothing had expired leaves its
    line too. Raises NotAllowed; the database lets nobody but the house do it.
    """
    today = localdate(now)
    with acting(actor):
        require(actor, VerificationPermission.OPEN, at=actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT verification_forget(%s)", [today])
            (people,) = cursor.fetchone() or (0,)
        subject, detail = f"day:{today}", {"people": int(people)}
        append(actor=actor, verb="verification.request.forget", subject=subject, unit=actor.at, detail=detail)
    return int(people)
