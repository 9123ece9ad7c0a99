"""Small tools for drawing whole numbers that add up."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def apportion(total: int, weights: Floats) -> Ints:
    """Split `total` into whole parts proportional to `weights` by largest remainders; the parts add up exactly."""
    if total == 0 or weights.sum() <= 0:
        return np.zeros(len(weights), dtype=np.int64)
    exact = total * weights / weights.sum()
    parts: Ints = np.floor(exact).astype(np.int64)
    short = total - int(parts.sum())
    order = np.argsort(-(exact - parts), kind="stable")
    parts[order[:short]] += 1
    return parts


def apportion_within(total: int, weights: Floats, room: Ints) -> Ints:
    """Split `total` like `apportion`, but give no part more than its `room`; needs `total <= room.sum()`."""
    if total > int(room.sum()):
        raise ValueError("the parts have no room for the total")
    parts = np.zeros(len(weights), dtype=np.int64)
    left = total
    while left:
        open_ = parts < room
        wished = apportion(left, np.where(open_, np.maximum(weights, 1e-9), 0.0))
        given = np.minimum(wished, room - parts)
        parts += given
        left = total - int(parts.sum())
    return parts


def pick(random: np.random.Generator, weights: Floats, size: int) -> Ints:
    """Draw `size` indexes with the given weights."""
    return random.choice(len(weights), size=size, p=weights / weights.sum())


def ranks_within(groups: Ints) -> Ints:
    """Return for every element its position among the elements of the same group, in order of appearance."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = np.r_[0, np.flatnonzero(np.diff(ordered)) + 1]
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - np.repeat(starts, lengths)
    return ranks
