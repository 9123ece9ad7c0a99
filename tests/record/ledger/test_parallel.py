"""Sixteen writers, each a process with connections of its own, fight for the same people (tranh chấp đồng thời)."""

import random
from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from tests.at_once import AtWork, at_once
from tests.record.ledger.people import DAY, HOUSE, NOW, communes, opened, put
from toandan.record.ledger import queries
from toandan.record.ledger.operations import UnableToPost, fold, seal
from toandan.record.ledger.words import Line
from toandan.record.officers.queries import reading

WRITERS = 16
PEOPLE = 40
STATES = (12100, 13100, 14100, 15100)


def write(number: int, people: list[int], units: list[int], rounds: int) -> Counter[str]:
    """Post sets of people from where they seem to stand; repeat some requests, as a broken line would."""
    dice = random.Random(number)
    posted = Counter[str]()
    for step in range(rounds):
        chosen = dice.sample(people, dice.randint(1, 20))
        with reading(HOUSE):
            stands = {row.person_id: (row.unit_no, row.state) for row in queries.standings(chosen)}
        lines = [Line(p, stands[p], (dice.choice(units), dice.choice(STATES))) for p in chosen]
        lines = [line for line in lines if line.source != line.target]
        if not lines:
            continue
        dice.shuffle(lines)
        asked: dict[str, Any] = {
            "lines": lines,
            "on": DAY + timedelta(days=dice.randint(0, 5)),
            "key": UUID(int=(number << 32) + step),
            "partial": dice.random() < 0.7,
        }
        try:
            outcome = put(**asked)
        except UnableToPost as refusal:
            assert refusal.code == "lines_refused"
            posted["refused"] += 1
            continue
        if dice.random() < 0.3:
            again = put(**asked)
            assert (again.entry, again.posted, again.repeated) == (outcome.entry, outcome.posted, True)
            posted["repeated"] += 1
        posted["lines"] += outcome.posted
        posted["entries"] += 1
    return posted


def fight(name: str, rounds: int) -> Counter[str]:
    """Let the writers loose, seal and fold meanwhile, and return what they say they did."""
    units = communes(3)
    people = [person for unit in units for person in opened(unit, PEOPLE // 3)]
    writers = AtWork(name, [partial(write, number, people, units, rounds) for number in range(WRITERS)])
    published = {}
    while writers.busy(0.2):
        entry = seal(actor=HOUSE, now=NOW, reason="bulletin")
        published[entry] = queries.balances(as_of=DAY + timedelta(days=9), entry=entry, low=1, high=2_000_000_000)
        fold()
    said = writers.outcomes()
    for entry, figures in published.items():
        assert queries.balances(as_of=DAY + timedelta(days=9), entry=entry, low=1, high=2_000_000_000) == figures
    return sum(said, Counter[str]())


def check(total: Counter[str]) -> None:
    report = queries.verify()
    assert report.ok, [proof for proof in report.proofs if proof.violations]
    rows = {proof.name: proof.rows for proof in report.proofs}
    people = PEOPLE // 3 * 3
    assert rows["chain_unbroken"] == total["lines"] + people
    assert rows["entries_complete"] >= total["entries"] + 3
    assert rows["one_account_each"] == people
    # The fight was one: some lines were taken by others first, and some requests came twice.
    assert total["refused"] > 0
    assert total["repeated"] > 0


def test_sixteen_writers_lose_nothing_and_double_nothing(own_database: str) -> None:
    check(fight(own_database, rounds=12))


@pytest.mark.nightly
def test_sixteen_writers_for_a_long_time(own_database: str) -> None:
    check(fight(own_database, rounds=300))


def test_the_same_request_from_many_writers_at_once_is_posted_once(own_database: str) -> None:
    unit, other = communes(2)
    people = opened(unit, 10)

    def send() -> tuple[int, int, bool]:
        outcome = put([Line(p, (unit, 12100), (other, 12100)) for p in people], key=UUID(int=5))
        return outcome.entry, outcome.posted, outcome.repeated

    answers = at_once(own_database, [send] * 8)
    assert len({entry for entry, _, _ in answers}) == 1
    assert {posted for _, posted, _ in answers} == {10}
    assert [repeated for _, _, repeated in answers].count(False) == 1
    assert queries.verify().ok
