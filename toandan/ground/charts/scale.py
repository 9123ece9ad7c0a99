"""Axes and labels (trục và nhãn): round ticks, straight scales, labels that never touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight map from values `low`..`high` to coordinates `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the coordinate of a value; a scale without width puts everything at its start."""
        if self.high == self.low:
            return self.start
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(high: float, *, about: int = 5) -> list[int]:
    """Return round whole numbers from 0 up to the first at or above `high`, about `about` steps of 1, 2, 2.5 or 5."""
    if high <= 0:
        return [0, 1]
    rough = high / about
    power = 10.0 ** floor(log10(rough))
    size = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    size = max(1, round(size))
    count = -(-int(-(-high // 1)) // size)
    return [size * i for i in range(count + 1)]


def spread(places: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move labels apart until neighbours stand at least `gap` apart inside `low`..`high`, in their own order.

    Returns the new places in the order given. Labels that do not all fit keep an even, smaller gap.
    """
    if not places:
        return []
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    room = min(gap, (high - low) / max(len(places) - 1, 1))
    found = [min(max(places[i], low), high) for i in order]
    for i in range(1, len(found)):
        found[i] = max(found[i], found[i - 1] + room)
    found[-1] = min(found[-1], high)
    for i in range(len(found) - 2, -1, -1):
        found[i] = min(found[i], found[i + 1] - room)
    result = [0.0] * len(places)
    for place, i in zip(found, order, strict=True):
        result[i] = place
    return result
