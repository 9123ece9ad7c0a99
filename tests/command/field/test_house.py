"""From the house's own rooms to the day: a plan is announced, a kit breaks, the rest is planned anew, people come."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.command.field.town import DAYS, NOW, TODAY, build
from toandan.command.field import operations, queries
from toandan.command.field.operations import UnableToPlan
from toandan.command.field.words import RunState
from toandan.ground.kernel.days import days_off
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations as sessions
from toandan.work.sessions import queries as held
from toandan.work.sessions.words import Held, Kind, NewSession, Outcome, Shift, State

pytestmark = pytest.mark.django_db


def test_a_plan_is_gathered_announced_planned_anew_after_a_fault_and_carried_out() -> None:
    town = build()
    row = town.planned()
    with reading(town.district):
        inputs = queries.gather(unit=town.unit, first_day=TODAY, days=DAYS, now=NOW)
        place = inputs.places[0]
        one = queries.expected(place.code, Kind.ENROLMENT, TODAY, Shift.DAY, now=NOW)
        every = queries.expected(place.code, Kind.ACTIVATION, TODAY, Shift.AM, now=NOW)
    assert (one, every) == (round(place.remaining * (1 - (1 - place.turnout) ** 2)), 0)
    assert {place.remaining for place in inputs.places} == {60, 30}, "who is homebound comes to no session"
    assert [home.weight for home in inputs.homes] == [5.0]
    assert row.head.homes == 1 and row.plan["sessions"]
    assert row.instance["params"]["capacity_share"] == 0.85
    town.approved(row)
    wanted = {(one["place"], one["kit"], one["day"], one["shift"]) for one in row.plan["sessions"]}
    stand = {(one.place, one.kit, (one.day - TODAY).days, one.shift.value) for one in town.stand()}
    assert stand == wanted
    assert {one.plan for one in town.stand()} == {str(row.head.version_id)}
    with reading(town.district):
        (route,) = held.routed([town.unit], TODAY, DAYS)
    assert [stop.home for stop in route.stops] == [home.code for home in inputs.homes]

    used = max((one.kit for one in town.stand()), key=lambda kit: sum(one.kit == kit for one in town.stand()))
    begun = next(one for one in town.stand() if one.kit != used and one.day == TODAY)
    sessions.open_session(actor=town.district, now=NOW, code=begun.code, client_key=uuid4())
    late = town.planned()
    town.breaks(used)
    with pytest.raises(UnableToPlan, match="kit_gone"):
        town.approved(late)
    run = operations.ask_again(
        actor=town.district, now=NOW, version=row.head.version_id, why=f"{used} hỏng", client_key=uuid4()
    )  # fmt: skip
    anew = town.version(town.worked(run).version or 0)
    town.approved(anew)
    assert used not in {one.kit for one in town.stand()}
    wanted = {(one["place"], one["kit"], one["day"], one["shift"]) for one in anew.plan["sessions"]}
    assert {(one.place, one.kit, (one.day - TODAY).days, one.shift.value) for one in town.stand()} == wanted
    with reading(town.district):
        assert {one.kit for one in held.routed([town.unit], TODAY, DAYS)} == {kit for kit in town.kits if kit != used}

    code = next(one for one in town.stand() if one.state is State.PLANNED)
    then = NOW + (code.day - TODAY)
    before = queries_actual(town, anew.head.version_id, code.day)
    sessions.open_session(actor=town.district, now=then, code=code.code, client_key=uuid4())
    sessions.close_session(actor=town.district, now=then, code=code.code, collected=7, client_key=uuid4())
    assert queries_actual(town, anew.head.version_id, code.day)[-1] == (before[-1] if before else 0) + 7
    with reading(town.district):
        later = queries.gather(unit=town.unit, first_day=TODAY, days=DAYS, now=then + timedelta(days=1))
    # What is held beside every plan had a kit that no plan had: it is no part of what a plan is bound by.
    reached = queries_actual(town, anew.head.version_id, code.day)
    beside = NewSession(code.kind, code.place, "KIT-Z", code.day, code.shift, 5)
    sessions.keep_held(
        actor=town.district, now=then + timedelta(days=1), held=[Held(beside, 9, 5)], reason="ghi lại",
        client_key=uuid4(),
    )  # fmt: skip
    assert queries_actual(town, anew.head.version_id, code.day) == reached
    learned = {place.code: place.turnout for place in later.places}
    assert learned[code.place] != inputs.places[0].turnout


def queries_actual(town, version: int, today) -> list[float]:  # type: ignore[no-untyped-def]
    with reading(town.district):
        return queries.actual(queries.version(version), today=today)


def test_where_less_than_one_person_is_expected_nothing_is_announced() -> None:
    town = build(kits=1, many=(60, 4))
    row = town.planned()
    town.approved(row)
    # Of four people half a one comes on half a day, and less than one on a whole day.
    assert {one["place"] for one in row.plan["sessions"]} == {f"TS-{town.wards[0]}"}
    assert [one["unit"] for one in row.plan["left_behind"]] == [str(town.wards[1])]
    assert len(town.stand()) == len(row.plan["sessions"])


def test_outcomes_decide_who_is_visited_on_a_route_that_stands_and_by_plans_to_come() -> None:
    town = build(kits=1)
    row = town.planned()
    town.approved(row)
    (home,) = [one["code"] for one in row.instance["homes"]]
    (day,) = [TODAY + timedelta(days=one["day"]) for one in row.plan["routes"]]
    told = {"actor": town.ward, "now": NOW, "home": home, "day": TODAY}
    sessions.visit(outcome=Outcome.ABSENT, client_key=uuid4(), **told)  # type: ignore[arg-type]
    with reading(town.district):
        inside = queries.gather(unit=town.unit, first_day=TODAY, days=DAYS, now=NOW)
        after = queries.gather(unit=town.unit, first_day=day + timedelta(days=1), days=DAYS, now=NOW)
    assert [one.code for one in inside.homes] == [home], "what is planned for its own days is planned anew"
    assert after.homes == (), "somebody is on the way to the home already"
    late = town.planned()
    sessions.visit(outcome=Outcome.DONE, client_key=uuid4(), **told)  # type: ignore[arg-type]
    with reading(town.district):
        (stands,) = held.routed([town.unit], TODAY, DAYS)
    assert stands.stops == (), "who is done is driven to no more"
    # Somebody was met between the plan and its approval: the day of visits is announced without them.
    town.approved(late)
    with reading(town.district):
        assert [stop for one in held.routed([town.unit], TODAY, DAYS) for stop in one.stops] == []


def test_without_a_kit_that_works_the_plan_says_so_and_nothing_is_kept() -> None:
    town = build(kits=1)
    town.breaks(*town.kits)
    done = town.worked(town.asked())
    assert (done.state, [one.wrong for one in done.faults], done.version) == (RunState.FAILED, ["no_kits"], None)


def test_what_was_announced_by_hand_is_left_and_planned_around() -> None:
    town = build(kits=1)
    (kit,) = town.kits
    place = f"TS-{town.wards[0]}"
    hand = NewSession(Kind.ENROLMENT, place, kit, TODAY, Shift.AM, 20)
    told = {"actor": town.district, "now": NOW, "plan": "Công văn 12", "client_key": uuid4()}
    code = sessions.announce(session=hand, **told)  # type: ignore[arg-type]
    row = town.planned()
    assert all(one["day"] > 0 for one in row.plan["sessions"])
    town.approved(row)
    town.approved(town.planned())
    assert code in {one.code for one in town.stand()}


def test_holidays_and_each_kits_day_of_rest_are_no_days_of_work() -> None:
    town = build()
    with reading(town.district):
        inputs = queries.gather(unit=town.unit, first_day=TODAY, days=14, now=NOW)
    off = {(day - TODAY).days for day in days_off(TODAY, TODAY + timedelta(days=13))}
    for _serial, free in inputs.pools[0].kits:
        assert off <= set(free)
        assert len(set(free) - off) in (1, 2)
