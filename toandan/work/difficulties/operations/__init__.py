"""Writing difficulties and guidance: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.work.difficulties.operations.answering import accept, answer, reopen, withdraw
from toandan.work.difficulties.operations.attaching import attach
from toandan.work.difficulties.operations.errors import SENTENCES, UnableToResolve
from toandan.work.difficulties.operations.escalating import escalate
from toandan.work.difficulties.operations.guiding import publish, revise, take_note
from toandan.work.difficulties.operations.leading import repoint
from toandan.work.difficulties.operations.raising import assign, raise_difficulty

__all__ = [
    "SENTENCES",
    "UnableToResolve",
    "accept",
    "answer",
    "assign",
    "attach",
    "escalate",
    "publish",
    "raise_difficulty",
    "reopen",
    "repoint",
    "revise",
    "take_note",
    "withdraw",
]
