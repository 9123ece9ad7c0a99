"""The commands of the ledger, as an operator types them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from typer.testing import CliRunner, Result

from tests.record.ledger.people import APPLIED, DAY, DUE, communes, moved, opened, put
from toandan.faces.cli import ledger, terminal
from toandan.ground.kernel.errors import NotThere


@pytest.fixture(autouse=True)
def _started(monkeypatch: pytest.MonkeyPatch, own_database: str) -> Iterator[None]:
    monkeypatch.setattr(terminal, "start", lambda: None)
    yield


def run(*words: object) -> Result:
    done = CliRunner().invoke(ledger.app, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def answer(*words: object) -> Any:
    return json.loads(run(*words, "--json").stdout)


def code(unit: int) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT code FROM units_unit WHERE number = %s", [unit])
        return str(cursor.fetchone()[0])


def test_a_sound_ledger_ends_well_and_a_damaged_one_does_not() -> None:
    (unit,) = communes(1)
    people = opened(unit, 3)
    sound = answer("verify")
    assert sound["ok"]
    assert {proof["violations"] for proof in sound["proofs"]} == {0}
    assert run("verify").exit_code == 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE ledger_standing SET state = 15100 WHERE person_id = %s", [people[0]])
    damaged = run("verify")
    assert damaged.exit_code == 1
    assert "DAMAGED" in damaged.stdout
    assert f'"person_id": {people[0]}' in damaged.stdout
    assert run("verify", "--json").exit_code == 1


def test_balances_are_read_as_of_a_day_and_as_published() -> None:
    (unit,) = communes(1)
    people = opened(unit, 3)
    sealed = answer("seal", "--reason", "Bulletin 1")["entry"]
    put(moved(people[:1], (unit, DUE), (unit, APPLIED)))
    now = answer("balance", "--unit", code(unit), "--as-of", DAY)
    assert now["people"] == 3
    assert [(row["state"], row["card"], row["people"]) for row in now["accounts"]] == [
        (DUE, "due", 2),
        (APPLIED, "applied", 1),
    ]
    then = answer("balance", "--unit", code(unit), "--as-of", DAY, "--entry", sealed)
    assert [(row["state"], row["people"]) for row in then["accounts"]] == [(DUE, 3)]
    assert "3 people" in run("balance", "--unit", code(unit), "--as-of", DAY).stdout
    with pytest.raises(NotThere):
        run("balance", "--unit", "99999", "--as-of", DAY)


def test_folding_says_how_many_rows_went() -> None:
    (unit,) = communes(1)
    opened(unit)
    opened(unit)
    run("seal", "--reason", "Bulletin 1")
    assert answer("fold") == {"gone": 2, "months": []}
    assert "0 rows fewer" in run("fold").stdout
