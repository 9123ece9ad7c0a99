"""Reminding of notification lists whose answers are late or due soon (nhắc hạn trả lời danh sách)."""

from datetime import datetime

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.movements.queries import list_row
from toandan.work.movements.words import NOTICE_DAYS, ListRow, ListsPermission


def remind(*, actor: Actor, now: datetime) -> list[ListRow]:
    """Write down which lists sent by the actor's units are late or due soon, once for each list and day; return those.

    The line in the journal and the day on the list are what both units see. The day is the database's own; a second
    run on it, also one at the same moment, finds nothing left. Raises NotAllowed.
    """
    with acting(actor):
        require(actor, ListsPermission.SEND, at=actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT movements_remind(%s)", [NOTICE_DAYS])
            numbers = sorted(number for (number,) in cursor.fetchall())
        done = [list_row(number) for number in numbers]
        for row in done:
            overdue = row.overdue(row.reminded_on or localdate(now))
            append(
                actor=actor, verb="movements.list.remind", subject=f"list:{row.list_id}", unit=row.sender,
                detail={"receiver": row.receiver, "waiting": row.open, "overdue": overdue},
            )  # fmt: skip
    return done
