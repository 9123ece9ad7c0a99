"""The room's words in both languages (nhãn hiển thị)."""

from toandan.work.movements.labels.beyond import ADVICE, ASK_SENDER, LETTERS
from toandan.work.movements.labels.civil import CLOCKS, KINDS, LIVES_ELSEWHERE, VERDICTS
from toandan.work.movements.labels.lists import (
    CHOICES,
    FAULTS,
    GROUPINGS,
    IMPLIES,
    LINE_STATES,
    ON_THE_WAY,
    PERMISSIONS,
    REASONS,
    STATES,
)

__all__ = [
    "ADVICE",
    "ASK_SENDER",
    "CHOICES",
    "CLOCKS",
    "FAULTS",
    "GROUPINGS",
    "IMPLIES",
    "KINDS",
    "LETTERS",
    "LINE_STATES",
    "LIVES_ELSEWHERE",
    "ON_THE_WAY",
    "PERMISSIONS",
    "REASONS",
    "STATES",
    "VERDICTS",
]
