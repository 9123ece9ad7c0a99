"""Units by number, code and name, and the walks up, down and across reforms (tra cứu đơn vị)."""

from collections.abc import Iterable, Sequence
from datetime import date

from toandan.record.units.queries import bodies
from toandan.record.units.queries.errors import UnitUnknown
from toandan.record.units.queries.memory import memory, tree
from toandan.record.units.words import ROOT_NUMBER, Link, Step, Unit, UnitLevel


def root() -> Unit:
    """Return the country."""
    return by_number(ROOT_NUMBER)


def by_number(number: int) -> Unit:
    """Return the unit with this number, or raise `UnitUnknown`."""
    unit = tree().by_number.get(number) or bodies.as_unit(number)
    if unit is None:
        raise UnitUnknown(number)
    return unit


def by_numbers(numbers: Iterable[int]) -> dict[int, Unit]:
    """Return the units with these numbers; unknown numbers are left out."""
    known = tree().by_number
    return {number: known[number] for number in numbers if number in known}


def by_code(code: str, *, as_of: date, level: UnitLevel | None = None) -> Unit:
    """Return the unit that bears this code on this day, or raise `UnitUnknown`."""
    unit = tree().in_force(code.strip(), as_of, level=level)
    if unit is None:
        raise UnitUnknown(code, as_of=as_of)
    return unit


def seat_of_post(code: str, *, as_of: date) -> Unit:
    """Return where a post may be held: the unit that bears this code on this day, or the body with it.

    Raises `UnitUnknown` when there is neither.
    """
    unit = tree().in_force(code.strip(), as_of) or bodies.coded(code.strip())
    if unit is None:
        raise UnitUnknown(code, as_of=as_of)
    return unit


def bearer(code: str, *, as_of: date) -> Unit:
    """Return the unit that bears this code on this day, else the latest that ever did; people may stand there still.

    Raises `UnitUnknown` when no unit of any year bore it.
    """
    unit = tree().in_force(code.strip(), as_of) or next(reversed(bearing(code)), None)
    if unit is None:
        raise UnitUnknown(code, as_of=as_of)
    return unit


def bearing(code: str) -> Sequence[Unit]:
    """Return every unit that ever bore this code, oldest edition first; empty when none did."""
    return sorted(tree().coded(code.strip()), key=lambda unit: (unit.until or date.max, unit.number))


def bearers(code: str, *, as_of: date) -> list[Unit]:
    """Return every unit that ever bore this code: the bearer of this day, then the others, the latest of them first.

    Whoever asks by a code on paper means the first of them that is theirs: the rest may be another officer's.
    """
    latest = list(bearing(code))[::-1]
    return sorted(latest, key=lambda unit: not unit.in_force(as_of))


def any_year(code: str, *, as_of: date) -> Unit:
    """Return the commune of that day that stands for a commune code of any year, or raise `UnitUnknown`.

    A code in force on the day means its own unit, even if the same code meant another unit in another year.
    """
    unit = tree().resolve(code.strip(), as_of)
    if unit is None:
        raise UnitUnknown(code, as_of=as_of)
    return unit


def any_year_table(as_of: date) -> dict[str, int]:
    """Return `{code: unit number}` for every commune code of any year that leads to a unit of that day."""
    whole = tree()
    found = {code: whole.resolve(code, as_of) for code in whole.codes()}
    return {code: unit.number for code, unit in found.items() if unit is not None}


def children(number: int, *, as_of: date | None = None) -> list[Unit]:
    """Return the units directly under this one: of its edition, or with a day those in force on it."""
    by_number(number)
    return tree().children(number, as_of=as_of)


def descendants(number: int, *, level: UnitLevel | None = None, as_of: date | None = None) -> list[Unit]:
    """Return everything under this unit in pre-order: of its edition, or with a day what is in force on it."""
    by_number(number)
    return tree().descendants(number, level=level, as_of=as_of)


def leaves(number: int, *, as_of: date | None = None) -> list[Unit]:
    """Return the lowest units under this one; the unit itself when nothing lies under it."""
    by_number(number)
    return tree().leaves(number, as_of=as_of)


