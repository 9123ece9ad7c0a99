"""Ticks are round and cover; labels keep their distance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.scale import Scale, spread, ticks


@pytest.mark.parametrize(
    ("high", "expected"),
    [
        (6_944_090, [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]),
        (18_249, [0, 5_000, 10_000, 15_000, 20_000]),
        (3, [0, 1, 2, 3]),
        (0, [0, 1]),
    ],
)
def test_ticks_are_round(high, expected):
    assert ticks(high) == expected


@given(st.integers(1, 10**9))
def test_ticks_reach_the_value_and_stay_few(high):
    marks = ticks(high)
    assert marks[0] == 0
    assert marks[-2] < high <= marks[-1]
    assert len({b - a for a, b in pairwise(marks)}) == 1
    assert len(marks) <= 7


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6), st.floats(5, 50))
def test_labels_never_touch_and_stay_inside(places, gap):
    found = spread(places, gap=gap, low=0, high=300)
    assert len(found) == len(places)
    ordered = sorted(found)
    assert ordered[0] >= -1e-6
    assert ordered[-1] <= 300 + 1e-6
    assert all(b - a >= gap - 1e-6 for a, b in pairwise(ordered))


@given(st.lists(st.floats(0, 300), min_size=2, max_size=6, unique=True))
def test_labels_keep_the_order_of_their_lines(places):
    found = spread(places, gap=20, low=0, high=300)
    assert sorted(range(len(places)), key=places.__getitem__) == sorted(range(len(found)), key=found.__getitem__)


def test_labels_that_do_not_fit_share_the_room_evenly():
    assert spread([5, 5, 5], gap=100, low=0, high=10) == [0, 5, 10]
    assert spread([], gap=10, low=0, high=10) == []


def test_a_scale_without_width_stays_at_its_start():
    assert Scale(3, 3, 10, 90)(3) == 10
    assert Scale(0, 10, 0, 100)(2.5) == 25
