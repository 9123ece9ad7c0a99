"""Allowing for who was left to serve (điều chỉnh theo cơ cấu khó khăn): indirect standardisation.

A unit that has only bedridden and absent people left cannot do what one with untouched people can. What is to be
expected of a unit is what all units together made of each class of people, times the people it has in each.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def expected(found: Sequence[Sequence[int]], people: Sequence[Sequence[int]]) -> list[float]:
    """Return for every unit (row) how many were to be expected, given its people by class (column)."""
    k, n = np.asarray(found, dtype=float), np.asarray(people, dtype=float)
    if not k.size:
        return [0.0] * len(k)
    whole = n.sum(axis=0)
    reference = np.divide(k.sum(axis=0), whole, out=np.zeros(len(whole)), where=whole > 0)
    made: npt.NDArray[np.float64] = n @ reference
    return [float(one) for one in made]


def adjusted(found: int, expected_: float, whole: float) -> float | None:
    """Return the rate the unit would have with everybody's mix: found over expected, times the rate of all.

    None when nothing was to be expected of it. It is kept within 1, because it stands for a share of people.
    """
    return min(1.0, found / expected_ * whole) if expected_ > 0 else None
