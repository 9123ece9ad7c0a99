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
    text = f" {address.replace(',', ' ').replace('.', ' ')} "
    text = " ".join(text.split())
    fits = {t.unit for t in origin.targets if any(f" {phrase} " in f" {text} " for phrase in t.phrases)}
    if len(fits) == 1:
        return fits.pop()
    if rest and not fits:
        return next((t.unit for t in origin.targets if t.is_default), UNDECIDED)
    return UNDECIDED
