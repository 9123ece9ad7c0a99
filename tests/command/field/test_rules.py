"""What the room decides without a database: turnout learned, tasks made of rows, deeds of an approval."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.command.field.given import inputs
from toandan.command.field.rules import carrying, figures, tasks, turnout
from toandan.command.field.rules.carrying import Deed, Standing, Wanted
from toandan.command.field.words import FIRST_PARAMETERS, HomeIn, Yield
from toandan.ground.routing import planner
from toandan.ground.routing.finishing import Finish
from toandan.ground.routing.words import Reason

DAY = date(2023, 6, 5)
rates = st.floats(0.02, 0.9)
sessions = st.lists(
    st.builds(
        Yield, st.just("hall"), st.sampled_from(["H1", "H2"]), st.just(DAY), st.sampled_from(["AM", "PM", "DAY"]),
        st.floats(1, 500), st.floats(0, 200), st.floats(1, 60),
    ),
    max_size=12,
)  # fmt: skip


def session(served: float, *, remaining: float = 100, most: float = 60, place: str = "H1") -> Yield:
    return Yield("hall", place, DAY, "AM", remaining, served, most)


@given(sessions, rates, st.floats(0.5, 50))
def test_a_rate_lies_between_the_guess_and_what_was_seen(past: list[Yield], guess: float, prior: float) -> None:
    came = sum(min(one.served, one.most) for one in past)
    expected = sum(min(turnout.expectation(guess, one), one.most) for one in past)
    found = turnout.drawn(past, guess, prior=prior)
    seen = min(turnout.MOST, guess * came / expected) if expected else guess
    assert min(guess, seen) - 1e-9 <= found <= max(guess, seen) + 1e-9


@given(sessions, rates, st.floats(1, 60))
def test_who_comes_never_lowers_a_rate_and_more_sessions_alike_draw_nearer(
    past: list[Yield], guess: float, more: float
) -> None:
    before = turnout.drawn(past, guess, prior=8)
    raised = [replace(one, served=one.served + more) for one in past]
    assert turnout.drawn(raised, guess, prior=8) >= before - 1e-12
    assume(past)
    far = abs(turnout.drawn(past, guess, prior=0) - before)
    assert abs(turnout.drawn(past, guess, prior=0) - turnout.drawn(past * 5, guess, prior=8)) <= far + 1e-9


def test_no_session_leaves_the_guess_and_a_full_one_does_not_lower_it() -> None:
    assert turnout.learn([], {"hall": 0.3}, prior=8).of("H1", "hall") == 0.3
    full = turnout.drawn([session(20, remaining=400, most=20)] * 10, 0.3, prior=8)
    assert full == pytest.approx(0.3)
    empty = turnout.drawn([session(5, remaining=100)] * 50, 0.3, prior=8)
    assert 0.05 < empty < 0.06


def test_a_place_is_drawn_to_its_kind_and_kinds_nobody_guessed_have_one_too() -> None:
    past = [session(30), session(30), session(10, place="H2")]
    learned = turnout.learn(past, {"hall": 0.2, "other": 0.4}, prior=8)
    assert learned.of("H2", "hall") < learned.of("H9", "hall") < learned.of("H1", "hall")
    assert learned.of("M1", "market") == 0.4


def test_rows_become_a_task_that_the_planner_plans() -> None:
    found = inputs()
    assert tasks.faults(found) == []
    task = tasks.task(tasks.written(found))
    assert task.params.capacity_share == FIRST_PARAMETERS["capacity_share"]
    plan = planner.by_greedy(task)
    assert plan.homes_served == 3
    assert plan.value <= plan.bound


def test_what_is_wrong_is_named_by_its_item() -> None:
    found = inputs()
    office = found.places[0]
    bad = {
        ("no_coordinates", f"place {office.code}"): {"places": (replace(office, latitude=None), *found.places[1:])},
        ("overlap", f"place {office.code}"): {"places": (replace(office, open=((0, "DAY"), (0, "PM"))),)},
        ("past", "plan"): {"today": found.days},
        ("no_kits", "plan"): {"pools": tuple(replace(pool, kits=()) for pool in found.pools)},
        ("nothing", "plan"): {"places": (), "homes": ()},
    }
    for (wrong, item), change in bad.items():
        assert [(one.wrong, one.item) for one in tasks.faults(replace(found, **change))][:1] == [(wrong, item)]


def test_a_home_nobody_can_reach_is_left_with_its_reason() -> None:
    found = inputs()
    far = HomeIn("FAR", "T", found.places[0].unit, 19.0, 105.0, 20, 3, 0, 4, "any")
    task = tasks.task(tasks.written(replace(found, homes=(*found.homes, far))))
    assert [(one.home, one.reason) for one in planner.by_greedy(task).homes_left] == [("FAR", Reason.TOO_FAR)]


def test_figures_tell_bounds_by_day_and_what_turnout_and_floor_do() -> None:
    task = tasks.task(tasks.written(inputs()))
    plan = planner.by_greedy(task)
    told = figures.figures(task, plan, target=plan.value / 2)
    assert told["bounds"] == sorted(told["bounds"])
    assert told["reach"][-1] == pytest.approx(plan.value, abs=0.2)
    assert all(reached <= most + 0.1 for reached, most in zip(told["reach"], told["bounds"], strict=True))
    low, mid, high = (one["value"] for one in told["turnout"])
    assert low < mid < high
    assert told["finish"]["least"] <= told["finish"]["days"] <= task.days
    # What this very plan reaches was reached, whatever other plans were tried for it.
    target = int(plan.value)
    met = figures.finished(Finish(target, None, None, None), told["reach"])["days"]
    assert met is not None and told["reach"][met - 1] >= target > told["reach"][met - 2]
    assert sum(row["visited"] for row in told["units"]) == plan.homes_served
    free, floored = (figures.at_floor(task, "T", floor) for floor in (0.0, 0.3))
    assert free["value"] >= floored["value"] - 0.1
    assert not floored["behind"]


days = st.integers(0, 2).map(lambda n: DAY + timedelta(days=n))
keyed = st.lists(
    st.tuples(st.sampled_from(["A", "B"]), days, st.sampled_from(["AM", "PM", "DAY"]), st.sampled_from(["K1", "K2"])),
    max_size=7,
)


def feasible(rows: list[tuple[str, date, str, str]]) -> list[tuple[str, date, str, str]]:
    """Return those of the sessions that leave no kit and no place taken twice."""
    taken: set[tuple[str, str, date, int]] = set()
    found = []
    for place, day, shift, kit in rows:
        slots = set(carrying._slots(Wanted(place, kit, day, shift, 10)))
        if not slots & taken:
            taken |= slots
            found.append((place, day, shift, kit))
    return found


@given(keyed, keyed)
def test_deeds_turn_what_stands_into_what_is_wanted_and_each_finds_its_kit_and_place_free(
    before: list[tuple[str, date, str, str]], after: list[tuple[str, date, str, str]]
) -> None:
    before, after = feasible(before), feasible(after)
    standing = [Standing(f"S{n}", place, kit, day, shift) for n, (place, day, shift, kit) in enumerate(before)]
    wanted = [Wanted(place, kit, day, shift, 10) for place, day, shift, kit in after]
    now: dict[str, Standing | Wanted] = {one.code: one for one in standing}
    for number, step in enumerate(carrying.steps(standing, wanted)):
        code = step.standing.code if step.standing else f"N{number}"
        now.pop(code, None)
        if step.wanted is not None:
            others = {slot for one in now.values() for slot in carrying._slots(one)}
            assert not others & set(carrying._slots(step.wanted))
            now[code] = step.wanted if step.deed is not Deed.KEEP else step.standing or step.wanted
    ends = sorted((one.place, one.day, one.shift, one.kit) for one in now.values())
    assert ends == sorted(after)
    if sorted(before) == sorted(after):
        assert {step.deed for step in carrying.steps(standing, wanted)} <= {Deed.KEEP}
