"""Letters leave numbered, come in once, and nobody smuggles one (công văn liên thông)."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.ground.letters import Letter, fingerprint, key_of, missing, opened, sealed
from toandan.record.journal.models import Line
from toandan.record.letters import operations, queries
from toandan.record.letters.adapters.https import HttpsDoor
from toandan.record.letters.models import Received, Sent
from toandan.record.letters.operations import UnableToKeepPeer, UnableToTakeIn, UnableToWriteLetter
from toandan.record.letters.ports import Come, UnableToPush
from toandan.record.letters.words import SentRow
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units

NOW = datetime(2023, 6, 3, 3, tzinfo=UTC)
DAY = date(2023, 6, 3)
AFTER = date(2025, 7, 1)
THEIRS = "ab" * 32
"""The seed of the authority on the other side."""


@pytest.fixture
def city() -> Actor:
    return actor_for("city", "city_headquarters", units.by_code("01", as_of=DAY).number)


@pytest.fixture
def peer(city: Actor) -> int:
    return operations.add_peer(actor=city, now=NOW, name="Công an tỉnh Hưng Yên", public_key=key_of(THEIRS))


def district(code: str) -> Actor:
    return actor_for(f"d{code}", "district_police", units.by_code(code, as_of=DAY).number)


def write(actor: Actor, peer: int, key: UUID | None = None, **changes: Any) -> SentRow:
    told: dict[str, Any] = {"kind": "notification_list", "body": {"lines": [1]}, "reason": "MĐ"} | changes
    return operations.write(actor=actor, now=NOW, unit=actor.at, peer=peer, client_key=key or uuid4(), **told)


def from_them(number: int, body: dict[str, Any] | None = None, *, seed: str = THEIRS, **changes: Any) -> bytes:
    told: dict[str, Any] = {
        "sender": fingerprint(key_of(seed)),
        "receiver": fingerprint(queries.own_key()),
        "number": number,
        "kind": "answer",
        "body": body or {"said": number},
    }
    return sealed(Letter(**told | changes), seed=seed)


def journalled(verb: str) -> int:
    with reading(the_house()):
        return Line.objects.filter(verb=verb).count()


@pytest.mark.django_db
class TestOutbox:
    def test_numbers_count_for_each_peer_whoever_writes(self, city: Actor, peer: int) -> None:
        other = operations.add_peer(actor=city, now=NOW, name="Khác", public_key=key_of("cd" * 32))
        one, two = district("001"), district("002")
        assert [write(a, p).number for a, p in [(one, peer), (two, peer), (one, other), (one, peer)]] == [1, 2, 1, 3]

    def test_they_can_read_what_we_write_and_nobody_else_could_have_written_it(self, city: Actor, peer: int) -> None:
        made = write(city, peer, body={"lines": [{"họ_tên": "Đặng Thị Đào"}]}, answers=4)
        with reading(city):
            file = queries.content(sent_id=made.sent_id)
        own = queries.own_key()
        read = opened(file, keys={fingerprint(own): own}, own=fingerprint(key_of(THEIRS)))
        assert (read.number, read.answers, read.body) == (1, 4, {"lines": [{"họ_tên": "Đặng Thị Đào"}]})

    def test_a_repeat_writes_nothing_and_another_letter_under_its_key_is_refused(self, city: Actor, peer: int) -> None:
        key = uuid4()
        first = write(city, peer, key)
        assert write(city, peer, key) == first
        for changes in ({"body": {"lines": [2]}}, {"kind": "other"}, {"answers": 9}):
            with pytest.raises(UnableToWriteLetter, match="key_used"):
                write(city, peer, key, **changes)
        assert write(city, peer).number == 2, "what was refused has used no number up"

    def test_what_is_rolled_back_leaves_no_gap(self, city: Actor, peer: int) -> None:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            write(city, peer)
            raise ZeroDivisionError
        assert write(city, peer).number == 1

    def test_refusals(self, city: Actor, peer: int) -> None:
        with pytest.raises(UnableToWriteLetter, match="no_reason"):
            write(city, peer, reason=" ")
        with pytest.raises(UnableToWriteLetter, match="peer_unknown"):
            write(city, peer + 1)
        operations.end_peer(actor=city, now=NOW, peer=peer)
        with pytest.raises(UnableToWriteLetter, match="peer_unknown"):
            write(city, peer)
        with pytest.raises(NotAllowed):
            operations.write(
                actor=district("001"), now=NOW, unit=units.by_code("002", as_of=DAY).number, peer=peer, kind="a",
                body={}, client_key=uuid4(), reason="x",
            )  # fmt: skip


@pytest.mark.django_db
class TestInbox:
    def take(self, actor: Actor, content: bytes) -> Any:
        return operations.take_in(actor=actor, now=NOW, unit=actor.at, content=content)

    def test_a_letter_comes_in_once(self, city: Actor, peer: int) -> None:
        first = self.take(city, from_them(1, {"said": "Đủ"}))
        again = self.take(city, from_them(1, {"said": "Đủ"}))
        assert (first.repeated, again.repeated, again.received_id) == (False, True, first.received_id)
        assert first.body == {"said": "Đủ"}
        assert journalled("letters.letter.take_in") == 1

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (lambda: from_them(1, seed="ef" * 32), "sender_unknown"),
            (lambda: from_them(1).replace(b'"said":1', b'"said":2'), "signature_wrong"),
            (lambda: from_them(1, receiver="0" * 32), "for_another"),
            (lambda: b"id,full_name\n", "not_a_letter"),
        ],
        ids=["unknown", "changed", "another", "csv"],
    )
    def test_what_is_no_letter_for_us_is_refused_and_journalled(
        self, city: Actor, peer: int, content: Any, why: str
    ) -> None:
        before = journalled("letters.letter.refuse")
        with pytest.raises(UnableToTakeIn, match=why):
            self.take(city, content())
        assert journalled("letters.letter.refuse") == before + 1
        with acting(city):
            assert not Received.objects.exists()

    def test_a_number_that_came_with_other_words_is_refused(self, city: Actor, peer: int) -> None:
        self.take(city, from_them(1))
        with pytest.raises(UnableToTakeIn, match="number_used"):
            self.take(city, from_them(1, {"said": "something else"}))

    def test_an_ended_peer_is_believed_no_longer(self, city: Actor, peer: int) -> None:
        operations.end_peer(actor=city, now=NOW, peer=peer)
        with pytest.raises(UnableToTakeIn, match="sender_unknown"):
            self.take(city, from_them(1))

    def test_what_another_unit_took_in_is_known_but_not_shown(self, city: Actor, peer: int) -> None:
        one, two = district("001"), district("002")
        taken = self.take(one, from_them(1))
        assert self.take(two, from_them(1)).repeated
        with pytest.raises(UnableToTakeIn, match="number_used"):
            self.take(two, from_them(1, {"said": "else"}))
        with reading(two), pytest.raises(NotThere):
            queries.received(received_id=taken.received_id)

    def test_a_letter_waits_until_it_is_settled(self, city: Actor, peer: int) -> None:
        taken = self.take(city, from_them(1))
        with reading(city):
            assert [w.received_id for w in queries.waiting(kind="answer")] == [taken.received_id]
        for _ in range(2):
            operations.settle(actor=city, now=NOW, received=taken.received_id)
        assert journalled("letters.letter.settle") == 1
        with reading(city):
            assert queries.waiting(kind="answer") == []

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(st.integers(1, 9), max_size=14))
    def test_however_they_come_each_is_there_once_and_the_gaps_are_shown(
        self, city: Actor, peer: int, order: list[int]
    ) -> None:
        with transaction.atomic():
            news = [number for number in order if not self.take(city, from_them(number)).repeated]
            assert sorted(news) == sorted(set(order))
            with reading(city):
                gaps = queries.gaps(peer=peer)
            missing = {n for first, last in gaps for n in range(first, last + 1)}
            assert missing == set(range(1, max(order, default=0) + 1)) - set(order)
            transaction.set_rollback(True)


@pytest.mark.django_db
class TestPeers:
    def test_refusals(self, city: Actor, peer: int) -> None:
        for key, why in (
            ("zz" * 32, "not_a_key"),
            ("", "not_a_key"),
            (key_of(THEIRS), "peer_known"),
            (queries.own_key(), "own_key"),
        ):
            with pytest.raises(UnableToKeepPeer, match=why):
                operations.add_peer(actor=city, now=NOW, name="Khác", public_key=key)
        with pytest.raises(UnableToKeepPeer, match="nameless"):
            operations.add_peer(actor=city, now=NOW, name=" ", public_key=key_of("cd" * 32))
        with pytest.raises(NotAllowed):
            operations.add_peer(actor=district("001"), now=NOW, name="Khác", public_key=key_of("cd" * 32))


@pytest.mark.django_db
class TestTerritories:
    """Which peer a unit's letters leave to."""

    def known(self, city: Actor, seed: str, *codes: str) -> int:
        held = [units.by_code(code, as_of=DAY).number for code in codes]
        return operations.add_peer(actor=city, now=NOW, name=seed, public_key=key_of(seed * 32), territories=held)

    def receiver(self, code: str) -> int | None:
        return queries.peer_for(unit=units.by_code(code, as_of=DAY).number)

    def test_the_receiver_is_chosen_by_the_unit_the_nearest_one_above_it(self, city: Actor) -> None:
        first, second = self.known(city, "cd", "33", "001"), self.known(city, "ef", "31", "00001")
        found = [self.receiver(code) for code in ("33", "11953", "001", "00004", "00001", "31", "002", "01")]
        assert found == [first, first, first, first, second, second, None, None]
        rows = {row.peer_id: len(row.territories) for row in queries.peers()}
        assert rows == {first: 2, second: 2}

    def test_two_do_not_answer_for_one_unit_until_the_first_has_ended(self, city: Actor) -> None:
        first = self.known(city, "cd", "33", "31")
        with pytest.raises(UnableToKeepPeer, match="territory_held"):
            self.known(city, "ef", "001", "31")
        assert self.receiver("001") is None
        operations.end_peer(actor=city, now=NOW, peer=first)
        assert [self.receiver(code) for code in ("33", "31")] == [None, None]
        second = self.known(city, "ef", "001", "31", "31")
        assert [self.receiver(code) for code in ("33", "31", "001")] == [None, second, second]

    def test_after_a_merger_a_peer_answers_for_what_was_made_of_its_own_alone(self, city: Actor) -> None:
        """Thái Bình went into Hưng Yên; Hà Nội stayed as it was."""
        first = self.known(city, "cd", "33")
        new = units.by_code("33", as_of=AFTER)
        made = {leaf.number: units.predecessors(leaf.number) for leaf in units.leaves(new.number, as_of=AFTER)}
        old = units.by_code("33", as_of=DAY)
        for number, links in made.items():
            theirs = {old.holds(before.number) for _, before in links}
            assert queries.peer_for(unit=number) == (first if theirs == {True} else None)
        assert len({queries.peer_for(unit=number) for number in made}) == 2
        assert queries.peer_for(unit=new.number) is None, "half of it was another's"
        operations.add_territory(actor=city, now=NOW, peer=first, unit=units.by_code("34", as_of=DAY).number)
        assert queries.peer_for(unit=new.number) == first

    def test_before_our_own_reform_a_unit_is_answered_for_by_who_has_all_of_it_today(self, city: Actor) -> None:
        """Hải Phòng took Hải Dương in; Hưng Yên took Thái Bình in, and stays unknown."""
        new = units.by_code("31", as_of=AFTER).number
        peer = operations.add_peer(actor=city, now=NOW, name="x", public_key=key_of("cd" * 32), territories=[new])
        assert [self.receiver(code) for code in ("303", "11296", "31", "30", "34", "01")] == [
            peer, peer, peer, peer, None, None
        ]  # fmt: skip
        assert queries.peer_for(unit=units.by_code("01", as_of=AFTER).number) is None

    def test_a_known_peer_answers_for_one_more_territory_and_for_it_no_longer(self, city: Actor) -> None:
        first, second = self.known(city, "cd", "33"), self.known(city, "ef", "31")
        unit = units.by_code("001", as_of=DAY).number
        for _ in range(2):
            operations.add_territory(actor=city, now=NOW, peer=first, unit=unit)
        assert self.receiver("00001") == first
        with pytest.raises(UnableToKeepPeer, match="territory_held"):
            operations.add_territory(actor=city, now=NOW, peer=second, unit=unit)
        with pytest.raises(UnableToKeepPeer, match="territory_not_held"):
            operations.end_territory(actor=city, now=NOW, peer=second, unit=unit)
        with pytest.raises(NotAllowed):
            operations.end_territory(actor=district("001"), now=NOW, peer=first, unit=unit)
        operations.end_territory(actor=city, now=NOW, peer=first, unit=unit)
        operations.add_territory(actor=city, now=NOW, peer=second, unit=unit)
        assert [self.receiver(code) for code in ("00001", "33")] == [second, first]
        said = [line.verb for line in every_line() if line.verb.startswith("letters.territory")]
        assert said == ["letters.territory.add", "letters.territory.end", "letters.territory.add"]


