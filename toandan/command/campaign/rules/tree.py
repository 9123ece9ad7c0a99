"""Summing communes up the unit tree (cộng dồn theo cây đơn vị).

Units carry pre-order numbers, so a unit's figures are the sum over one span of numbers. Every level is summed from the
same leaves: city = sum of districts = sum of communes by construction, not by agreement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of several units, one array row a unit, in rising order of `numbers`.

    `target` and `done` have a column for the end of the day before the first day, then one for the end of each day.
    `parts` maps every other counter to people at the end of the last day. `moved`, where units were redrawn lately, is
    what to add to the change of `done` on each day so that it tells of work alone; None as a rule.
    """

    numbers: Whole
    target: Whole
    done: Whole
    parts: Mapping[str, Whole]
    moved: Whole | None = None

    @property
    def daily(self) -> Whole:
        """Return the people done on each day, net."""
        change: Whole = np.diff(self.done, axis=1)
        return change if self.moved is None else change + self.moved


def sum_spans(figures: Figures, spans: Sequence[tuple[int, int]]) -> Figures:
    """Return the figures of the spans (first number, last number; both included), in the order given."""
    firsts = np.array([first for first, _ in spans], dtype=np.int64)
    lasts = np.array([last for _, last in spans], dtype=np.int64)
    low = np.searchsorted(figures.numbers, firsts, side="left")
    high = np.searchsorted(figures.numbers, lasts, side="right")

    def summed(values: Whole) -> Whole:
        running = np.zeros((values.shape[0] + 1, *values.shape[1:]), dtype=np.int64)
        np.cumsum(values, axis=0, out=running[1:])
        result: Whole = running[high] - running[low]
        return result

    return Figures(
        numbers=firsts,
        target=summed(figures.target),
        done=summed(figures.done),
        parts={name: summed(values) for name, values in figures.parts.items()},
        moved=None if figures.moved is None else summed(figures.moved),
    )


def goals(target: Whole, percents: Whole) -> Whole:
    """Return how many must be done for each target and percentage (same shapes); a part of a person is a whole one."""
    result: Whole = -(-target * percents // 100)
    return result


def add(one: Figures, other: Figures) -> Figures:
    """Return the sum of two figures over the same days and counters; a unit that only one of them names is kept."""
    numbers: Whole = np.union1d(one.numbers, other.numbers)

    def summed(mine: Whole, theirs: Whole) -> Whole:
        result = np.zeros((len(numbers), *mine.shape[1:]), dtype=np.int64)
        result[np.searchsorted(numbers, one.numbers)] += mine
        result[np.searchsorted(numbers, other.numbers)] += theirs
        return result

    return Figures(
        numbers=numbers,
        target=summed(one.target, other.target),
        done=summed(one.done, other.done),
        parts={name: summed(one.parts[name], other.parts[name]) for name in one.parts},
    )
