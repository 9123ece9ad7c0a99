"""The bound of plans that leave the same behind: none of them exceeds it, and it is close where kits are scarce."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.routing.towns import home, place, town
from toandan.ground.routing import greedy, stating
from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.drafts import Draft, Missed, missed, value
from toandan.ground.routing.insertion import fits
from toandan.ground.routing.planner import basis, by_greedy, by_solvers
from toandan.ground.routing.pools import Ground, grounds
from toandan.ground.routing.pricing import TURNS, priced
from toandan.ground.routing.refuting import refuted
from toandan.ground.routing.tightening import NOBODY, tighten
from toandan.ground.routing.words import Instance, Kit, Pool


def _tiny(seed: int) -> Instance:
    """One kit, three days, two units with a place each, and two homes: so few plans that all of them can be made."""
    draw = random.Random(seed)
    opened = [frozenset(half for half in range(6) if draw.random() < 0.7) for _ in range(2)]
    places = tuple(
        replace(
            place(code, remaining=draw.uniform(4, 60), turnout=draw.uniform(0.1, 0.8)), unit=f"U{n}", open=opened[n]
        )
        for n, code in enumerate("AB")
    )
    homes = tuple(
        replace(
            home(f"H{n}", lat=21 + draw.uniform(-0.6, 0.6), first=draw.randrange(2)),
            weight=draw.uniform(0.5, 20),
            service_min=draw.uniform(15, 240),
        )
        for n in range(2)
    )
    bare = town(kits=(Kit("K", frozenset({draw.randrange(6)})),), homes=homes)
    pool = replace(bare.pools[0], units=("U0", "U1"))
    return replace(bare, days=3, pools=(pool,), places=places, params=replace(bare.params, fairness_floor=0.25))


def _all_plans(ground: Ground) -> Iterator[Draft]:
    """Yield every plan of a tiny task: each day one order of visits, or each half of it one place or none."""
    may, count = ground.may(), len(ground.places)
    by_day: list[list[tuple[dict[tuple[int, int], int], list[tuple[int, list[int]]]]]] = []
    for day in range(ground.days):
        options: list[tuple[dict[tuple[int, int], int], list[tuple[int, list[int]]]]] = [({}, [])]
        if ground.kit_days[day]:
            for length in range(1, len(ground.homes) + 1):
                orders = [list(one) for one in permutations(np.flatnonzero(may[:, day]).tolist(), length)]
                options += [({}, [(day, stops)]) for stops in orders if fits(ground, stops)]
            for held in product(range(-1, count), repeat=2):
                at = [(one, half) for half, one in enumerate(held) if one >= 0]
                if at and all(ground.open[one, day, half] for one, half in at):
                    sessions: dict[tuple[int, int], int] = {}
                    for one, half in at:
                        sessions[one, day] = sessions.get((one, day), 0) | (1 << half)
                    options.append((sessions, []))
        by_day.append(options)
    for chosen in product(*by_day):
        routes = [route for _held, driven in chosen for route in driven]
        if len({home for _day, stops in routes for home in stops}) == sum(len(stops) for _day, stops in routes):
            yield Draft({key: halves for held, _driven in chosen for key, halves in held.items()}, routes)


@settings(max_examples=4)
@given(st.integers(0, 10_000))
def test_no_plan_at_all_exceeds_the_bound_of_those_who_leave_the_same_behind(seed: int) -> None:
    task = _tiny(seed)
    (ground,) = grounds(task)
    of = basis(task).items["P"]
    worth: dict[Missed, float] = {}
    for draft in _all_plans(ground):
        behind = missed(ground, draft)
        worth[behind] = max(worth.get(behind, 0.0), value(ground, draft))
    most = max(worth.values())
    assert most <= of.best(of.budget) + 1e-6
    for spared in worth:
        best = max(one for other, one in worth.items() if other.homes <= spared.homes and other.units <= spared.units)
        # The prices hold at any turn, also at the first ones.
        bounds = [
            priced(ground, spared, start=of.price(of.budget), known=best * 0.9, turns=turns) for turns in (1, 5, TURNS)
        ]
        proven = tighten(ground, spared, seconds=5)
        assert proven.value is not None and proven.promised is not None
        assert most <= min(proven.value, priced(ground, None, start=of.price(of.budget), known=0.0)) + 1e-6
        assert best <= min(*bounds, proven.promised) + 1e-6
    assert NOBODY not in worth or (of.kept() or 0.0) >= worth[NOBODY] - 1e-6


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


def test_who_must_visit_somebody_on_the_day_of_the_halls_reaches_less_than_who_need_not() -> None:
    long = replace(home(first=1, last=1), pool="P", unit="U0", service_min=230.0, weight=0.1)
    task = replace(_market_town(4, 0.0), homes=(long,))
    (bare,), (ground,) = grounds(replace(task, homes=())), grounds(task)
    of = basis(task).items["P"]
    draft = greedy.plan(bare, of)
    worth, start = value(bare, draft), of.price(of.budget)
    must, may = (priced(ground, one, start=start, known=worth * 0.9) for one in (NOBODY, missed(ground, draft)))
    assert must < worth <= may
