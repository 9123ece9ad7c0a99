"""Any sequence of movements and undoings: the bridge closes, balances are right, the ledger is proved."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.record.people.conftest import someone, unit_of
from tests.work.movements.conftest import DUE, NOW, OPENED, TODAY, report, settle
from toandan.command.campaign import queries as campaign
from toandan.command.campaign.operations import create_order
from toandan.command.campaign.words import BridgeStep
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, matching
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ENTERING, Kind

HOUSE = the_house("test")


def _places() -> Iterator[str]:
    """Yield codes of communes, each once."""
    yield from (unit.code for unit in units.descendants(unit_of("01"), level=UnitLevel.COMMUNE))


PLACES = _places()
ACTS = st.one_of(
    st.tuples(st.sampled_from(Kind), st.integers(0, 5), st.integers(0, 25)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("clock"), st.just(0), st.integers(0, 20)),
)


def act(word: str, who: int, ago: int, people: list[int], unit: int) -> None:
    """Do one thing, or be refused; a refusal must leave nothing behind."""
    day, person = TODAY - timedelta(days=ago), people[who % len(people)]
    if word == "clock":
        operations.come_of_age(actor=HOUSE, now=NOW, on=day)
    elif word == "undo":
        with reading(HOUSE):
            made = queries.of_person(person)
        number = made[who % len(made)].movement if made else 0
        operations.undo(actor=HOUSE, now=NOW, person=person, number=number, reason="x", client_key=uuid4())
    elif word in ENTERING:
        birth = PartialDate.of(day.year, day.month, day.day) if word == Kind.BIRTH else PartialDate.of(1990)
        details = someone("Người Mới", birth=birth)
        made_now = operations.enter(
            actor=HOUSE, now=NOW, kind=Kind(word), unit=unit, details=details, report=report(day), client_key=uuid4()
        )
        people.append(made_now.person_id)
    else:
        operations.record(actor=HOUSE, now=NOW, kind=Kind(word), person=person, report=report(day), client_key=uuid4())


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=14))
def test_the_bridge_closes_and_the_ledger_is_proved(own_database: str, acts: list[tuple[str, int, int]]) -> None:
    """Every example plays in a ward of its own, because the proofs want everything committed."""
    place = next(PLACES)
    unit, order = unit_of(place), f"ML{place}"
    create_order(
        actor=HOUSE, now=NOW, client_key=uuid4(), code=order, title_vi="Mệnh lệnh", title_en="Order",
        scope=unit, starts_on=OPENED, deadline=TODAY,
    )  # fmt: skip
    child = DUE.but(card=Card.NOT_DUE)
    people = [
        settle(code=place),
        settle(DUE.but(card=Card.ISSUED), code=place),
        settle(child, code=place, birth=PartialDate.of(2009, 6, 1)),
    ]
    for word, who, ago in acts:
        try:
            act(word, who, ago, people, unit)
        except UnableTo:
            continue
    with reading(HOUSE):
        found = campaign.bridge(order=order, unit=unit, since=OPENED + timedelta(days=1), until=TODAY)
        due = matching(card=[card for card in Card if card is not Card.NOT_DUE])
        there = [row for row in ledger.standings(people) if row.unit_no == unit and row.state in due]
    assert found.opening + sum(found.steps.values()) == found.present == len(there)
    assert set(found.steps) == set(BridgeStep)
    assert ledger.verify().ok
