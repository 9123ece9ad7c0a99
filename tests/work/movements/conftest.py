"""Officers and people for movements."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.record.people.conftest import someone, unit_of
from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.record.ledger.words import Card, EId, Residence, Standing
from toandan.record.officers.words import ROLES, Role
from toandan.record.rolls import operations as rolls
from toandan.record.units import queries as units
from toandan.work.movements.words import Report

NOW = datetime(2023, 6, 10, 3, 0, tzinfo=UTC)
TODAY = date(2023, 6, 10)
OPENED = date(2023, 5, 20)
DUE = Standing(Residence.PERMANENT, Card.DUE, EId.NONE)


def police(code: str, *, officer: int = 11, role: Role = Role.COMMUNE_POLICE) -> Actor:
    """Return an officer with a role's words at a unit and below."""
    unit = units.by_code(code, as_of=TODAY)
    grant = Grant(unit.number, unit.last, ROLES[role].permissions)
    return Actor(officer=officer, name=f"officer{officer}", at=unit.number, grants=(grant,))


def settle(standing: Standing = DUE, *, code: str = "00001", on: date = OPENED, **details: object) -> int:
    """Write somebody down in a ward and post them."""
    return rolls.enter(
        actor=the_house(),
        now=NOW,
        unit=unit_of(code),
        details=someone(**details),  # type: ignore[arg-type]
        standing=standing,
        occurred_on=on,
        client_key=uuid4(),
        reason="opening",
    )


def report(on: date = TODAY, **more: object) -> Report:
    """Return a complete report."""
    given: dict[str, object] = {"reported_on": TODAY, "reason": "the family came", "evidence": "Giấy 12/2023"}
    return Report(occurred_on=on, **(given | more))  # type: ignore[arg-type]


@pytest.fixture
def ward(db: None) -> Actor:
    """An officer of the ward Phúc Xá."""
    return police("00001")
