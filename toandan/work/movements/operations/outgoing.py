"""Letters about lists that leave, each in the transaction of what it says (công văn đi về danh sách).

An officer who may send or answer a list need not be one who writes letters: the house writes them in their name.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.letters import operations as letters
from toandan.record.letters import queries as letter_rows
from toandan.record.officers.operations import acting
from toandan.record.people.words import Sex
from toandan.record.units import queries as units
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.words import beyond


def notify(*, actor: Actor, now: datetime, head: NotificationList, lines: Sequence[Line], client_key: UUID) -> bool:
    """Write a list that is being sent to the authority that answers for its receiver; False when that is ourselves."""
    peer = letter_rows.peer_for(unit=head.receiver_no)
    if peer is None or head.due_on is None:
        return False
    head.peer_id, today = peer, localdate(now)
    head.save(update_fields=["peer_id"])
    body = beyond.Notified(
        list=head.list_id,
        sender=units.code_for(head.sender_no, on=today),
        receiver=units.code_for(head.receiver_no, on=today),
        reason=head.reason[:500],
        due_on=head.due_on,
        people=[_sought(line, today) for line in lines],
    )
    _write(actor, now, head, beyond.Kind.LIST, body, client_key)
    return True


def withdrawal(*, actor: Actor, now: datetime, head: NotificationList, reason: str, client_key: UUID) -> None:
    """Write that a list was withdrawn."""
    body = beyond.Withdrawn(list=head.list_id, reason=reason.strip()[:500])
    _write(actor, now, head, beyond.Kind.WITHDRAWAL, body, client_key)


def tell(
    *, actor: Actor, now: datetime, head: NotificationList, body: beyond.AnswerGiven | beyond.HandedOver, key: UUID
) -> None:
    """Write an answer to the sender of a list, or a hand-over to its receiver."""
    kind = beyond.Kind.ANSWER if isinstance(body, beyond.AnswerGiven) else beyond.Kind.HANDOVER
    _write(actor, now, head, kind, body, key)


def _write(
    actor: Actor,
    now: datetime,
    head: NotificationList,
    kind: beyond.Kind,
    body: beyond.Notified | beyond.AnswerGiven | beyond.HandedOver | beyond.Withdrawn,
    key: UUID,
) -> None:
    if head.peer_id is None:
        raise RuntimeError("a list between our own units needs no letter")
    house = the_house(actor.name)
    with acting(house):
        letters.write(
            actor=house,
            now=now,
            unit=head.sender_no if head.their_id is None else head.receiver_no,
            peer=head.peer_id,
            kind=kind.value,
            body=body.model_dump(mode="json"),
            client_key=uuid5(key, kind.value),
            reason=f"list:{head.list_id}",
        )


def _sought(line: Line, today: date) -> beyond.Sought:
    return beyond.Sought(
        ref=line.person_id,
        full_name=line.full_name,
        birth=line.birth,
        sex=Sex(line.sex) if line.sex else None,
        masked_number=line.masked_number,
        present_address=line.present_address,
        phone=line.phone,
        commune=units.code_for(line.target_no, on=today),
        residence=line.residence,  # type: ignore[arg-type]
    )
