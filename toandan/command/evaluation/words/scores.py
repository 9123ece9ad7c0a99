"""The words of score sheets: criteria, weights, figures, appeals (phiếu chấm điểm, tiêu chí, khiếu nại)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum
from types import MappingProxyType

from toandan.ground.quality.funnel import Side
from toandan.record.units.words import UnitLevel


class EvaluationPermission(StrEnum):
    """What an officer may do with score sheets; the unit above scores, the unit scored appeals."""

    READ = "evaluation.sheet.read"
    SCORE = "evaluation.sheet.score"
    APPEAL = "evaluation.sheet.appeal"
    WEIGH = "evaluation.criteria.set"


class Criterion(StrEnum):
    """What a unit is scored by."""

    PROGRESS = "progress"
    HARD_CASES = "hard_cases"
    LISTS = "lists"
    QUALITY = "quality"
    DIFFICULTIES = "difficulties"
    KITS = "kits"


Weights = Mapping[Criterion, int]
FIRST_WEIGHTS: Weights = MappingProxyType(
    {
        Criterion.PROGRESS: 40, Criterion.HARD_CASES: 20, Criterion.LISTS: 10, Criterion.QUALITY: 20,
        Criterion.DIFFICULTIES: 5, Criterion.KITS: 5,
    }
)  # fmt: skip
"""The weights of every order until others are set; they sum to 100."""


def tenths(value: float | Decimal) -> Decimal:
    """Return points or per cent with one decimal, rounded down as every rate is: 100 means that nothing was left.

    Nine places are kept first, so that what a sum of fractions loses at its end is not taken for a person left.
    """
    return Decimal(repr(round(float(value), 9))).quantize(Decimal("0.1"), rounding=ROUND_DOWN)


class Missing(StrEnum):
    """Why a criterion has no points on a sheet; not measured were kits, before their sessions were kept."""

    NOT_MEASURED = "not_measured"
    NOTHING_DUE = "nothing_due"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Figure:
    """One criterion of one sheet: counts, raw rate, the rate drawn to the district's, and points from 0 to 100.

    `raw` and `fair` are shares of 1. `points` come from `fair`, `raw_points` from `raw`. `missing` tells why there are
    none; then `weight` went to the others. `rejected`: a sample rejected the unit's figures, which leaves no points.
    """

    criterion: Criterion
    weight: int
    found: int = 0
    of: int = 0
    raw: float | None = None
    fair: float | None = None
    raw_points: float | None = None
    points: float | None = None
    missing: Missing | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the unit did beside the others: of `left` people still to be served at the start, `done` were at the end.

    `raw` is their share, `adjusted` the share with the order's mix of difficulties, `shrunk` that drawn to the
    district's. `centre` and `spread` are the funnel's; `rank` is None inside its control limits. `needed` is the share
    that all units together had to do in the period to keep the deadline.
    """

    left: int
    done: int
    raw: float | None
    adjusted: float | None
    shrunk: float
    expected: float
    centre: float
    spread: float
    side: Side
    rank: int | None
    units: int
    needed: float


@dataclass(frozen=True, slots=True)
class Merger:
    """How a unit is counted that came of a merger within the period (sáp nhập trong kỳ); `on` is its first day.

    `of` are the old units, by number, that went into it wholly: until the day before `on` their figures are summed, and
    from then on its own count. With `divided`, old units of which only a part came, nothing before the merger can be
    told of it: it is counted from `since` on, the first whole day after it, beside units counted from the same day.
    """

    on: date
    since: date
    of: tuple[int, ...]
    divided: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether the unit is counted over the whole period."""
        return not self.divided


@dataclass(frozen=True, slots=True)
class Summed:
    """What one unit has to do with the number of a merged one: people done while they stood in it, and hard cases.

    `since` and `until` are the days its figures count for. `hard` are the people with an obstacle in it at the start.
    """

    unit: int
    since: date
    until: date
    done: int
    hard: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One version of the score sheet of a unit for a period, beside all others under `top`.

    `latest` is the version that counts. Each unit above may score the same period, beside its own units. `kept` is the
    unit that answers for it: the one it is about, or the one that carries that on since units merged. `merger` tells
    how a unit was counted that came of a merger within the period.
    """

    sheet_id: int
    order: str
    unit: int
    kept: int
    parent: int
    top: int
    level: UnitLevel
    since: date
    until: date
    version: int
    latest: int
    entry: int
    criteria: int
    score: Decimal | None
    raw_score: Decimal | None
    figures: tuple[Figure, ...]
    comparison: Comparison
    why: str
    made_at: datetime
    made_by: str
    merger: Merger | None = None

    @property
    def counted_since(self) -> date:
        """The first day its figures count for: that of the period, or the one after a merger that divided a unit."""
        return self.merger.since if self.merger else self.since

    @property
    def kept_no(self) -> int | None:
        """The unit that carries on the one the sheet is about, None while that one goes on itself."""
        return self.kept if self.kept != self.unit else None

    @property
    def counts(self) -> bool:
        """Tell whether no later version took the place of this one."""
        return self.version == self.latest

    @property
    def set_aside(self) -> frozenset[Criterion]:
        """The criteria that were set aside after an appeal."""
        return frozenset(one.criterion for one in self.figures if one.missing is Missing.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What the sheets of a period say by the units of a later day (theo đơn vị hiện nay); nobody was scored so.

    `divided` counts the old units with people that went to several: their figures stand under the main one.
    """

    units_of: date
    rows: tuple[SheetRow, ...]
    divided: int


class AppealState(StrEnum):
    """How far an appeal is."""

    RAISED = "raised"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class AppealVerb(StrEnum):
    """What can happen to an appeal."""

    RAISE = "raise"
    UPHOLD = "uphold"
    DISMISS = "dismiss"


class Remedy(StrEnum):
    """What an upheld appeal leads to; in no case is a number typed in."""

    RECOUNT = "recount"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class AppealRow:
    """One appeal of a unit against a criterion of its sheet; `corrected` is the sheet that came of it."""

    appeal_id: int
    sheet: int
    unit: int
    criterion: Criterion
    reason: str
    state: AppealState
    raised_at: datetime
    raised_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    corrected: int | None


@dataclass(frozen=True, slots=True)
class CriteriaRow:
    """The weights of an order in one version, and why they were set; version 0 are the program's own."""

    version: int
    weights: Weights
    why: str = ""
    set_at: datetime | None = None
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class CommendationRow:
    """That a unit was commended for a period."""

    sheet: int
    unit: int
    words: str
    given_at: datetime
    given_by: str
