"""The authorities we exchange letters with (cơ quan liên thông)."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.timezone import localdate

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
    """Return the authority that answers for a unit on a system of its own, the nearest one; None when that is ours.

    After a merger it goes on with a unit when it answered for everything the unit was made of; who answers for one that
    was made of several authorities' units is written down anew. While our own accounts stand in the units before a
    reform, a unit of that time is answered for by whoever answers for all that it is today.
    """
    held = dict(Territory.objects.filter(until=None).values_list("unit_no", "peer_id"))
    if not held:
        return None
    found = _nearest(unit, held)
    return _ahead(unit, held) if found is None else found


def _ahead(unit: int, held: Mapping[int, int]) -> int | None:
    """Return the one authority that answers for everything a unit of an earlier time is known to have become."""
    today = localdate()
    if units.by_number(unit).in_force(today):
        return None
    became = [units.called(one.number, on=today) for one in units.leaves(unit)]
    after = {_nearest(one.number, held) for parts in became for one in parts}
    return after.pop() if len(after) == 1 else None


def _nearest(unit: int, held: Mapping[int, int]) -> int | None:
    above = (unit, *(one.number for one in reversed(units.ancestors(unit))))
    found = next((held[number] for number in above if number in held), None)
    if found is not None:
        return found
    before = {_nearest(one.number, held) for _, one in units.predecessors(unit)}
    return before.pop() if len(before) == 1 else None
