"""The judge: what is right passes, and every broken rule is named."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.ground.routing.towns import counted, home, place, town
from toandan.ground.routing import plans
from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.faults import Unreadable
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import by_greedy
from toandan.ground.routing.refuting import refuted
from toandan.ground.routing.words import Behind, HomeLeft, Kit, Loan, Plan, Reason, Route, Session, Shift, Stop

TOWN = invent("S", 1)
PLAN = by_greedy(TOWN)


def sessions(*rows: tuple[str, str, int, Shift]) -> Plan:
    plan = counted(town(), tuple(Session(kit, place, day, shift, 0.0) for kit, place, day, shift in rows))
    return replace(plan, homes_left=(HomeLeft("H1", Reason.NO_TIME),))


def visiting(arrive: float, leave: float, *, day: int = 0, kit: str = "K1") -> Plan:
    """A visit of H1, twenty-odd minutes from the base."""
    empty = replace(sessions(), homes_left=())
    route = Route(kit, day, (Stop("H1", arrive, leave),), 2 * 12.007)
    return replace(empty, routes=(route,), homes_served=1, home_weight=4.0, value=4.0, bound=4.0)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_planners_own_plan_passes(seed: int) -> None:
    instance = invent("S", seed)
    assert check(instance, by_greedy(instance)) == []


def test_what_can_be_carried_out_passes() -> None:
    rows = (("K1", "A", 0, Shift.DAY), ("K2", "B", 0, Shift.AM), ("K2", "A", 1, Shift.PM))
    assert check(town(), replace(sessions(*rows), left_behind=())) == []
    assert [one.breach for one in check(town(), visiting(470, 485))] == [Breach.NOT_TOLD]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ((("K1", "A", 0, Shift.DAY), ("K2", "A", 0, Shift.PM)), Breach.DOUBLE_BOOKING),
        ((("K1", "A", 0, Shift.DAY), ("K1", "B", 0, Shift.PM)), Breach.TWO_PLACES),
    ],
)
def test_what_stands_at_two_places_or_twice_at_one_is_rejected(
    rows: tuple[tuple[str, str, int, Shift], ...], wrong: Breach
) -> None:
    assert wrong in {one.breach for one in check(town(), sessions(*rows))}


def test_a_closed_place_a_rest_day_and_strangers_are_rejected() -> None:
    plan = sessions(("K1", "A", 0, Shift.AM))
    shut = town()
    shut = replace(shut, places=tuple(replace(one, open=frozenset({1})) for one in shut.places))
    assert next(one.breach for one in check(shut, plan)) == Breach.CLOSED
    resting = town(kits=(Kit("K1", frozenset({0})), Kit("K2")))
    assert next(one.breach for one in check(resting, plan)) == Breach.REST_DAY
    assert check(town(kits=(Kit("K2"),)), plan)[0].breach == Breach.UNKNOWN
    assert check(replace(town(), days=0), plan)[0].breach == Breach.DAY_OUTSIDE


@pytest.mark.parametrize(
    ("arrive", "leave", "found", "wrong"),
    [
        (500, 515, home(shift=Shift.PM), Breach.WINDOW),
        (685, 700, home(shift=Shift.AM), Breach.WINDOW),
        (500, 515, home(first=1), Breach.WINDOW),
        (455, 470, home(), Breach.TOO_FAST),
        (500, 510, home(), Breach.TOO_FAST),
        (970, 985, home(), Breach.DAY_TOO_LONG),
    ],
)
def test_a_visit_that_misses_its_window_or_cannot_be_driven_is_rejected(
    arrive: float, leave: float, found: object, wrong: Breach
) -> None:
    instance = town(homes=(found,))  # type: ignore[arg-type]
    assert wrong in {one.breach for one in check(instance, visiting(arrive, leave))}


def test_a_route_and_a_session_of_one_kit_on_one_day_are_rejected() -> None:
    both = replace(visiting(470, 485), sessions=sessions(("K1", "A", 0, Shift.AM)).sessions)
    assert Breach.TWO_PLACES in {one.breach for one in check(town(), both)}


def _lie_about_people(plan: Plan) -> Plan:
    first, *others = plan.sessions
    return replace(plan, sessions=(replace(first, expected=first.expected + 5), *others))


@pytest.mark.parametrize(
    ("lie", "wrong"),
    [
        (_lie_about_people, Breach.EXPECTED),
        (lambda plan: replace(plan, value=plan.value + 1), Breach.FIGURE),
        (lambda plan: replace(plan, bound=plan.value / 2), Breach.FIGURE),
        (lambda plan: replace(plan, bound=1e6, gap_pct=99.8), Breach.FIGURE),
        (lambda plan: replace(plan, gap_pct=0.1), Breach.FIGURE),
        (lambda plan: replace(plan, promised_bound=plan.value - 1), Breach.FIGURE),
        (lambda plan: replace(plan, promised_bound=plan.bound + 1), Breach.FIGURE),
        (lambda plan: replace(plan, left_behind=(Behind("U00000", 0.01),)), Breach.FALSELY_TOLD),
        (lambda plan: replace(plan, left_behind=(Behind("nowhere", 0.01),)), Breach.UNKNOWN),
        (lambda plan: replace(plan, homes_left=(HomeLeft("P000-H0000", Reason.NO_TIME),)), Breach.FALSELY_TOLD),
        (lambda plan: replace(plan, homes_left=(HomeLeft("nobody", Reason.NO_TIME),)), Breach.UNKNOWN),
        (lambda plan: replace(plan, routes=(*plan.routes, Route("K00000", 3, (), 0.0))), Breach.EMPTY),
        (lambda plan: replace(plan, loans=(Loan("K00000", "P000", "P000", 0, 10**9),)), Breach.LOAN),
        (lambda plan: replace(plan, routes=plan.routes[1:]), Breach.NOT_TOLD),
        (lambda plan: replace(plan, routes=(*plan.routes, plan.routes[0])), Breach.VISITED_TWICE),
        (lambda plan: replace(plan, loans=(Loan("K00000", "P000", "P000", 0, 3),)), Breach.LOAN),
    ],
)
def test_a_plan_that_lies_is_rejected(lie: Callable[[Plan], Plan], wrong: Breach) -> None:
    assert wrong in {one.breach for one in check(TOWN, lie(PLAN))}


@pytest.mark.parametrize(
    ("reason", "breaches"),
    [(Reason.NO_TIME, set()), (Reason.TOO_FAR, {Breach.FALSELY_TOLD}), (Reason.NO_KIT, {Breach.FALSELY_TOLD})],
)
def test_the_reason_why_somebody_is_left_out_must_be_true(reason: Reason, breaches: set[Breach]) -> None:
    told = replace(sessions(), homes_left=(HomeLeft("H1", reason),), left_behind=(Behind("U1", 0.0),), gap_pct=100.0)
    assert {one.breach for one in check(town(), replace(told, bound=200.0))} == breaches


@pytest.mark.parametrize("field", ["bound", "promised_bound"])
def test_a_bound_below_what_another_plan_is_worth_is_refuted(field: str) -> None:
    worse = replace(PLAN, **{field: PLAN.value - 1})
    assert [one.values for one in refuted(TOWN, worse)] == [{"field": field}]
    assert list(refuted(TOWN, PLAN)) == []


@pytest.mark.parametrize(
    ("change", "item"),
    [
        (lambda p: p["sessions"][2].update(expected=float("nan")), "sessions no. 3"),
        (lambda p: p["sessions"][2].update(day=1.5), "sessions no. 3"),
        (lambda p: p["sessions"][2].update(day=10**400), "sessions no. 3"),
        (lambda p: p["sessions"][2].update(kit=["K00000"]), "sessions no. 3"),
        (lambda p: p["sessions"][2].update(expcted=p["sessions"][2].pop("expected")), "sessions no. 3"),
        (lambda p: p["routes"][0]["stops"][0].update(arrive_min=float("inf")), "routes no. 1"),
        (lambda p: p.update(sesions=p.pop("sessions")), "plan"),
        (lambda p: p.update(value=float("nan")), "plan"),
        (lambda p: p.update(routes={}), "plan"),
        (lambda p: p["homes_left"].append({"home": "H", "reason": "tired"}), "homes_left no. 1"),
    ],
)
def test_a_plan_with_a_slip_is_not_read(change: Callable[[dict[str, Any]], Any], item: str) -> None:
    found = json.loads(json.dumps(plans.plain(PLAN)))
    change(found)
    with pytest.raises(Unreadable) as told:
        plans.read(json.dumps(found))
    assert told.value.faults[0].item == item


@pytest.mark.parametrize("turnout", [n / 1000 for n in range(3, 30, 2)])
def test_the_share_of_a_handful_of_people_may_be_rounded(turnout: float) -> None:
    few = replace(town(homes=()), places=(place("A", remaining=4, turnout=turnout),))
    assert {one.breach for one in check(few, by_greedy(few))} <= {Breach.FIGURE}, "sums as small as these are roundings"