@pytest.mark.django_db
class TestSmuggledWrites:
    """What an officer could write past the operations, through the program's own login."""

    def test_nobody_lays_down_or_ends_a_territory_but_who_keeps_the_peers(self, city: Actor, peer: int) -> None:
        unit = units.by_code("33", as_of=DAY).number
        add = "INSERT INTO letters_territory (peer_id, unit_no) VALUES (%s, %s)"
        self.refused(district("001"), add, [peer, unit])
        with acting(city), connections["default"].cursor() as cursor:
            cursor.execute(add, [peer, unit])
        with acting(district("002")), connections["default"].cursor() as cursor:
            cursor.execute("UPDATE letters_territory SET until = now()")
            assert cursor.rowcount == 0
        self.refused(city, add, [peer, unit])

    def refused(self, actor: Actor, statement: str, values: list[Any]) -> None:
        with pytest.raises(DatabaseError), acting(actor), transaction.atomic(), connections["default"].cursor() as c:
            c.execute(statement, values)

    def test_nobody_lays_down_a_key_but_who_keeps_the_peers(self, city: Actor, peer: int) -> None:
        columns = "(name, fingerprint, public_key, kept_by, since)"
        add = f"INSERT INTO letters_peer {columns} VALUES ('x', %s, %s, 'city', now())"
        values = [fingerprint(key_of("cd" * 32)), key_of("cd" * 32)]
        self.refused(district("001"), add, values)
        self.refused(city, "UPDATE letters_peer SET public_key = %s", [key_of("cd" * 32)])

    def test_nobody_writes_a_letter_in_another_name_or_for_another_unit(self, city: Actor, peer: int) -> None:
        one = district("001")
        add = (
            "INSERT INTO letters_sent (peer_id, number, unit_no, kind, content, digest, client_key, reason, actor,"
            " actor_id, sent_at) VALUES (%s, 1, %s, 'k', '', '', gen_random_uuid(), 'r', %s, %s, now())"
        )
        self.refused(one, add, [peer, one.at, city.name, city.officer])
        self.refused(one, add, [peer, units.by_code("002", as_of=DAY).number, one.name, one.officer])
        self.refused(one, "DELETE FROM letters_sent", [])

    def test_nobody_draws_a_number_but_who_may_write(self, city: Actor, peer: int) -> None:
        draw = "SELECT letters_next(%s)"
        with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(draw, [peer])
        self.refused(actor_for("auditor", "auditor", city.at), draw, [peer])
        with acting(district("001")), connections["default"].cursor() as cursor:
            cursor.execute(draw, [peer])
            assert cursor.fetchone() == (1,)


