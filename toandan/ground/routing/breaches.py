"""The rules that a plan can break, for the judge and those who say what it found (lỗi của phương án)."""

from dataclasses import dataclass, field
from enum import StrEnum

SLACK = 0.05
"""Minutes, and people per session, that rounding may take."""


class Breach(StrEnum):
    """A rule that a plan breaks; the faces have a sentence for each."""

    UNKNOWN = "unknown"
    DAY_OUTSIDE = "day_outside"
    REST_DAY = "rest_day"
    CLOSED = "closed"
    TWO_PLACES = "two_places"
    DOUBLE_BOOKING = "double_booking"
    OTHER_POOL = "other_pool"
    WINDOW = "window"
    TOO_FAST = "too_fast"
    DAY_TOO_LONG = "day_too_long"
    VISITED_TWICE = "visited_twice"
    LOAN = "loan"
    EXPECTED = "expected"
    FIGURE = "figure"
    NOT_TOLD = "not_told"
    FALSELY_TOLD = "falsely_told"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Found:
    """One broken rule: which, by what, on which day (None where no day is meant)."""

    breach: Breach
    item: str
    day: int | None = None
    values: dict[str, object] = field(default_factory=dict)
