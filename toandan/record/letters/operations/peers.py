"""Whose letters are believed (cơ quan liên thông)."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings

from toandan.ground import letters as ground
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.letters.models import Peer, Territory
from toandan.record.letters.operations import errors
from toandan.record.letters.words import LettersPermission
from toandan.record.officers.operations import acting, require


def add_peer(*, actor: Actor, now: datetime, name: str, public_key: str, territories: Collection[int] = ()) -> int:
    """Write down an authority and its public key, and return its number here.

    `territories` are the units whose people it answers for: lists for units in them leave as letters. Compare the key
    over another way than it came by: whoever holds its seed speaks for that authority. Raises NotAllowed,
    UnableToKeepPeer.
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
        _free(territories)
        print_ = ground.fingerprint(key)
        known = Peer.objects.filter(fingerprint=print_).first()
        if known is not None:
            values = {"name": known.name}
            raise errors.UnableToKeepPeer(errors.PEER_KNOWN, code="letters.peer_known", values=values)
        made = Peer(name=name.strip(), fingerprint=print_, public_key=key, territory_no=min(territories, default=None))
        made.kept_by, made.since = actor.name, now
        made.save(force_insert=True)
        Territory.objects.bulk_create(Territory(peer_id=made.peer_id, unit_no=one) for one in sorted(set(territories)))
        detail: dict[str, str | int | bool | None] = {"fingerprint": print_, "territories": len(set(territories))}
        append(actor=actor, verb="letters.peer.add", subject=f"peer:{made.peer_id}", unit=actor.at, detail=detail)
    return made.peer_id


def _free(territories: Collection[int]) -> None:
    """Make sure that nobody else answers for these units; of two at once the database lets the second one down."""
    held = Territory.objects.filter(unit_no__in=list(territories), until=None).order_by("unit_no").first()
    if held is not None:
        name = Peer.objects.get(peer_id=held.peer_id).name
        raise errors.UnableToKeepPeer(errors.TERRITORY_HELD, code="letters.territory_held", values={"name": name})


def add_territory(*, actor: Actor, now: datetime, peer: int, unit: int) -> None:
    """Let a peer answer for one more unit; a second time changes nothing. Raises NotAllowed, UnableToKeepPeer."""
    with acting(actor):
        _keeping(actor, peer)
        if Territory.objects.filter(peer_id=peer, unit_no=unit, until=None).exists():
            return
        _free([unit])
        Territory.objects.create(peer_id=peer, unit_no=unit)
        append(actor=actor, verb="letters.territory.add", subject=f"peer:{peer}", unit=unit)


def end_territory(*, actor: Actor, now: datetime, peer: int, unit: int) -> None:
    """Let a peer answer for a unit no longer: lists for it stay in this house from now on, those under way go on.

    Raises NotAllowed, UnableToKeepPeer.
    """
    with acting(actor):
        _keeping(actor, peer)
        if not Territory.objects.filter(peer_id=peer, unit_no=unit, until=None).update(until=now):
            raise errors.UnableToKeepPeer(errors.TERRITORY_NOT_HELD, code="letters.territory_not_held")
        append(actor=actor, verb="letters.territory.end", subject=f"peer:{peer}", unit=unit)


def _keeping(actor: Actor, peer: int) -> None:
    """Make sure that the actor keeps the peers, and that this one is believed today."""
    require(actor, LettersPermission.KEEP_PEER, at=actor.at)
    if not Peer.objects.filter(peer_id=peer, until=None).exists():
        raise errors.UnableToKeepPeer(errors.PEER_UNKNOWN, code="letters.peer_unknown")


def end_peer(*, actor: Actor, now: datetime, peer: int) -> None:
    """Believe a peer's letters no longer, and write to it no more. Raises NotAllowed, UnableToKeepPeer."""
    with acting(actor):
        require(actor, LettersPermission.KEEP_PEER, at=actor.at)
        if not Peer.objects.filter(peer_id=peer, until=None).update(until=now):
            raise errors.UnableToKeepPeer(errors.PEER_UNKNOWN, code="letters.peer_unknown")
        Territory.objects.filter(peer_id=peer, until=None).update(until=now)
        append(actor=actor, verb="letters.peer.end", subject=f"peer:{peer}", unit=actor.at)
