"""Noting why a letter could not be acted on, for the unit that has to act (ghi nhận công văn còn vướng)."""

from datetime import datetime
from typing import Any

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo
from toandan.record.journal.operations import append
from toandan.record.letters.words import ReceivedRow
from toandan.record.officers.operations import acting
from toandan.work.movements.models import Held, NotificationList
from toandan.work.movements.words import beyond


def hold(house: Actor, now: datetime, row: ReceivedRow, why: UnableTo) -> None:
    """Write down what is wrong with a letter; a line of the journal only when that is news."""
    with acting(house):
        head = _list(row)
        told: dict[str, Any] = {
            "unit_no": row.unit if head is None else _ours(head),
            "list_id": None if head is None else head.list_id,
            "code": why.code,
            "message": why.message,
            "values": {name: value if isinstance(value, int) else str(value) for name, value in why.values.items()},
            "people": list(getattr(why, "people", ())),
        }
        before = Held.objects.filter(received_id=row.received_id).first()
        if before is not None:
            Held.objects.filter(received_id=row.received_id).update(**told, tried_at=now)
            if (before.code, before.people) == (told["code"], told["people"]):
                return
        else:
            Held.objects.create(
                received_id=row.received_id, peer_id=row.peer_id, number=row.number, kind=row.kind, since=now,
                tried_at=now, **told,
            )  # fmt: skip
        append(
            actor=house, verb="movements.letter.hold", subject=f"letter:{row.received_id}", unit=told["unit_no"],
            detail={"why": why.code, "people": len(told["people"])},
        )  # fmt: skip


def let_go(row: ReceivedRow) -> None:
    """Forget what was wrong with a letter that is being acted on, in the transaction of the act."""
    Held.objects.filter(received_id=row.received_id).delete()


def _list(row: ReceivedRow) -> NotificationList | None:
    """Return the list a letter speaks of, if it is here: an answer names ours, the other letters the sender's."""
    number = row.body.get("list")
    if not isinstance(number, int):
        return None
    ours = row.kind == beyond.Kind.ANSWER
    named = {"list_id": number, "their_id": None} if ours else {"their_id": number}
    return NotificationList.objects.filter(peer_id=row.peer_id, **named).first()


def _ours(head: NotificationList) -> int:
    """Return our side of a list."""
    return head.sender_no if head.their_id is None else head.receiver_no