def test_many_writers_leave_no_gap_and_one_request_writes_one_letter(own_database: str) -> None:
    city = actor_for("city", "city_headquarters", units.by_code("01", as_of=DAY).number)
    peer = operations.add_peer(actor=city, now=NOW, name="Hưng Yên", public_key=key_of(THEIRS))
    keys = [uuid4() for _ in range(12)]

    def one(key: UUID) -> int:
        try:
            return write(city, peer, key).number
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(8) as writers:
        numbers = list(writers.map(one, [*keys, *keys]))
    assert sorted(set(numbers)) == list(range(1, 13))
    assert numbers[:12] == numbers[12:], "a repeated request is told the first letter"
    with acting(city):
        assert Sent.objects.count() == 12


class BrokenDoor:
    """Another system behind a network that cuts the way, before or after a letter has arrived."""

    def __init__(self, cuts: list[int]) -> None:
        self.there: dict[int, bytes] = {}
        self.cuts = cuts
        self.tries = 0

    def come(self, sender: str) -> Come:
        assert sender == fingerprint(queries.own_key())
        return Come(max(self.there, default=0) + 1, tuple(missing(self.there)))

    def deliver(self, content: bytes) -> None:
        self.tries += 1
        own = queries.own_key()
        letter = opened(content, keys={fingerprint(own): own}, own=fingerprint(key_of(THEIRS)))
        cut = self.cuts.pop() if self.cuts else 0
        if cut != 1:
            assert self.there.setdefault(letter.number, content) == content
        if cut:
            raise UnableToPush("cut", code="letters.not_reached")


