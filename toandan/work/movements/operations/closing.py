"""Where a list and its people stand after an answer or a withdrawal, whoever gave it (đóng danh sách)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Line as Posting
from toandan.record.ledger.words import Obstacle, Verb
from toandan.work.movements.models import Line, NotificationList
from toandan.work.movements.rules import lists as rules
from toandan.work.movements.words import ListState, ReturnReason


def close(head: NotificationList, now: datetime) -> None:
    """Write the counters of a list and the state that follows from them."""
    head.state = rules.state_of(
        lines=head.lines, accepted=head.accepted, returned=head.returned, withdrawn=head.withdrawn
    )
    head.closed_at = None if head.state == ListState.SENT else now
    head.save(update_fields=["state", "accepted", "returned", "withdrawn", "unsettled", "closed_at"])


def put_back(
    actor: Actor, now: datetime, lines: Sequence[Line], why: ReturnReason | None, reason: str, client_key: UUID
) -> None:
    """Let people who were not taken over stand at their unit as the return says; who has left it is let be."""
    stands = {row.person_id: row for row in standings.standings([line.person_id for line in lines])}
    postings: dict[Verb, list[Posting]] = {}
    for line in lines:
        row = stands.get(line.person_id)
        if row is None or row.unit_no != line.from_no:
            continue
        after = rules.given_back(row.standing, before=Obstacle(line.before), reason=why)
        if after.code == row.state:
            continue
        verb = Verb.OBSTACLE_CLEARED if after.obstacle is Obstacle.NONE else Verb.OBSTACLE_FOUND
        posting = Posting(line.person_id, (row.unit_no, row.state), (row.unit_no, after.code))
        postings.setdefault(verb, []).append(posting)
    for verb, moved in postings.items():
        ledger.post(
            actor=actor,
            now=now,
            verb=verb,
            occurred_on=localdate(now),
            client_key=uuid5(client_key, verb),
            lines=moved,
            reason=reason,
            evidence=_lists_of(lines),
        )


def _lists_of(lines: Iterable[Line]) -> str:
    return ", ".join(f"list:{number}" for number in sorted({line.list_id for line in lines}))
