"""Writing letters, taking them in, and keeping the peers (gửi, nhận công văn)."""

from toandan.record.letters.operations.delivering import confirm
from toandan.record.letters.operations.errors import UnableToKeepPeer, UnableToTakeIn, UnableToWriteLetter
from toandan.record.letters.operations.forgetting import forget
from toandan.record.letters.operations.inbox import settle, take_in
from toandan.record.letters.operations.outbox import write
from toandan.record.letters.operations.peers import add_peer, add_territory, end_peer, end_territory
from toandan.record.letters.operations.pushing import door_at, push

__all__ = [
    "UnableToKeepPeer",
    "UnableToTakeIn",
    "UnableToWriteLetter",
    "add_peer",
    "add_territory",
    "confirm",
    "door_at",
    "end_peer",
    "end_territory",
    "forget",
    "push",
    "settle",
    "take_in",
    "write",
]
