"""Comparing units of unlike size (so sánh công bằng): control limits of a funnel, and rates shrunk to their group's.

A unit's rate differs from the others' by chance, the more the smaller it is, and because units do differ. How much
they differ beyond chance is estimated once (`spread`) and enters both: limits that ignored it would call nearly every
large unit an outlier, and shrinkage would not know how far to trust a rate. Sources: Spiegelhalter 2005, "Funnel plots
for comparing institutional performance", and 2005b on over-dispersion (additive, winsorised); DerSimonian and Laird
1986 for the estimate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
import numpy.typing as npt

WARNING, CONTROL = 1.96, 3.09
"""Standard deviations of the lines: 95 and 99.8 of 100 units like the others lie between them."""
_TAIL = 0.1
"""The share of units at each end whose distance is drawn in before the spread is estimated, so that outliers, whom the
funnel is to find, do not widen it."""
_DRAWN_IN = 0.6787
"""The mean square of a standard normal distance drawn in at these tails; dividing by it undoes what drawing in took."""
Floats = npt.NDArray[np.float64]


class Side(StrEnum):
    """Where a unit lies."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Funnel:
    """The centre of the rates and by how much units differ beyond chance (`spread`, a variance of rates)."""

    centre: float
    spread: float

    def deviation(self, size: float) -> float:
        """Return the standard deviation of the rate of a unit with this many people."""
        return sqrt(self.centre * (1 - self.centre) / size + self.spread) if size > 0 else 1.0

    def limits(self, size: float, deviations: float = CONTROL) -> tuple[float, float]:
        """Return the limits for a unit with this many people, within 0 and 1."""
        wide = deviations * self.deviation(size)
        return max(0.0, self.centre - wide), min(1.0, self.centre + wide)

    def side(self, rate: float, size: float) -> Side:
        """Tell whether a unit lies outside the control limits; who has nobody lies inside."""
        low, high = self.limits(size)
        if size <= 0 or low <= rate <= high:
            return Side.INSIDE
        return Side.BELOW if rate < low else Side.ABOVE


def funnel(found: Sequence[float], sizes: Sequence[int]) -> Funnel:
    """Return the funnel of units that each have `found` of `sizes` people; without anybody, one around 0."""
    k, n = _kept(found, sizes)
    if not n.sum():
        return Funnel(0.0, 0.0)
    centre = float(k.sum() / n.sum())
    return Funnel(centre, _spread(k / n, n, np.full(len(n), centre)))


def shrunk(found: Sequence[float], sizes: Sequence[int], groups: Sequence[int]) -> list[float]:
    """Return every unit's rate, drawn to its group's by as much as chance explains; who has nobody gets the group's.

    The group's rate itself is that of all its people. The spread within groups is one for all of them.
    """
    k, n = np.asarray(found, dtype=float), np.asarray(sizes, dtype=float)
    _names, place = np.unique(np.asarray(groups), return_inverse=True)
    people = np.bincount(place, weights=n)
    whole = k.sum() / n.sum() if n.sum() else 0.0
    rates = np.divide(np.bincount(place, weights=k), people, out=np.full(len(people), whole), where=people > 0)[place]
    some = n > 0
    spread = _spread(k[some] / n[some], n[some], rates[some]) if some.any() else 0.0
    chance = np.divide(rates * (1 - rates), n, out=np.zeros(len(n)), where=some)
    raw = np.divide(k, n, out=rates.copy(), where=some)
    trust = np.divide(spread, spread + chance, out=np.ones(len(n)), where=spread + chance > 0)
    return [float(one) for one in rates + (raw - rates) * np.where(some, trust, 0.0)]


def ranks(rates: Sequence[float], sides: Sequence[Side]) -> list[int | None]:
    """Return each unit's rank from 1 with ties, None inside the limits, where the order of units is chance's."""
    return [
        None if side is Side.INSIDE else 1 + sum(other > rate for other in rates)
        for rate, side in zip(rates, sides, strict=True)
    ]


def _kept(found: Sequence[float], sizes: Sequence[int]) -> tuple[Floats, Floats]:
    k, n = np.asarray(found, dtype=float), np.asarray(sizes, dtype=float)
    return k[n > 0], n[n > 0]


def _spread(rates: Floats, n: Floats, centres: Floats) -> float:
    """Return by how much rates differ from their centres beyond chance, as a variance; 0 when chance explains all."""
    # A rate of exactly 0 or 1 has no variance by the formula; half a person keeps it from counting without end.
    variance = np.maximum(centres * (1 - centres), 0.5 / np.maximum(n, 1) * (1 - 0.5 / np.maximum(n, 1))) / n
    z = (rates - centres) / np.sqrt(variance)
    low, high = np.quantile(z, [_TAIL, 1 - _TAIL])
    weights = 1 / variance
    over = float(np.square(np.clip(z, low, high)).sum()) / _DRAWN_IN - (len(n) - 1)
    room = float(weights.sum() - np.square(weights).sum() / weights.sum())
    return max(0.0, over / room) if room > 0 else 0.0
