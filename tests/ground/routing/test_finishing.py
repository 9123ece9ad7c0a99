"""The earliest day of a target: no plan is there before its lower bound, and the plan's day meets it."""

import pytest

from toandan.ground.routing.checking import check
from toandan.ground.routing.finishing import finish, shortened
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import basis, by_greedy


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_the_day_of_a_target_lies_between_its_bound_and_the_deadline(share: float) -> None:
    instance = invent("S", 1)
    target = share * by_greedy(instance).value
    found = finish(instance, target)
    assert found.least is not None
    assert found.days is not None
    assert found.plan is not None
    assert 1 < found.least <= found.days < instance.days
    assert found.plan.value >= target
    assert check(shortened(instance, found.days), found.plan) == []
    assert basis(shortened(instance, found.least - 1)).bound.value < target
    assert by_greedy(shortened(instance, found.days - 1)).value < target


def test_a_target_beyond_the_bound_has_no_day_and_one_beyond_the_plan_has_a_bound_only() -> None:
    instance = invent("S", 1)
    plan = by_greedy(instance)
    assert finish(instance, plan.bound + 1).least is None
    between = finish(instance, (plan.bound + plan.value) / 2)
    assert between.least is not None
    assert between.days is None
