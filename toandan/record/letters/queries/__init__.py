"""Peers, and letters as the actor's scope shows them (tra cứu công văn liên thông)."""

from toandan.record.letters.queries.letters import (
    ReceivedUnknown,
    SentUnknown,
    content,
    gaps,
    incomplete,
    next_number,
    received,
    received_row,
    sent,
    sent_row,
    waiting,
)
from toandan.record.letters.queries.peers import own_key, peer_for, peers

__all__ = [
    "ReceivedUnknown",
    "SentUnknown",
    "content",
    "gaps",
    "incomplete",
    "next_number",
    "own_key",
    "peer_for",
    "peers",
    "received",
    "received_row",
    "sent",
    "sent_row",
    "waiting",
]
