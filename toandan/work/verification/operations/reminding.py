"""Reminding of request lists whose answers are late or due soon (nhắc hạn trả lời)."""

from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.verification.models import RequestList
from toandan.work.verification.queries.lists import due_lists
from toandan.work.verification.words import ListRow, VerificationPermission


def remind(*, actor: Actor, now: datetime) -> list[ListRow]:
    """Write down which lists of the actor's unit are late or due soon, once for each list and day; return those.

    The line in the journal and the day on the list are what both sides see; a second run on the same day, also one at
    the same moment, finds nothing left. Raises NotAllowed.
    """
    today = localdate(now)
    here = units.by_number(actor.at)
    with acting(actor):
        require(actor, VerificationPermission.OPEN, at=here.number)
        due = due_lists(low=here.number, high=here.last, today=today)
        done = [replace(row, reminded_on=today) for row in due if _marked(row, today)]
        for row in done:
            append(
                actor=actor, verb="verification.list.remind", subject=f"request_list:{row.list_id}", unit=row.unit,
                detail={"body": row.body, "waiting": row.waiting, "overdue": row.overdue(today)},
            )  # fmt: skip
    return done


def _marked(row: ListRow, today: date) -> bool:
    """Put the day on a list unless it is there; of two runs at once the second one waits, and finds it there."""
    unmarked = RequestList.objects.filter(Q(reminded_on=None) | Q(reminded_on__lt=today), list_id=row.list_id)
    return unmarked.update(reminded_on=today) == 1
