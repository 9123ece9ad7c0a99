"""The clock of birthdays runs at night under a real worker."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from tests.faces.jobs.test_nightly import carried_out
from tests.record.people.conftest import someone, unit_of
from tests.work.movements.conftest import DUE
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card
from toandan.record.officers.queries import reading
from toandan.record.rolls import operations as rolls


@pytest.fixture(autouse=True)
def _database(own_database: str) -> Iterator[None]:
    """Work in a database of one's own: the worker sees only what is committed."""
    yield
    for alias in ("default", "owner"):
        connections[alias].close()


def test_whoever_turned_fourteen_is_due_in_the_morning_and_nobody_else() -> None:
    today = timezone.localdate()
    people = [
        rolls.enter(
            actor=the_house(),
            now=timezone.now(),
            unit=unit_of("00001"),
            details=someone(birth=PartialDate.of(today.year - 14 + later, 1, 1)),
            standing=DUE.but(card=Card.NOT_DUE),
            occurred_on=today.replace(month=1, day=1),
            client_key=uuid4(),
            reason="mở sổ",
        )
        for later in (0, 1)
    ]
    for _ in range(2):
        assert carried_out("movements.come_of_age") == ["succeeded"]
        with reading(the_house()):
            assert [row.standing.card for row in ledger.standings(people)] == [Card.DUE, Card.NOT_DUE]