def ancestors(number: int) -> list[Unit]:
    """Return what this unit lies under, the country first, the unit itself left out."""
    by_number(number)
    return tree().ancestors(number)


def spanning(low: int, high: int) -> list[Unit]:
    """Return every unit with a number from `low` to `high`, both included, in order."""
    return tree().spanning(low, high)


def find(text: str, *, as_of: date | None, within: tuple[int, int] | None = None, limit: int = 20) -> list[Unit]:
    """Return at most `limit` units that a person may have meant by `text`, best first.

    Marks, case, punctuation, Unicode form and abbreviations of the legal form do not matter; names of
    units above may follow or precede ("xa van ha phuc tho"); a code or its beginning is found too.
    `as_of` None searches every edition; `within` keeps to a range of unit numbers.
    """
    return memory().index().find(text, as_of=as_of, within=within, limit=limit)


def successors(number: int) -> list[tuple[Link, Unit]]:
    """Return what this unit became in the next reform, the default first; empty while it goes on."""
    whole = tree()
    return [(link, whole.by_number[link.successor]) for link in whole.after(by_number(number).number)]


def predecessors(number: int) -> list[tuple[Link, Unit]]:
    """Return what this unit was made of, its origin first; empty when nothing is known."""
    whole = tree()
    return [(link, whole.by_number[link.predecessor]) for link in whole.before(by_number(number).number)]


def history(number: int) -> list[Step]:
    """Return every step on the way to and from this unit, the latest reform first."""
    whole = tree()
    links = whole.history(by_number(number).number)
    return [Step(link, whole.by_number[link.predecessor], whole.by_number[link.successor]) for link in links]


def current(code: str, *, today: date) -> Unit:
    """Return the unit a person means by a bare code: in force today, else the last that bore it, or `UnitUnknown`."""
    known = bearing(code)
    if not known:
        raise UnitUnknown(code)
    return next((unit for unit in known if unit.in_force(today)), known[-1])


def became(code: str, *, as_of: date | None = None) -> list[Unit]:
    """Return the units in which the bearer of this code ended up, the default first.

    With a day the bearer on that day is meant, otherwise the oldest known one. Raises `UnitUnknown`.
    """
    if as_of is not None:
        start = by_code(code, as_of=as_of)
    else:
        known = bearing(code)
        if not known:
            raise UnitUnknown(code)
        start = known[0]
    return ended_in(start.number)


def standing_for(number: int, *, as_of: date) -> Unit | None:
    """Return the unit that stands for this one on that day, forward by defaults or back by origins; None if unknown."""
    return tree().follow(by_number(number), as_of)


def lineage(number: int) -> list[Unit]:
    """Return every unit this one was made of, through all reforms, and the unit itself, by rising number."""
    whole, found, waiting = tree(), {number: by_number(number)}, [number]
    while waiting:
        for link in whole.before(waiting.pop()):
            if link.predecessor not in found:
                found[link.predecessor] = whole.by_number[link.predecessor]
                waiting.append(link.predecessor)
    return [found[one] for one in sorted(found)]


def parts_of(number: int, *, as_of: date) -> list[Unit]:
    """Return the units of that day that took a part of this one, the main one first; itself while it goes on.

    More than one means that the unit was divided (chia tách). One that had not begun yet has no parts.
    """
    return tree().parts(by_number(number).number, as_of)


def ended_in(number: int) -> list[Unit]:
    """Return the units in which this one ended up, the default first; the unit itself while it goes on."""
    return tree().last_successors(by_number(number).number)


def ends(number: int) -> tuple[list[Unit], list[Unit]]:
    """Return the units in which this one ended up and that go on, and those of which no successor is recorded.

    The second is empty when everything is known, and holds the unit itself when it ended and nothing of it is.
    """
    found = ended_in(number)
    return [unit for unit in found if unit.until is None], [unit for unit in found if unit.until is not None]


def lost() -> list[Unit]:
    """Return the communes that ended and of which no successor is recorded, by number."""
    whole = tree()
    ended = (unit for unit in whole.units if unit.level == UnitLevel.COMMUNE and unit.until is not None)
    return [unit for unit in ended if not whole.after(unit.number)]
