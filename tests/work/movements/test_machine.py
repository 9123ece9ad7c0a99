"""Many units, lists, withdrawals, re-sends and crossing lists: everybody stands in exactly one account throughout."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from tests.record.ledger.people import DAY, HOUSE, put
from tests.work.movements.people import NOW, officer, opened, towns
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Line, Obstacle, Verb
from toandan.record.officers.queries import reading
from toandan.work.movements import operations, queries
from toandan.work.movements.operations import UnableToAnswer, UnableToDrawUp, UnableToSend, UnableToWithdraw
from toandan.work.movements.words import IMPLIED, Grouping, LineState, ReturnReason, Wish

UNITS, EACH = 4, 3
NOTIFIED = Obstacle.NOTIFIED_ELSEWHERE
TABLES = (
    "movements_list", "movements_line", "movements_deed", "ledger_posting", "ledger_standing", "ledger_entry",
    "ledger_delta", "ledger_seal", "people_person",
)  # fmt: skip


@dataclass
class Model:
    """The same lists in a few lines: who answers for whom, and what waits where."""

    unit: dict[int, int] = field(default_factory=dict)
    lists: dict[int, tuple[int, int]] = field(default_factory=dict)
    lines: dict[tuple[int, int], LineState] = field(default_factory=dict)
    source: dict[tuple[int, int], int] = field(default_factory=dict)
    obstacle: dict[int, Obstacle] = field(default_factory=dict)
    before: dict[tuple[int, int], Obstacle] = field(default_factory=dict)

    def on(self, list_id: int, *wanted: LineState) -> list[int]:
        return sorted(p for (number, p), state in self.lines.items() if number == list_id and state in wanted)

    def held(self, person: int, unit: int, *wanted: LineState) -> bool:
        """Tell whether somebody is on a list of the unit already."""
        return any(
            p == person and state in wanted and self.source[number, p] == unit
            for (number, p), state in self.lines.items()
        )

    def notified(self, list_id: int, person: int) -> None:
        found = self.obstacle[person]
        self.before[list_id, person] = Obstacle.NONE if found is NOTIFIED else found
        self.obstacle[person] = NOTIFIED

    def given_back(self, list_id: int, person: int, implied: Obstacle | None) -> None:
        """Put back what stood before, or what the return says; whoever has left the sender is let be."""
        if self.unit[person] == self.source[list_id, person]:
            restored = self.before.get((list_id, person), Obstacle.NONE)
            kept = restored if self.obstacle[person] is NOTIFIED else self.obstacle[person]
            self.obstacle[person] = kept if implied is None else implied

    def taken(self, list_id: int, person: int, target: int) -> None:
        found = self.obstacle[person]
        found = self.before[list_id, person] if found is NOTIFIED else found
        self.obstacle[person] = found if found in (Obstacle.SUSPECTED_DEAD, Obstacle.DATA_MISMATCH) else Obstacle.NONE
        self.unit[person] = target


class Lists(RuleBasedStateMachine):
    """Officers of several units who write to each other about the same people."""

    @initialize()
    def begin(self) -> None:
        with connections["owner"].cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"TRUNCATE {table}")
        self.units = towns(UNITS)
        self.model = Model({p: unit for unit in self.units for p in opened(unit, EACH)})
        self.people = sorted(self.model.unit)
        self.model.obstacle = dict.fromkeys(self.people, Obstacle.NONE)
        self.requests: list[tuple[Any, dict[str, Any]]] = []

    @rule(data=st.data())
    def draw_up(self, data: st.DataObject) -> None:
        sender, target = data.draw(st.permutations(self.units), label="sender, target")[:2]
        own = [p for p in self.people if self.model.unit[p] == sender]
        pool = own if own and data.draw(st.integers(0, 4), label="honest") else self.people
        chosen = data.draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True), label="people")
        good = [
            p for p in chosen
            if self.model.unit[p] == sender and not self.model.held(p, sender, LineState.DRAFT, LineState.PENDING)
        ]  # fmt: skip
        asked = {
            "actor": officer(sender), "now": NOW, "sender": sender, "wishes": [Wish(p, target) for p in chosen],
            "reason": "x", "client_key": uuid4(), "grouping": Grouping.COMMUNE, "good_only": True,
        }  # fmt: skip
        if not good:
            with pytest.raises(UnableToDrawUp):
                operations.draw_up(**asked)
            return
        (list_id,) = operations.draw_up(**asked)
        assert operations.draw_up(**asked) == [list_id]
        self.model.lists[list_id] = (sender, target)
        for person in good:
            self.model.lines[list_id, person] = LineState.DRAFT
            self.model.source[list_id, person] = sender
        if data.draw(st.booleans(), label="send at once"):
            self.dispatch(list_id)

    def some_list(self, data: st.DataObject) -> tuple[int, int, int]:
        list_id = data.draw(st.sampled_from(sorted(self.model.lists)), label="list")
        return list_id, *self.model.lists[list_id]

    @precondition(lambda self: self.model.lists)
    @rule(data=st.data())
    def send(self, data: st.DataObject) -> None:
        self.dispatch(self.some_list(data)[0])

    def dispatch(self, list_id: int) -> None:
        """Send a list, which goes wrong when somebody on it has left or waits on another one."""
        sender, _ = self.model.lists[list_id]
        drafts = self.model.on(list_id, LineState.DRAFT)
        good = drafts and all(
            self.model.unit[p] == sender and not self.model.held(p, sender, LineState.PENDING) for p in drafts
        )
        asked = {"actor": officer(sender), "now": NOW, "list_id": list_id, "client_key": uuid4()}
        if not good:
            with pytest.raises(UnableToSend):
                operations.send(**asked)
            return
        assert operations.send(**asked).done == len(drafts)
        self.requests.append((operations.send, asked))
        self.mark(list_id, drafts, LineState.PENDING)
        for person in drafts:
            self.model.notified(list_id, person)

    @precondition(lambda self: self.model.lists)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        list_id, sender, _ = self.some_list(data)
        held = self.model.on(list_id, LineState.DRAFT, LineState.PENDING)
        asked = {
            "actor": officer(sender), "now": NOW, "list_id": list_id, "reason": "x", "client_key": uuid4()
        }  # fmt: skip
        if not held:
            with pytest.raises(UnableToWithdraw):
                operations.withdraw(**asked)
            return
        assert operations.withdraw(**asked).done == len(held)
        self.requests.append((operations.withdraw, asked))
        for person in self.model.on(list_id, LineState.PENDING):
            self.model.given_back(list_id, person, None)
        self.mark(list_id, held, LineState.WITHDRAWN)

    @precondition(lambda self: self.waiting())
    @rule(data=st.data(), reason=st.sampled_from([None, None, *ReturnReason]))
    def answer(self, data: st.DataObject, reason: ReturnReason | None) -> None:
        list_id = data.draw(st.sampled_from(self.waiting()), label="list")
        sender, target = self.model.lists[list_id]
        states = data.draw(st.sampled_from([(LineState.PENDING,), tuple(LineState)]), label="whom")
        chosen = data.draw(st.lists(st.sampled_from(self.model.on(list_id, *states)), min_size=1, unique=True))
        asked: dict[str, Any] = {
            "actor": officer(target), "now": NOW, "list_id": list_id, "persons": chosen, "client_key": uuid4()
        }  # fmt: skip
        act = operations.accept if reason is None else operations.send_back
        if reason:
            asked["reason"] = reason
        pending = all(self.model.lines[list_id, p] is LineState.PENDING for p in chosen)
        there = [p for p in chosen if self.model.unit[p] == sender]
        if not pending or (reason is None and not there):
            with pytest.raises(UnableToAnswer):
                act(**asked)
            return
        done = there if reason is None else chosen
        outcome = act(**asked)
        assert (outcome.done, set(outcome.refused)) == (len(done), set(chosen) - set(done))
        self.requests.append((act, asked))
        self.mark(list_id, done, LineState.RETURNED if reason else LineState.ACCEPTED)
        for person in done:
            if reason is None:
                self.model.taken(list_id, person, target)
            else:
                self.model.given_back(list_id, person, IMPLIED[reason])

    @rule(data=st.data())
    def move_otherwise(self, data: st.DataObject) -> None:
        """Let somebody change hands without any list, so that open lists are overtaken and crossed."""
        waiting = sorted({p for (_, p), state in self.model.lines.items() if state is LineState.PENDING})
        person = data.draw(st.sampled_from(waiting or self.people), label="person")
        target = data.draw(st.sampled_from(self.units), label="target")
        with reading(HOUSE):
            row = ledger.standing(person)
        if row.unit_no == target:
            return
        put([Line(person, (row.unit_no, row.state), (target, 22100))], verb=Verb.HANDED_OVER, on=DAY)
        self.model.unit[person] = target
        self.model.obstacle[person] = Obstacle.NONE

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def repeat(self, data: st.DataObject) -> None:
        act, asked = data.draw(st.sampled_from(self.requests), label="request")
        head = ledger.head()
        assert act(**asked).repeated
        assert ledger.head() == head

    def waiting(self) -> list[int]:
        """Return the lists on which somebody waits."""
        return sorted({number for (number, _), state in self.model.lines.items() if state is LineState.PENDING})

    def mark(self, list_id: int, people: list[int], state: LineState) -> None:
        for person in people:
            self.model.lines[list_id, person] = state

    @invariant()
    def everybody_is_in_exactly_one_account(self) -> None:
        if not hasattr(self, "model"):
            return
        with reading(HOUSE):
            rows = ledger.standings(self.people)
        assert {row.person_id: row.unit_no for row in rows} == self.model.unit
        assert {row.person_id: row.standing.obstacle for row in rows} == self.model.obstacle
        balances = Counter[int]()
        for unit, _, people in ledger.balances(as_of=NOW.date(), low=self.units[0], high=self.units[-1]):
            balances[unit] += people
        assert +balances == Counter(self.model.unit.values())
        assert balances.total() == UNITS * EACH

    @invariant()
    def statements_close(self) -> None:
        if not hasattr(self, "model"):
            return
        with reading(HOUSE):
            pairs = queries.statement(low=1, high=2_000_000_000, today=NOW.date())
            rows = {n: queries.list_row(n) for n in self.model.lists}
        assert sum(p.sent for p in pairs) == sum(p.accepted + p.returned + p.open for p in pairs)
        for number, row in rows.items():
            assert row.accepted == len(self.model.on(number, LineState.ACCEPTED))
            assert row.returned == len(self.model.on(number, LineState.RETURNED))
            assert row.open == len(self.model.on(number, LineState.PENDING))

    def teardown(self) -> None:
        if hasattr(self, "model"):
            report = ledger.verify()
            assert report.ok, [proof for proof in report.proofs if proof.violations]


@pytest.fixture(autouse=True)
def _committing(own_database: str) -> Iterator[None]:
    """Commit for real: the program's policies and indexes bind as they do in earnest."""
    yield


def play(examples: int, steps: int) -> None:
    quiet = list(HealthCheck)
    run(
        Lists,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=quiet),
    )


def test_nobody_is_counted_twice_or_not_at_all_while_lists_are_open() -> None:
    play(examples=6, steps=40)


@pytest.mark.nightly
def test_nobody_is_lost_in_very_many_orders() -> None:
    play(examples=200, steps=60)
