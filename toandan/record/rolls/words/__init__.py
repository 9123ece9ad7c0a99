"""The words of rolls: columns, findings, runs, permissions."""

from toandan.record.rolls.words.columns import REQUIRED, UNIT_COLUMNS, RollColumn
from toandan.record.rolls.words.findings import FindingCode, Weight
from toandan.record.rolls.words.runs import (
    UNDER_WAY,
    BatchProgress,
    DuplicateShare,
    FindingRow,
    ImportChoice,
    ImportReport,
    Mode,
    RollsPermission,
    RunRow,
    RunState,
)

__all__ = [
    "REQUIRED",
    "UNDER_WAY",
    "UNIT_COLUMNS",
    "BatchProgress",
    "DuplicateShare",
    "FindingCode",
    "FindingRow",
    "ImportChoice",
    "ImportReport",
    "Mode",
    "RollColumn",
    "RollsPermission",
    "RunRow",
    "RunState",
    "Weight",
]
