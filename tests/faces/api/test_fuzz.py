"""The interface takes every question its own description allows, and many that it does not, without failing."""

import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from tests.faces.web.people.conftest import people
from tests.record.people.conftest import unit_of
from toandan.command.campaign import operations as campaign
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations as officers

__all__ = ["people"]
NOW = datetime(2023, 1, 1, tzinfo=UTC)
MANY = 100 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 3
"""Questions put to each operation of the interface in each way."""
EVERYTHING = (
    "people.person.read",
    "people.number.reveal",
    "units.unit.read",
    "ledger.balance.read",
    "ledger.entry.read",
    "campaign.board.read",
    "campaign.order.read",
    "campaign.order.create",
    "letters.letter.take_in",
    "movements.list.read",
    "movements.list.send",
    "movements.list.answer",
    "verification.case.read",
    "verification.case.open",
    "verification.case.decide",
    "verification.review.decide",
    "verification.request.read",
)
AWKWARD = (
    "9" * 25,
    "9" * 5000,
    "-1",
    "²",
    "9999-12-31",
    "0001-01-01",
    "2023-02-30",
    "\x00",
    "ML01\x00",
    "😀",
    "%",
    "'",
)
GOOD = {"order": "ML01", "unit": "01", "from": "2023-05-20", "to": "2023-06-03", "q": "ba dinh", "as_of": "2023-06-03"}
ASKED = {
    "board": ("order", "unit", "level", "as_of", "measure", "entry"),
    "bridge": ("order", "unit", "from", "to", "measure"),
    "ledger/balance": ("unit", "as_of", "entry"),
    "lists": ("unit", "way", "state", "before", "limit"),
    "lists/statement": ("unit",),
    "cases": ("unit", "kind", "state", "overdue", "after", "limit"),
    "cases/reviews": ("unit", "state", "limit"),
    "people": ("unit", "after", "limit", "card", "obstacle"),
    "units": ("parent", "within", "level", "as_of", "after", "limit"),
    "units/find": ("q", "as_of", "limit"),
    "units/01/history": ("as_of",),
}


@pytest.fixture
def bearer(people: dict[str, int]) -> dict[str, str]:
    """A client of the whole city that may do whatever a client may, and an order for it to ask about."""
    campaign.create_order(
        actor=the_house(),
        now=NOW,
        client_key=uuid.uuid4(),
        code="ML01",
        title_vi="Mệnh lệnh 01",
        title_en="Order 01",
        scope=unit_of("01"),
        starts_on=datetime(2023, 5, 20, tzinfo=UTC).date(),
        deadline=datetime(2023, 6, 30, tzinfo=UTC).date(),
    )
    made = officers.add_client(actor=the_house(), now=NOW, name="fuzz", unit=unit_of("01"), permissions=EVERYTHING)
    return {"Authorization": f"Bearer {made if isinstance(made, str) else made[1]}"}


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's own connection, with its people, open between requests, as the test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_question_makes_the_interface_fail(mode: GenerationMode, bearer: dict[str, str]) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 12
    for operation in operations:

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=MANY, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True)
        def ask(case: schemathesis.Case) -> None:
            assert case.call(headers=bearer).status_code < 500

        ask()


@pytest.mark.parametrize("address", ASKED)
def test_one_awkward_word_among_good_ones_makes_nothing_fail(address: str, bearer: dict[str, str]) -> None:
    client = Client(raise_request_exception=False, headers=bearer)
    for name in ASKED[address]:
        for word in AWKWARD:
            asked = {key: GOOD[key] for key in ASKED[address] if key in GOOD} | {name: word}
            assert client.get(f"/api/v1/{address}", asked).status_code < 500, (name, word[:30])


@pytest.mark.parametrize(
    "address", ["people/{}", "cases/{}", "cases/reviews/{}", "ledger/entries/{}", "units/{}", "units/{}/history"]
)
@pytest.mark.parametrize("word", AWKWARD)
def test_an_awkward_address_is_not_there(address: str, word: str, bearer: dict[str, str]) -> None:
    client = Client(raise_request_exception=False, headers=bearer)
    assert client.get(f"/api/v1/{address.format(quote(word, safe=''))}").status_code in {404, 422}


def test_no_cache_keeps_an_answer(bearer: dict[str, str], people: dict[str, int]) -> None:
    client = Client(headers=bearer)
    for address in (f"people/{min(people.values())}", "people/1", "units/01"):
        assert "no-store" in client.get(f"/api/v1/{address}").headers["Cache-Control"]
