"""The tile wall: order, steps, printed numbers, and room for 579 units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.palette import STEP_BOUNDS, step
from toandan.ground.charts.tiles import Place, columns, group

RATES = st.none() | st.integers(0, 1000).map(lambda n: Decimal(n) / 10)


@given(st.lists(RATES, min_size=1, max_size=40))
def test_tiles_rise_and_those_without_people_come_last(rates):
    made = group("Quận", "70", "", [Place(f"P{i}", rate, "") for i, rate in enumerate(rates)])
    texts = [t.text for t in made.tiles]
    numbers = [int(t) for t in texts if t != "–"]
    assert numbers == sorted(numbers)
    assert texts == [str(n) for n in numbers] + ["–"] * (len(texts) - len(numbers))


def test_only_everyone_is_a_hundred():
    made = group("", "", "", [Place("a", Decimal("99.9"), ""), Place("b", Decimal("100.0"), "")])
    assert [t.text for t in made.tiles] == ["99", "100"]


@pytest.mark.parametrize(
    ("rate", "expected"), [(None, 0), (0, 1), (59.9, 1), (60, 2), (79.9, 3), (80, 4), (90, 5), (100, 5)]
)
def test_steps(rate, expected):
    assert step(rate) == expected
    assert len(STEP_BOUNDS) == 4


def test_groups_of_every_size_stay_near_a_square():
    for count in range(1, 40):
        rows = -(-count // columns(count))
        assert rows <= 7
