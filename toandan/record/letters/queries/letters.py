"""Letters sent and received, and the numbers that have not come (công văn đi, công văn đến)."""

import json
from typing import Self

from django.db import connection
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.ground.letters import missing
from toandan.record.letters.models import Received, Sent
from toandan.record.letters.queries.peers import peers
from toandan.record.letters.words import PeerRow, ReceivedRow, SentRow


class ReceivedUnknown(NotThere):
    """No such letter has come to the actor's units."""

    @classmethod
    def of(cls) -> Self:
        """Return the refusal."""
        return cls(_("No such letter has come to your unit."), code="letters.received_unknown")


class SentUnknown(NotThere):
    """The actor's units have sent no such letter."""


def sent(*, peer: int, after: int = 0, limit: int = 100) -> list[SentRow]:
    """Return letters of the actor's units to a peer, by number, those above `after`."""
    return [sent_row(s) for s in Sent.objects.filter(peer_id=peer, number__gt=after).order_by("number")[:limit]]


def content(*, sent_id: int) -> bytes:
    """Return the file of a letter as it was signed, of one that was removed the first line. Raises SentUnknown."""
    found = Sent.objects.filter(sent_id=sent_id).first()
    if found is None:
        raise SentUnknown(_("Your unit has sent no such letter."), code="letters.sent_unknown")
    return bytes(found.content)


def received(*, received_id: int) -> ReceivedRow:
    """Return one letter that came. Raises ReceivedUnknown."""
    found = Received.objects.filter(received_id=received_id).first()
    if found is None:
        raise ReceivedUnknown.of()
    return received_row(found)


def waiting(*, kind: str, limit: int = 100) -> list[ReceivedRow]:
    """Return the letters of a kind that nobody has acted on yet, in the order they were taken in."""
    found = Received.objects.filter(kind=kind, settled_at=None).order_by("received_id")[:limit]
    return [received_row(one) for one in found]


def gaps(*, peer: int) -> list[tuple[int, int]]:
    """Return the runs of a peer's numbers, first and last, that are missing below the highest that has come."""
    return missing(_come(peer))


def incomplete() -> list[tuple[PeerRow, list[tuple[int, int]]]]:
    """Return the peers whose numbers have gaps, each with its gaps; what is missing may be a list or an answer."""
    return [(peer, missed) for peer in peers() if (missed := gaps(peer=peer.peer_id))]


def next_number(*, peer: int) -> int:
    """Return the number above the highest that has come from a peer."""
    return max(_come(peer), default=0) + 1


def _come(peer: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_come(%s)", [peer])
        return [number for (number,) in cursor.fetchall()]


def sent_row(row: Sent) -> SentRow:
    """Return a letter of ours as other rooms see it."""
    return SentRow(
        sent_id=row.sent_id,
        peer_id=row.peer_id,
        number=row.number,
        kind=row.kind,
        answers=row.answers,
        sent_at=row.sent_at,
        delivered_at=row.delivered_at,
        removed=row.content_removed_at is not None,
    )


def received_row(row: Received) -> ReceivedRow:
    """Return a letter that came as other rooms see it; its signature was checked when it was taken in."""
    removed = row.content_removed_at is not None
    body = {} if removed else json.loads(bytes(row.content).partition(b"\n")[2])["body"]
    return ReceivedRow(
        received_id=row.received_id,
        peer_id=row.peer_id,
        number=row.number,
        kind=row.kind,
        answers=row.answers,
        body=body,
        received_at=row.received_at,
        settled_at=row.settled_at,
        removed=removed,
        unit=row.unit_no,
    )
