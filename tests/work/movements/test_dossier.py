"""Taking papers under the territory rule: refused outside, allowed by an assignment, once for one form."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from tests.record.units.test_supports import sign
from tests.work.movements.conftest import DUE, NOW, TODAY, police, settle
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.officers import queries as officers
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people.queries import PersonUnknown
from toandan.work.movements import operations, queries

pytestmark = pytest.mark.django_db


def collect(actor: Actor, person: int, **more: object) -> int:
    given: dict[str, object] = {"unit": actor.at, "occurred_on": TODAY, "reason": "came", "client_key": uuid4()}
    return operations.collect_dossier(actor=actor, now=NOW, person=person, **(given | more))  # type: ignore[arg-type]


def stands(actor: Actor, person: int) -> Standing:
    with reading(actor):
        return ledger.standing(person).standing


def test_the_own_people_are_served_and_a_repeat_posts_once(ward: Actor) -> None:
    person, key = settle(DUE.but(obstacle=Obstacle.ABSENT)), uuid4()
    entry = collect(ward, person, client_key=key)
    assert collect(ward, person, client_key=key) == entry
    assert stands(ward, person) == DUE.but(card=Card.APPLIED, eid=EId.APPLIED)
    with pytest.raises(operations.UnableToRecord) as refused:
        collect(ward, settle(), client_key=key)
    assert refused.value.code == "key_used"


def test_outside_the_territory_the_list_is_named_as_the_way(ward: Actor) -> None:
    """A district officer reaches both wards; the ward that captures is what the rule asks about."""
    person = settle(code="00004")
    district = police("001", officer=13, role=Role.DISTRICT_POLICE)
    with pytest.raises(operations.UnableToServe) as refused:
        collect(district, person, unit=unit_of("00001"))
    assert refused.value.code == "outside_territory"
    assert set(refused.value.values) == {"unit", "place"}
    assert stands(district, person) == DUE
    with pytest.raises(PersonUnknown):
        collect(ward, person)


def test_an_assignment_lets_a_ward_serve_the_other_s_temporary_residents() -> None:
    city = actor_for("pc06", Role.CITY_HEADQUARTERS, unit_of("01"))
    helper = actor_for("phu.thuong", Role.COMMUNE_POLICE, unit_of("00091"))
    assert helper.officer
    lodger, resident = settle(DUE.but(residence=Residence.TEMPORARY)), settle()
    with pytest.raises(PersonUnknown):
        collect(helper, lodger)
    sign(city, temporary_only=True)
    sent = officers.actor_of(helper.officer, now=NOW)
    collect(sent, lodger)
    assert stands(sent, lodger).card is Card.APPLIED
    with pytest.raises(operations.UnableToServe):
        collect(sent, resident)


@pytest.mark.parametrize(
    ("standing", "more", "field", "code"),
    [
        (DUE.but(card=Card.APPLIED), {}, "person", "not_due"),
        (DUE, {"occurred_on": TODAY + timedelta(1)}, "occurred_on", "occurred_in_future"),
    ],
)
def test_refusals(ward: Actor, standing: Standing, more: dict[str, object], field: str, code: str) -> None:
    person = settle(standing)
    with pytest.raises(operations.UnableToRecord) as refused:
        collect(ward, person, **more)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_receipt_goes_when_its_code_is_answered_no_more(ward: Actor) -> None:
    person = settle()
    collect(ward, person)
    with reading(ward):
        assert queries.receipt(person)
    for days, gone in ((395, 0), (396, 1)):
        assert operations.forget_receipts(actor=the_house(), now=NOW + timedelta(days=days)) == gone
    with reading(ward), pytest.raises(queries.ReceiptUnknown):
        queries.receipt(person)
    assert stands(ward, person).card is Card.APPLIED
    with pytest.raises(ProgrammingError, match="removed by the house"):
        operations.forget_receipts(actor=ward, now=NOW)
