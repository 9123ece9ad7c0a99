"""Whole numbers that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.simulation import draws

weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=30).map(np.array)


@given(total=st.integers(0, 10_000), weights=weights)
def test_parts_add_up_and_are_fair(total, weights):
    parts = draws.apportion(total, weights)
    assert parts.sum() == total
    exact = total * weights / weights.sum()
    assert (np.abs(parts - exact) < 1.0 + 1e-6).all()


@given(data=st.data(), weights=weights)
def test_no_part_gets_more_than_its_room(data, weights):
    room = np.array(data.draw(st.lists(st.integers(0, 50), min_size=len(weights), max_size=len(weights))))
    total = data.draw(st.integers(0, int(room.sum())))
    parts = draws.apportion_within(total, weights, room)
    assert parts.sum() == total
    assert (parts <= room).all()
    assert (parts >= 0).all()


def test_a_total_without_room_is_refused():
    with pytest.raises(ValueError, match="no room"):
        draws.apportion_within(5, np.ones(2), np.array([2, 2]))


@given(st.lists(st.integers(0, 5), max_size=60))
def test_ranks_count_from_zero_within_each_group(groups):
    ranks = draws.ranks_within(np.array(groups, dtype=np.int64))
    seen: dict[int, int] = {}
    for group, rank in zip(groups, ranks, strict=True):
        assert rank == seen.get(group, 0)
        seen[group] = seen.get(group, 0) + 1
