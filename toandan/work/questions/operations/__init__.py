"""Writing questions and answers: each function is one verb, one transaction, one journal line (nghiệp vụ)."""

from toandan.work.questions.operations.answering import answer, discard, forward, hand_on, hold, release
from toandan.work.questions.operations.asking import ask
from toandan.work.questions.operations.errors import SENTENCES, UnableToAnswer
from toandan.work.questions.operations.leading import repoint
from toandan.work.questions.operations.nightly import escalate, forget

__all__ = [
    "SENTENCES",
    "UnableToAnswer",
    "answer",
    "ask",
    "discard",
    "escalate",
    "forget",
    "forward",
    "hand_on",
    "hold",
    "release",
    "repoint",
]
