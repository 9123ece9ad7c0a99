"""Chances of counts: binomial and hypergeometric, and the interval of a proportion (xác suất, khoảng tin cậy)."""

from collections.abc import Callable
from math import exp, lgamma, log

_STEPS = 60
"""Halvings of a search between 0 and 1; what is left is far below a millionth."""


def binomial(found: int, size: int, share: float) -> float:
    """Return the chance of at most `found` among `size` draws that each hit with the chance `share`."""
    if found >= size or share <= 0:
        return 1.0
    if found < 0 or share >= 1:
        return 0.0
    logs = (_choose(size, k) + k * log(share) + (size - k) * log(1 - share) for k in range(found + 1))
    return min(1.0, sum(exp(one) for one in logs))


def hypergeometric(found: int, size: int, marked: int, lot: int) -> float:
    """Return the chance of at most `found` marked ones among `size` drawn from a lot that holds `marked` of them."""
    low, high = max(0, size - (lot - marked)), min(size, marked)
    if found >= high:
        return 1.0
    whole = _choose(lot, size)
    logs = (_choose(marked, k) + _choose(lot - marked, size - k) - whole for k in range(low, found + 1))
    return min(1.0, sum(exp(one) for one in logs))


def interval(found: int, size: int, *, level: float = 0.95) -> tuple[float, float]:
    """Return the exact (Clopper-Pearson) interval of a share; (0, 1) when nothing was looked at.

    It is never too narrow, which small samples need: with none found of 18 it still reaches up to a sixth.
    """
    if size <= 0:
        return 0.0, 1.0
    tail = (1 - level) / 2
    low = 0.0 if found == 0 else _share(lambda p: 1 - binomial(found - 1, size, p) < tail)
    high = 1.0 if found == size else _share(lambda p: binomial(found, size, p) >= tail)
    return low, high


def _share(below: Callable[[float], bool]) -> float:
    """Return where a test that holds from 0 up to some share stops holding."""
    low, high = 0.0, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _choose(size: int, found: int) -> float:
    return lgamma(size + 1) - lgamma(found + 1) - lgamma(size - found + 1)
