"""The authorities we exchange letters with (cơ quan liên thông)."""

from django.conf import settings

from toandan.ground import letters as ground
from toandan.record.letters.models import Peer, Territory
from toandan.record.letters.words import PeerRow
from toandan.record.units import queries as units


def own_key() -> str:
    """Return our public key, which the others write down; whoever has it can read nothing, and check our signature."""
    return ground.key_of(settings.LETTERS_SEED)


def peers(*, ended: bool = False) -> list[PeerRow]:
    """Return the authorities whose letters are believed, by name; with `ended` those of earlier times too."""
    found = Peer.objects.order_by("name", "peer_id")
    held: dict[int, list[int]] = {}
    for peer, unit in Territory.objects.filter(until=None).order_by("unit_no").values_list("peer_id", "unit_no"):
        held.setdefault(peer, []).append(unit)
    return [
        PeerRow(p.peer_id, p.name, p.fingerprint, p.public_key, p.since, p.until, tuple(held.get(p.peer_id, ())))
        for p in (found if ended else found.filter(until=None))
    ]


def peer_for(*, unit: int) -> int | None:
    """Return the authority that answers for a unit on a system of its own, the nearest one; None when that is ours."""
    above = [unit, *(one.number for one in reversed(units.ancestors(unit)))]
    found = dict(Territory.objects.filter(until=None, unit_no__in=above).values_list("unit_no", "peer_id"))
    return next((found[number] for number in above if number in found), None)
