"""Messages that were cut, changed, repeated, reordered or delayed: each is carried out once, in order, or refused."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.exchange import (
    Arrival,
    BadSignature,
    Inbox,
    Message,
    NotForUs,
    UnknownSender,
    UnreadableMessage,
    digest,
    receive,
    sign,
    verify,
)

HERE, THERE = Ed25519PrivateKey.from_private_bytes(b"a" * 32), Ed25519PrivateKey.from_private_bytes(b"b" * 32)
KEYS = {"hanoi": HERE.public_key()}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
bodies = st.dictionaries(texts, st.one_of(texts, st.integers(), st.none(), st.booleans(), st.lists(texts)), max_size=4)


def message(number: int = 1, body: dict[str, object] | None = None, to: str = "hungyen") -> Message:
    return Message("hanoi", to, number, "list", body or {"people": ["Nguyễn Văn Ễn"]})


def opened(data: bytes) -> Message:
    return verify(data, receiver="hungyen", keys=KEYS)


@given(st.integers(1, 2**60), bodies)
def test_what_was_signed_comes_out_as_it_was(number: int, body: dict[str, object]) -> None:
    sent = message(number, body or {"a": 1})
    assert opened(sign(sent, HERE)) == sent
    assert sign(sent, HERE) == sign(sent, HERE)


@given(st.data())
def test_no_byte_can_be_changed_on_the_way(data: st.DataObject) -> None:
    whole = sign(message(), HERE)
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda b: b != whole[place]))
    changed = whole[:place] + bytes([other]) + whole[place + 1 :]
    try:
        got = opened(changed)
    except (BadSignature, UnreadableMessage, UnknownSender):
        return
    # Only what does not belong to the message, such as a space between its parts, may differ.
    assert got == message()


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_one_way(data: bytes) -> None:
    with pytest.raises(UnreadableMessage):
        opened(data)


def test_each_kind_of_wrong_message_has_its_own_refusal() -> None:
    with pytest.raises(UnknownSender):
        verify(sign(message(), HERE), receiver="hungyen", keys={})
    with pytest.raises(BadSignature) as caught:
        opened(sign(message(), THERE))
    assert caught.value.sender == "hanoi"
    with pytest.raises(NotForUs):
        opened(sign(message(to="hue"), HERE))
    for number in (0, -1, "1", 1.0, True, None):
        outer = json.loads(sign(Message("hanoi", "hungyen", number, "list"), HERE))  # type: ignore[arg-type]
        with pytest.raises(UnreadableMessage):
            opened(json.dumps(outer).encode())


def test_a_signature_for_something_else_opens_nothing() -> None:
    outer = json.loads(sign(message(), HERE))
    from base64 import b64encode

    outer["signature"] = b64encode(HERE.sign(outer["text"].encode())).decode()
    with pytest.raises(BadSignature):
        opened(json.dumps(outer).encode())


@given(st.integers(1, 12).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(1, n), max_size=40))))
def test_each_message_is_carried_out_once_and_in_order(asked: tuple[int, list[int]]) -> None:
    many, arrivals = asked
    signed = {n: digest(sign(message(n), HERE)) for n in range(1, many + 1)}
    box, done, came = Inbox(), list[int](), set[int]()
    for number in arrivals:
        box, what, ready = receive(box, number, signed[number])
        assert what is (Arrival.REPEATED if number in came else Arrival.NEW)
        came.add(number)
        done += ready
        missing = {n for first, last in box.gaps for n in range(first, last + 1)}
        assert missing == set(range(1, max(came) + 1)) - came
        assert set(done) | set(box.waiting) == came
    assert done == list(range(1, box.through + 1))
    # Once the network is back and everything was sent again, nothing is missing and nothing was done twice.
    for number in range(1, many + 1):
        box, _what, ready = receive(box, number, signed[number])
        done += ready
    assert (done, box.gaps, box.waiting) == (list(range(1, many + 1)), (), ())


def test_two_messages_of_one_number_are_seen() -> None:
    box, _, _ = receive(Inbox(), 1, "one")
    after, what, ready = receive(box, 1, "other")
    assert (after, what, ready) == (box, Arrival.CONFLICTING, ())
    with pytest.raises(ValueError, match="from 1"):
        receive(box, 0, "x")
