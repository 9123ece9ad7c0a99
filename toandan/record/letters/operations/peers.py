"""Whose letters are believed (cơ quan liên thông)."""

from datetime import datetime

from django.conf import settings

from toandan.ground import letters as ground
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.letters.models import Peer
from toandan.record.letters.operations import errors
from toandan.record.letters.words import LettersPermission
from toandan.record.officers.operations import acting, require


def add_peer(*, actor: Actor, now: datetime, name: str, public_key: str, territory: int | None = None) -> int:
    """Write down an authority and its public key, and return its number here.

    `territory` is the unit whose people it answers for: lists for units in it leave as letters. Compare the key over
    another way than it came by: whoever holds its seed speaks for that authority. Raises NotAllowed, UnableToKeepPeer.
    """
    key = public_key.strip().lower()
    with acting(actor):
        require(actor, LettersPermission.KEEP_PEER, at=actor.at)
        if not name.strip():
            raise errors.UnableToKeepPeer(errors.NAMELESS, code="letters.nameless")
        if not ground.is_key(key):
            raise errors.UnableToKeepPeer(errors.NOT_A_KEY, code="letters.not_a_key")
        if key == ground.key_of(settings.LETTERS_SEED):
            raise errors.UnableToKeepPeer(errors.OWN_KEY, code="letters.own_key")
        if territory is not None and (held := Peer.objects.filter(territory_no=territory, until=None).first()):
            raise errors.UnableToKeepPeer(
                errors.TERRITORY_HELD, code="letters.territory_held", values={"name": held.name}
            )
        print_ = ground.fingerprint(key)
        known = Peer.objects.filter(fingerprint=print_).first()
        if known is not None:
            values = {"name": known.name}
            raise errors.UnableToKeepPeer(errors.PEER_KNOWN, code="letters.peer_known", values=values)
        made = Peer(name=name.strip(), fingerprint=print_, public_key=key, territory_no=territory)
        made.kept_by, made.since = actor.name, now
        made.save(force_insert=True)
        detail = {"fingerprint": print_}
        append(actor=actor, verb="letters.peer.add", subject=f"peer:{made.peer_id}", unit=actor.at, detail=detail)
    return made.peer_id


def end_peer(*, actor: Actor, now: datetime, peer: int) -> None:
    """Believe a peer's letters no longer, and write to it no more. Raises NotAllowed, UnableToKeepPeer."""
    with acting(actor):
        require(actor, LettersPermission.KEEP_PEER, at=actor.at)
        if not Peer.objects.filter(peer_id=peer, until=None).update(until=now):
            raise errors.UnableToKeepPeer(errors.PEER_UNKNOWN, code="letters.peer_unknown")
        append(actor=actor, verb="letters.peer.end", subject=f"peer:{peer}", unit=actor.at)
