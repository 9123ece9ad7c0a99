"""The ledger against a model of a few lines of Python, in whatever order things happen."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.record.ledger.people import DAY, HOUSE, NOW, WORLD, communes, put, write_down
from toandan.record.ledger import queries
from toandan.record.ledger.operations import UnableToPost, fold, seal
from toandan.record.ledger.words import Line

UNITS = 3
STATES = (11100, 12100, 12105, 13200, 15100, 15400)
DAYS = [DAY + timedelta(days=n) for n in range(5)]

Place = tuple[int, int]
Published = dict[date, Counter[Place]]


@dataclass
class Model:
    """The same ledger: where people stand, what was posted with which day, and what was published."""

    stands: dict[int, tuple[Place, date]] = field(default_factory=dict)
    postings: list[tuple[int, Place, Place, date]] = field(default_factory=list)

    def post(self, lines: list[Line], day: date, partial: bool) -> set[int] | None:
        """Post like the door; return the refused people, or None when everything stays out."""
        twice = {p for p, many in Counter(line.person for line in lines).items() if many > 1}
        moved, refused = [], set(twice)
        for line in lines:
            place, since = self.stands.get(line.person, (WORLD, day))
            if line.person in twice or line.source == line.target or place != line.source:
                refused.add(line.person)
            else:
                moved.append((line, max(day, since)))
        if refused and not partial:
            return None
        for line, effective in moved:
            self.stands[line.person] = (line.target, effective)
            self.postings.append((line.person, line.source, line.target, effective))
        return refused

    def balances(self, day: date) -> Counter[Place]:
        """Count everybody anew from the postings."""
        found: Counter[Place] = Counter()
        for _, source, target, effective in self.postings:
            if effective <= day:
                found[source] -= 1
                found[target] += 1
        return Counter({place: people for place, people in found.items() if people and place != WORLD})


class Ledger(RuleBasedStateMachine):
    """Posts, wrong posts, repeats, late days, seals and folds, in any order."""

    @initialize()
    def empty(self) -> None:
        with connections["owner"].cursor() as cursor:
            for table in (
                "ledger_posting",
                "ledger_standing",
                "ledger_entry",
                "ledger_delta",
                "ledger_seal",
                "people_person",
            ):
                cursor.execute(f"TRUNCATE {table}")
        self.units = communes(UNITS)
        self.model = Model()
        self.people = [person for unit in self.units for person in write_down(unit, 4)]
        self.requests: list[tuple[dict[str, Any], Any]] = []
        self.published: dict[int, Published] = {}

    def place(self, data: st.DataObject, label: str) -> Place:
        unit = data.draw(st.sampled_from([0, *self.units]), label=label)
        return WORLD if unit == 0 else (unit, data.draw(st.sampled_from(STATES), label=f"{label} state"))

    @rule(data=st.data(), day=st.sampled_from(DAYS), partial=st.booleans(), many=st.integers(1, 6))
    def post(self, data: st.DataObject, day: date, partial: bool, many: int) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.people), min_size=many, max_size=many), label="people")
        lines = []
        for person in chosen:
            true = self.model.stands.get(person, (WORLD, day))[0]
            source = true if data.draw(st.integers(0, 9), label="honest") else self.place(data, "source")
            lines.append(Line(person, source, self.place(data, "target")))
        asked: dict[str, Any] = {"lines": lines, "on": day, "partial": partial, "key": uuid4()}
        refused = self.model.post(lines, day, partial)
        if refused is None:
            with pytest.raises(UnableToPost):
                put(**asked)
            return
        outcome = put(**asked)
        assert {r.person for r in outcome.refused} == refused
        assert outcome.posted == len(lines) - len(outcome.refused)
        self.requests.append((asked, outcome))

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        asked, outcome = data.draw(st.sampled_from(self.requests), label="request")
        again = put(**asked)
        assert (again.entry, again.posted, again.refused, again.repeated) == (
            outcome.entry, outcome.posted, outcome.refused, True,
        )  # fmt: skip

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def misuse_a_key(self, data: st.DataObject) -> None:
        asked, _ = data.draw(st.sampled_from(self.requests), label="request")
        with pytest.raises(UnableToPost) as caught:
            put(**{**asked, "on": asked["on"] - timedelta(days=1)})
        assert caught.value.code == "key_reused"

    @rule()
    def publish(self) -> None:
        entry = seal(actor=HOUSE, now=NOW, reason="bulletin")
        self.published[entry] = {day: self.model.balances(day) for day in DAYS}

    @rule()
    def compact(self) -> None:
        before = [self.read(day) for day in DAYS]
        fold()
        assert [self.read(day) for day in DAYS] == before
        self.check_published()

    @rule(day=st.sampled_from(DAYS))
    def look(self, day: date) -> None:
        assert self.read(day) == self.model.balances(day)

    def read(self, day: date, entry: int | None = None) -> Counter[Place]:
        rows = queries.balances(as_of=day, entry=entry, low=self.units[0], high=self.units[-1])
        return Counter({(unit, state): people for unit, state, people in rows})

    def check_published(self) -> None:
        for entry, days in self.published.items():
            for day, balances in days.items():
                assert self.read(day, entry) == balances, (entry, day)

    def teardown(self) -> None:
        if not hasattr(self, "model"):
            return
        for day in DAYS:
            assert self.read(day) == self.model.balances(day)
        self.check_published()
        report = queries.verify()
        # People of this play who were never posted stand in no account yet; everything else must hold.
        wrong = [p for p in report.proofs if p.violations and p.name != "one_account_each"]
        assert wrong == []
        account = next(p for p in report.proofs if p.name == "one_account_each")
        assert account.violations == len(set(self.people) - set(self.model.stands))


@pytest.fixture(autouse=True)
def _committing(own_database: str) -> Iterator[None]:
    """Commit for real: seals, folds and repeats are about what other transactions see."""
    yield


def play(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Ledger,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_ledger_is_the_model_in_any_order() -> None:
    play(examples=12, steps=20)


@pytest.mark.nightly
def test_the_ledger_is_the_model_in_very_many_orders() -> None:
    play(examples=250, steps=50)


def test_the_model_itself_counts() -> None:
    model = Model()
    assert model.post([Line(1, WORLD, (5, 12100)), Line(2, WORLD, (5, 12100))], DAY, False) == set()
    assert model.post([Line(1, (6, 12100), (5, 15100))], DAY, False) is None
    assert model.balances(DAY) == Counter({(5, 12100): 2})
