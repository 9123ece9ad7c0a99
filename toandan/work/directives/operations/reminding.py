"""Reminding of what is late or due soon; what is late for long reaches the next level (nhắc hạn, báo cáo cấp trên)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.units import queries as units
from toandan.work.directives.models import Addressee
from toandan.work.directives.operations import base
from toandan.work.directives.queries.desks import due_addressees
from toandan.work.directives.words import AddresseeRow, DirectivesPermission, DirectiveVerb

_NAMESPACE = UUID("3c1f7c52-8f0e-4b62-9e0b-4a3c0d7d0b5e")


def remind(*, actor: Actor, now: datetime) -> list[AddresseeRow]:
    """Write down which addressees of the actor's directives are late or due soon, once for each and day; return those.

    The line in the timeline and in the journal is what both sides see. Raises NotAllowed.
    """
    today = localdate(now)
    with acting(actor):
        require(actor, DirectivesPermission.ISSUE, at=actor.at)
        due = due_addressees(actor.ranges(DirectivesPermission.ISSUE), today=today)
        done = [replace(row, reminded_on=today) for row in due if _reminded(row, today)]
        for row in done:
            said = Said(actor, now, "", uuid5(_NAMESPACE, f"remind/{row.addressee_id}/{today}"))
            base.record(said, row.directive_id, DirectiveVerb.REMINDED, row.addressee_id)
            append(
                actor=actor, verb="directives.directive.remind", subject=f"directive:{row.directive_id}",
                unit=row.at.number, detail={"overdue": row.overdue(today)},
            )  # fmt: skip
    return done


def escalate(*, actor: Actor, now: datetime) -> list[AddresseeRow]:
    """Take to the next level who has been late for more than the setting `DIRECTIVE_LATE_DAYS`; return those.

    The next level is the unit above a unit, which finds it on its desk. What a body is late with is read by the body
    and the sides of the paper alone; it is noted in the timeline they see. Once for each addressee. Raises NotAllowed.
    """
    today = localdate(now)
    until = today - timedelta(days=settings.DIRECTIVE_LATE_DAYS)
    with acting(actor):
        require(actor, DirectivesPermission.ISSUE, at=actor.at)
        late = due_addressees(actor.ranges(DirectivesPermission.ISSUE), today=today)
        over = [row for row in late if row.due_on is not None and row.due_on < until and row.escalated_on is None]
        done = [replace(row, escalated_on=today) for row in over if _escalated(row, today)]
        for row in done:
            said = Said(actor, now, "", uuid5(_NAMESPACE, f"escalate/{row.addressee_id}"))
            base.record(said, row.directive_id, DirectiveVerb.ESCALATED, row.addressee_id)
            append(
                actor=actor, verb="directives.directive.escalate", subject=f"directive:{row.directive_id}",
                unit=units.by_number(row.at.number).parent or row.at.number, detail={"addressee": row.at.number},
            )  # fmt: skip
    return done


def _reminded(row: AddresseeRow, today: date) -> bool:
    """Put the day on an addressee unless it is there; of two runs at once the second one waits, and finds it there."""
    found = Addressee.objects.filter(Q(reminded_on=None) | Q(reminded_on__lt=today), addressee_id=row.addressee_id)
    return found.update(reminded_on=today) == 1


def _escalated(row: AddresseeRow, today: date) -> bool:
    return Addressee.objects.filter(addressee_id=row.addressee_id, escalated_on=None).update(escalated_on=today) == 1
