"""A ward with a few people in the register and the ledger, and an officer signed in."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import someone, unit_of
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Card, EId, Obstacle, Residence, Standing
from toandan.record.officers.words import Role
from toandan.record.rolls import operations as rolls

NUMBER = "001085012345"
DUE = Standing(Residence.PERMANENT, Card.DUE, EId.NONE)
STANDINGS = {
    "Nguyễn Văn Mẫu": DUE,
    "Trần Thị Hương": DUE.but(card=Card.ISSUED, eid=EId.ACTIVATED),
    "Lê Văn Vắng": DUE.but(obstacle=Obstacle.ABSENT),
}


def enter(name: str, standing: Standing, code: str = "00001", **details: object) -> int:
    """Write a person down in a ward and post them."""
    return rolls.enter(
        actor=the_house(),
        now=datetime(2023, 5, 20, tzinfo=UTC),
        unit=unit_of(code),
        details=someone(name, **details),
        standing=standing,
        occurred_on=date(2023, 5, 20),
        client_key=uuid4(),
        reason="opening",
    )


@pytest.fixture
def people(db: None) -> dict[str, int]:
    """Three people of Phúc Xá with different standings; the first has a number."""
    made = {}
    for place, (name, standing) in enumerate(STANDINGS.items()):
        made[name] = enter(name, standing, personal_number=NUMBER if place == 0 else "")
    return made


@pytest.fixture
def client(db: None) -> Client:
    """A ward officer of Phúc Xá."""
    return signed_in_client(make_officer("phucxa", Role.COMMUNE_POLICE, unit_of("00001")))


@pytest.fixture
def neighbour(db: None) -> Client:
    """A ward officer of Trúc Bạch."""
    return signed_in_client(make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004")))
