"""Choosing the units that are hidden (chọn đơn vị không công bố)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from toandan.ground.suppression.cells import Cell, Figure, Kept
from toandan.ground.suppression.comparing import Compared, Published

LEAST_TOGETHER = 2
"""Units hidden side by side; one alone is its parent less the others."""
MOST_TURNS = 12
"""How often a choice is looked at with the eyes of the next day before it is taken as it is; one turn is the rule."""


def small(cell: Cell, threshold: int) -> bool:
    """Tell whether a unit may not be shown by itself: too few are done, or too few, but not nobody, remain.

    A unit with nobody to serve says nothing of anybody.
    """
    return any((one.target > 0 and one.done < threshold) or _nearly(one, threshold) for one in cell.figures)


def hide(
    cells: Sequence[Cell],
    *,
    threshold: int,
    before: Mapping[str, Kept] | None = None,
    withheld: Collection[str] = (),
    past: Sequence[Published] = (),
) -> dict[str, Kept]:
    """Return the units to hide, each with what the next day must know of it.

    Args:
        cells: every unit of the table, the top first; a parent stands before its children.
        threshold: the least number of people that may be learnt; 1 hides nothing that is not withheld.
        before: what this function returned for the day published before; None on the first day.
        withheld: units that are to be hidden whatever they hold.
        past: the days published so far by the same units, the earliest first.

    A day is given out only when, laid beside those of the past, it tells no small number that they do not tell already:
    as long as it does, one more unit is hidden. Everything below a hidden unit is hidden too. When no choice of
    children protects them, their parent is hidden; when that reaches the top, nothing is shown. Raises ValueError for a
    threshold below 1, for a parent that is missing, and for a past of other units.
    """
    if threshold < 1:
        raise ValueError("a threshold counts people")
    compared, places = Compared(threshold), [(one.unit, one.parent) for one in cells]
    for day in past:
        if [(one.unit, one.parent) for one in day.cells] != places:
            raise ValueError("days of other units cannot be laid beside this one")
        compared.read(day)
    known, more = compared.told(), set(withheld)
    while True:
        found = _settled(cells, threshold, before, more)
        together = compared.copy()
        together.read(Published(cells, found))
        new = {unit for _, unit, _, _ in together.told() - known}
        if not new or len(found) == len(cells):
            return found
        more |= {_Table(cells, threshold, before).best_beside(unit, found) for unit in new}


def _settled(
    cells: Sequence[Cell], threshold: int, before: Mapping[str, Kept] | None, withheld: Collection[str]
) -> dict[str, Kept]:
    """Return the units to hide as this day and the one before demand it."""
    found = _Table(cells, threshold, before).chosen(withheld)
    # Who must stay hidden is known before others are chosen beside them on the next day, and fewer may do then. Were
    # those shown on a day on which nothing changed, the one could be told from the other: so they stay hidden too,
    # except where nobody remains, which may be known.
    open_units = {one.unit for one in cells if not _finished(one)}
    for _turn in range(MOST_TURNS):
        again = _Table(cells, threshold, before, found).chosen(withheld)
        if again.keys() <= found.keys() and not (found.keys() - again.keys()) & open_units:
            break
        found = again | {unit: Kept(unit not in again or one.stays, one.fresh) for unit, one in found.items()}
    return found


def _nearly(figure: Figure, threshold: int) -> bool:
    return 0 < figure.remaining < threshold


def _finished(cell: Cell) -> bool:
    return all(one.remaining == 0 for one in cell.figures)


class _Table:
    """The cells with those hidden so far; every step hides more, so that it comes to an end.

    `kept` is what is hidden already when the choice is made: what the day before left, or this day's own first choice.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        threshold: int,
        before: Mapping[str, Kept] | None,
        found: Mapping[str, Kept] | None = None,
    ) -> None:
        self.cells = {one.unit: one for one in cells}
        self.threshold, self.before, self.first = threshold, before or {}, before is None
        self.kept, self.anew = self.before if found is None else found, found is not None
        self.hidden: set[str] = set()
        self.children: dict[str, list[Cell]] = defaultdict(list)
        for one in cells:
            if one.parent is not None:
                if one.parent not in self.cells:
                    raise ValueError(f"{one.unit} stands below {one.parent}, which is not in the table")
                self.children[one.parent].append(one)

    def chosen(self, withheld: Collection[str]) -> dict[str, Kept]:
        """Return the units to hide."""
        self.hidden.update(unit for unit, one in self.cells.items() if unit in withheld or self.must(one))
        while self.spread():
            pass
        return self.told()

    def must(self, cell: Cell) -> bool:
        """Tell whether a cell is hidden for its own sake: it is small, or was hidden while somebody nearly finished."""
        return small(cell, self.threshold) or self._stays(cell)

    def spread(self) -> bool:
        """Hide what lies below hidden units, and one more unit wherever the hidden ones could be worked out."""
        changed = False
        for unit in self.cells:
            below = self.children.get(unit, [])
            if unit in self.hidden:
                changed = self._hide_all(below) or changed
            elif not self._safe(below):
                self._hide_one_more(unit, below)
                changed = True
        return changed

    def _hide_all(self, below: Sequence[Cell]) -> bool:
        new = {one.unit for one in below} - self.hidden
        self.hidden |= new
        return bool(new)

    def _safe(self, below: Sequence[Cell]) -> bool:
        """Tell whether what the hidden ones hold together, which anybody can work out, tells nothing small."""
        together = [one for one in below if one.unit in self.hidden]
        if not together:
            return True
        if len(together) < LEAST_TOGETHER:
            return False
        least = LEAST_TOGETHER * self.threshold
        for measure in zip(*(one.figures for one in together), strict=True):
            remaining = sum(one.remaining for one in measure)
            if sum(one.done for one in measure) < least or 0 < remaining < least:
                return False
        return True

    def _hide_one_more(self, unit: str, below: Sequence[Cell]) -> None:
        """Hide the child that costs least; the parent itself when all of its children are hidden already.

        Whoever was never shown comes first: one whose figures of another day are known hides little. A finished unit
        comes late, for it adds nobody to those who remain and is what people want to see. Then the smallest.
        """
        left = [one for one in below if one.unit not in self.hidden]
        if left:
            unit = min(left, key=self._cost).unit
        self.hidden.add(unit)

    def best_beside(self, unit: str, found: Collection[str]) -> str:
        """Return whom to hide as well so that less is told of a unit: itself, one beside it, or one above.

        Whoever was hidden the day before comes first: what one day tells of another begins where somebody is shown.
        """
        self.hidden = set(found)
        while unit in self.hidden:
            parent = self.cells[unit].parent
            left = [one for one in self.children[parent] if one.unit not in self.hidden] if parent is not None else []
            if left:
                return min(left, key=lambda one: (one.unit not in self.kept, self._cost(one))).unit
            if parent is None:
                break
            unit = parent
        return unit

    def _cost(self, cell: Cell) -> tuple[bool, bool, bool, bool, int, str]:
        people, kept = sum(one.target for one in cell.figures), cell.unit in self.kept
        unseen = self._fresh(cell) and (kept or not self.anew)
        return not people, not unseen, _finished(cell), not kept, people, cell.unit

    def _fresh(self, cell: Cell) -> bool:
        return self.first or (cell.unit in self.before and self.before[cell.unit].fresh)

    def _stays(self, cell: Cell) -> bool:
        return cell.unit in self.kept and self.kept[cell.unit].stays and not _finished(cell)

    def told(self) -> dict[str, Kept]:
        """Return the hidden units; those side by side stay hidden together as long as one of them must."""
        stays: dict[str, bool] = {}
        tops = [one for one in self.cells.values() if one.parent is None]
        for parent, side in [("", tops), *((unit, self.children.get(unit, [])) for unit in self.cells)]:
            together = [one for one in side if one.unit in self.hidden]
            must = stays.get(parent, False) or any(self._nearly(one) or self._stays(one) for one in together)
            stays |= dict.fromkeys((one.unit for one in together), must)
        return {unit: Kept(must, self._fresh(self.cells[unit])) for unit, must in stays.items()}

    def _nearly(self, cell: Cell) -> bool:
        return any(_nearly(one, self.threshold) for one in cell.figures)
