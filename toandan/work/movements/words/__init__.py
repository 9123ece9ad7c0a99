"""The words of movements: lists, their lines, permissions."""

from toandan.work.movements.words.lists import (
    IMPLIED,
    OPEN_STATES,
    Answered,
    Candidate,
    Choice,
    Fault,
    Finding,
    Grouping,
    LineRow,
    LineState,
    ListRow,
    ListsPermission,
    ListState,
    Pair,
    ReturnReason,
    Wish,
)

__all__ = [
    "IMPLIED",
    "OPEN_STATES",
    "Answered",
    "Candidate",
    "Choice",
    "Fault",
    "Finding",
    "Grouping",
    "LineRow",
    "LineState",
    "ListRow",
    "ListState",
    "ListsPermission",
    "Pair",
    "ReturnReason",
    "Wish",
]
