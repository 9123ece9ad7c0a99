"""Who of a divided unit goes where: by list, by address, by default, or nobody knows yet (chia tách đơn vị)."""

from collections.abc import Mapping

from toandan.command.reorganisation.words import Origin

UNDECIDED = 0


def decided(origin: Origin, person: int, address: str, listed: Mapping[int, int], *, rest: bool) -> int:
    """Return the number of the new unit one person goes to, `UNDECIDED` when no rule says.

    A list goes before an address, because somebody looked at the person; an address that fits two new units decides
    nothing. `address` is folded; a phrase fits at the borders of words only ("to 1" is not found in "to 12").
    """
    if person in listed:
        return listed[person]
    found = fits(origin, address)
    if len(found) == 1:
        return found.pop()
    if rest and not found:
        return next((t.unit for t in origin.targets if t.is_default), UNDECIDED)
    return UNDECIDED


def fits(origin: Origin, address: str) -> set[int]:
    """Return the new units of which a piece of address is found in this one."""
    text = f" {' '.join(address.replace(',', ' ').replace('.', ' ').split())} "
    return {t.unit for t in origin.targets if any(f" {phrase} " in text for phrase in t.phrases)}


def may_be_in(origin: Origin, address: str) -> set[int]:
    """Return the new units an undecided person may belong to: those the address fits, or all when it fits none."""
    return fits(origin, address) or {t.unit for t in origin.targets}
