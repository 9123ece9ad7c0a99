"""Writing cases: each function is one verb, one transaction, one journal line of this room (nghiệp vụ xác minh)."""

from toandan.work.verification.operations.asking import answer, ask
from toandan.work.verification.operations.deciding import decide
from toandan.work.verification.operations.errors import (
    SENTENCES,
    UnableToPropose,
    UnableToReview,
    UnableToSample,
    UnableToVerify,
)
from toandan.work.verification.operations.exporting import export, take_out
from toandan.work.verification.operations.forgetting import forget
from toandan.work.verification.operations.leading import repoint_lists
from toandan.work.verification.operations.opening import open_case
from toandan.work.verification.operations.proposing import propose
from toandan.work.verification.operations.reminding import remind
from toandan.work.verification.operations.reopening import reopen
from toandan.work.verification.operations.reviewing import give_opinion
from toandan.work.verification.operations.sampling import Drawn, draw_sample, label_pair
from toandan.work.verification.operations.steps import rule_out, take_step
from toandan.work.verification.operations.triage import triage

__all__ = [
    "SENTENCES",
    "Drawn",
    "UnableToPropose",
    "UnableToReview",
    "UnableToSample",
    "UnableToVerify",
    "answer",
    "ask",
    "decide",
    "draw_sample",
    "export",
    "forget",
    "give_opinion",
    "label_pair",
    "open_case",
    "propose",
    "remind",
    "reopen",
    "repoint_lists",
    "rule_out",
    "take_out",
    "take_step",
    "triage",
]
