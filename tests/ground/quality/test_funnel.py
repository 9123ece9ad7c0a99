"""Funnels find those who differ and nobody else, small units are drawn to their group, mixes are allowed for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.quality.funnel import CONTROL, Funnel, Side, funnel, ranks, shrunk
from toandan.ground.quality.mix import adjusted, expected

units = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)).map(sorted), min_size=1, max_size=30)


@given(units)
def test_limits_narrow_with_size_and_hold_the_centre(pairs: list[list[int]]) -> None:
    made = funnel([k for k, _n in pairs], [n for _k, n in pairs])
    last = (0.0, 1.0)
    for size in (1, 10, 100, 1000, 10_000):
        low, high = made.limits(size)
        assert last[0] <= low <= made.centre <= high <= last[1]
        last = (low, high)


@given(units, st.data())
def test_a_shrunk_rate_lies_between_the_raw_one_and_the_groups(pairs: list[list[int]], data: st.DataObject) -> None:
    found, sizes = [k for k, _n in pairs], [n for _k, n in pairs]
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs)))
    for at, one in enumerate(shrunk(found, sizes, groups)):
        mine = [i for i, group in enumerate(groups) if group == groups[at]]
        people = sum(sizes[i] for i in mine)
        if not people:
            continue
        of_group = sum(found[i] for i in mine) / people
        raw = found[at] / sizes[at] if sizes[at] else of_group
        assert min(raw, of_group) - 1e-9 <= one <= max(raw, of_group) + 1e-9


def test_a_small_unit_is_drawn_in_further_than_a_large_one() -> None:
    found, sizes = [9, 900, 500, 450, 560, 430], [10, 1000, 1000, 1000, 1000, 1000]
    small, large, *_others = shrunk(found, sizes, [1] * 6)
    assert 0.9 - small > 3 * (0.9 - large)


def test_of_units_that_differ_by_chance_and_a_little_more_hardly_any_lies_outside_and_the_odd_one_does() -> None:
    chance = np.random.default_rng(7)
    sizes = chance.integers(100, 12_000, 579)
    true = np.clip(chance.normal(0.45, 0.05, 579), 0.01, 0.99)
    found = chance.binomial(sizes, true)
    made = funnel(found.tolist(), sizes.tolist())
    assert made.spread == pytest.approx(0.05**2, rel=0.4)
    outside = [made.side(k / n, n) for k, n in zip(found, sizes, strict=True)]
    assert sum(side is not Side.INSIDE for side in outside) <= 6
    blind = Funnel(made.centre, 0.0)
    assert sum(blind.side(k / n, n) is not Side.INSIDE for k, n in zip(found, sizes, strict=True)) > 200
    assert made.side(0.45 + 4 * 0.05, 5000) is Side.ABOVE
    assert made.side(0.45 - 4 * 0.05, 5000) is Side.BELOW
    assert made.side(0.9, 5) is Side.INSIDE, "five people prove nothing"
    assert CONTROL > 3


def test_rank_is_not_told_inside_the_limits() -> None:
    sides = [Side.ABOVE, Side.INSIDE, Side.INSIDE, Side.BELOW]
    assert ranks([0.9, 0.5, 0.6, 0.1], sides) == [1, None, None, 4]


def test_a_unit_with_hard_cases_only_is_not_called_worse_for_them() -> None:
    # Easy people are done nine times of ten, hard ones once; both units are as good as each other.
    people, found = [[900, 100], [100, 900]], [[810, 10], [90, 90]]
    told = expected(found, people)
    assert told == pytest.approx([820, 180])
    whole = 1000 / 2000
    assert [adjusted(sum(k), e, whole) for k, e in zip(found, told, strict=True)] == pytest.approx([0.5, 0.5])
    assert adjusted(0, 0.0, whole) is None


@given(st.lists(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(sorted), min_size=3, max_size=3)))
def test_what_is_expected_sums_to_what_was_found(rows: list[list[list[int]]]) -> None:
    found, people = [[k for k, _n in row] for row in rows], [[n for _k, n in row] for row in rows]
    assert sum(expected(found, people)) == pytest.approx(sum(sum(row) for row in found))
