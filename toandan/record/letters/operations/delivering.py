"""Noting which letters of ours a peer has (ghi nhận công văn đã đến)."""

from collections.abc import Collection
from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.letters.models import Sent
from toandan.record.letters.operations import errors
from toandan.record.letters.queries import peers
from toandan.record.letters.words import LettersPermission
from toandan.record.officers.operations import acting, require


def confirm(*, actor: Actor, now: datetime, peer: int, through: int) -> int:
    """Note that a peer has all letters of the actor's units up to a number, and return how many that is news about.

    A push learns it by itself; this is for letters that were carried as files. What a letter says is removed some time
    after it is known to have come, so ask the peer first. Raises NotAllowed, UnableToKeepPeer: no such peer.
    """
    with acting(actor):
        require(actor, LettersPermission.WRITE, at=actor.at)
        if peer not in {one.peer_id for one in peers(ended=True)}:
            raise errors.UnableToKeepPeer(errors.PEER_UNKNOWN, code="letters.peer_unknown")
        news = Sent.objects.filter(peer_id=peer, number__lte=through, delivered_at=None).update(delivered_at=now)
        if news:
            append(
                actor=actor, verb="letters.letter.confirm", subject=f"peer:{peer}", unit=actor.at,
                detail={"letters": news, "last": through},
            )  # fmt: skip
    return news


def delivered(now: datetime, peer: int, numbers: Collection[int]) -> int:
    """Note that a peer has these letters, inside the writer's scope; return how many that is news about."""
    return Sent.objects.filter(peer_id=peer, number__in=numbers, delivered_at=None).update(delivered_at=now)
