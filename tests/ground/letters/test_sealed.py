"""A letter says what its sender signed, or nothing (công văn)."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.letters import (
    Letter,
    LetterFault,
    NotReadable,
    fingerprint,
    is_key,
    key_of,
    missing,
    opened,
    sealed,
)

A, B, C = ("11" * 32, "22" * 32, "33" * 32)
NAME_A, NAME_B, NAME_C = (fingerprint(key_of(seed)) for seed in (A, B, C))
KEYS = {NAME_A: key_of(A), NAME_C: key_of(C)}
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda some: st.lists(some, max_size=4) | st.dictionaries(st.text(max_size=8), some, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(st.text(max_size=10), values, max_size=5)


def letter(**changes: object) -> Letter:
    told = {"sender": NAME_A, "receiver": NAME_B, "number": 1, "kind": "notification_list", "body": {"n": "Đào\n"}}
    return Letter(**(told | changes))  # type: ignore[arg-type]


def fault(data: bytes, own: str = NAME_B) -> LetterFault:
    with pytest.raises(NotReadable) as caught:
        opened(data, keys=KEYS, own=own)
    return caught.value.fault


@given(bodies, st.integers(1, 2**31 - 1), st.none() | st.integers(1, 2**31 - 1))
def test_what_was_sealed_is_what_is_read(body: dict[str, object], number: int, answers: int | None) -> None:
    one = letter(body=body, number=number, answers=answers)
    assert opened(sealed(one, seed=A), keys=KEYS, own=NAME_B) == one


@given(st.data())
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    whole = bytearray(sealed(letter(), seed=A))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        read = opened(bytes(whole), keys=KEYS, own=NAME_B)
    except NotReadable:
        return
    # Blanks and the like in the first line say nothing, and are not signed; what is said stays the same.
    assert at < whole.index(b"\n") and read == letter()


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_anything_else_is_refused_in_our_own_words(data: bytes) -> None:
    assert fault(data) in {LetterFault.NOT_A_LETTER, LetterFault.SENDER_UNKNOWN}


def test_each_fault_has_its_name() -> None:
    assert fault(sealed(letter(sender=NAME_B), seed=B)) is LetterFault.SENDER_UNKNOWN
    assert fault(sealed(letter(), seed=A), own=NAME_C) is LetterFault.FOR_ANOTHER
    top, said = sealed(letter(), seed=A).split(b"\n", 1)
    assert fault(top + b"\n" + said.replace(b'"number":1', b'"number":2')) is LetterFault.SIGNATURE_WRONG
    assert fault(top) is LetterFault.SIGNATURE_WRONG
    other = json.dumps(json.loads(top) | {"signed_by": NAME_C}).encode()
    assert fault(other + b"\n" + said) is LetterFault.SIGNATURE_WRONG
    assert fault(top + b"\n" + said + b" ") is LetterFault.SIGNATURE_WRONG


def test_a_partner_cannot_write_in_the_name_of_another() -> None:
    with pytest.raises(ValueError, match="signed by its sender"):
        sealed(letter(sender=NAME_C), seed=A)


@pytest.mark.parametrize("number", [0, -1])
def test_letters_count_from_one(number: int) -> None:
    with pytest.raises(ValueError, match="numbered from 1"):
        sealed(letter(number=number), seed=A)


@given(st.sets(st.integers(1, 60)))
def test_gaps_and_numbers_together_leave_nothing_out(numbers: set[int]) -> None:
    gaps = missing(numbers)
    absent = {n for first, last in gaps for n in range(first, last + 1)}
    assert absent | numbers == set(range(1, max(numbers, default=0) + 1))
    assert not absent & numbers
    assert all(b[0] > a[1] + 1 for a, b in pairwise(gaps)), "two runs that touch are one"


def test_keys_are_told_from_other_texts() -> None:
    assert is_key(key_of(A))
    for text in ("", "xy" * 32, "11" * 31, "11" * 33, " " + "1" * 63, "1 " * 32):
        assert not is_key(text), text
