"""What somebody learns who lays all published days side by side (so sánh các ngày đã công bố).

Unknown are people done and remaining of hidden units, each within bounds. Known are the figures shown, that a unit is
the sum of those below it, and, by lucky guesses, each of these that holds: that from one day to the next nobody who was
done is undone, and that no more remain. Bounds are tightened until none moves (constraint propagation). A guess that
does not hold is left out: it would only mislead.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from toandan.ground.suppression.cells import Cell

FAR = 10**9
MOST_STEPS = 200
"""How often the bounds of one number are narrowed; a few times is the rule, and beyond it goes by single people."""
DONE, REMAINING = 0, 1

Number = tuple[int, str, int, int]
"""One number that is not shown: the place of its day, its unit, the place of its measure, and DONE or REMAINING."""


@dataclass(frozen=True, slots=True)
class Published:
    """One day as it was given out: its cells with their true figures, and the units whose figures were not shown."""

    cells: Sequence[Cell]
    hidden: Collection[str]


@dataclass
class Compared:
    """The days read so far, the earliest first, and the bounds of every number that was not shown."""

    threshold: int
    days: list[dict[str, Cell]] = field(default_factory=list)
    below: list[dict[str, list[str]]] = field(default_factory=list)
    bounds: dict[Number, tuple[int, int]] = field(default_factory=dict)
    steps: dict[Number, int] = field(default_factory=lambda: defaultdict(int))

    def copy(self) -> "Compared":
        """Return the same days and bounds, to read one more day without touching these."""
        more = Compared(self.threshold, [*self.days], [*self.below], {**self.bounds})
        more.steps |= self.steps
        return more

    def read(self, day: Published) -> None:
        """Read one more day, and see what it tells of itself and of those before."""
        place, hidden = len(self.days), set(day.hidden)
        self.days.append({one.unit: one for one in day.cells})
        # Where all below a unit are shown nothing is to be found out; those are left aside.
        families: dict[str, list[str]] = defaultdict(list)
        for one in day.cells:
            if one.parent is not None:
                families[one.parent].append(one.unit)
        self.below.append({up: side for up, side in families.items() if not hidden.isdisjoint(side)})
        for one in day.cells:
            if one.unit in hidden:
                kinds = ((measure, kind) for measure in range(len(one.figures)) for kind in (DONE, REMAINING))
                self.bounds |= {(place, one.unit, *kind): (0, FAR) for kind in kinds}
        self._settle(self._touched(place))

    def told(self) -> set[Number]:
        """Return the hidden numbers known to be small; that nobody remains, or nobody is to be served, may be known."""
        return {number for number, (_, high) in self.bounds.items() if high < self.threshold and self._counts(number)}

    def _counts(self, number: Number) -> bool:
        day, unit, measure, kind = number
        figure = self.days[day][unit].figures[measure]
        return figure.remaining > 0 or (kind == DONE and figure.target > 0)

    def _touched(self, place: int) -> set[Number]:
        """Return the numbers through which all that a new day can tell is found: its own and the day before's."""
        return {number for number in self.bounds if number[0] in (place - 1, place)}

    def _settle(self, waiting: set[Number]) -> None:
        """Tighten until nothing moves any more, beginning with some numbers and going where one moved."""
        while waiting:
            totals = {total for number in waiting for total in self._sums_of(number)}
            found = [*chain.from_iterable(map(self._by_sum, totals)), *chain.from_iterable(map(self._by_time, waiting))]
            waiting = {number for number, low, high in found if self._narrow(number, low, high)}

    def _narrow(self, number: Number, low: int, high: int) -> bool:
        old = self.bounds.get(number)
        if old is None or (low <= old[0] and high >= old[1]) or self.steps[number] >= MOST_STEPS:
            return False
        self.bounds[number] = max(low, old[0]), min(high, old[1])
        self.steps[number] += 1
        return True

    def _known(self, number: Number) -> tuple[int, int]:
        found = self.bounds.get(number)
        if found is not None:
            return found
        value = self._true(number)
        return value, value

    def _true(self, number: Number) -> int:
        day, unit, measure, kind = number
        figure = self.days[day][unit].figures[measure]
        return figure.done if kind == DONE else figure.remaining

    def _sums_of(self, number: Number) -> list[Number]:
        """Return the totals a number stands in: itself as that of the units below it, and the one above it."""
        day, unit, measure, kind = number
        above = (unit, self.days[day][unit].parent)
        return [(day, one, measure, kind) for one in above if one is not None and one in self.below[day]]

    def _by_sum(self, total: Number) -> Iterator[tuple[Number, int, int]]:
        """Yield what a total and its parts tell of each other."""
        day, parent, measure, kind = total
        ranges = {n: self._known(n) for one in self.below[day][parent] for n in [(day, one, measure, kind)]}
        least, most = sum(low for low, _ in ranges.values()), sum(high for _, high in ranges.values())
        yield total, least, most
        low, high = self._known(total)
        for one, (own_low, own_high) in ranges.items():
            yield one, low - (most - own_high), high - (least - own_low)

    def _by_time(self, number: Number) -> Iterator[tuple[Number, int, int]]:
        """Yield what the days before and after tell, where the guess that only work is done holds."""
        day, unit, measure, kind = number
        for first, second in ((day - 1, day), (day, day + 1)):
            if first < 0 or second >= len(self.days):
                continue
            earlier, later = (first, unit, measure, kind), (second, unit, measure, kind)
            grows = kind == DONE
            if (self._true(later) - self._true(earlier)) * (1 if grows else -1) < 0:
                continue
            (low, high), (late_low, late_high) = self._known(earlier), self._known(later)
            yield earlier, *((0, late_high) if grows else (late_low, FAR))
            yield later, *((low, FAR) if grows else (0, high))
