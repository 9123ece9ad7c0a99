"""Planning anew: what is frozen stays, changes have a price, and every session's fate is told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.routing.towns import counted, random_plan, town
from toandan.ground.routing.checking import check
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import basis, by_greedy, by_solvers
from toandan.ground.routing.replanning import Change, Replan, from_today, replan
from toandan.ground.routing.words import Instance, Kit, Plan, Session, Shift, announced

TODAY = 4
INSTANCE = invent("S", 1)
OLD = by_greedy(INSTANCE)
BROKEN = INSTANCE.pools[0].kits[0].code


def now(instance: Instance, old: Plan = OLD) -> Instance:
    """Return the task after the sessions so far have been held."""
    held = {s.place: 0.0 for s in old.sessions}
    for session in old.sessions:
        held[session.place] += session.expected if session.day < TODAY else 0.0
    places = tuple(replace(p, remaining=p.remaining - held.get(p.code, 0.0)) for p in instance.places)
    return replace(instance, places=places)


def without(code: str, days: range) -> Instance:
    pool = INSTANCE.pools[0]
    kits = tuple(Kit(k.code, k.off_days | set(days)) if k.code == code else k for k in pool.kits)
    return replace(INSTANCE, pools=(replace(pool, kits=kits),))


@pytest.fixture(scope="module")
def broken() -> Replan:
    return replan(now(without(BROKEN, range(4, 10))), OLD, today=TODAY, seconds=4)


def test_a_plan_without_the_kit_that_broke_keeps_every_rule_and_is_worth_more(broken: Replan) -> None:
    for plan in (broken.plan, broken.kept):
        assert check(from_today(now(without(BROKEN, range(4, 10))), TODAY, OLD), plan) == []
    used = {(s.kit, s.day) for s in broken.plan.sessions} | {(r.kit, r.day) for r in broken.plan.routes}
    assert not any(kit == BROKEN and day < 10 for kit, day in used)
    assert min(day for _kit, day in used) >= TODAY
    assert broken.worth
    assert broken.plan.value > broken.kept.value
    assert broken.plan.homes_served >= broken.kept.homes_served


def test_what_is_announced_for_the_next_days_stays_with_its_kit_unless_that_is_gone(broken: Replan) -> None:
    frozen = {(s.kit, s.place, s.day, s.shift) for s in OLD.sessions if TODAY <= s.day <= TODAY + 2 and s.kit != BROKEN}
    assert frozen
    assert frozen <= {(s.kit, s.place, s.day, s.shift) for s in broken.plan.sessions}


def test_every_session_has_one_fate_and_most_are_kept(broken: Replan) -> None:
    before = [line.before for line in broken.lines if line.before]
    after = [line.after for line in broken.lines if line.after]
    assert sorted(map(repr, before)) == sorted(repr(s) for s in OLD.sessions if s.day >= TODAY)
    assert sorted(map(repr, after)) == sorted(map(repr, broken.plan.sessions))
    kinds = [line.change for line in broken.lines]
    assert kinds.count(Change.KEPT) > len(before) / 3


def test_where_nothing_happened_a_new_plan_is_not_worth_it() -> None:
    found = replan(now(INSTANCE), OLD, today=TODAY, seconds=4)
    assert not found.worth
    assert found.gain_pct < 1
    assert {line.change for line in found.lines} == {Change.KEPT}
    assert found.retimed == ()


def test_a_new_plan_is_held_against_a_bound_as_close_as_the_first_one() -> None:
    task = town()
    found = replan(task, by_greedy(task), today=0, seconds=2)
    first = by_solvers(task, seconds=2, workers=1)
    assert first.bound < basis(task).bound.value - 1
    assert (found.kept.bound, found.plan.promised_bound) == (first.bound, first.promised_bound)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from((0.4, 2.0, 6.0, 40.0)), st.integers(-2, 4))
def test_only_what_is_announced_binds_a_new_plan_and_counts_for_fairness(seed: int, people: float, today: int) -> None:
    whole = town(homes=())
    places = tuple(
        replace(one, unit=unit, remaining=people * (1 + number))
        for number, (one, unit) in enumerate(zip(whole.places, ("U1", "U2"), strict=True))
    )
    task = replace(whole, pools=(replace(whole.pools[0], units=("U1", "U2")),), places=places)
    # The planner holds one session a day at a place, in halves or whole.
    old = counted(task, tuple({(s.place, s.day): s for s in random_plan(task, seed).sessions}.values()))
    bound = {(s.place, s.day, s.shift) for s in old.sessions if s.day >= today and announced(s.expected)}
    found = replan(task, old, today=today, seconds=1)
    for plan in (found.plan, found.kept, by_greedy(task)):
        judged = from_today(task, today, old) if plan.engine != "greedy" else task
        assert check(judged, plan) == []
        assert all(announced(s.expected) or (s.place, s.day, s.shift) in bound for s in plan.sessions)
        reached = dict.fromkeys(("U1", "U2"), 0.0)
        for one in plan.sessions:
            reached["U1" if one.place == "A" else "U2"] += one.expected if announced(one.expected) else 0.0
        low = {place.unit for place in places if reached[place.unit] < task.params.fairness_floor * place.remaining}
        assert {one.unit for one in plan.left_behind} == low
    frozen = {key for key in bound if key[1] <= today + 2}
    assert frozen <= {(s.place, s.day, s.shift) for s in found.plan.sessions}
    assert {(x.place, x.before.day, x.before.shift) for x in found.lines if x.before} == bound


def test_a_kit_that_stood_where_nobody_was_told_goes_where_somebody_comes() -> None:
    whole = town(kits=(Kit("K1"),), homes=())
    first, second = whole.places
    # Half a person a day was expected at the first: the kit stood there in the plan only.
    task = replace(whole, places=(replace(first, remaining=1.5), replace(second, remaining=60.0)))
    old = counted(task, tuple(Session("K1", "A", day, Shift.AM, 0.0) for day in range(5)))
    found = replan(task, old, today=0, seconds=1)
    assert found.worth
    assert {s.place for s in found.plan.sessions} == {"B"}
    assert all(line.before is None for line in found.lines)


def test_before_the_first_day_the_days_between_are_counted() -> None:
    old = replace(OLD, sessions=tuple(s for s in OLD.sessions if s.day < 3), routes=())
    far = tuple(replace(place, remaining=0.0) for place in INSTANCE.places)
    kept = replan(replace(INSTANCE, homes=(), places=far), old, today=-1, seconds=1).plan
    soon = {(s.place, s.day) for s in old.sessions if s.day <= 1}
    assert soon and {(s.place, s.day) for s in kept.sessions if s.day <= 1} == soon


def test_who_was_not_met_is_visited_again_and_who_is_done_is_not() -> None:
    homes = town().homes
    task = town(homes=(*homes, replace(homes[0], code="H2")))
    old = by_greedy(replace(task, days=1, places=()))
    assert {stop.home for route in old.routes for stop in route.stops} == {"H1", "H2"}
    again = replan(task, old, today=1, seconds=1, visited={"H2"}).plan
    assert {stop.home for route in again.routes for stop in route.stops} == {"H1"}
