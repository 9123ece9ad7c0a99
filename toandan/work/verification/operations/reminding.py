"""Reminding of request lists whose answers are late or due soon (nhắc hạn trả lời)."""

from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.verification.queries.lists import rows_by_day
from toandan.work.verification.words import NOTICE_DAYS, ListRow, VerificationPermission


def remind(*, actor: Actor, now: datetime) -> list[ListRow]:
    """Write down which lists of the actor's unit are late or due soon, once for each list and day; return those.

    The line in the journal and the day on the list are what both sides see. The day is the database's own; a second
    run on it, also one at the same moment, finds nothing left. Raises NotAllowed.
    """
    here = units.by_number(actor.at)
    with acting(actor):
        require(actor, VerificationPermission.OPEN, at=here.number)
        with connection.cursor() as cursor:
            cursor.execute("SELECT verification_remind(%s, %s, %s)", [here.number, here.last, NOTICE_DAYS])
            numbers = [number for (number,) in cursor.fetchall()]
        done = rows_by_day(numbers)
        for row in done:
            overdue = row.overdue(row.reminded_on or localdate(now))
            append(
                actor=actor, verb="verification.list.remind", subject=f"request_list:{row.list_id}", unit=row.unit,
                detail={"body": row.body, "waiting": row.waiting, "overdue": overdue},
            )  # fmt: skip
    return done
