"""An attacker who knows every published table of an order and solves it for the units that are not shown.

Unknown are people done and people remaining of every hidden unit, on every day and in every measure. Known are the
shown figures, that a parent is the sum of its children, that nobody is counted less than zero times, and, as a guess
that mostly holds, that from day to day nobody who was done is undone and nobody new remains. Bounds are tightened until
nothing moves any more; within one table, which is a tree, that is exact.
"""

from dataclasses import dataclass, field

from toandan.ground.suppression import Cell

FAR = 10**9
ROUNDS = 40
"""Enough for anybody: further rounds narrow bounds by less and less, one person at a time."""


@dataclass
class Attacker:
    """What is known of each (day, unit, measure, kind) as [low, high]; kind 0 is done, 1 is remaining."""

    days: list[list[Cell]]
    bounds: dict[tuple[int, str, int, int], tuple[int, int]] = field(default_factory=dict)

    def solve(self, hidden: list[set[str]], *, over_time: bool) -> None:
        """Read what is shown, then tighten."""
        for day, cells in enumerate(self.days):
            for cell in cells:
                for measure, figure in enumerate(cell.figures):
                    for kind, value in enumerate((figure.done, figure.remaining)):
                        known = (0, FAR) if cell.unit in hidden[day] else (value, value)
                        self.bounds[day, cell.unit, measure, kind] = known
        for _ in range(ROUNDS):
            if not self._sums() | (over_time and self._monotone()):
                break

    def _narrow(self, key: tuple[int, str, int, int], low: int, high: int) -> bool:
        old = self.bounds[key]
        new = max(old[0], low), min(old[1], high)
        assert new[0] <= new[1], "the attacker's guess about time does not hold here"
        self.bounds[key] = new
        return new != old

    def _sums(self) -> bool:
        moved = False
        for day, cells in enumerate(self.days):
            for parent in cells:
                below = [one.unit for one in cells if one.parent == parent.unit]
                if not below:
                    continue
                for measure in range(len(parent.figures)):
                    for kind in (0, 1):
                        moved |= self._sum(day, parent.unit, below, measure, kind)
        return moved

    def _sum(self, day: int, parent: str, below: list[str], measure: int, kind: int) -> bool:
        ranges = {unit: self.bounds[day, unit, measure, kind] for unit in below}
        low, high = sum(r[0] for r in ranges.values()), sum(r[1] for r in ranges.values())
        moved = self._narrow((day, parent, measure, kind), low, high)
        total = self.bounds[day, parent, measure, kind]
        for unit, (least, most) in ranges.items():
            moved |= self._narrow((day, unit, measure, kind), total[0] - (high - most), total[1] - (low - least))
        return moved

    def _monotone(self) -> bool:
        moved = False
        for (day, unit, measure, kind), (low, high) in list(self.bounds.items()):
            if day + 1 < len(self.days):
                ahead = (day + 1, unit, measure, kind)
                least, most = self.bounds[ahead]
                moved |= self._narrow(ahead, *((low, FAR) if kind == 0 else (0, high)))
                moved |= self._narrow((day, unit, measure, kind), *((0, most) if kind == 0 else (least, FAR)))
        return moved
