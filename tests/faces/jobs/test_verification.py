"""Reminding of request lists runs at night under a real worker."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from tests.faces.jobs.test_nightly import carried_out, verbs
from tests.record.people.conftest import unit_of
from tests.work.verification.conftest import add_body, enter
from toandan.ground.kernel.actor import the_house
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations
from toandan.work.verification.words import Kind


@pytest.fixture(autouse=True)
def _database(own_database: str) -> Iterator[None]:
    """Work in a database of one's own: the worker sees only what is committed."""
    yield
    for alias in ("default", "owner"):
        connections[alias].close()


def test_a_list_due_soon_is_reminded_of_once_a_night_and_a_later_one_is_not() -> None:
    body, now = add_body("TP-001", BodyKind.JUSTICE_OFFICE, "001"), timezone.now()
    for name, days in (("Lê Văn Cụ", 2), ("Lê Văn Hai", 20)):
        case = operations.open_case(
            actor=the_house(), now=now, person_id=enter(name), kind=Kind.SUSPECTED_DEAD, reason="x", client_key=uuid4()
        )
        operations.ask(
            actor=the_house(), now=now, unit=unit_of("00001"), body=body, cases=[case], question="Còn sống?",
            due_on=timezone.localdate(now) + timedelta(days=days), client_key=uuid4(),
        )  # fmt: skip
    for _ in range(2):
        assert carried_out("verification.remind") == ["succeeded"]
        assert verbs().count("verification.list.remind") == 1
