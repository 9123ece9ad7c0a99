"""The bound: no plan exceeds it, and it moves as it should."""

import json
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.routing.towns import random_plan
from toandan.ground.routing import greedy
from toandan.ground.routing.assembling import assemble, part
from toandan.ground.routing.bound import increments
from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.drafts import WHOLE, Draft
from toandan.ground.routing.invent import invent, plain, without_kit
from toandan.ground.routing.planner import basis, by_greedy
from toandan.ground.routing.pools import grounds
from toandan.ground.routing.reading import read
from toandan.ground.routing.tightening import tighten
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import Instance, Kit, Pool


@settings(max_examples=25)
@given(st.integers(0, 10_000))
def test_no_plan_that_keeps_the_rules_exceeds_the_bound(seed: int) -> None:
    instance = invent("S", seed % 5)
    plan = random_plan(instance, seed)
    broken = {one.breach for one in check(instance, plan)} - {"not_told"}
    assert broken == set(), "the random plan itself is wrong"
    assert 0 < plan.value <= basis(instance).bound.value


def test_a_floor_beyond_reach_costs_the_greedy_plan_no_people() -> None:
    usual = invent("S", 1)
    beyond = replace(usual, params=replace(usual.params, fairness_floor=0.9))
    plan = by_greedy(beyond)
    assert plan.left_behind and check(beyond, plan) == []
    assert plan.value > 0.98 * by_greedy(usual).value


@pytest.mark.parametrize(("size", "seed"), [("S", 1), ("S2", 2)])
def test_each_further_session_brings_no_more_than_the_one_before(size: str, seed: int) -> None:
    for ground in grounds(invent(size, seed)):
        curve = increments(ground)
        assert (np.diff(curve, axis=1) <= 1e-9).all()
        assert (curve.sum(axis=1) <= ground.remaining + 1e-9).all()


@pytest.mark.parametrize("size", ["S", "S2"])
def test_taking_a_kit_away_never_raises_the_bound(size: str) -> None:
    instance = invent(size, 3)
    whole = basis(instance).bound.value
    for kit in instance.pools[0].kits:
        assert basis(without_kit(instance, kit.code)).bound.value < whole


def test_who_keeps_the_promise_is_measured_by_the_bound_of_those_who_do() -> None:
    plan = by_greedy(invent("S2", 1))
    assert plan.homes_left == ()
    assert plan.promised_bound is not None
    assert plan.value <= plan.promised_bound < plan.bound


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0, 12))
def test_no_plan_that_keeps_both_promises_exceeds_the_bound_that_is_stated(seed: int, urgency: float) -> None:
    instance = invent("S2", seed % 4)
    instance = replace(instance, homes=instance.homes[: 40 + seed % 40])
    (ground,) = grounds(instance)
    # Visits by another urgency each time, then sessions anyhow, then what the floors ask for.
    draft = Draft()
    greedy.visit(ground, draft, ground.kit_days.copy(), price=0.0, urgency=urgency)
    busy, draw = draft.home_days(ground.days), random.Random(seed)
    for place in draw.sample(range(len(ground.places)), 15):
        day = draw.randrange(ground.days)
        if ground.open[place, day].all() and busy[day] < ground.kit_days[day]:
            draft.sessions[place, day] = WHOLE
            busy[day] += 1
    greedy.fill(ground, draft)
    on = basis(instance)
    plan = assemble([part(ground, draft)], (), on.bound, version=version(instance), seconds=0)
    assert check(instance, plan) == []
    assert plan.homes_left == () and plan.left_behind == () and plan.promised_bound is not None
    tight = tighten(ground, seconds=1, nodes=5)
    assert plan.value <= plan.promised_bound + 0.01
    assert tight.promised is not None and plan.value <= tight.promised + 0.01


def test_lent_kits_share_one_bound_and_bring_more() -> None:
    apart = invent("M", 1, pools=3)
    # One pool has nobody left, so that its kits are wanted elsewhere.
    idle = tuple(replace(one, remaining=0.0) if one.pool == "P000" else one for one in apart.places)
    apart = replace(apart, places=idle, homes=tuple(h for h in apart.homes if h.pool != "P000"))
    together = replace(apart, params=replace(apart.params, loans=True))
    alone, lending = by_greedy(apart), by_greedy(together)
    assert {loan.from_pool for loan in lending.loans} == {"P000"}
    assert alone.value < lending.value <= lending.bound
    assert check(together, lending) == []


def test_a_reserve_lends_every_kit_but_only_to_whom_it_may() -> None:
    whole = invent("M", 2, pools=3)
    few = tuple(h for p in whole.pools for h in [one for one in whole.homes if one.pool == p.code][:10])
    city = Pool("CITY", (), tuple(Kit(f"C{n}") for n in range(3)), whole.pools[0].base, 20.0, lends=("P001",))
    barred = tuple(replace(pool, lends=()) for pool in whole.pools)
    task = replace(whole, pools=(*barred, city), homes=few, params=replace(whole.params, loans=True))
    assert read(json.dumps(plain(task))) == task
    plan, alone = by_greedy(task), by_greedy(replace(task, params=replace(task.params, loans=False)))
    assert {(loan.kit, loan.from_pool, loan.to_pool) for loan in plan.loans} == {
        (kit.code, "CITY", "P001") for kit in city.kits
    }
    assert check(task, plan) == [] and alone.value < plan.value <= plan.bound
    assert {one.kit for one in plan.sessions} > {kit.code for kit in city.kits}
    other = replace(task, pools=(*barred, replace(city, lends=("P000",))))
    assert Breach.LOAN in {one.breach for one in check(other, plan)}


def test_the_same_task_has_the_same_digest_whatever_its_order() -> None:
    instance = invent("S", 1)
    turned = replace(instance, places=instance.places[::-1], homes=instance.homes[::-1])
    assert by_greedy(turned).version == by_greedy(instance).version
    assert by_greedy(_changed(instance)).version != by_greedy(instance).version


def _changed(instance: Instance) -> Instance:
    first, *others = instance.places
    return replace(instance, places=(replace(first, remaining=first.remaining + 1), *others))
