"""The room's words in both languages (nhãn hiển thị)."""

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

__all__ = ["CHOICES", "FAULTS", "GROUPINGS", "IMPLIES", "LINE_STATES", "PERMISSIONS", "REASONS", "STATES"]
