"""Two systems exchange lists by letters that are lost, repeated, late and out of order (danh sách liên thông).

However the letters run, everybody is in one place: in one of the two registers, or in a letter that hands them over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from tests.conftest import pointed_at
from tests.record.ledger.people import HOUSE, put
from tests.record.people.conftest import someone
from tests.work.movements.people import NOW, drafted, officer
from toandan.ground import letters as ground
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Line, Obstacle, Verb
from toandan.record.letters import operations as letters
from toandan.record.letters import queries as letter_rows
from toandan.record.officers.queries import reading
from toandan.record.people import operations as register
from toandan.record.people import queries as people
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries
from toandan.work.movements.operations import UnableToAnswer
from toandan.work.movements.words import Answered, LineState, ListState, ReturnReason

DUE = 12100
DAY = date(2023, 6, 3)
SEEDS = ("11" * 32, "22" * 32)
PROVINCES = ("01", "33")
COMMUNES = ("00001", "11953")
TABLES = (
    "movements_list", "movements_line", "movements_deed", "movements_held", "letters_peer",
    "letters_territory", "letters_sent", "letters_received",
    "ledger_posting", "ledger_standing", "ledger_entry", "ledger_delta", "ledger_seal", "people_person", "people_claim",
)  # fmt: skip


@dataclass
class Node:
    """One system: its database, its key, the commune it collects in, and what it knows of the other."""

    database: str
    seed: str
    province: str
    code: str
    peer: int = 0
    sent: list[int] = field(default_factory=list)
    delivered: set[int] = field(default_factory=set)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Let the program be this system."""
        pointed_at(self.database)
        with override_settings(LETTERS_SEED=self.seed):
            yield

    @property
    def commune(self) -> int:
        return units.by_code(self.code, as_of=DAY).number


def begin(databases: tuple[str, str]) -> tuple[Node, Node]:
    """Empty both systems and introduce them to each other."""
    here, there = (Node(*each) for each in zip(databases, SEEDS, PROVINCES, COMMUNES, strict=True))
    for node, other in ((here, there), (there, here)):
        with node.on():
            with connections["owner"].cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
            node.peer = letters.add_peer(
                actor=HOUSE,
                now=NOW,
                name=other.province,
                public_key=ground.key_of(other.seed),
                territories=[units.by_code(other.province, as_of=DAY).number],
            )
    return here, there


def settled(node: Node, number: str, name: str = "Trần Thị Bình") -> int:
    """Write somebody down at a system and count them."""
    with node.on():
        details = someone(name, personal_number=number)
        person = register.register(actor=HOUSE, now=NOW, unit=node.commune, details=details, reason="mở sổ")
        put([Line(person, (0, 0), (node.commune, DUE))], verb=Verb.REGISTER_OPENED)
    return person


def send(node: Node, other: Node, persons: list[int]) -> int:
    with node.on():
        list_id = drafted(node.commune, persons, units.by_code(other.code, as_of=DAY).number)
        operations.send(actor=officer(node.commune), now=NOW, list_id=list_id, client_key=uuid4())
    return list_id


def underway(node: Node) -> dict[int, bytes]:
    """Return the letters a system has written, by number."""
    with node.on(), reading(HOUSE):
        return {row.number: letter_rows.content(sent_id=row.sent_id) for row in letter_rows.sent(peer=node.peer)}


def deliver(node: Node, other: Node, number: int, *, attend: bool = True) -> None:
    content = underway(node)[number]
    with other.on():
        letters.take_in(actor=HOUSE, now=NOW, unit=units.by_code(other.province, as_of=DAY).number, content=content)
        if attend:
            operations.attend(now=NOW)
    node.delivered.add(number)


def deliver_all(here: Node, there: Node) -> None:
    """Let letters run until nothing is left to deliver."""
    while True:
        left = [(n, o, k) for n, o in ((here, there), (there, here)) for k in sorted(set(underway(n)) - n.delivered)]
        if not left:
            return
        for node, other, number in left:
            deliver(node, other, number)


def counted(node: Node) -> dict[str, int]:
    """Return who counts at a system, by personal number, and in which unit."""
    with node.on(), reading(HOUSE), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT p.personal_number, s.unit_no FROM people_person p JOIN ledger_standing s USING (person_id)"
            " WHERE s.unit_no <> 0"
        )
        return {str(number): int(unit) for number, unit in cursor.fetchall()}


def in_letters(node: Node, other: Node) -> set[str]:
    """Return who has been handed over in a letter that the other system has not acted on, by personal number."""
    with other.on(), reading(HOUSE), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT number FROM letters_received WHERE settled_at IS NOT NULL")
        read = {int(number) for (number,) in cursor.fetchall()}
    bodies = [
        ground.opened(content, keys=_keys(node), own=ground.fingerprint(ground.key_of(other.seed))).body
        for number, content in underway(node).items()
        if number not in read
    ]
    return {one["personal_number"] for body in bodies for one in body.get("people", []) if "personal_number" in one}


