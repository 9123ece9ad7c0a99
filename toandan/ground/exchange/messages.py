"""One message: who to whom, its number, its body, and an Ed25519 signature (RFC 8032) over all of it (thông điệp).

On the wire a message is one JSON object with the signed text and the signature side by side. The text is signed as it
stands, byte for byte, so that no two programs can disagree about how JSON is spelled.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PURPOSE: Final = b"toandan.exchange.1\x00"
"""Goes before what is signed, so that a signature made for something else never opens a message."""


class UnreadableMessage(ValueError):
    """The bytes are no message."""


class UnknownSender(ValueError):
    """Nobody we know has this name; `sender` says which."""

    def __init__(self, sender: str) -> None:
        super().__init__(f"no key is known for {sender!r}")
        self.sender = sender


class BadSignature(ValueError):
    """The signature is not the sender's, or something was changed on the way; `sender` is who it claims to be from."""

    def __init__(self, sender: str) -> None:
        super().__init__(f"the signature is not that of {sender!r}")
        self.sender = sender


class NotForUs(ValueError):
    """The message is signed rightly, and addressed to somebody else."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of `sender` to `receiver`; numbers begin with 1 for each pair and have no gaps.

    `kind` says how the body is to be read; the body is plain JSON.
    """

    sender: str
    receiver: str
    number: int
    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)


def sign(message: Message, key: Ed25519PrivateKey) -> bytes:
    """Return the message as it leaves: the same message and key give the same bytes."""
    said = {
        "sender": message.sender,
        "receiver": message.receiver,
        "number": message.number,
        "kind": message.kind,
        "body": message.body,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signature = b64encode(key.sign(PURPOSE + text.encode())).decode()
    return json.dumps({"text": text, "signature": signature}, ensure_ascii=False).encode()


def verify(data: bytes, *, receiver: str, keys: Mapping[str, Ed25519PublicKey]) -> Message:
    """Return the message when it is whole, from somebody known, and for us.

    `keys` are the public keys by sender; `receiver` is our own name.
    Raises UnreadableMessage, UnknownSender, BadSignature, NotForUs, in this order.
    """
    text, signature = _opened(data)
    message = _read(text)
    key = keys.get(message.sender)
    if key is None:
        raise UnknownSender(message.sender)
    try:
        key.verify(signature, PURPOSE + text.encode())
    except InvalidSignature as error:
        raise BadSignature(message.sender) from error
    if message.receiver != receiver:
        raise NotForUs(f"the message is for {message.receiver!r}")
    return message


def digest(data: bytes) -> str:
    """Return what tells one signed message from another, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _opened(data: bytes) -> tuple[str, bytes]:
    try:
        outer = json.loads(data)
        text, signature = outer["text"], b64decode(outer["signature"], validate=True)
        text.encode()
    except (ValueError, KeyError, TypeError, AttributeError, NotBase64, RecursionError) as error:
        raise UnreadableMessage("the bytes are no message") from error
    return text, signature


def _read(text: str) -> Message:
    """Read the signed text; a number that is no whole number above 0 is no message."""
    try:
        said = json.loads(text)
        message = Message(said["sender"], said["receiver"], said["number"], said["kind"], said["body"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableMessage("the signed text is no message") from error
    words = (message.sender, message.receiver, message.kind)
    if not all(isinstance(word, str) for word in words) or not isinstance(message.body, dict):
        raise UnreadableMessage("the signed text lacks a part")
    if type(message.number) is not int or message.number < 1:
        raise UnreadableMessage("the number is no number of a message")
    return message
