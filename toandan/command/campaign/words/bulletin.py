"""The daily bulletin in values (bản tin tình hình hằng ngày): its life, what it says, and what was corrected since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from toandan.command.campaign.words.board import Counters, DayPoint, Status
from toandan.command.campaign.words.measures import Measure

LANGUAGES = ("vi", "en")
LONGEST_REMARK = 600
"""Letters of one remark; a bulletin is two pages."""


class BulletinState(StrEnum):
    """Where a bulletin stands; only a signed one has a number and figures of its own."""

    DRAFTED = "drafted"
    SIGNED = "signed"


class BulletinVerb(StrEnum):
    """What happens to a bulletin."""

    DRAFT = "draft"
    WORD = "word"
    SIGN = "sign"


class Section(StrEnum):
    """Where the officer may add words of their own."""

    PREFACE = "preface"
    UNITS = "units"
    BEHIND = "behind"
    OBSTACLES = "obstacles"
    CLOSING = "closing"


class Placeholder(StrEnum):
    """Figures and names that the officer's words may call; they are filled in from the ledger."""

    ORDER = "order"
    DAY = "day"
    DEADLINE = "deadline"
    TARGET = "target"
    DONE = "done"
    RATE = "rate"
    LEFT = "left"
    TODAY = "today"
    PACE = "pace"
    PACE_NEEDED = "pace_needed"
    COMPLETE = "complete"
    COMMUNES = "communes"


class Wrong(StrEnum):
    """Why words of an officer cannot stand in a bulletin."""

    FIGURE = "figure"
    PLACEHOLDER = "placeholder"
    LONG = "long"


Remarks = Mapping[Section, Mapping[str, str]]
"""The officer's words by section and language."""


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit of the first level below the order's own, or the order's own unit, at the end of the day.

    `today` are net people done that day; the others are those of a `BoardRow`.
    """

    code: str
    name_vi: str
    name_en: str
    target: int
    goal: int
    done: int
    rate: Decimal | None
    today: int
    pace: Decimal | None
    pace_needed: Decimal | None
    status: Status
    completed_on: date | None
    units: int
    units_complete: int


@dataclass(frozen=True, slots=True)
class CommuneFigures:
    """One commune at the end of the day; `parent` is the code of the unit above it."""

    code: str
    name_vi: str
    name_en: str
    parent: str
    target: int
    done: int
    rate: Decimal | None
    status: Status


@dataclass(frozen=True, slots=True)
class Foresight:
    """Days by which 10, 50 and 90 of a hundred ways are done (None: far off), and how many keep the deadline."""

    percent: int
    p10: date | None
    p50: date | None
    p90: date | None


@dataclass(frozen=True, slots=True)
class Previous:
    """The bulletin before: what corrections are told against."""

    number: int
    as_of: date
    entry: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A commune whose figures of the day of the bulletin before are other ones now, because entries came late."""

    code: str
    name_vi: str
    name_en: str
    parent: str
    target_then: int
    done_then: int
    target_now: int
    done_now: int


@dataclass(frozen=True, slots=True)
class BulletinFigures:
    """Every figure of one bulletin, counted from the ledger up to `entry`.

    `rows` come in order of urgency, `communes` by code. `reported` of `units` communes have an entry of that day.
    """

    order: str
    title_vi: str
    title_en: str
    issuer: str
    measure: Measure
    starts_on: date
    deadline: date
    as_of: date
    entry: int
    units: int
    reported: int
    total: UnitFigures
    rows: tuple[UnitFigures, ...]
    communes: tuple[CommuneFigures, ...]
    residual: Mapping[str, int]
    counters: Counters
    series: tuple[DayPoint, ...]
    foresight: Foresight | None
    previous: Previous | None
    corrections: tuple[Correction, ...]

    @property
    def day(self) -> int:
        """How many days the order has run at the end of the bulletin's day: 14 on 3 June when it began on 20 May."""
        return (self.as_of - self.starts_on).days

    @property
    def days(self) -> int:
        """How many days the order runs, counted as `day` is."""
        return (self.deadline - self.starts_on).days


@dataclass(frozen=True, slots=True)
class BulletinRow:
    """One bulletin as it stands; `number`, `entry`, `figures` and `digest` are None until it is signed.

    `unit` is the number of the order's own unit. `version` counts changes of the words.
    """

    bulletin_id: int
    order: str
    unit: int
    as_of: date
    state: BulletinState
    version: int
    remarks: Remarks
    number: int | None
    entry: int | None
    figures: BulletinFigures | None
    digest: str | None
    drafted_at: datetime
    drafted_by: str
    changed_at: datetime
    changed_by: str
    signed_at: datetime | None
    signed_by: str | None


@dataclass(frozen=True, slots=True)
class BulletinProof:
    """Whether a signed bulletin says what was signed: `kept` as it was stored, `derived` from the ledger once more."""

    kept: bool
    derived: bool
