"""What letters say goes after a time; what proves them, the gaps, and that each comes once, stays."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError

from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.record.letters.test_letters import NOW, THEIRS, BrokenDoor, city, district, from_them, peer, write
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.letters import fingerprint, key_of, opened
from toandan.record.letters import operations, queries
from toandan.record.letters.models import Received, Sent
from toandan.record.letters.operations import UnableToTakeIn
from toandan.record.letters.ports import UnableToPush
from toandan.record.letters.words import Forgotten
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading

__all__ = ["city", "peer"]
pytestmark = pytest.mark.django_db
KEPT = timedelta(days=180)
OVER = NOW + KEPT + timedelta(seconds=1)
BODY = {"lines": [{"họ_tên": "Đặng Thị Đào"}]}


def forget(now: Any = OVER) -> Forgotten:
    return operations.forget(actor=the_house(), now=now)


def take(actor: Actor, content: bytes) -> Any:
    return operations.take_in(actor=actor, now=NOW, unit=actor.at, content=content)


def taken(actor: Actor, number: int) -> bytes:
    """Take a letter in, act on it, and return its file."""
    file = from_them(number, BODY)
    operations.settle(actor=actor, now=NOW, received=take(actor, file).received_id)
    return file


class TestWhatCame:
    def test_it_goes_once_it_was_acted_on_long_enough_ago(self, city: Actor, peer: int) -> None:
        assert KEPT.days == settings.LETTER_DETAILS_DAYS
        taken(city, 1)
        waits = take(city, from_them(2, BODY)).received_id
        assert forget(NOW + KEPT) == Forgotten(0, 0, 0)
        assert [forget(), forget()] == [Forgotten(0, 1, 0), Forgotten(0, 0, 0)]
        with reading(city):
            assert (queries.received(received_id=waits).body, queries.received(received_id=waits).removed) == (
                BODY,
                False,
            )
            gone = Received.objects.get(number=1)
            assert queries.received(received_id=gone.received_id).body == {}
        told = [line.detail["received"] for line in every_line() if line.verb == "letters.letter.forget"]
        assert told == [0, 1, 0]

    def test_number_signature_and_hash_prove_the_file_still(self, city: Actor, peer: int) -> None:
        file = taken(city, 1)
        forget()
        with reading(city):
            kept = Received.objects.get(number=1)
        head, digest = bytes(kept.content), bytes(kept.digest)
        assert "Đào" not in head.decode() and b"signature" in head
        assert file.startswith(head + b"\n")
        assert hashlib.sha256(file).digest() == digest
        assert kept.settled_at == NOW and kept.content_removed_at == OVER

    def test_an_old_letter_that_comes_again_changes_nothing_and_another_is_refused(
        self, city: Actor, peer: int
    ) -> None:
        file = taken(city, 1)
        forget()
        again = take(city, file)
        assert (again.repeated, again.removed, again.settled_at) == (True, True, NOW)
        assert take(district("001"), file).repeated
        with pytest.raises(UnableToTakeIn, match="number_used"):
            take(city, from_them(1, {"other": "words"}))
        with reading(city):
            assert (Received.objects.count(), queries.waiting(kind="answer")) == (1, [])

    def test_gaps_are_shown_still(self, city: Actor, peer: int) -> None:
        for number in (1, 2, 5):
            taken(city, number)
        forget()
        with reading(city):
            assert (queries.gaps(peer=peer), queries.next_number(peer=peer)) == ([(3, 4)], 6)


class TestOurs:
    def test_one_that_nobody_is_known_to_have_stays_whole(self, city: Actor, peer: int) -> None:
        made = write(city, peer, body=BODY)
        assert forget() == Forgotten(0, 0, 1)
        with reading(city):
            assert b"lines" in queries.content(sent_id=made.sent_id)

    def test_it_goes_after_somebody_said_the_peer_has_it(self, city: Actor, peer: int) -> None:
        made, later = write(city, peer, body=BODY), write(city, peer, body=BODY)
        with reading(city):
            file = queries.content(sent_id=made.sent_id)
        confirm = {"actor": city, "now": NOW, "peer": peer, "through": made.number}
        assert [operations.confirm(**confirm) for _time in range(2)] == [1, 0]  # type: ignore[arg-type]
        assert forget() == Forgotten(1, 0, 1)
        with reading(city):
            kept = Sent.objects.get(sent_id=made.sent_id)
            rows = {row.sent_id: row.removed for row in queries.sent(peer=peer)}
        assert rows == {made.sent_id: True, later.sent_id: False}
        assert file.startswith(bytes(kept.content) + b"\n") and b"lines" not in bytes(kept.content)
        assert kept.file_digest is not None and bytes(kept.file_digest) == hashlib.sha256(file).digest()
        own = queries.own_key()
        assert opened(file, keys={fingerprint(own): own}, own=fingerprint(key_of(THEIRS))).number == made.number

    def test_a_push_learns_what_the_peer_has_and_delivers_nothing_that_was_removed(
        self, city: Actor, peer: int
    ) -> None:
        write(city, peer, body=BODY)
        door = BrokenDoor([])
        assert operations.push(actor=city, now=NOW, peer=peer, door=door) == (1,)
        assert forget() == Forgotten(1, 0, 0)
        write(city, peer, body=BODY)
        door.there.clear()
        assert operations.push(actor=city, now=OVER, peer=peer, door=door) == (2,)
        assert write(city, peer).number == 3

    def test_a_cut_network_notes_only_what_has_come(self, city: Actor, peer: int) -> None:
        for _letter in range(2):
            write(city, peer, body=BODY)
        with pytest.raises(UnableToPush, match="not_reached"):
            operations.push(actor=city, now=NOW, peer=peer, door=BrokenDoor([1, 0]))
        assert forget() == Forgotten(1, 0, 1)

    def test_a_repeated_request_finds_its_letter(self, city: Actor, peer: int) -> None:
        key = uuid4()
        made = write(city, peer, key, body=BODY)
        operations.confirm(actor=city, now=NOW, peer=peer, through=9)
        forget()
        assert write(city, peer, key, body=BODY).number == made.number


class TestNobodyElse:
    def refused(self, actor: Actor, statement: str, state: str) -> None:
        with pytest.raises(DatabaseError) as error, acting(actor), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(error.value.__cause__, psycopg.Error)
        assert error.value.__cause__.sqlstate == state

    def test_only_the_house_and_nothing_of_today(self, city: Actor, peer: int) -> None:
        old = "SELECT letters_forget(now() - interval '200 days', now())"
        self.refused(city, old, "42501")
        self.refused(the_house(), "SELECT letters_forget(now(), now())", "22023")
        self.refused(city, "UPDATE letters_sent SET content = ''", "42501")
        self.refused(city, "UPDATE letters_received SET content_removed_at = now()", "42501")

    def test_who_may_not_write_letters_says_of_none_that_it_has_come(self, city: Actor, peer: int) -> None:
        write(city, peer)
        for who, news in ((actor_for("auditor", "auditor", city.at), 0), (district("001"), 0), (city, 1)):
            with acting(who), connection.cursor() as cursor:
                cursor.execute("UPDATE letters_sent SET delivered_at = now()")
                assert cursor.rowcount == news
