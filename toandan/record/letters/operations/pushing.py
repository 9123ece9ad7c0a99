"""Delivering what another system lacks (chuyển công văn)."""

from collections.abc import Callable
from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.ground.letters import fingerprint
from toandan.record.journal.operations import append
from toandan.record.letters import queries
from toandan.record.letters.adapters.https import HttpsDoor
from toandan.record.letters.operations.delivering import delivered as noted
from toandan.record.letters.ports import Door
from toandan.record.letters.words import LettersPermission
from toandan.record.officers.operations import acting, require
from toandan.record.officers.queries import reading


def door_at(address: str, token: str) -> Door:
    """Return the door of another system at an address, opened by a token. Raises UnableToPush without TLS."""
    return HttpsDoor(address, token)


def push(
    *, actor: Actor, now: datetime, peer: int, door: Door, on_letter: Callable[[], None] | None = None
) -> tuple[int, ...]:
    """Deliver the actor's letters to a peer that its system lacks, in their order, and return their numbers.

    The other side is asked what it has, so that nothing needs to be remembered here: whatever a cut network leaves
    undone is done the next time. No transaction is open meanwhile. Raises NotAllowed, UnableToPush.
    """
    require(actor, LettersPermission.WRITE, at=actor.at)
    there = door.come(fingerprint(queries.own_key()))
    delivered: list[int] = []
    seen: list[int] = []
    after = 0
    try:
        while True:
            with reading(actor):
                some = queries.sent(peer=peer, after=after)
            for letter in some:
                if there.lacks(letter.number) and not letter.removed:
                    with reading(actor):
                        content = queries.content(sent_id=letter.sent_id)
                    door.deliver(content)
                    delivered.append(letter.number)
                    if on_letter is not None:
                        on_letter()
                seen.append(letter.number)
            if not some:
                return tuple(delivered)
            after = some[-1].number
    finally:
        _journal(actor, now, peer, delivered, seen)


def _journal(actor: Actor, now: datetime, peer: int, delivered: list[int], there: list[int]) -> None:
    """Note what left and what the peer has, also when the way was cut before the end."""
    if not there:
        return
    with acting(actor):
        if not noted(now, peer, there) and not delivered:
            return
        detail: dict[str, str | int | bool | None] = {"letters": len(delivered), "last": there[-1]}
        append(actor=actor, verb="letters.letter.push", subject=f"peer:{peer}", unit=actor.at, detail=detail)
