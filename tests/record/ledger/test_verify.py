"""A sound ledger is proved; damage to any table fails the proof that is about it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connections

from tests.record.ledger.people import (
    APPLIED,
    DAY,
    DUE,
    HOUSE,
    ISSUED,
    NOW,
    WORLD,
    communes,
    moved,
    opened,
    put,
    write_down,
)
from toandan.record.ledger import queries
from toandan.record.ledger.operations import fold, seal
from toandan.record.ledger.words import Verb


@pytest.fixture
def played(own_database: str) -> Iterator[tuple[int, int, list[int]]]:
    """A small ledger with everything in it: openings, moves, departures, late days, seals and folds."""
    unit, other = communes(2)
    people = opened(unit, 8)
    put(moved(people[:3], (unit, DUE), (unit, APPLIED)), on=DAY + timedelta(days=2))
    put(moved(people[3:5], (unit, DUE), (unit, APPLIED)), on=DAY + timedelta(days=2))
    put(moved(people[:1], (unit, APPLIED), (unit, ISSUED)), on=DAY + timedelta(days=1))
    put(moved(people[5:6], (unit, DUE), (other, DUE)), verb=Verb.HANDED_OVER)
    put(moved(people[6:7], (unit, DUE), WORLD), verb=Verb.DIED)
    seal(actor=HOUSE, now=NOW, reason="bulletin")
    fold()
    yield unit, other, people


def failing() -> set[str]:
    return {proof.name for proof in queries.verify().proofs if proof.violations}


def damage(statement: str, *values: object) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(values))
        assert cursor.rowcount > 0, "nothing was damaged"


def test_a_sound_ledger_is_proved(played: tuple[int, int, list[int]]) -> None:
    heard: list[tuple[str, int, int]] = []
    report = queries.verify(on_proof=lambda sentence, place, many: heard.append((sentence, place, many)))
    assert report.ok
    assert failing() == set()
    assert report.head == queries.head()
    rows = {proof.name: proof.rows for proof in report.proofs}
    assert rows["one_account_each"] == 8
    assert rows["chain_unbroken"] == 8 + 3 + 2 + 1 + 1 + 1
    assert rows["entries_complete"] == 6
    assert [place for _, place, _ in heard] == list(range(len(report.proofs) + 1))


@pytest.mark.parametrize(
    ("statement", "proofs"),
    [
        (
            "UPDATE ledger_delta SET amount = amount + 1 WHERE unit_no = {unit} AND state = 13100",
            {"balances_equal_postings", "balances_equal_standings", "people_conserved"},
        ),
        ("DELETE FROM ledger_delta WHERE unit_no = 0", {"balances_equal_postings", "people_conserved"}),
        (
            "UPDATE ledger_standing SET state = 14100 WHERE person_id = {first}",
            {"balances_equal_standings", "standings_are_last_postings"},
        ),
        (
            "UPDATE ledger_standing SET unit_no = {other} WHERE person_id = {first}",
            {"balances_equal_standings", "standings_are_last_postings", "one_account_each"},
        ),
        (
            "DELETE FROM ledger_standing WHERE person_id = {first}",
            {"balances_equal_standings", "standings_are_last_postings", "one_account_each"},
        ),
        ("UPDATE people_person SET unit_no = {other} WHERE person_id = {first}", {"one_account_each"}),
        ("DELETE FROM people_person WHERE person_id = {first}", {"one_account_each"}),
        (
            "UPDATE ledger_posting SET state_from = 14100 WHERE person_id = {first} AND state_from = 13100",
            {"balances_equal_postings", "chain_unbroken"},
        ),
        (
            "UPDATE ledger_posting SET unit_from = {other}, state_from = 12100"
            " WHERE person_id = {first} AND unit_from = 0",
            {"balances_equal_postings", "chain_unbroken"},
        ),
        (
            "UPDATE ledger_posting SET effective_on = effective_on - 2 WHERE person_id = {first} AND state_to = 15100",
            {"balances_equal_postings", "chain_unbroken", "standings_are_last_postings"},
        ),
        (
            "DELETE FROM ledger_posting WHERE person_id = {first} AND state_to = 15100",
            {"balances_equal_postings", "standings_are_last_postings", "entries_complete"},
        ),
        ("UPDATE ledger_entry SET lines = lines + 1 WHERE verb = 'died'", {"entries_complete"}),
        ("DELETE FROM ledger_entry WHERE verb = 'died'", {"entries_complete"}),
        (
            "UPDATE ledger_delta SET effective_on = effective_on + 10"
            " WHERE unit_no = {unit} AND state = 12100 AND amount > 0",
            {"balances_equal_postings", "no_balance_negative"},
        ),
    ],
)
def test_damage_fails_the_proof_that_is_about_it(
    played: tuple[int, int, list[int]], statement: str, proofs: set[str]
) -> None:
    unit, other, people = played
    damage(statement.format(unit=unit, other=other, first=people[0]))
    assert failing() == proofs


def test_a_violation_is_shown_with_a_sample(played: tuple[int, int, list[int]]) -> None:
    _, _, people = played
    damage("DELETE FROM people_person WHERE person_id = %s", people[0])
    (proof,) = [proof for proof in queries.verify().proofs if proof.violations]
    assert proof.violations == 1
    assert f'"person_id": {people[0]}' in proof.samples[0]


def test_rows_that_follow_are_proved_too(played: tuple[int, int, list[int]]) -> None:
    unit, other, people = played
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_correction (person_id, correction_id, unit_no, name, old, new, reason, evidence, actor,"
            " occurred_on, recorded_at) VALUES (%s, 1, %s, 'phone', '', '', 'r', '', 'a', %s, now())",
            [people[7], unit, date(2023, 5, 21)],
        )
    put(moved(people[7:8], (unit, DUE), (other, DUE)), verb=Verb.HANDED_OVER)
    assert failing() == set()
    damage("UPDATE people_correction SET unit_no = %s", unit)
    assert failing() == {"people_correction_follows"}


def test_a_person_written_down_but_never_posted_is_found(played: tuple[int, int, list[int]]) -> None:
    unit, _, _ = played
    write_down(unit)
    assert failing() == {"one_account_each"}
