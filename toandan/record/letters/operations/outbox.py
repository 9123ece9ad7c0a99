"""Writing a letter in the transaction of what it speaks of (công văn đi)."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from toandan.ground import letters as ground
from toandan.ground.kernel.actor import Actor
from toandan.ground.letters import Letter
from toandan.record.journal.operations import append
from toandan.record.letters.models import Peer, Sent
from toandan.record.letters.operations import errors
from toandan.record.letters.queries import own_key, sent_row
from toandan.record.letters.words import LettersPermission, SentRow
from toandan.record.officers.operations import acting, require


def write(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    peer: int,
    kind: str,
    body: Mapping[str, Any],
    client_key: UUID,
    reason: str,
    answers: int | None = None,
) -> SentRow:
    """Number, sign and keep a letter of a unit to a peer; it leaves when the transaction around it is done.

    Letters to one peer are written one after the other, so that their numbers have no gap. A repeat with the same key
    changes nothing and returns the first letter. Raises NotAllowed, UnableToWriteLetter.
    """
    with acting(actor):
        require(actor, LettersPermission.WRITE, at=unit)
        if not reason.strip():
            raise errors.UnableToWriteLetter(errors.NO_REASON, code="letters.no_reason")
        to = Peer.objects.filter(peer_id=peer, until=None).first()
        if to is None:
            raise errors.UnableToWriteLetter(errors.PEER_UNKNOWN, code="letters.peer_unknown")
        # The number is drawn first: whoever repeats a request waits for the first one, and then finds it.
        letter = Letter(ground.fingerprint(own_key()), to.fingerprint, _next(peer), kind, body, answers)
        before = Sent.objects.filter(client_key=client_key).first()
        if before is not None:
            if bytes(before.digest) != _digest(letter) or before.unit_no != unit:
                raise errors.UnableToWriteLetter(errors.KEY_USED, code="letters.key_used")
            return sent_row(before)
        made = _unsaved(letter, peer)
        made.unit_no, made.client_key, made.reason = unit, client_key, reason
        made.actor, made.actor_id, made.sent_at = actor.name, actor.officer, now
        made.save(force_insert=True)
        detail: dict[str, str | int | bool | None] = {"peer": peer, "number": letter.number, "kind": kind}
        append(actor=actor, verb="letters.letter.write", subject=f"letter:{made.sent_id}", unit=unit, detail=detail)
    return sent_row(made)


def _unsaved(letter: Letter, peer: int) -> Sent:
    """Return the row of a letter, as far as the letter itself tells."""
    return Sent(
        peer_id=peer,
        number=letter.number,
        kind=letter.kind,
        answers=letter.answers,
        content=ground.sealed(letter, seed=settings.LETTERS_SEED),
        digest=_digest(letter),
    )


def _next(peer: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_next(%s)", [peer])
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError("a function that returns a number returned none")
    return int(row[0])


def _digest(letter: Letter) -> bytes:
    """Return what tells one request from another: all the letter says but its number."""
    return hashlib.sha256(ground.sealed(replace(letter, number=1), seed=settings.LETTERS_SEED)).digest()
