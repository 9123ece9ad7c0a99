"""The words of plans in the field: versions, runs, parameters, and rows of inputs (kế hoạch lưu động)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from toandan.ground.routing.stating import Stated, stated


class FieldPermission(StrEnum):
    """What an officer may do with plans."""

    READ = "field.plan.read"
    MAKE = "field.plan.make"
    APPROVE = "field.plan.approve"
    SET = "field.parameter.set"


class PlanState(StrEnum):
    """How far a version of a plan is."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


class PlanVerb(StrEnum):
    """What can happen to a version."""

    DRAFT = "draft"
    APPROVE = "approve"
    SUPERSEDE = "supersede"


class RunState(StrEnum):
    """How far the work on a plan is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Engine(StrEnum):
    """With solvers where they help, or without any."""

    AUTO = "auto"
    GREEDY = "greedy"


class RoadsFailed(StrEnum):
    """Why no router told how long ways take (lý do không hỏi được máy tính đường)."""

    NOT_LOCAL = "not_local"
    UNKNOWN = "unknown"
    SILENT = "silent"
    TIMEOUT = "timeout"
    ANSWER = "answer"


FIRST_PARAMETERS: Mapping[str, Any] = MappingProxyType(
    {
        "people_per_hour": 15.0,
        "setup_min": 30.0,
        "teardown_min": 15.0,
        "free_travel_min": 30.0,
        "day_minutes": 540.0,
        "detour": 1.35,
        "leg_min": 3.0,
        "fairness_floor": 0.10,
        "capacity_share": 0.85,
        "speed_kmh": 20.0,
        "travel_factor": 1.0,
        "prior_people": 8.0,
        "turnout_office": 0.13,
        "turnout_hall": 0.30,
        "turnout_school": 0.24,
        "turnout_factory": 0.45,
        "turnout_centre": 0.70,
        "turnout_other": 0.20,
    }
)
"""What plans reckon with until others are set; `travel_factor` makes every way of a unit's kits longer or shorter.

`turnout_…` is the share of those who remain that comes on one half-day, before sessions have taught better, and
`prior_people` by how many people who came that first guess is backed.
"""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """The figures in force for a unit; version 0 are the program's own. `unit` set them, maybe one above."""

    version: int
    unit: int
    values: Mapping[str, Any]
    why: str = ""
    set_at: datetime | None = None
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class Yield:
    """One session of the past: who remained in the place's catchment before it, and how many were served.

    `most` is how many it could serve: who was turned away by the clock did not stay away.
    """

    kind: str
    place: str
    day: date
    shift: str
    remaining: float
    served: float
    most: float


@dataclass(frozen=True, slots=True)
class PoolIn:
    """A district with its communes and the kits its units hold; day numbers count from the plan's first day.

    `base` is (latitude, longitude) where kits spend the night, None where nobody knows.
    """

    unit: int
    code: str
    units: tuple[str, ...]
    kits: tuple[tuple[str, tuple[int, ...]], ...]
    base: tuple[float, float] | None
    speed_kmh: float
    travel_factor: float = 1.0
    lends: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class PlaceIn:
    """A place where sessions may be held, with its share of those who remain in its commune, and its half-days."""

    code: str
    pool: str
    unit: str
    kind: str
    latitude: float | None
    longitude: float | None
    remaining: float
    turnout: float
    open: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class HomeIn:
    """A person who cannot come, known by the code of the request only."""

    code: str
    pool: str
    unit: str
    latitude: float | None
    longitude: float | None
    service_min: float
    weight: float
    from_day: int
    to_day: int
    shift: str


@dataclass(frozen=True, slots=True)
class LegIn:
    """Minutes of one leg in a district as somebody entered them; ends are codes of places or visits, or the base."""

    pool: str
    start: str
    end: str
    minutes: float


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The points of a district between which a router is asked, by name as latitude and longitude.

    What it tells is taken times `factor`, and `each` minutes come on top of every leg.
    """

    pool: str
    points: tuple[tuple[str, tuple[float, float]], ...]
    factor: float = 1.0
    each: float = 0.0


@dataclass(frozen=True, slots=True)
class TableIn:
    """Minutes between all points of a district, as a router told them; None where no road leads."""

    pool: str
    source: str
    points: tuple[str, ...]
    minutes: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Roads:
    """Which router was asked and what it told, or in `failed` why not; without `source` none is set."""

    source: str = ""
    failed: str = ""
    tables: tuple[TableIn, ...] = ()


@dataclass(frozen=True, slots=True)
class LegRow:
    """One leg entered by hand for a unit; without minutes it was taken back."""

    unit: int
    start: str
    end: str
    minutes: float | None
    why: str
    set_at: datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a plan is made from; `today` is the day of the calendar it is made on, below 0 before its first."""

    first_day: date
    days: int
    today: int
    pools: tuple[PoolIn, ...]
    places: tuple[PlaceIn, ...]
    homes: tuple[HomeIn, ...]
    params: Mapping[str, Any]
    loans: bool = False
    legs: tuple[LegIn, ...] = ()


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing that is wrong with the inputs; `wrong` is a word of `ground.routing.faults.Wrong`."""

    wrong: str
    item: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RunRow:
    """The work on one plan, as its page shows it."""

    run_id: int
    unit: int
    first_day: date
    days: int
    engine: Engine
    seconds: float
    state: RunState
    step: str
    done: int
    total: int
    cancelled: bool
    faults: tuple[FaultRow, ...]
    base: int | None
    version: int | None
    why: str
    asked_at: datetime
    asked_by: str

    @property
    def under_way(self) -> bool:
        """Tell whether somebody still has to work on it."""
        return self.state in {RunState.QUEUED, RunState.RUNNING}


@dataclass(frozen=True, slots=True)
class VersionHead:
    """A version without what it plans, as lists show it.

    `people` are expected at sessions, `homes` visited; `value` adds the urgency of the homes to the people, in points.
    `bound` and `gap_pct` are of all plans; what is said of them is `stated`.
    """

    version_id: int
    unit: int
    number: int
    first_day: date
    days: int
    state: PlanState
    digest: str
    engine: str
    seconds: float
    value: float
    people: float
    homes: int
    bound: float
    gap_pct: float
    promised_bound: float | None
    base: int | None
    today: int | None
    gain_pct: float | None
    worth: bool | None
    why: str
    made_at: datetime
    made_by: str
    approved_at: datetime | None
    approved_by: str

    @property
    def stated(self) -> Stated:
        """Return the one bound that is stated of the plan, and how far it is from it."""
        return stated(value=self.value, people=self.people, bound=self.bound, promised_bound=self.promised_bound)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """People an order is foreseen to serve from a plan's first day on, by its days: low, middle and high.

    Nine of ten drawn ways lie below the high one, one of ten below the low one.
    """

    order: str
    as_of: date
    bands: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A whole version: the task it answers, its plan, its figures, and for a re-plan the list of changes."""

    head: VersionHead
    instance: Mapping[str, Any]
    plan: Mapping[str, Any]
    figures: Mapping[str, Any]
    lines: tuple[Mapping[str, Any], ...]
