"""The hierarchy held in memory: walking it up, down and across reforms (cây đơn vị)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from toandan.record.units.words import Link, Unit, UnitLevel


class Tree:
    """All units of all editions by number, with the links between them; made once and never changed.

    Every walk takes an optional day. Without a day it stays within the edition of the unit it starts
    from (a reform's units beside the old ones would otherwise be counted twice); with a day it
    returns the units in force on it, whatever edition they were listed in.
    """

    def __init__(self, units: Iterable[Unit], links: Iterable[Link] = ()) -> None:
        self.units = sorted(units, key=lambda unit: unit.number)
        self.numbers = [unit.number for unit in self.units]
        self.by_number = dict(zip(self.numbers, self.units, strict=True))
        self._children: dict[int | None, list[Unit]] = defaultdict(list)
        self._codes: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            self._children[unit.parent].append(unit)
            self._codes[unit.code].append(unit)
        self._after: dict[int, list[Link]] = defaultdict(list)
        self._before: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            self._after[link.predecessor].append(link)
            self._before[link.successor].append(link)
        for follow in self._after.values():
            follow.sort(key=lambda link: (not link.is_default, link.successor))
        for come in self._before.values():
            come.sort(key=lambda link: (not link.is_origin, link.predecessor))

    def codes(self) -> Iterator[str]:
        """Yield every code ever listed."""
        return iter(self._codes)

    def coded(self, code: str) -> Sequence[Unit]:
        """Return every unit that ever bore this code, in order of number."""
        return self._codes.get(code, ())

    def children(self, number: int, *, as_of: date | None = None) -> list[Unit]:
        """Return the units directly under this one."""
        keep = self._keeper(number, as_of)
        return [unit for unit in self._children.get(number, ()) if keep(unit)]

    def descendants(self, number: int, *, level: UnitLevel | None = None, as_of: date | None = None) -> list[Unit]:
        """Return everything under this unit in pre-order, of one level when given."""
        top, keep = self.by_number[number], self._keeper(number, as_of)
        low, high = bisect_right(self.numbers, number), bisect_right(self.numbers, top.last)
        return [unit for unit in self.units[low:high] if (level is None or unit.level == level) and keep(unit)]

    def leaves(self, number: int, *, as_of: date | None = None) -> list[Unit]:
        """Return the units under this one that have none under them; the unit itself when it is one."""
        found = [u for u in self.descendants(number, as_of=as_of) if not self._children.get(u.number)]
        return found or [self.by_number[number]]

    def ancestors(self, number: int) -> list[Unit]:
        """Return what the unit lies under, the country first."""
        path: list[Unit] = []
        parent = self.by_number[number].parent
        while parent is not None:
            path.append(self.by_number[parent])
            parent = path[-1].parent
        return path[::-1]

    def spanning(self, low: int, high: int) -> list[Unit]:
        """Return the units whose numbers lie between the two, both included."""
        return self.units[bisect_left(self.numbers, low) : bisect_right(self.numbers, high)]

    def after(self, number: int) -> Sequence[Link]:
        """Return the links to what the unit became, the default first."""
        return self._after.get(number, ())

    def before(self, number: int) -> Sequence[Link]:
        """Return the links to what the unit came from, its origin first."""
        return self._before.get(number, ())

    def in_force(self, code: str, day: date, *, level: UnitLevel | None = None) -> Unit | None:
        """Return the unit that bears this code on this day."""
        for unit in self._codes.get(code, ()):
            if unit.in_force(day) and (level is None or unit.level == level):
                return unit
        return None

    def resolve(self, code: str, day: date, *, level: UnitLevel = UnitLevel.COMMUNE) -> Unit | None:
        """Return the unit of that day that stands for a code of any year.

        A code in force on the day means its unit. Otherwise its unit is followed forward through default
        successors, or back through origins, until one in force on the day is met.
        """
        now = self.in_force(code, day, level=level)
        if now is not None:
            return now
        for unit in self._codes.get(code, ()):
            met = self.follow(unit, day) if unit.level == level else None
            if met is not None:
                return met
        return None

    def follow(self, unit: Unit, day: date) -> Unit | None:
        """Return what stands for this unit on this day, forward by defaults or back by origins."""
        step: Unit | None = unit
        while step is not None and not step.in_force(day):
            if step.until is not None and step.until <= day:
                links, end = self.after(step.number), "successor"
            else:
                links, end = self.before(step.number), "predecessor"
            step = self.by_number[getattr(links[0], end)] if links else None
            if step is not None and end == "predecessor" and step.until is not None and step.until <= day:
                return None
        return step

    def parts(self, number: int, day: date) -> list[Unit]:
        """Return the units of that day that took a part of this one through all reforms, the main one first."""
        found: dict[int, Unit] = {}
        waiting = [self.by_number[number]]
        while waiting:
            here = waiting.pop(0)
            if here.in_force(day):
                found.setdefault(here.number, here)
            elif here.until is not None and here.until <= day:
                waiting = [self.by_number[link.successor] for link in self.after(here.number)] + waiting
        return list(found.values())

    def called(self, number: int, day: date) -> list[Unit]:
        """Return what a unit of any time is on this day, the likeliest first: all parts, or all it was made of."""
        found: dict[int, Unit] = {}
        waiting = [self.by_number[number]]
        while waiting:
            here = waiting.pop(0)
            if here.in_force(day):
                found.setdefault(here.number, here)
            elif here.until is not None and here.until <= day:
                waiting += [self.by_number[link.successor] for link in self.after(here.number)]
            else:
                # Back from a unit that had not begun; what ended before the day again is no place of that day.
                earlier = [self.by_number[link.predecessor] for link in self.before(here.number)]
                waiting += [one for one in earlier if one.until is None or one.until > day]
        return list(found.values())

    def line(self, number: int) -> set[int]:
        """Return this unit, everything it was made of and everything it became, through all reforms."""
        found = {number}
        for links, end in ((self.before, "predecessor"), (self.after, "successor")):
            waiting = [number]
            while waiting:
                step = {getattr(link, end) for link in links(waiting.pop())} - found
                found |= step
                waiting += step
        return found

    def last_successors(self, number: int) -> list[Unit]:
        """Return the units this one ended up in, the default first; the unit itself when it goes on."""
        found: dict[int, Unit] = {}
        waiting = [number]
        while waiting:
            here = waiting.pop(0)
            links = self.after(here)
            if not links:
                found.setdefault(here, self.by_number[here])
            waiting = [link.successor for link in links] + waiting
        return list(found.values())

    def history(self, number: int) -> list[Link]:
        """Return every link on the way to and from this unit, the latest reform first."""
        found: dict[tuple[int, int], Link] = {}
        for links, end in ((self.after, "successor"), (self.before, "predecessor")):
            waiting = [number]
            while waiting:
                for link in links(waiting.pop()):
                    if found.setdefault((link.predecessor, link.successor), link) is link:
                        waiting.append(getattr(link, end))
        return sorted(found.values(), key=lambda k: (-k.on.toordinal(), k.predecessor, not k.is_default, k.successor))

    def _keeper(self, number: int, as_of: date | None) -> "_Keep":
        return _Keep(None if as_of else self.by_number[number].edition, as_of)


class _Keep:
    """Whether a unit belongs to a walk: of the same edition, or in force on the day."""

    def __init__(self, edition: str | None, day: date | None) -> None:
        self.edition = edition
        self.day = day

    def __call__(self, unit: Unit) -> bool:
        if self.day is not None:
            return unit.in_force(self.day)
        return not self.edition or unit.edition == self.edition
