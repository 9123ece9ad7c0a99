"""The bound of plans that leave the same behind: none of them exceeds it, and it is close where kits are scarce."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.routing.towns import place, town
from toandan.ground.routing import greedy, stating
from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.drafts import Draft, missed, value
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import basis, by_greedy, by_solvers
from toandan.ground.routing.pools import grounds
from toandan.ground.routing.pricing import closer, priced
from toandan.ground.routing.refuting import refuted
from toandan.ground.routing.tightening import NOBODY, tighten
from toandan.ground.routing.words import Instance, Kit, Pool


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.booleans())
def test_no_plan_that_leaves_nobody_else_behind_exceeds_the_bound(seed: int, promise: bool) -> None:
    draw, whole = random.Random(seed), invent("S2", seed % 4)
    params = replace(whole.params, home_promise=promise, fairness_floor=draw.choice((0.05, 0.1, 0.2)))
    whole = replace(whole, homes=whole.homes[: draw.randrange(20, 60)], params=params)
    (ground,) = grounds(whole)
    of = basis(whole).items["P000"]
    full = greedy.plan(ground, of)
    some = Draft({k: v for k, v in full.sessions.items() if draw.random() < 0.6}, full.routes[draw.randrange(3) :])
    spared = missed(ground, some)
    assert missed(ground, full).homes <= spared.homes and missed(ground, full).units <= spared.units
    # The prices hold at any turn, also at the first ones.
    known, start = value(ground, some), of.price(of.budget)
    bounds = [priced(ground, spared, start=start, known=known, turns=turns) for turns in (1, 7, 40)]
    bounds += [priced(ground, None, start=start, known=known), closer(ground, of, some).promised or 0.0]
    proven = tighten(ground, spared, seconds=0.5, nodes=1)
    bounds += [one for one in (proven.value, proven.promised) if one is not None]
    assert value(ground, full) <= min(bounds) + 1e-6


def _market_town(kits: int, floor: float) -> Instance:
    """Twelve halls in as many communes, all open on the same Tuesday morning and afternoon, and one office all week."""
    units = tuple(f"U{n}" for n in range(12))
    halls = tuple(
        replace(place(f"H{n}", remaining=40 + n, turnout=0.5, days=range(1, 2)), unit=unit)
        for n, unit in enumerate(units)
    )
    office = replace(place("O", remaining=60, turnout=0.1), unit="U0")
    pool = Pool("P", units, tuple(Kit(f"K{n}") for n in range(kits)), town().pools[0].base, 20.0)
    bare = town(homes=())
    return replace(bare, pools=(pool,), places=(*halls, office), params=replace(bare.params, fairness_floor=floor))


def test_a_plan_that_cannot_keep_the_floor_is_held_against_those_who_leave_the_same_behind() -> None:
    task = _market_town(4, 0.1)
    plan = by_greedy(task)
    assert len(plan.left_behind) == 3 and check(task, plan) == []
    # All at one price the half-days of the week are bought for halls that are shut then.
    on = basis(task)
    assert on.items["P"].best(on.items["P"].budget) > 1.5 * plan.value
    said = stating.of(plan)
    assert said.promised and said.gap_pct < 2
    # Halls of the richest units are where the four kits stand; whoever must serve another unit reaches less.
    (ground,) = grounds(task)
    assert tighten(ground, NOBODY, seconds=5).promised is None
    solved = by_solvers(task, seconds=1, workers=1)
    assert plan.value <= solved.value <= (solved.promised_bound or 0) <= plan.bound + 0.01


def test_a_bound_of_those_who_leave_the_same_behind_is_refuted_by_one_of_them_only() -> None:
    task = _market_town(4, 0.1)
    plan = by_greedy(task)
    low = replace(plan, promised_bound=plan.value - 1, value=plan.value - 2)
    assert [one.values for one in refuted(task, low)] == [{"field": "promised_bound"}]
    other = replace(low, left_behind=low.left_behind[:-1])
    assert list(refuted(task, other)) == []
    assert Breach.FIGURE in {one.breach for one in check(task, replace(plan, promised_bound=plan.value - 1))}
