"""What is foreseen of a unit of an order (dự báo hoàn thành)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toandan.command.campaign.words.measures import Measure
from toandan.ground.forecast.words import DayBand


@dataclass(frozen=True, slots=True)
class PlanUsed:
    """What was known of a unit's sessions ahead: so many half-days, up to and including a day."""

    half_days: int
    until: date


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """What was foreseen of the unit numbered `unit` from the end of `as_of`, counted up to the ledger's `entry`.

    `goal` people must be served and `done` were; `probability` is that of reaching the goal by the deadline. `finish`
    maps 10, 50 and 90 to the day by which that many of a hundred drawn ways are complete, None when it lies beyond the
    days looked at. `days` are the bands of people done, day by day. Without a `plan`
    sessions were taken to go on as they did.
    """

    unit: int
    as_of: date
    measure: Measure
    entry: int
    goal: int
    done: int
    probability: float
    finish: Mapping[int, date | None]
    days: tuple[DayBand, ...]
    drawn_at: datetime
    plan: PlanUsed | None = None