def _keys(node: Node) -> dict[str, str]:
    key = ground.key_of(node.seed)
    return {ground.fingerprint(key): key}


def verified(*nodes: Node) -> None:
    for node in nodes:
        with node.on():
            report = ledger.verify()
            assert report.ok, [proof for proof in report.proofs if proof.violations]


def the_list(node: Node) -> int:
    """Return the one list a system has got."""
    with node.on(), reading(HOUSE):
        return queries.lists_in(low=node.commune, high=node.commune)[0].list_id


def answer(node: Node, list_id: int, persons: list[int], why: ReturnReason | None = None) -> Answered:
    asked: dict[str, Any] = {
        "actor": officer(node.commune), "now": NOW, "list_id": list_id, "persons": persons, "client_key": uuid4(),
    }  # fmt: skip
    with node.on():
        return operations.send_back(reason=why, **asked) if why else operations.accept(**asked)


def test_somebody_leaves_one_count_and_enters_the_other(two_databases: tuple[str, str]) -> None:
    here, there = begin(two_databases)
    wanted, unwanted = settled(here, "001185000001"), settled(here, "001185000002")
    sent = send(here, there, [wanted, unwanted])
    with here.on(), pytest.raises(UnableToAnswer, match="beyond"):
        operations.accept(actor=HOUSE, now=NOW, list_id=sent, persons=[wanted], client_key=uuid4())
    deliver(here, there, 1)
    come = the_list(there)
    with there.on(), reading(officer(there.commune)):
        lines = queries.lines(come)
        assert {line.person_id for line in lines} == {-wanted, -unwanted}
        assert {line.masked_number.count("0") < 6 for line in lines} == {True}
        assert people.persons([-wanted]) == []
    answer(there, come, [-wanted])
    answer(there, come, [-unwanted], ReturnReason.NOT_FOUND)
    assert (len(counted(here)), len(counted(there))) == (2, 0)

    deliver(there, here, 1)
    assert (len(counted(here)), len(counted(there)), in_letters(here, there)) == (1, 0, {"001185000001"})
    deliver_all(here, there)
    assert (set(counted(here)), set(counted(there))) == ({"001185000002"}, {"001185000001"})
    with here.on(), reading(HOUSE):
        row = queries.list_row(sent)
        assert (row.accepted, row.returned, row.open, row.unsettled) == (1, 1, 0, 1)
        [back] = ledger.standings([unwanted])
        assert back.standing.obstacle is Obstacle.WHEREABOUTS_UNKNOWN
    with there.on(), reading(HOUSE):
        assert queries.list_row(come).state is ListState.PARTLY_ACCEPTED
        assert [line.settled for line in queries.lines(come, state=LineState.ACCEPTED)] == [True]
    verified(here, there)


def test_whoever_was_withdrawn_before_the_answer_came_stays(two_databases: tuple[str, str]) -> None:
    here, there = begin(two_databases)
    person = settled(here, "001185000001")
    sent = send(here, there, [person])
    deliver(here, there, 1)
    come = the_list(there)
    answer(there, come, [-person])
    with here.on():
        operations.withdraw(actor=officer(here.commune), now=NOW, list_id=sent, reason="đã về", client_key=uuid4())
    deliver_all(here, there)
    assert (set(counted(here)), set(counted(there))) == ({"001185000001"}, set())
    with there.on(), reading(HOUSE):
        assert queries.list_row(come).state is ListState.WITHDRAWN
    verified(here, there)


def test_whoever_counts_there_already_is_counted_once(two_databases: tuple[str, str]) -> None:
    here, there = begin(two_databases)
    person, double = settled(here, "001185000001"), settled(there, "001185000001")
    send(here, there, [person])
    deliver(here, there, 1)
    answer(there, the_list(there), [-person])
    deliver_all(here, there)
    assert (set(counted(here)), set(counted(there))) == (set(), {"001185000001"})
    with there.on(), reading(HOUSE):
        assert [row.person_id for row in ledger.standings([double])] == [double]
    verified(here, there)


def test_a_list_that_came_loses_its_people_some_months_after_it_was_closed(two_databases: tuple[str, str]) -> None:
    here, there = begin(two_databases)
    person, late = settled(here, "001185000001"), NOW + timedelta(days=181)
    send(here, there, [person])
    deliver(here, there, 1)
    come = the_list(there)
    answer(there, come, [-person], ReturnReason.WRONG_UNIT)
    with there.on():
        assert operations.forget(actor=HOUSE, now=late - timedelta(days=2)) == (0, 0)
        assert operations.forget(actor=HOUSE, now=late) == (1, 1)
        with reading(HOUSE):
            row, (line,) = queries.list_row(come), queries.lines(come)
        assert (line.full_name, line.masked_number, line.reason) == ("", "", ReturnReason.WRONG_UNIT)
        assert (line.person_id, row.returned, row.details_removed_at) == (-person, 1, late)


