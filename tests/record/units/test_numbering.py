"""Pre-order numbers: a subtree is a range, and nothing else lies in it."""

from itertools import pairwise

from hypothesis import given

from tests.record.units.invented import shapes, tree_of
from toandan.record.units.rules.numbering import LEAF_WIDTH, preorder


@given(shapes())
def test_a_subtree_is_exactly_the_range_of_its_top(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    for unit in tree.units:
        by_range = {other.number for other in tree.units if unit.number <= other.number <= unit.last}
        by_parents = {
            other.number
            for other in tree.units
            if other is unit or unit.number in [above.number for above in tree.ancestors(other.number)]
        }
        assert by_range == by_parents


@given(shapes())
def test_siblings_do_not_overlap_and_keep_their_order(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    for unit in tree.units:
        below = tree.children(unit.number)
        assert [u.code for u in below] == sorted((u.code for u in below), key=lambda c: [int(p) for p in c.split(".")])
        for left, right in pairwise(below):
            assert left.last < right.number


@given(shapes())
def test_every_parent_keeps_room_for_one_more_child(shape: list[list[int]]) -> None:
    tree = tree_of(shape)
    for unit in tree.units[1:]:
        below = tree.children(unit.number)
        if below:
            assert unit.last - below[-1].last >= 10 * LEAF_WIDTH


def test_a_leaf_keeps_numbers_for_itself_and_numbering_starts_where_it_is_told() -> None:
    assert preorder(children={}, top=["a", "b"], start=500) == {"a": (500, 519), "b": (520, 539)}
