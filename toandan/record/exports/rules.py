"""Whether whoever asked for a table still holds everything it was made with (còn đủ thẩm quyền)."""

from collections.abc import Iterable, Sequence
from typing import Any

from toandan.ground.kernel.actor import Actor, Grant


def written(grants: Iterable[Grant]) -> list[list[Any]]:
    """Return grants as plain values: low, high, and the words in order."""
    return [[grant.low, grant.high, sorted(map(str, grant.permissions))] for grant in grants]


def still_held(then: Iterable[Sequence[Any]], now: Actor) -> bool:
    """Tell whether the actor holds every word everywhere it was held when the table was made, as `written` wrote it.

    A table was filtered and masked by all of them together, so losing one of them closes it. An actor who may do
    everything holds them all.
    """
    return all(_covered(low, high, now.ranges(word)) for low, high, words in then for word in words)


def _covered(low: int, high: int, ranges: Iterable[tuple[int, int]]) -> bool:
    """Tell whether the ranges together leave nothing of `low` to `high` out."""
    reached = low - 1
    for first, last in sorted(ranges):
        if first <= reached + 1:
            reached = max(reached, last)
    return reached >= high
