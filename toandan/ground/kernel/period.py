"""A span of days whose end is not part of it and may be open (khoảng thời gian)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (included) until `until` (not included; None means without end)."""

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError("a period cannot end before it begins")

    def holds(self, day: date) -> bool:
        """Tell whether `day` lies inside."""
        return self.since <= day and (self.until is None or day < self.until)
