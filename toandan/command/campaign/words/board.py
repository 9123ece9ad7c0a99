"""The coverage board in values (bảng tiến độ): rows, the total, and the burn-up of an order on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from toandan.command.campaign.words.measures import Measure
from toandan.record.units.words import Unit, UnitLevel


class Status(StrEnum):
    """How a unit stands against its deadline; the one server-side table of thresholds is `rules.status`."""

    DONE = "done"
    ON_PACE = "on_pace"
    WATCH = "watch"
    LATE = "late"
    TOO_EARLY = "too_early"
    OVERDUE = "overdue"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Counters:
    """People of the target by step reached, kept apart: dossier collected, card issued, account granted, activated."""

    collected: int
    issued: int
    granted: int
    activated: int


@dataclass(frozen=True, slots=True)
class DividedUnit:
    """A former unit whose parts went to several units (đơn vị bị chia); its figures cannot be told apart.

    `parts` are the units it went to, the main one first; `counted` is the one under which all of its figures stand.
    `target` and `done` are people in it at the end of the board's day, `last_day` is the last day of the board's
    series on which anybody of the target stood in it.
    """

    unit: Unit
    parts: tuple[Unit, ...]
    counted: Unit
    target: int
    done: int
    last_day: date

    def leaves(self, first: int, last: int) -> bool:
        """Tell whether it is counted between these unit numbers although some of its people live outside them."""
        return first <= self.counted.number <= last and not all(first <= part.number <= last for part in self.parts)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit's figures on one day.

    `target` and `done` are people; `goal` is how many of the target must be done (all of them unless a lower
    percentage was set). `rate` is percent with one decimal, rounded down, None without a target. `residual` maps every
    word of `RESIDUAL_KINDS` to people and closes: target = done + sum(residual). `pace` and `pace_needed` are people
    a day, `pace` rounded down and `pace_needed` up to one decimal; None where they have no meaning. `rank` counts
    from 1 with ties by the shown rate; `urgency` is the row's place (from 1) when the unit furthest behind its needed
    pace comes first. `status_before` is the status at the end of the day before, None on the order's first day and
    earlier. `units` communes lie in this row, `units_complete` of them are done. `spark` holds the net people done
    on each of the last (at most 28) days. `shared` are the divided units of which people are counted here although some
    of them live in another row.
    """

    code: str
    number: int
    last: int
    name_vi: str
    name_en: str
    level: UnitLevel
    parent: str | None
    target: int
    goal: int
    done: int
    rate: Decimal | None
    counters: Counters
    residual: Mapping[str, int]
    completed_on: date | None
    pace: Decimal | None
    pace_needed: Decimal | None
    status: Status
    status_before: Status | None
    rank: int | None
    urgency: int | None
    units: int
    units_complete: int
    spark: tuple[int, ...]
    shared: tuple[DividedUnit, ...] = ()


@dataclass(frozen=True, slots=True)
class DayPoint:
    """People of the target and people done at the end of one day."""

    day: date
    target: int
    done: int


@dataclass(frozen=True, slots=True)
class RequiredLine:
    """The straight way from what is done on `since` to the `goal` on `until`; `per_day` is its slope."""

    since: date
    done: int
    until: date
    goal: int
    per_day: Decimal | None


@dataclass(frozen=True, slots=True)
class Board:
    """A board: the order's figures at the end of `as_of`, by unit of one level, in order of urgency.

    `entry` is the ledger entry up to which was counted; when it is sealed, the same board can be drawn again for ever.
    `reported` of `units` communes have an entry of that day. `series` runs from the order's start to `as_of`.
    `units_of` is the day whose units the rows are, when that is not the order's own time; then every figure of an old
    unit stands under its successor. `divided` are the old units with people whose parts went to several: those stand
    wholly under the main one. `elsewhere` are divided units of which a part came to the unit of the board, while all
    of their figures stand under another.
    """

    order: str
    title_vi: str
    title_en: str
    measure: Measure
    starts_on: date
    deadline: date
    as_of: date
    entry: int
    level: UnitLevel
    rows: tuple[BoardRow, ...]
    total: BoardRow
    series: tuple[DayPoint, ...]
    required: RequiredLine | None
    units: int
    reported: int
    units_of: date | None = None
    divided: tuple[DividedUnit, ...] = ()
    elsewhere: tuple[DividedUnit, ...] = ()
