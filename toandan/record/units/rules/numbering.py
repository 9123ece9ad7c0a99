"""Numbering a hierarchy in pre-order, with room for units that come later (đánh số đơn vị)."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

LEAF_WIDTH = 20
"""Numbers a unit keeps for itself, so that parts of a commune can be numbered one day."""
SPARE_SHARE = 4
"""A parent keeps one number free for every this many used, at least ten leaves' worth."""


def preorder(*, children: Mapping[Key, Sequence[Key]], top: Sequence[Key], start: int) -> dict[Key, tuple[int, int]]:
    """Return `{unit: (number, last)}` for the trees under `top`, the first number being `start`.

    A unit's subtree is exactly the numbers from `number` to `last`; siblings do not overlap and keep
    their order; every parent ends with spare numbers.
    """
    given: dict[Key, tuple[int, int]] = {}
    position = start
    for unit in top:
        position = _number(unit, children, position, given) + 1
    return given


def _number(unit: Key, children: Mapping[Key, Sequence[Key]], number: int, given: dict[Key, tuple[int, int]]) -> int:
    position = number + LEAF_WIDTH
    below = children.get(unit, ())
    for child in below:
        position = _number(child, children, position, given) + 1
    if below:
        spare = max(10 * LEAF_WIDTH, (position - number) // SPARE_SHARE)
        position += -(-spare // LEAF_WIDTH) * LEAF_WIDTH
    given[unit] = (number, position - 1)
    return position - 1
