"""Planning anew: what is frozen stays, changes have a price, and every session's fate is told."""

from dataclasses import replace

import pytest

from toandan.ground.routing.checking import check
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import by_greedy
from toandan.ground.routing.replanning import Change, Replan, from_today, replan
from toandan.ground.routing.words import Instance, Kit, Plan

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
