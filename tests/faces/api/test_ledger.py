"""Balances and entries for other systems, through the interface as it is mounted."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from tests.record.ledger.people import APPLIED, DAY, DUE, communes, moved, opened, put
from toandan.ground.kernel.actor import Actor, Grant
from toandan.record.ledger.words import LedgerPermission
from toandan.record.officers import queries as officers

pytestmark = pytest.mark.django_db
ALL = frozenset(str(word) for word in LedgerPermission)
Maker = Callable[..., Client]


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Maker:
    """Return a client of the interface whose token opens one unit."""

    def of(unit: int, words: frozenset[str] = ALL) -> Client:
        actor = Actor(officer=None, name="client:kit", at=unit, grants=(Grant(unit, unit, words),))
        monkeypatch.setattr(officers, "client_of", lambda token, now: actor if token == "key" else None)
        return Client(headers={"Authorization": "Bearer key"})

    return of


def code(unit: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM units_unit WHERE number = %s", [unit])
        return str(cursor.fetchone()[0])


def test_a_balance_is_given_for_a_unit_in_scope(system: Maker) -> None:
    unit, other = communes(2)
    people = opened(unit, 2)
    put(moved(people[:1], (unit, DUE), (unit, APPLIED)))
    client = system(unit)
    found = client.get("/api/v1/ledger/balance", {"unit": code(unit), "as_of": str(DAY)})
    assert found.status_code == 200
    assert found.json()["people"] == 2
    assert [(row["state"], row["people"]) for row in found.json()["accounts"]] == [(DUE, 1), (APPLIED, 1)]
    refused = client.get("/api/v1/ledger/balance", {"unit": code(other), "as_of": str(DAY)})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


def test_an_entry_is_shown_where_it_touched_the_scope(system: Maker) -> None:
    unit, other = communes(2)
    (person,) = opened(unit)
    outcome = put(moved([person], (unit, DUE), (unit, APPLIED)))
    found = system(unit).get(f"/api/v1/ledger/entries/{outcome.entry}")
    assert found.status_code == 200
    assert (found.json()["posted"], found.json()["verb"]) == (1, "corrected")
    assert str(person) not in {str(value) for key, value in found.json().items() if key != "entry"}
    assert system(other).get(f"/api/v1/ledger/entries/{outcome.entry}").status_code == 404


def test_without_the_word_the_door_stays_shut(system: Maker) -> None:
    (unit,) = communes(1)
    client = system(unit, frozenset({"units.unit.read"}))
    assert client.get("/api/v1/ledger/balance", {"unit": code(unit)}).status_code == 403
    assert client.get("/api/v1/ledger/entries/1").status_code == 403
    assert Client().get("/api/v1/ledger/entries/1").status_code == 401
