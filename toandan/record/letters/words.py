"""Words of the letters' room: permissions, and rows as other rooms see them (công văn liên thông)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class LettersPermission(StrEnum):
    """What an officer may be allowed to do with letters."""

    WRITE = "letters.letter.write"
    TAKE_IN = "letters.letter.take_in"
    KEEP_PEER = "letters.peer.keep"


@dataclass(frozen=True, slots=True)
class PeerRow:
    """Another authority we write to: its number here, name, fingerprint and public key; `until` ends it.

    `territories` are the numbers of the units that it answers for, each with everything below, in rising order.
    """

    peer_id: int
    name: str
    fingerprint: str
    public_key: str
    since: datetime
    until: datetime | None
    territories: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SentRow:
    """A letter of ours: its number at that peer, what kind it is, and the letter of theirs it answers.

    `delivered_at` is when the peer was known to have it; `removed` says that only its signature is left of it.
    """

    sent_id: int
    peer_id: int
    number: int
    kind: str
    answers: int | None
    sent_at: datetime
    delivered_at: datetime | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many letters were cut off after their signature; `kept` are old ones of ours nobody is known to have."""

    sent: int
    received: int
    kept: int


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A letter that came to a unit; `repeated` when it had come before, `removed` when only its signature is left.

    `settled_at` is empty until the room it is for has acted on it. `body` is what the sender wrote, as it was signed;
    it may speak of people.
    """

    received_id: int
    peer_id: int
    number: int
    kind: str
    answers: int | None
    body: Mapping[str, Any]
    received_at: datetime
    settled_at: datetime | None
    repeated: bool = False
    removed: bool = False
    unit: int = 0
