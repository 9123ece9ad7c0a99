"""Target bridges over a real ledger: they close at every unit, and name the right reason."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order
from toandan.command.campaign.queries import BoardUnknown
from toandan.command.campaign.words import MEASURES, BridgeStep, Measure
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY_14 = t.START + timedelta(days=13)


@pytest.fixture(autouse=True)
def order():
    return create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip


def bridge(code, since=t.START, until=DAY_14):
    with reading(the_house()):
        return queries.bridge(order="ML01", unit=t.unit(code), since=since, until=until)


def steps(found):
    return {step.value: people for step, people in found.steps.items() if people}


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_bridge_closes_at_every_unit_over_every_stretch(seed):
    town = t.lived_in(seed)
    target = MEASURES[Measure.CARD].target
    for code in ("01", "003", "004", "00091", "00094", "00118"):
        at = units.by_number(t.unit(code))
        for first, last in ((0, 13), (0, 0), (5, 9)):
            since, until = t.START + timedelta(days=first), t.START + timedelta(days=last)
            found = bridge(code, since, until)
            assert found.opening == town.count(at.number, at.last, target, since - timedelta(days=1))
            assert found.present == town.count(at.number, at.last, target, until)
            assert found.opening + sum(found.steps.values()) == found.present


def test_each_reason_stands_under_its_own_name():
    town = t.Town()
    here, there = t.unit("00091"), t.unit("00118")
    people = town.open(here, t.DUE, 10)
    children = town.open(here, t.CHILD, 3)
    neighbours = town.open(there, t.DUE, 5)
    day = t.START + timedelta(days=2)
    town.leave(t.Verb.DIED, day, people[:2])
    town.leave(t.Verb.EMIGRATED, day, people[2:3])
    town.move(t.Verb.HANDED_OVER, day, people[3:5], at=there)
    town.move(t.Verb.HANDED_OVER, day, neighbours[:4], at=here)
    town.move(t.Verb.CAME_OF_AGE, day, children[:2], state=t.DUE)
    town.move(t.Verb.CORRECTED, day, people[5:6], state=t.CHILD)
    town.open(here, t.DUE, 3, on=day, verb=t.Verb.REGISTERED)
    found = bridge("00091")
    assert (found.opening, found.present) == (10, 10 - 2 - 1 - 2 + 4 + 2 - 1 + 3)
    assert steps(found) == {"arrivals": 7, "departures": -3, "deaths": -2, "came_of_age": 2, "corrections": -1}
    assert found.verbs[BridgeStep.ARRIVALS] == {"handed_over": 4, "registered": 3}


def test_a_death_that_was_undone_counts_among_deaths():
    """Within one stretch it is nothing; in a later stretch it takes a death back; other ways back are corrections."""
    town = t.Town()
    here = t.unit("00091")
    people = town.open(here, t.DUE, 6)
    day, later = t.START + timedelta(days=2), t.START + timedelta(days=5)
    town.leave(t.Verb.DIED, day, people[:3])
    town.leave(t.Verb.EMIGRATED, day, people[3:5])
    back = (here, t.DUE)
    town.post(t.Verb.CORRECTED, later, [(person, t.WORLD, back) for person in people[:2]])
    town.post(t.Verb.CORRECTED, later, [(people[3], t.WORLD, back)])
    assert steps(bridge("00091")) == {"deaths": -1, "departures": -2, "corrections": 1}
    assert steps(bridge("00091", until=day)) == {"deaths": -3, "departures": -2}
    assert steps(bridge("00091", since=later)) == {"deaths": 2, "corrections": 1}
    assert bridge("00091").verbs[BridgeStep.DEATHS] == {"died": -1}
    assert bridge("003").present == bridge("00091").present == 6 - 3 - 2 + 2 + 1


def test_moves_inside_a_district_cancel_out_above_it():
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 6)
    town.move(t.Verb.HANDED_OVER, t.START, people[:4], at=t.unit("00094"))
    assert steps(bridge("00091")) == {"departures": -4}
    assert steps(bridge("00094")) == {"arrivals": 4}
    assert steps(bridge("003")) == {}


def test_work_on_the_same_people_moves_no_target():
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 6)
    town.serve(t.START, people)
    found = bridge("00091")
    assert (found.opening, steps(found), found.present) == (6, {}, 6)


def test_a_child_who_moves_away_was_never_in_the_target():
    town = t.Town()
    people = town.open(t.unit("00091"), t.CHILD, 2)
    town.move(t.Verb.HANDED_OVER, t.START, people, at=t.unit("00118"))
    assert steps(bridge("00091")) == {}


def test_a_bridge_runs_forwards():
    with pytest.raises(ValueError, match="before it begins"):
        bridge("00091", since=DAY_14, until=t.START)


@pytest.mark.parametrize(
    ("since", "until"), [(t.START, date(9999, 12, 31)), (date(1, 1, 1), DAY_14), (date(1, 1, 1), date(9999, 12, 31))]
)
def test_a_bridge_over_centuries_is_refused_before_anything_is_read(since, until):
    with pytest.raises(BoardUnknown):
        bridge("003", since, until)
