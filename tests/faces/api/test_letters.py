"""Letters pushed by another authority's system, through the interface as it is mounted."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from toandan.ground.kernel.actor import the_house
from toandan.ground.letters import Letter, fingerprint, key_of, sealed
from toandan.record.letters import queries
from toandan.record.letters.operations import add_peer
from toandan.record.officers.operations import add_client
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 1, 1, tzinfo=UTC)
THEIRS = "ab" * 32
THEY = fingerprint(key_of(THEIRS))


def system(*words: str, name: str = "lien-thong") -> Client:
    city = units.by_code("01", as_of=date(2023, 6, 3)).number
    token = add_client(actor=the_house(), now=NOW, name=name, unit=city, permissions=words)
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def partner() -> Client:
    add_peer(actor=the_house(), now=NOW, name="Hưng Yên", public_key=key_of(THEIRS))
    return system("letters.letter.take_in")


def letter(number: int, *, seed: str = THEIRS, **body: object) -> bytes:
    us = fingerprint(queries.own_key())
    return sealed(Letter(fingerprint(key_of(seed)), us, number, "answer", body), seed=seed)


def push(client: Client, content: bytes):  # type: ignore[no-untyped-def]
    return client.post("/api/v1/letters", content, content_type="application/octet-stream")


def test_letters_are_pushed_in_any_order_and_the_others_asked_for(partner: Client) -> None:
    for number, repeated in ((3, False), (1, False), (3, True)):
        assert push(partner, letter(number)).json() == {"number": number, "repeated": repeated}
    assert partner.get("/api/v1/letters/come", {"sender": THEY}).json() == {"next": 4, "missing": [[2, 2]]}
    told = {"sender": THEY, "name": "Hưng Yên", "next": 4, "missing": [[2, 2]]}
    reader = system("movements.list.read", name="xem")
    assert reader.get("/api/v1/letters/gaps").json() == [told]
    push(partner, letter(2))
    assert reader.get("/api/v1/letters/gaps").json() == []
    assert partner.get("/api/v1/letters/gaps").status_code == 403


def test_a_letter_may_be_larger_than_a_form(partner: Client) -> None:
    assert push(partner, letter(1, lines=["x" * 1000] * 4000)).status_code == 200


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: letter(1, seed="ef" * 32), "letters.sender_unknown"),
        (lambda: letter(1).replace(b'"number":1', b'"number":2'), "letters.signature_wrong"),
        (lambda: b"", "letters.not_a_letter"),
        (lambda: b'{"a":1}', "letters.not_a_letter"),
    ],
)
def test_what_is_no_letter_for_us_is_refused_in_both_languages(partner: Client, content, code: str) -> None:  # type: ignore[no-untyped-def]
    answer = push(partner, content())
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["message_vi"] != answer.json()["message_en"]


def test_nobody_pushes_without_the_word(partner: Client) -> None:
    other = Client(headers={"Authorization": "Bearer td_nobody"})
    assert push(other, letter(1)).status_code == 401
    assert push(Client(), letter(1)).status_code == 401


def test_an_unknown_sender_is_not_there(partner: Client) -> None:
    assert partner.get("/api/v1/letters/come", {"sender": "0" * 32}).status_code == 404
    assert partner.get("/api/v1/letters/come", {"sender": "x"}).status_code == 422
