"""Bodies outside the police: a number of their territory's own, which no unit of people ever has."""

from itertools import pairwise

import pytest

from tests.record.people.conftest import TODAY, unit_of
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import acting
from toandan.record.units import operations, queries
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db


def add(code: str, at: str = "00001", kind: str = "hospital", actor: Actor | None = None) -> int:
    by = actor or the_house()
    with acting(by):
        return operations.add_body(
            actor=by, code=code, kind=kind, name_vi="Bệnh viện Thử", name_en="", territory=unit_of(at)
        )


def test_numbers_of_bodies_lie_in_their_territory_and_never_touch() -> None:
    numbers = [add(f"BV-{i}") for i in range(9)]
    home = queries.by_number(unit_of("00001"))
    assert all(home.number < n < home.last for n in numbers)
    assert min(b - a for a, b in pairwise(numbers)) >= 2
    with pytest.raises(operations.UnableToAddBody) as error:
        add("BV-9")
    assert error.value.code == "no_room"


def test_a_body_is_a_place_for_posts_and_no_unit_of_the_tree() -> None:
    number = add("BV-1")
    assert queries.is_body(number) and not queries.is_body(unit_of("00001"))
    place = queries.by_number(number)
    assert (place.level, place.number, place.last) == (UnitLevel.BODY, number, number)
    assert queries.seat_of_post("BV-1", as_of=TODAY) == place
    assert number not in {unit.number for unit in queries.descendants(unit_of("001"))}
    with pytest.raises(queries.UnitUnknown):
        queries.by_code("BV-1", as_of=TODAY)


def test_a_unit_asks_bodies_of_its_own_branch() -> None:
    here, above, beside = add("BV-1"), add("TP-1", "001", "justice_office"), add("BV-2", "00004")
    assert {body.number for body in queries.bodies_for(unit_of("00001"))} == {here, above}
    assert {body.number for body in queries.bodies_for(unit_of("001"))} == {here, above, beside}


@pytest.mark.parametrize(("told", "code"), [({"kind": "x"}, "kind_unknown"), ({"code": " "}, "name_missing")])
def test_what_is_no_body_is_refused(told: dict[str, str], code: str) -> None:
    with pytest.raises(operations.UnableToAddBody) as error:
        add(**({"code": "BV-1"} | told))
    assert error.value.code == code


def test_the_same_code_is_one_body_and_elsewhere_it_is_taken() -> None:
    assert add("BV-1") == add("BV-1")
    with pytest.raises(operations.UnableToAddBody):
        add("BV-1", "00004")


def test_it_needs_the_word() -> None:
    at = queries.by_number(unit_of("00001"))
    nobody = Actor(5, "ai", at.number, (Grant(at.number, at.last, frozenset({"people.person.read"})),))
    with pytest.raises(NotAllowed):
        add("BV-1", actor=nobody)
