"""Words of the room (từ ngữ)."""

from toandan.work.movements.words.civil import (
    CHECK_DUE_DAYS,
    CHECK_LATEST_DAYS,
    ENTERING,
    EVIDENCED,
    LEAVING,
    CivilPermission,
    ClockRun,
    ClockState,
    Kind,
    MovementRow,
    Report,
    Unregistered,
)

__all__ = [
    "CHECK_DUE_DAYS",
    "CHECK_LATEST_DAYS",
    "ENTERING",
    "EVIDENCED",
    "LEAVING",
    "CivilPermission",
    "ClockRun",
    "ClockState",
    "Kind",
    "MovementRow",
    "Report",
    "Unregistered",
]
