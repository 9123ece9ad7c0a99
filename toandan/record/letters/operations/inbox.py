"""Taking a letter in, once, however often it comes (công văn đến)."""

import hashlib
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from toandan.ground import letters as ground
from toandan.ground.kernel.actor import Actor
from toandan.ground.letters import Letter, NotReadable
from toandan.record.journal.operations import append
from toandan.record.letters.labels import FAULTS
from toandan.record.letters.models import Peer, Received
from toandan.record.letters.operations import errors
from toandan.record.letters.queries import ReceivedUnknown, received_row
from toandan.record.letters.words import LettersPermission, ReceivedRow
from toandan.record.officers.operations import acting, require


def take_in(*, actor: Actor, now: datetime, unit: int, content: bytes) -> ReceivedRow:
    """Keep a letter that came for a unit; it waits there until the room it is for has acted on it.

    The same letter again changes nothing: the answer is `repeated`. What is no letter for us, whose signer is unknown
    or whose signature does not hold, and a number that came before with other words, is refused and journalled.
    Raises NotAllowed, UnableToTakeIn.
    """
    try:
        return _take_in(actor, now, unit, content)
    except errors.UnableToTakeIn as error:
        with acting(actor):
            name = hashlib.sha256(content).hexdigest()[:32]
            detail = {"why": error.code, "signed_by": str(error.values.get("signer", ""))}
            append(actor=actor, verb="letters.letter.refuse", subject=f"file:{name}", unit=unit, detail=detail)
        raise


def settle(*, actor: Actor, now: datetime, received: int) -> None:
    """Mark a letter as acted on, in the transaction of the act. A second time changes nothing.

    Raises NotAllowed, ReceivedUnknown.
    """
    with acting(actor):
        found = Received.objects.filter(received_id=received).first()
        if found is None:
            raise ReceivedUnknown.of()
        require(actor, LettersPermission.TAKE_IN, at=found.unit_no)
        if Received.objects.filter(received_id=received, settled_at=None).update(settled_at=now):
            append(actor=actor, verb="letters.letter.settle", subject=f"letter:{received}", unit=found.unit_no)


def _take_in(actor: Actor, now: datetime, unit: int, content: bytes) -> ReceivedRow:
    digest = hashlib.sha256(content).digest()
    with acting(actor):
        require(actor, LettersPermission.TAKE_IN, at=unit)
        letter, peer = _read(content)
        made = Received(
            peer_id=peer.peer_id,
            number=letter.number,
            unit_no=unit,
            kind=letter.kind,
            answers=letter.answers,
            content=content,
            digest=digest,
            actor=actor.name,
            actor_id=actor.officer,
            received_at=now,
        )
        try:
            # The constraint waits for whoever takes the same letter in at this moment.
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            return _again(peer, letter, made)
        detail: dict[str, str | int | bool | None] = {
            "peer": peer.peer_id,
            "number": letter.number,
            "kind": letter.kind,
        }
        append(
            actor=actor, verb="letters.letter.take_in", subject=f"letter:{made.received_id}", unit=unit, detail=detail
        )
    return received_row(made)


def _read(content: bytes) -> tuple[Letter, Peer]:
    """Open a letter of a peer that is believed today."""
    peers = {peer.fingerprint: peer for peer in Peer.objects.filter(until=None)}
    own = ground.fingerprint(ground.key_of(settings.LETTERS_SEED))
    try:
        letter = ground.opened(content, keys={name: peer.public_key for name, peer in peers.items()}, own=own)
    except NotReadable as error:
        values = {"signer": error.sender[:32]}
        raise errors.UnableToTakeIn(FAULTS[error.fault], code=f"letters.{error.fault}", values=values) from None
    return letter, peers[letter.sender]


def _again(peer: Peer, letter: Letter, made: Received) -> ReceivedRow:
    """Answer for a number that is there already: the same letter is no news, another one contradicts it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT letters_known(%s, %s)", [peer.peer_id, letter.number])
        row = cursor.fetchone()
    if row is None or row[0] is None or bytes(row[0]) != made.digest:
        values = {"number": letter.number, "peer": peer.name, "signer": peer.fingerprint}
        raise errors.UnableToTakeIn(errors.NUMBER_USED, code="letters.number_used", values=values)
    kept = Received.objects.filter(peer_id=peer.peer_id, number=letter.number).first()
    # Another unit may have taken it in, and keeps it to itself.
    return replace(received_row(kept or made), repeated=True)
