"""Writing a letter as signed bytes, and reading one that comes from outside (ký và mở công văn).

    {"toandan_letter": 1, "signed_by": "<fingerprint>", "signature": "<base64>"}\n
    {"answers": null, "body": {…}, "kind": "…", "number": 7, "receiver": "<fingerprint>", "sender": "<fingerprint>"}

The signature is Ed25519 (RFC 8032) over a word of our own and the second part, to its last byte. Nothing of the second
part is read before the signature holds.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

MOST_BYTES = 128 * 2**20
"""The largest letter that is read: a list of a hundred thousand people takes a half of it."""

_VERSION = 1
_LONGEST_HEAD = 1_000
_PURPOSE = b"toandan letter 1\n"
"""Keeps these signatures apart from any other that the same key might ever make."""

_SIGNER = re.compile(r"[0-9a-f]{32}")
_KIND = re.compile(r"[a-z][a-z0-9_.]{0,99}")
"""A kind is a word of a program: anything else is no letter."""

_FIELDS = {"sender": str, "receiver": str, "number": int, "kind": str, "body": dict}


class LetterFault(StrEnum):
    """Why a letter is not taken in."""

    TOO_LARGE = "too_large"
    NOT_A_LETTER = "not_a_letter"
    SENDER_UNKNOWN = "sender_unknown"
    SIGNATURE_WRONG = "signature_wrong"
    FOR_ANOTHER = "for_another"


class NotReadable(ValueError):
    """The bytes are no letter to us; `fault` says why, `sender` whom they name as their signer ("" when nobody)."""

    def __init__(self, fault: LetterFault, sender: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.sender = sender


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; sender and receiver are fingerprints, `number` counts from 1 for each receiver.

    `answers` is the number of the receiver's own letter that this one replies to.
    """

    sender: str
    receiver: str
    number: int
    kind: str
    body: Mapping[str, Any]
    answers: int | None = None


def fingerprint(key: str) -> str:
    """Return the short name of a public key: 32 hexadecimal characters of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]


def is_key(text: str) -> bool:
    """Tell whether a text is a public key: 64 hexadecimal characters."""
    try:
        return len(text) == 64 and len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


def key_of(seed: str) -> str:
    """Return the public key that belongs to a seed; both are 32 bytes in hexadecimal."""
    return _private(seed).public_key().public_bytes_raw().hex()


def sealed(letter: Letter, *, seed: str) -> bytes:
    """Return the letter as the bytes of a file, signed with the sender's seed.

    Raises ValueError when the seed is not the sender's or the number does not count from 1.
    """
    if fingerprint(key_of(seed)) != letter.sender or letter.number < 1:
        raise ValueError("a letter is signed by its sender and numbered from 1")
    said = json.dumps(
        {
            "sender": letter.sender,
            "receiver": letter.receiver,
            "number": letter.number,
            "kind": letter.kind,
            "answers": letter.answers,
            "body": dict(letter.body),
        },
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()
    signature = base64.b64encode(_private(seed).sign(_PURPOSE + said)).decode()
    head = {"toandan_letter": _VERSION, "signed_by": letter.sender, "signature": signature}
    return json.dumps(head).encode() + b"\n" + said


def opened(data: bytes, *, keys: Mapping[str, str], own: str) -> Letter:
    """Return what a file says, when its signer is known, the signature holds and it is meant for us.

    `keys` gives public keys by fingerprint, `own` is our fingerprint. Raises NotReadable.
    """
    if len(data) > MOST_BYTES:
        raise NotReadable(LetterFault.TOO_LARGE)
    top, _, said = data.partition(b"\n")
    signer, signature = _head(top)
    if signer not in keys:
        raise NotReadable(LetterFault.SENDER_UNKNOWN, signer)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys[signer])).verify(signature, _PURPOSE + said)
    except InvalidSignature as error:
        raise NotReadable(LetterFault.SIGNATURE_WRONG, signer) from error
    letter = _letter(said, signer)
    if letter.receiver != own:
        raise NotReadable(LetterFault.FOR_ANOTHER, signer)
    return letter


def _head(top: bytes) -> tuple[str, bytes]:
    """Return signer and signature of the first line."""
    fault = NotReadable(LetterFault.NOT_A_LETTER)
    if len(top) > _LONGEST_HEAD:
        raise fault
    try:
        head = json.loads(top)
        signer, signature = head["signed_by"], base64.b64decode(head["signature"], validate=True)
        known = head["toandan_letter"] == _VERSION and _SIGNER.fullmatch(signer) is not None
    except (ValueError, KeyError, TypeError, binascii.Error, RecursionError) as error:
        raise fault from error
    if not known:
        raise fault
    return signer, signature


def _letter(said: bytes, signer: str) -> Letter:
    """Read the signed part; a partner whose program is at fault may have signed anything."""
    fault = NotReadable(LetterFault.NOT_A_LETTER, signer)
    try:
        told = json.loads(said)
        fields = {name: told[name] for name in _FIELDS}
        answers = told["answers"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise fault from error
    right = all(type(fields[name]) is kind for name, kind in _FIELDS.items())
    if not right or fields["sender"] != signer or not _counts(fields["number"]) or not _KIND.fullmatch(told["kind"]):
        raise fault
    if answers is not None and not _counts(answers):
        raise fault
    return Letter(**fields, answers=answers)


def _counts(number: object) -> bool:
    """Tell whether this is a number a letter may have; the database keeps 31 bits."""
    return type(number) is int and 1 <= number < 2**31


def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
