"""A partner whose program is at fault, or who is no friend, signs what it likes: nothing of it breaks or blocks us."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, officer
from toandan.ground.letters import fingerprint, key_of
from toandan.record.letters import operations as letters
from toandan.record.letters import queries as letter_rows
from toandan.record.letters.operations import UnableToTakeIn
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.movements import operations, queries

pytestmark = pytest.mark.django_db
THEIRS, OTHERS = "ab" * 32, "cd" * 32
OURS_CODE = "00001"
DAY = NOW.date()


def one(**changes: Any) -> dict[str, Any]:
    told = {"ref": 1, "full_name": "Trần Thị Bình", "birth": "1985-03-02", "commune": OURS_CODE}
    return told | {"residence": "temporary"} | changes


def a_list(number: int, **changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"list": number, "sender": "11953", "receiver": OURS_CODE, "reason": "ở nơi khác"}
    return told | {"due_on": "2023-07-01", "people": [one()]} | changes


def handed(**changes: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"ref": 1, "full_name": "Trần Thị Bình", "birth_basis": "year", "birth_year": 1985}
    told |= {"residence": "temporary", "card": "due", "eid": "none", "obstacle": ""}
    return {"list": 1, "people": [told | changes], "kept": []}


def come(number: int, body: Mapping[str, Any], *, kind: str = "movements.list", seed: str = THEIRS) -> bytes:
    """Sign whatever it is, as our own program never would."""
    sender, own = fingerprint(key_of(seed)), fingerprint(letter_rows.own_key())
    told = {"sender": sender, "receiver": own, "number": number, "kind": kind, "answers": None, "body": body}
    said = json.dumps(told, separators=(",", ":")).encode()
    signature = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).sign(b"toandan letter 1\n" + said)
    head = {"toandan_letter": 1, "signed_by": sender, "signature": base64.b64encode(signature).decode()}
    return json.dumps(head).encode() + b"\n" + said


def take(content: bytes) -> None:
    letters.take_in(actor=HOUSE, now=NOW, unit=units.by_code("01", as_of=DAY).number, content=content)


@pytest.fixture(autouse=True)
def _peers() -> None:
    for name, seed, code in (("Hưng Yên", THEIRS, "33"), ("Hà Nam", OTHERS, "35")):
        at = units.by_code(code, as_of=DAY).number
        letters.add_peer(actor=HOUSE, now=NOW, name=name, public_key=key_of(seed), territories=[at])


POISON: dict[str, tuple[str, dict[str, Any]]] = {
    "NUL in a name": ("movements.list", a_list(11, people=[one(full_name="Bình\x00")])),
    "NUL in the reason": ("movements.list", a_list(12, reason="\x00")),
    "half a pair of surrogates": ("movements.list", a_list(13, people=[one(full_name="Bình\ud800")])),
    "a month that is none": ("movements.list", a_list(14, people=[one(birth="1985-13-40")])),
    "the year nought": ("movements.list", a_list(15, people=[one(birth="0000")])),
    "digits of another script": ("movements.list", a_list(16, people=[one(birth="١٩٨٥")])),
    "a number past the database": ("movements.list", a_list(10**30)),
    "one of our own units as sender": ("movements.list", a_list(17, sender="00004")),
    "a unit of another partner as sender": ("movements.list", a_list(18, sender="13366")),
    "a field nobody knows, named by NUL": ("movements.list", a_list(21) | {"\x00Trần Thị Bình": 1}),
    "people who are no list": ("movements.list", a_list(19, people={"ref": 1})),
    "a person of many levels": ("movements.list", a_list(20, people=[one(phone=json.loads("[" * 900 + "]" * 900))])),
    "parts of a birth date that contradict": ("movements.handover", handed(birth_day=3)),
    "a birth year past every calendar": ("movements.handover", handed(birth_year=10**9)),
    "an answer to nobody's list": ("movements.answer", {"list": 2**61, "wanted": []}),
}  # fmt: skip


def test_no_letter_of_one_partner_holds_up_the_letters_behind_it() -> None:
    for number, (kind, body) in enumerate(POISON.values(), start=1):
        take(come(number, body, kind=kind))
    take(come(1, a_list(1, sender="13366"), seed=OTHERS))
    done = operations.attend(now=NOW)
    assert (done.done, [letter.number for letter in done.unread]) == (1, [*range(1, len(POISON) + 1)])
    said = dict(zip(POISON, (letter.code for letter in done.unread), strict=True))
    assert said["one of our own units as sender"] == said["a unit of another partner as sender"] == "not_the_senders"
    assert said["an answer to nobody's list"] == "list_not_theirs"
    assert said["parts of a birth date that contradict"] == said["NUL in a name"] == "letter_unreadable"
    unit = units.by_code(OURS_CODE, as_of=DAY)
    with reading(officer(unit.number)):
        (row,) = queries.lists_in(low=unit.number, high=unit.last)
        told = {(held.number, held.why.code): held.why.values for held in queries.held(low=1, high=2**31 - 1)}
    assert (row.sender, row.lines) == (units.by_code("13366", as_of=DAY).number, 1)
    assert "Bình" not in str(told), "nothing that speaks of people is repeated"


@pytest.mark.parametrize("kind", ["movements.list\x00", "\ud800", "x" * 5000, "", "Movements.List", "../list"])
def test_a_kind_that_is_no_word_of_a_program_is_refused_as_no_letter(kind: str) -> None:
    with pytest.raises(UnableToTakeIn) as refused:
        take(come(1, a_list(1), kind=kind))
    assert refused.value.code == "letters.not_a_letter"


def test_the_first_of_two_equal_keys_does_not_hide_behind_the_second() -> None:
    """What is signed is what is read; whatever was put in afterwards breaks the signature."""
    content = come(1, a_list(1))
    head, _, said = content.partition(b"\n")
    with pytest.raises(UnableToTakeIn) as refused:
        take(head + b"\n" + said.replace(b'"number":1', b'"number":1,"number":2'))
    assert refused.value.code == "letters.signature_wrong"


@pytest.mark.parametrize("signer", ["\x00", "\ud800", "x" * 900, 7, None])
def test_a_signer_who_is_no_key_is_refused_and_the_refusal_is_journalled(signer: Any) -> None:
    head = json.dumps({"toandan_letter": 1, "signed_by": signer, "signature": "AA=="}).encode()
    with pytest.raises(UnableToTakeIn) as refused:
        take(head + b"\n{}")
    assert refused.value.code == "letters.not_a_letter"
