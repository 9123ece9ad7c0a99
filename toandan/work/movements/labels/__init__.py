"""The room's words in both languages (nhãn hiển thị)."""

from toandan.work.movements.labels.civil import CLOCKS, KINDS, VERDICTS
from toandan.work.movements.labels.lists import (
    CHOICES,
    FAULTS,
    GROUPINGS,
    IMPLIES,
    LINE_STATES,
    PERMISSIONS,
    REASONS,
    STATES,
)

__all__ = [
    "CHOICES",
    "CLOCKS",
    "FAULTS",
    "GROUPINGS",
    "IMPLIES",
    "KINDS",
    "LINE_STATES",
    "PERMISSIONS",
    "REASONS",
    "STATES",
    "VERDICTS",
]