@pytest.mark.django_db
class TestPushing:
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.integers(0, 6), st.lists(st.integers(0, 2), max_size=8), st.sets(st.integers(1, 6)))
    def test_after_enough_tries_all_letters_are_there(
        self, city: Actor, peer: int, many: int, cuts: list[int], carried: set[int]
    ) -> None:
        with transaction.atomic():
            letters = [write(city, peer) for _ in range(many)]
            door = BrokenDoor(cuts)
            with reading(city):
                # Some have been carried there as files already.
                door.there = {s.number: queries.content(sent_id=s.sent_id) for s in letters if s.number in carried}
            for _ in range(len(cuts) + 1):
                with suppress(UnableToPush):
                    operations.push(actor=city, now=NOW, peer=peer, door=door)
            assert sorted(door.there) == list(range(1, many + 1))
            assert operations.push(actor=city, now=NOW, peer=peer, door=door) == ()
            transaction.set_rollback(True)

    def test_who_may_not_write_may_not_push(self, city: Actor, peer: int) -> None:
        with pytest.raises(NotAllowed):
            operations.push(actor=actor_for("auditor", "auditor", city.at), now=NOW, peer=peer, door=BrokenDoor([]))

    @pytest.mark.parametrize("address", ["http://example.vn/", "ftp://example.vn/", "file:///etc/passwd", "example.vn"])
    def test_no_letter_leaves_without_tls(self, address: str) -> None:
        with pytest.raises(UnableToPush, match="not_safe"):
            HttpsDoor(address, "td_x")

    def test_nobody_there_is_said_plainly(self) -> None:
        with pytest.raises(UnableToPush, match="not_reached"):
            HttpsDoor("http://127.0.0.1:9/", "td_x").come("0" * 32)
