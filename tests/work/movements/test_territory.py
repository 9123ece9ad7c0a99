"""People of the own account who live elsewhere: not served on the way, served when they came, notified in one step."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from tests.record.journal.lines import every_line
from tests.record.people.conftest import unit_of
from tests.record.units.test_supports import sign
from tests.work.movements.conftest import DUE, NOW, police, settle
from tests.work.movements.test_dossier import collect, stands
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Residence
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ListsPermission, ListState

pytestmark = pytest.mark.django_db
HERE, THERE = "00001", "00091"


def lodger(code: str = THERE, **more: object) -> int:
    """Write down somebody whom Phúc Xá answers for and who lives under another unit."""
    return settle(present_unit=unit_of(code), **more)


def refused(actor: Actor, person: int, **more: object) -> operations.UnableToServe:
    with pytest.raises(operations.UnableToServe) as said:
        collect(actor, person, **more)
    return said.value


def notify(actor: Actor, person: int, **more: object) -> int:
    given: dict[str, object] = {"sender": actor.at, "client_key": uuid4()}
    return operations.notify(actor=actor, now=NOW, person=person, **(given | more))  # type: ignore[arg-type]


def on_list(actor: Actor, number: int) -> list[int]:
    with reading(actor):
        return sorted(line.person_id for line in queries.lines(number))


def test_who_lives_elsewhere_is_refused_with_the_way_out(ward: Actor) -> None:
    person = lodger()
    said = refused(ward, person)
    assert (said.code, said.field) == ("lives_elsewhere", "person")
    assert "Phú Thượng" in str(said.values["place"])
    assert said.facts == {"receiver": THERE, "receiver_unit": unit_of(THERE)}
    assert stands(ward, person) == DUE


def test_who_lives_here_or_nobody_knows_where_is_served(ward: Actor) -> None:
    for person in (lodger(HERE), settle()):
        collect(ward, person)
        assert stands(ward, person).card is Card.APPLIED


def test_the_territory_is_the_unit_s_that_takes_the_papers() -> None:
    """A district may serve whoever lives in another of its own wards; its ward may not."""
    district = police("001", officer=13)
    person = lodger("00004")
    assert refused(district, person, unit=unit_of(HERE)).code == "lives_elsewhere"
    collect(district, person)


def test_whoever_is_not_to_send_lists_is_told_of_no_receiver(ward: Actor) -> None:
    grants = tuple(replace(g, permissions=g.permissions - {ListsPermission.SEND.value}) for g in ward.grants)
    assert refused(replace(ward, grants=grants), lodger()).facts == {}


def test_the_officer_s_word_that_they_came_is_kept(ward: Actor) -> None:
    person = lodger()
    entry = collect(ward, person, in_person=True)
    assert stands(ward, person).card is Card.APPLIED
    with reading(the_house()):
        kept = ledger.entry(entry)
    assert "trực tiếp đến" in kept.evidence
    (line,) = [one for one in every_line() if one.verb == "movements.dossier.record"]
    assert line.detail["in_person"] is True
    collect(ward, settle())
    assert "in_person" not in [one for one in every_line() if one.verb == "movements.dossier.record"][-1].detail


def test_their_coming_opens_no_other_account() -> None:
    district = police("001", officer=13)
    said = refused(district, settle(code="00004"), unit=unit_of(HERE), in_person=True)
    assert (said.code, said.facts) == ("outside_territory", {})


def test_an_assignment_of_help_for_the_place_they_live_in_allows_it() -> None:
    """Phú Thượng helps Phúc Xá with its temporary residents; people of Phú Thượng who live there are such."""
    helper = police(THERE)
    stays, owns = (
        settle(code=THERE, present_unit=unit_of(HERE), permanent_unit=unit_of(home)) for home in (THERE, HERE)
    )
    assert refused(helper, stays).code == "lives_elsewhere"
    sign(the_house(), temporary_only=True)
    collect(helper, stays)
    assert refused(helper, owns).code == "lives_elsewhere"


@pytest.mark.parametrize(
    ("account", "home", "place"),
    [
        ("00004", "00004", None),
        ("00004", "00001", "00097"),
        ("00097", "00001", None),
        # Phú Thượng was divided, and a part of it went to Hồng Hà: nobody knows in which part they live.
        ("00097", "00091", None),
        ("00004", "00091", "00091"),
    ],
)
def test_a_ward_of_before_a_reform_is_what_it_became(account: str, home: str, place: str | None) -> None:
    on = date(2025, 7, 2)
    number = settle(code=HERE, present_unit=unit_of(home))
    with reading(the_house()):
        person, (row,) = people.person(number), ledger.standings([number])
        stood = replace(row, unit_no=units.by_code(account, as_of=on).number)
        found = queries.receiver_of(person, stood, on)
    assert found == (units.by_code(place, as_of=on).number if place else None)


def test_one_step_draws_up_a_list_and_the_next_adds_to_it(ward: Actor) -> None:
    first, second, far = lodger(), lodger(), lodger("00004")
    number = notify(ward, first)
    assert notify(ward, second) == number
    assert notify(ward, far) != number
    assert on_list(ward, number) == sorted([first, second])
    with reading(ward):
        row = queries.list_row(number)
    assert (row.lines, row.state, row.receiver) == (2, ListState.DRAFT, unit_of(THERE))
    assert row.reason
    verbs = [one.verb for one in every_line() if one.verb.startswith("movements.")]
    assert verbs == ["movements.list.draw_up", "movements.line.add", "movements.list.draw_up"]
    operations.send(actor=ward, now=NOW, list_id=number, client_key=uuid4())
    assert notify(ward, lodger()) not in {number}


def test_a_repeat_and_a_second_press_change_nothing(ward: Actor) -> None:
    person, key = lodger(), uuid4()
    number = notify(ward, person, client_key=key)
    assert notify(ward, person, client_key=key) == notify(ward, person) == number
    operations.strike(actor=ward, now=NOW, list_id=number, persons=[person])
    assert notify(ward, person, client_key=key) == number
    assert notify(ward, person) != number
    assert on_list(ward, number) == []


def test_nobody_is_notified_who_lives_here_or_is_not_ours(ward: Actor) -> None:
    with pytest.raises(operations.UnableToDrawUp):
        notify(ward, settle())
    with pytest.raises(operations.UnableToDrawUp):
        notify(ward, lodger(HERE))
    with pytest.raises(people.PersonUnknown):
        notify(ward, settle(code="00004", present_unit=unit_of(HERE)))
    with reading(ward):
        assert queries.lists_out(low=ward.at, high=ward.at) == []


def test_people_live_where_the_register_says(ward: Actor) -> None:
    number = notify(ward, lodger(temporary_unit=unit_of(THERE)))
    with reading(ward):
        (line,) = queries.lines(number)
    assert (line.residence, line.target) == (Residence.TEMPORARY, unit_of(THERE))
