"""A place written down in one time, met with a unit of another: are they one, what is it called (địa chỉ cũ).

Addresses and papers name the unit of their day and are never rewritten. Whoever holds one against a unit of today, a
query of many people included, asks here, so that every list, refusal and file follows the same line of units.
"""

from collections.abc import Iterable
from datetime import date

from toandan.record.units.queries.lookups import bearer, by_number, leaves, lineage, spanning, standing_for
from toandan.record.units.queries.memory import tree
from toandan.record.units.words import Unit, UnitLevel

Span = tuple[int, int]
"""The first and the last unit number of a unit and everything below it."""


def called(number: int, *, on: date) -> list[Unit]:
    """Return what a unit of any time is on this day, the likeliest first; empty when nobody knows.

    More than one means that it was divided, or that a unit yet to come is made of several. Raises UnitUnknown.
    """
    return tree().called(by_number(number).number, on)


def gathered(number: int, *, on: date) -> Unit | None:
    """Return the smallest unit of this day that holds all a unit of any time is known to have become; None without one.

    A district that has ended went into several communes: whoever writes to it writes to what is above them all.
    """
    if (unit := by_number(number)).in_force(on):
        return unit
    became = [one.number for leaf in leaves(number) for one in called(leaf.number, on=on)]
    above = [{one, *(up.number for up in tree().ancestors(one))} for one in became]
    shared = set[int].intersection(*above) if above else set()
    found = [one for one in map(by_number, shared) if one.level is not UnitLevel.COUNTRY]
    return min(found, key=lambda one: one.last - one.number, default=None)


def is_part_of(place: int, unit: Unit) -> bool:
    """Tell whether a place of any time is this unit, or may be: all of it, some part, or what the unit became.

    `unit` may hold others, such as a district. Where a place was divided nobody knows which part is meant; each may be.
    """
    if unit.holds(place):
        return True
    return place in tree().by_number and any(unit.holds(one) for one in tree().line(place))


def elsewhere(place: int | None, *, of: Unit, on: date) -> Unit | None:
    """Return what a place is called in the time of a unit, if it lies outside it; None inside, or where nobody knows.

    The time is the day `on`, or the one nearest to it on which the unit was there: until a reform has been carried out
    in the accounts all units are those of before. Of a place that was divided the main part is told.
    """
    found = None if place is None else tree().by_number.get(place)
    if found is None or is_part_of(found.number, of):
        return None
    if found.in_force(on):
        return found
    there = called(found.number, on=_within(of, on))
    return there[0] if there else None


def _within(unit: Unit, on: date) -> date:
    """Return the day nearest to this one on which the unit was there."""
    if unit.valid_from is not None and on < unit.valid_from:
        return unit.valid_from
    return on if unit.valid_to is None else min(on, unit.valid_to)


def code_for(number: int, *, on: date) -> str:
    """Return the code by which a reader of a day comes to a unit of any time: its own, where that leads to it.

    A code given away again leads a reader to its new bearer; what the old one is called on the day is told then, of a
    divided unit the main part. Raises UnitUnknown.
    """
    unit = by_number(number)
    there = called(number, on=on) if unit.number in tree().by_number else []
    read = tree().resolve(unit.code, on, level=unit.level) if there else None
    return there[0].code if there and read != there[0] else unit.code


def homes(low: int, high: int) -> list[tuple[int, int]]:
    """Return every pair of a unit numbered `low` to `high` without others below it and another one it was or became.

    Whoever stands in the first and has an address in the second lives at home, as `is_part_of` tells it.
    """
    whole = tree()
    lowest = [unit.number for unit in spanning(low, high) if not whole.children(unit.number)]
    return [(number, other) for number in lowest for other in sorted(whole.line(number)) if other != number]


def spans(code: str, *, on: date) -> list[Span]:
    """Return the numbers a code reaches: its bearer of that day with all below, and what went into these before.

    Without a bearer on the day the latest one is meant. An old unit counts for one unit alone, the main one where it
    was divided, so that nothing is told under two codes. The bearer comes first. Raises UnitUnknown.
    """
    unit = bearer(code, as_of=on)
    day = _within(unit, on)
    below = {unit.number, *(leaf.number for leaf in leaves(unit.number, as_of=day))}
    olds = {old.number: old for one in below for old in lineage(one) if not unit.holds(old.number)}
    mine = [old for old in olds.values() if _heir(old, day) in below]
    return [(unit.number, unit.last), *_widest(mine)]


def _heir(unit: Unit, on: date) -> int | None:
    met = standing_for(unit.number, as_of=on)
    return None if met is None else met.number


def _widest(units: Iterable[Unit]) -> list[Span]:
    """Return the spans of units by rising number, without those that lie in another one."""
    found: list[Span] = []
    for unit in sorted(units, key=lambda one: one.number):
        if not found or unit.number > found[-1][1]:
            found.append((unit.number, unit.last))
    return found
