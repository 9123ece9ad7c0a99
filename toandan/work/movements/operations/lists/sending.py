"""Sending a list, and taking it back; the people stay in the sender's account (gửi, thu hồi danh sách)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Line as Posting
from toandan.record.ledger.words import Verb
from toandan.record.officers.operations import acting, require
from toandan.work.movements import states
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.operations import outgoing
from toandan.work.movements.operations.closing import close, put_back
from toandan.work.movements.operations.lists import deeds, errors
from toandan.work.movements.queries import faults
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import (
    Answered,
    Fault,
    Finding,
    LineState,
    ListsPermission,
    ListState,
)


def send(*, actor: Actor, now: datetime, list_id: int, client_key: UUID, days: int | None = None) -> Answered:
    """Send a draft: its people are marked as notified elsewhere and stay in the sender's account.

    `days` are the calendar days the receiver has, the house's own number when None.
    Raises NotAllowed, ListUnknown, UnableToSend with a finding for everybody who cannot be on the list any more.
    """
    said = deeds.digest("send", list_id)
    with acting(actor):
        head = deeds.locked(list_id)
        require(actor, ListsPermission.SEND, at=head.sender_no)
        if done := deeds.before(client_key, said):
            return done
        if not states.may_move(ListState(head.state), "send"):
            raise errors.UnableToSend(errors.NOT_DRAFT, code="not_draft")
        found = faults(list_id, on=localdate(now))
        if found:
            raise _unsendable(found)
        lines = list(Line.objects.filter(list_id=list_id, state=LineState.DRAFT).order_by("person_id"))
        entry = _mark(actor, now, head, lines, client_key)
        head.state, head.sent_at, head.sent_by = ListState.SENT, now, actor.name
        head.due_on = rules.last_day(localdate(now), settings.LIST_DAYS if days is None else days)
        head.save(update_fields=["state", "sent_at", "sent_by", "due_on"])
        detail: dict[str, str | int | bool | None] = {"people": len(lines), "receiver": head.receiver_no}
        subject = f"list:{list_id}"
        append(actor=actor, verb="movements.list.send", subject=subject, unit=head.sender_no, detail=detail)
        outgoing.notify(actor=actor, now=now, head=head, lines=lines, client_key=client_key)
        return deeds.keep(client_key, said, Answered(list_id, len(lines), (), entry, ListState.SENT), now)


def withdraw(*, actor: Actor, now: datetime, list_id: int, reason: str, client_key: UUID) -> Answered:
    """Take a draft or an open list back: whoever still waits stands again as before the list.

    Raises NotAllowed, ListUnknown, UnableToWithdraw when it is closed or no reason is given.
    """
    said = deeds.digest("withdraw", list_id, reason)
    with acting(actor):
        head = deeds.locked(list_id)
        require(actor, ListsPermission.SEND, at=head.sender_no)
        if done := deeds.before(client_key, said):
            return done
        if not reason.strip():
            raise errors.UnableToWithdraw(errors.REASON_MISSING, code="reason_missing")
        if head.their_id is not None or not states.may_move(ListState(head.state), "withdraw"):
            raise errors.UnableToWithdraw(errors.NOT_OPEN, code="not_open")
        waiting = list(Line.objects.filter(list_id=list_id, state__in=(LineState.DRAFT, LineState.PENDING)))
        if head.state == ListState.SENT:
            put_back(actor, now, waiting, None, f"{reason.strip()} (list {list_id})", client_key)
            if head.peer_id is not None:
                outgoing.withdrawal(actor=actor, now=now, head=head, reason=reason, client_key=client_key)
        Line.objects.filter(list_id=list_id, person_id__in=[w.person_id for w in waiting]).update(
            state=LineState.WITHDRAWN, answered_at=now, answered_by=actor.name
        )
        head.withdrawn += len(waiting)
        close(head, now)
        subject = f"list:{list_id}"
        append(
            actor=actor,
            verb="movements.list.withdraw",
            subject=subject,
            unit=head.sender_no,
            detail={"people": len(waiting)},
        )
        outcome = Answered(list_id, len(waiting), (), None, ListState(head.state))
        return deeds.keep(client_key, said, outcome, now)


def _mark(actor: Actor, now: datetime, head: NotificationList, lines: Sequence[Line], client_key: UUID) -> int | None:
    """Mark everybody as notified, in the ledger and on the list, and return the entry; None when all were marked.

    What stands in the way is read now: it may have changed since the draft, and a return puts it back.
    """
    stands = {row.person_id: row for row in standings.standings([line.person_id for line in lines])}
    moved, before = [], dict[str, list[int]]()
    for line in lines:
        row = stands[line.person_id]
        after = rules.notified(row.standing)
        was = "" if after.code == row.state else row.standing.obstacle.value
        before.setdefault(was, []).append(line.person_id)
        if after.code != row.state:
            moved.append(Posting(line.person_id, (row.unit_no, row.state), (row.unit_no, after.code)))
    try:
        with transaction.atomic():
            for was, people in before.items():
                same = Line.objects.filter(list_id=head.list_id, person_id__in=people)
                same.update(state=LineState.PENDING, before=was)
    except IntegrityError as error:
        raise _unsendable([Finding(Fault.ON_OPEN_LIST, line.person_id) for line in lines]) from error
    if not moved:
        return None
    return ledger.post(
        actor=actor,
        now=now,
        verb=Verb.OBSTACLE_FOUND,
        occurred_on=localdate(now),
        client_key=uuid5(client_key, "notified"),
        lines=moved,
        reason=head.reason,
        evidence=f"list:{head.list_id}",
    ).entry


def _unsendable(found: Sequence[Finding]) -> errors.UnableToSend:
    return errors.UnableToSend(errors.NOT_SENDABLE, code="faults", values={"faults": len(found)}, findings=found)
