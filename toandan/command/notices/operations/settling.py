"""What became of a digest; what was not told is told once more, what may have been is not sent again (kết quả gửi)."""

from datetime import date, datetime, timedelta

from toandan.command.notices.models import Digest, Told
from toandan.command.notices.words import ANNOUNCED, DigestState
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting

STALE = timedelta(hours=1)
"""Whoever claimed a digest longer ago than this is gone: a letter takes half a minute at most."""


def claim(*, actor: Actor, now: datetime, digest: int) -> bool:
    """Take a digest out of the queue, for good; False when somebody else has."""
    with acting(actor):
        queued = Digest.objects.filter(digest_id=digest, state=DigestState.QUEUED.value)
        one = queued.select_for_update(of=("self",)).first()
        if one is None:
            return False
        Digest.objects.filter(digest_id=digest).update(state=DigestState.SENDING.value, claimed_at=now)
        append(actor=actor, verb="notices.digest.claim", subject=f"officer:{one.officer_id}", unit=actor.at)
    return True


def settle(*, actor: Actor, now: datetime, digest: int, state: DigestState) -> None:
    """Write down what became of a digest. What it tells of is new again unless it was sent."""
    with acting(actor):
        one = Digest.objects.select_for_update(of=("self",)).filter(digest_id=digest).first()
        if one is None or DigestState(one.state) not in {DigestState.QUEUED, DigestState.SENDING}:
            return
        Digest.objects.filter(digest_id=digest).update(state=state.value, settled_at=now)
        if state not in ANNOUNCED:
            Told.objects.filter(digest_id=digest).delete()
        append(
            actor=actor, verb="notices.digest.settle", subject=f"officer:{one.officer_id}", unit=actor.at,
            detail={"outcome": state.value},
        )  # fmt: skip


def settle_open(*, actor: Actor, now: datetime, before: date) -> None:
    """Settle what nobody will settle any more: digests of earlier days never sent, and those whose sender was killed.

    Between handing a letter in and writing that down, nobody can know whether it left. Sent again, it might come twice;
    so it is not, and the next digest tells of the same things, and says that it may be for the second time.
    """
    with acting(actor):
        left = Digest.objects.filter(state=DigestState.QUEUED.value, day__lt=before)
        dropped = list(left.order_by("digest_id").values_list("digest_id", flat=True))
        gone = Digest.objects.filter(state=DigestState.SENDING.value, claimed_at__lt=now - STALE)
        unknown = list(gone.order_by("digest_id").values_list("digest_id", flat=True))
    for digest in dropped:
        settle(actor=actor, now=now, digest=digest, state=DigestState.DROPPED)
    for digest in unknown:
        settle(actor=actor, now=now, digest=digest, state=DigestState.UNKNOWN)
