"""Addresses of before a merger: whoever lived at home still does, others are notified where that is now."""

from uuid import uuid4

import pytest

from tests.command.reorganisation.mapping import DIVIDED, NOW, ON, WHOLE, new, old, reorganise, usual
from tests.work.movements.conftest import DUE, settle
from tests.work.movements.conftest import NOW as THEN
from tests.work.movements.people import officer
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Obstacle, Residence
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.movements import operations, queries
from toandan.work.movements.operations import UnableToDrawUp
from toandan.work.movements.words import Fault, Grouping, Kind, Report, Wish

pytestmark = pytest.mark.django_db
BESIDE = "00004"
"""Trúc Bạch goes wholly to Ba Đình, which bears its code."""

PARTED = "00091"
"""Phú Thượng was divided, and a part of it went to Hồng Hà."""


def chosen(unit, **more):
    with reading(the_house()):
        found = queries.candidates(low=unit, high=unit, on=NOW.date(), **more)
        return {one.person_id: one.target for one in found}


def counted(unit):
    with reading(the_house()):
        return queries.how_many(low=unit, high=unit, on=NOW.date())


def lists(unit, wishes, **more):
    return operations.draw_up(
        actor=officer(unit), now=NOW, sender=unit, wishes=wishes, reason="sống ở nơi khác", client_key=uuid4(),
        grouping=Grouping.COMMUNE, **more,
    )  # fmt: skip


def lines(made):
    with reading(the_house()):
        return {one.person_id: (one.target, one.residence) for number in made for one in queries.lines(number)}


def test_the_rule_names_who_lives_elsewhere_and_nobody_else():
    home, unknown, parted = (settle(present_unit=place) for place in (old(WHOLE[0]), None, old(PARTED)))
    away = settle(present_unit=old(BESIDE), permanent_unit=old(BESIDE))
    lodger = settle(present_unit=old(BESIDE), permanent_unit=old(WHOLE[0]))
    reorganise(usual())
    here, there = new(WHOLE[1]), new(BESIDE)
    assert chosen(here) == {away: there, lodger: there}
    assert counted(here) == 2
    made = lists(here, [Wish(away), Wish(lodger)])
    assert lines(made) == {away: (there, Residence.PERMANENT), lodger: (there, Residence.TEMPORARY)}
    for person in (home, parted):
        with pytest.raises(UnableToDrawUp) as said:
            lists(here, [Wish(person)])
        assert [one.fault for one in said.value.findings] == [Fault.OWN_UNIT]
    with pytest.raises(UnableToDrawUp):
        operations.notify(actor=officer(here), now=NOW, sender=here, person=unknown, client_key=uuid4())


def test_an_obstacle_and_one_step_lead_to_the_same_list():
    home, away, other = (
        settle(DUE.but(obstacle=Obstacle.ABSENT), present_unit=old(at)) for at in ("00001", "00004", "00004")
    )
    reorganise(usual())
    here, there = new(WHOLE[1]), new(BESIDE)
    assert chosen(here, obstacle=Obstacle.ABSENT) == {home: None, away: there, other: there}
    (made,) = lists(here, [Wish(away)])
    assert operations.notify(actor=officer(here), now=NOW, sender=here, person=other, client_key=uuid4()) == made
    assert set(lines([made])) == {away, other}
    operations.send(actor=officer(here), now=NOW, list_id=made, client_key=uuid4())
    done = operations.accept(actor=officer(there), now=NOW, list_id=made, persons=[away], client_key=uuid4())
    assert done.done == 1


def test_a_named_commune_of_before_is_led_on_where_it_went_whole():
    person, other = settle(), settle()
    reorganise(usual())
    here = new(WHOLE[1])
    assert lines(lists(here, [Wish(person, old(BESIDE))]))[person][0] == new(BESIDE)
    with pytest.raises(UnableToDrawUp) as said:
        lists(here, [Wish(other, old(DIVIDED[0]))])
    assert [one.fault for one in said.value.findings] == [Fault.RECEIVER_ENDED]


def test_people_of_a_divided_unit_live_at_home_in_whichever_part_they_came_to():
    code, (main, part) = DIVIDED
    here, away, waits = (settle(code=code, present_unit=old(at)) for at in (code, BESIDE, code))
    far = settle(present_unit=old(code), permanent_unit=old(code))
    reorganise(usual(), people=f"person,new_code\n{here},{part}\n{away},{part}\n".encode())
    assert chosen(new(part)) == {away: new(BESIDE)}
    assert chosen(old(code)) == {}, "whoever no rule has decided about lives where they did"
    with reading(the_house()):
        row, (stands,) = people.person(waits), ledger.standings([waits])
        assert queries.serving(unit=old(code), person=row, stands=stands, on=ON).allowed
    assert chosen(new(WHOLE[1])) == {far: new(main)}
    assert lines(lists(new(WHOLE[1]), [Wish(far)])) == {far: (new(main), Residence.PERMANENT)}


def test_who_is_undecided_is_notified_where_their_place_went_when_nobody_is_left_there():
    code, (_main, part) = DIVIDED
    away, near, still, own = (settle(code=code, present_unit=old(at)) for at in (BESIDE, part, WHOLE[0], code))
    for at in (BESIDE, part):
        settle(code=at)
    assert chosen(old(code)) == {away: old(BESIDE), near: old(part), still: old(WHOLE[0])}
    reorganise(usual() + f"\n{BESIDE},{BESIDE},full,,\n{part},{part},full,,".encode())
    # Ngọc Khánh went to one of the parts they may belong to themselves; nobody was led away from Phúc Xá.
    assert chosen(old(code)) == {away: new(BESIDE), near: None, still: old(WHOLE[0])}
    assert set(lines(lists(old(code), [Wish(away)])).values()) == {(new(BESIDE), Residence.TEMPORARY)}
    assert own not in chosen(old(code))


def test_who_had_left_comes_back_to_what_their_unit_became():
    gone, _stays = settle(), settle()
    told = {"reason": "gia đình báo", "evidence": "Giấy 12/2023"}

    def record(kind, day):
        report = Report(occurred_on=day.date(), reported_on=day.date(), **told)
        return operations.record(actor=the_house(), now=day, kind=kind, person=gone, report=report, client_key=uuid4())

    record(Kind.DEPARTURE, THEN)
    reorganise(usual())
    made = record(Kind.RETURN, NOW)
    with reading(the_house()):
        (stands,) = ledger.standings([gone])
    assert (stands.unit_no, made.unit) == (new(WHOLE[1]), new(WHOLE[1]))


def test_before_a_reform_is_carried_out_all_units_are_those_of_before():
    home, away = settle(present_unit=old(WHOLE[0])), settle(present_unit=old(BESIDE))
    here = old(WHOLE[0])
    assert chosen(here) == {away: old(BESIDE)}
    assert lines(lists(here, [Wish(away)])) == {away: (old(BESIDE), Residence.TEMPORARY)}
    assert home not in chosen(here)
