"""The judge: what is right passes, and every broken rule is named."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.ground.routing.towns import counted, home, town
from toandan.ground.routing.checking import Breach, check
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import by_greedy
from toandan.ground.routing.words import HomeLeft, Instance, Kit, Loan, Plan, Reason, Route, Session, Shift, Stop


def sessions(*rows: tuple[str, str, int, Shift]) -> Plan:
    plan = counted(town(), tuple(Session(kit, place, day, shift, 0.0) for kit, place, day, shift in rows))
    return replace(plan, homes_left=(HomeLeft("H1", Reason.NO_TIME),))


def visiting(arrive: float, leave: float, *, day: int = 0, kit: str = "K1") -> Plan:
    """A visit of H1, twenty-odd minutes from the base."""
    empty = replace(sessions(), homes_left=())
    route = Route(kit, day, (Stop("H1", arrive, leave),), 2 * 12.007)
    return replace(empty, routes=(route,), homes_served=1, home_weight=4.0, value=4.0)


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
        (lambda plan: replace(plan, routes=plan.routes[1:]), Breach.NOT_TOLD),
        (lambda plan: replace(plan, routes=(*plan.routes, plan.routes[0])), Breach.VISITED_TWICE),
        (lambda plan: replace(plan, loans=(Loan("K00000", "P000", "P000", 0, 3),)), Breach.LOAN),
    ],
)
def test_a_plan_that_lies_is_rejected(lie: Callable[[Plan], Plan], wrong: Breach) -> None:
    instance: Instance = invent("S", 1)
    assert wrong in {one.breach for one in check(instance, lie(by_greedy(instance)))}
