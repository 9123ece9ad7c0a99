"""Numbered, signed messages between systems of different authorities (trao đổi có đánh số và ký).

Pure: bytes in, values out. Nothing here knows a network, a clock or a database; whoever keeps the boxes does.
"""

from toandan.ground.exchange.boxes import Arrival, Inbox, receive
from toandan.ground.exchange.messages import (
    BadSignature,
    Message,
    NotForUs,
    UnknownSender,
    UnreadableMessage,
    digest,
    sign,
    verify,
)

__all__ = [
    "Arrival",
    "BadSignature",
    "Inbox",
    "Message",
    "NotForUs",
    "UnknownSender",
    "UnreadableMessage",
    "digest",
    "receive",
    "sign",
    "verify",
]