def test_a_letter_about_somebody_elses_list_waits(two_databases: tuple[str, str]) -> None:
    here, there = begin(two_databases)
    send(here, there, [settled(here, "001185000001")])
    with there.on():
        for kind, body in (
            ("movements.answer", {"list": 999, "wanted": [{"ref": 1, "residence": "temporary"}]}),
            ("movements.handover", {"list": 1, "people": "x"}),
        ):
            letters.write(
                actor=HOUSE, now=NOW, unit=there.commune, peer=there.peer, kind=kind, body=body, client_key=uuid4(),
                reason="thử",
            )  # fmt: skip
    deliver(there, here, 1)
    deliver(there, here, 2)
    with here.on():
        attended = operations.attend(now=NOW)
    assert (attended.done, [one.code for one in attended.unread]) == (0, ["list_not_theirs", "letter_unreadable"])
    assert set(counted(here)) == {"001185000001"}


class Exchange(RuleBasedStateMachine):
    """Two systems send lists both ways while the way between them does what it likes."""

    databases: tuple[str, str]

    @initialize()
    def start(self) -> None:
        self.nodes = begin(self.databases)
        self.everybody: set[str] = set()
        self.persons: list[dict[str, int]] = [{}, {}]
        for side, node in enumerate(self.nodes):
            for n in range(2):
                number = f"00118500{side}{n:03d}"
                self.persons[side][number] = settled(node, number)
                self.everybody.add(number)

    @rule(side=st.sampled_from((0, 1)), data=st.data())
    def notify(self, side: int, data: st.DataObject) -> None:
        node, other = self.nodes[side], self.nodes[1 - side]
        with node.on(), connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT s.person_id FROM ledger_standing s WHERE s.unit_no = %s AND NOT EXISTS"
                " (SELECT FROM movements_line l WHERE l.person_id = s.person_id AND l.state IN ('draft', 'pending'))"
                " ORDER BY s.person_id",
                [node.commune],
            )
            free = [int(person) for (person,) in cursor.fetchall()]
        if free:
            send(node, other, data.draw(st.lists(st.sampled_from(free), min_size=1, unique=True)))

    @rule(side=st.sampled_from((0, 1)), data=st.data(), take=st.booleans())
    def answer(self, side: int, data: st.DataObject, take: bool) -> None:
        node = self.nodes[side]
        with node.on(), reading(HOUSE):
            open_ = [row for row in queries.lists_in(low=node.commune, high=node.commune) if row.open]
            waiting = [
                (row.list_id, line.person_id)
                for row in open_
                for line in queries.lines(row.list_id, state=LineState.PENDING)
            ]
        if waiting:
            list_id, person = data.draw(st.sampled_from(waiting))
            answer(node, list_id, [person], None if take else ReturnReason.NOT_FOUND)

    @rule(side=st.sampled_from((0, 1)), data=st.data())
    def withdraw(self, side: int, data: st.DataObject) -> None:
        node = self.nodes[side]
        with node.on(), reading(HOUSE):
            rows = queries.lists_out(low=node.commune, high=node.commune, state=ListState.SENT)
        if rows:
            row = data.draw(st.sampled_from(rows))
            with node.on():
                operations.withdraw(
                    actor=officer(node.commune), now=NOW, list_id=row.list_id, reason="đã về", client_key=uuid4()
                )

    @rule(side=st.sampled_from((0, 1)), data=st.data(), attend=st.booleans())
    def deliver(self, side: int, data: st.DataObject, attend: bool) -> None:
        """Any letter may come next, also one that came before; it may lie unread for a while."""
        node, other = self.nodes[side], self.nodes[1 - side]
        written = sorted(underway(node))
        if written:
            deliver(node, other, data.draw(st.sampled_from(written)), attend=attend)

    @invariant()
    def everybody_is_in_one_place(self) -> None:
        here, there = self.nodes
        places = [*counted(here), *counted(there), *in_letters(here, there), *in_letters(there, here)]
        assert sorted(places) == sorted(self.everybody)

    def teardown(self) -> None:
        if not hasattr(self, "nodes"):
            return
        here, there = self.nodes
        deliver_all(here, there)
        for node in self.nodes:
            with node.on():
                assert operations.attend(now=NOW).unread == ()
        assert sorted([*counted(here), *counted(there)]) == sorted(self.everybody)
        verified(here, there)


def _exchange(databases: tuple[str, str], examples: int) -> None:
    machine = type("Exchange", (Exchange,), {"databases": databases})
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    run(machine, settings=settings(max_examples=examples, stateful_step_count=14, suppress_health_check=checks))


def test_everybody_is_in_one_place_however_the_letters_run(two_databases: tuple[str, str]) -> None:
    _exchange(two_databases, 3)


@pytest.mark.nightly
def test_everybody_is_in_one_place_over_many_exchanges(two_databases: tuple[str, str]) -> None:
    _exchange(two_databases, 150)
