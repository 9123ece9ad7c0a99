"""Reminding of directives runs at night under a real worker."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections
from django.utils import timezone

from tests.faces.jobs.test_nightly import carried_out, verbs
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import the_house
from toandan.work.directives import operations
from toandan.work.directives.words import TaskWish, Wording


@pytest.fixture(autouse=True)
def _database(own_database: str) -> Iterator[None]:
    """Work in a database of one's own: the worker sees only what is committed."""
    yield
    for alias in ("default", "owner"):
        connections[alias].close()


def test_a_directive_due_soon_is_reminded_of_once_a_night_and_not_yet_escalated() -> None:
    now = timezone.now()
    paper = operations.draw_up(
        actor=the_house(), now=now, drafter=unit_of("001"), issuer=unit_of("001"), client_key=uuid4(),
        wording=Wording("CAQ-QLHC", "cấp căn cước", "Yêu cầu:"), addressees=[unit_of("00001")],
        tasks=[TaskWish("Rà soát", timezone.localdate(now) + timedelta(days=2))],
    )  # fmt: skip
    operations.issue(actor=the_house(), now=now, directive=paper, client_key=uuid4())
    for _ in range(2):
        assert carried_out("directives.remind") == ["succeeded"]
        assert verbs().count("directives.directive.remind") == 1
    assert carried_out("directives.escalate") == ["succeeded"]
    assert verbs().count("directives.directive.escalate") == 0
