"""Plans with solvers: they keep every rule, are never worse than the greedy one, and fall back to it."""

import time
from concurrent.futures import Future
from dataclasses import replace
from itertools import count

import pytest

from toandan.ground.routing import second, sessions
from toandan.ground.routing.assembling import assemble, part
from toandan.ground.routing.checking import check
from toandan.ground.routing.effort import BEGUN, PATIENCE, Effort, Ended
from toandan.ground.routing.improving import improve
from toandan.ground.routing.insertion import fits
from toandan.ground.routing.invent import invent
from toandan.ground.routing.parallel import Processes
from toandan.ground.routing.planner import basis, by_greedy, by_solvers
from toandan.ground.routing.pools import grounds


def test_solvers_need_fewer_days_for_the_same_homes_and_keep_every_rule_and_promise() -> None:
    instance = invent("S", 1)
    instance = replace(instance, homes=instance.homes[:120])
    on, ground = basis(instance), next(grounds(instance))
    plain = by_greedy(instance)
    # Seconds of this process, so that a machine full of others does not change what is found.
    draft, engine, *_ = improve(ground, on.items["P000"], seconds=3, clock=time.process_time)
    plan = assemble([replace(part(ground, draft), engine=engine)], (), on.bound, version="", seconds=0)
    assert check(instance, plan) == []
    assert (plan.engine, plan.homes_left, plan.left_behind) == ("highs+search", (), ())
    assert len(plan.routes) < len(plain.routes)
    assert plain.value < plan.value <= plan.bound


def test_pools_in_processes_of_their_own_are_planned_and_lend() -> None:
    instance = invent("M", 1, pools=2)
    few = {home.code for pool in instance.pools for home in [h for h in instance.homes if h.pool == pool.code][:60]}
    homes = tuple(home for home in instance.homes if home.code in few)
    instance = replace(instance, homes=homes, params=replace(instance.params, loans=True))
    plan = by_solvers(instance, seconds=4, workers=2)
    assert check(instance, plan) == []
    assert {session.place[:4] for session in plan.sessions} == {"P000", "P001"}
    assert plan.value >= by_greedy(instance).value


def test_work_that_is_to_stop_hands_over_what_it_has_found() -> None:
    whole = invent("S", 1)
    instance = replace(whole, homes=whole.homes[:25], params=replace(whole.params, loans=True))
    turns = count()
    plan = by_solvers(instance, seconds=None, workers=1, stop=lambda: next(turns) > 100)
    assert (plan.ended, check(instance, plan)) == (Ended.STOPPED, [])
    assert next(turns) < 200, "nobody who is to stop goes on searching"
    several = Processes(lambda: plan, (), 2, stop=lambda: True)
    several.running = {Future()}
    with pytest.raises(KeyboardInterrupt):
        next(iter(several))


def test_the_smallest_task_has_time_for_a_proof_and_small_ones_take_more_turns() -> None:
    assert Effort(1.0).part(0.3) == BEGUN and Effort(15.0).part(0.3) == pytest.approx(15 * PATIENCE * 0.3)
    small, large = (Effort(1.0, counted=True, homes=homes).turns for homes in (100, 600))
    assert small == 2 * large


def test_without_a_solver_the_greedy_plan_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError

    instance = invent("S", 1)
    monkeypatch.setattr(sessions, "solve", broken)
    plan, plain = by_solvers(instance, seconds=1, workers=1), by_greedy(instance)
    assert (plan.engine, plan.value, plan.sessions) == ("greedy", plain.value, plain.sessions)


def test_a_floor_that_is_asked_for_is_kept_and_costs_something() -> None:
    instance = invent("S2", 1)
    ground = next(grounds(instance))
    fair = replace(ground, params=replace(ground.params, fairness_floor=0.15))
    free = replace(ground, params=replace(ground.params, fairness_floor=0.0))
    visits = ground.kit_days * 0
    found = [sessions.solve(one, seconds=3, visits=visits, gap=0.02) for one in (free, fair)]
    assert found[0] is not None
    assert found[1] is not None
    assert found[1].bound < found[0].bound <= basis(instance).items["P000"].best(78.0) + 1


def test_the_second_engine_drives_days_that_can_be_driven() -> None:
    pytest.importorskip("pyvrp")
    ground = next(grounds(invent("S", 1)))
    homes = range(60)
    routes = second.drive(ground, [3, 3, 8], homes, seconds=1)
    stops = [home for _day, route in routes for home in route]
    assert [day for day, _route in routes] == [3, 3, 8]
    assert len(stops) == len(set(stops)) > 30
    assert all(ground.may()[home, day] for day, route in routes for home in route)
    assert all(fits(ground, route) for _day, route in routes)
