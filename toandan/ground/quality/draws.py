"""A sample that can be drawn again (rút mẫu): who is drawn follows from the seed and the people alone."""

from typing import Final

import numpy as np
import numpy.typing as npt

_ODD: Final = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""The constants of SplitMix64 (Steele, Lea and Flood 2014), a published mixer whose outputs pass for chance."""

Ints = npt.NDArray[np.int64]


def drawn(people: Ints, size: int, *, seed: int) -> Ints:
    """Return `size` of the people (all, if there are fewer), in the order to look at them.

    Each person gets a number from the seed and the own number, and the lowest are drawn: whoever else stands among
    them changes nobody's number, so that the draw can be proved later from the seed and the people alone.
    """
    mixed = _mixed(people.astype(np.uint64), seed)
    # Two people never mix to the same number, because every step of the mixer can be undone.
    return people[np.argsort(mixed, kind="stable")][: max(size, 0)]


def _mixed(values: npt.NDArray[np.uint64], seed: int) -> npt.NDArray[np.uint64]:
    first, second, third = (np.uint64(one) for one in _ODD)
    with np.errstate(over="ignore"):
        mixed = _once(np.full(1, seed % 2**64, dtype=np.uint64), first, second, third) ^ values
        return _once(mixed, first, second, third)


def _once(
    values: npt.NDArray[np.uint64], first: np.uint64, second: np.uint64, third: np.uint64
) -> npt.NDArray[np.uint64]:
    values = values + first
    values = (values ^ (values >> np.uint64(30))) * second
    values = (values ^ (values >> np.uint64(27))) * third
    return values ^ (values >> np.uint64(31))
