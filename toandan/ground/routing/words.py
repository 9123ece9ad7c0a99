"""What a planning task consists of, and what a plan says (bài toán và phương án)."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

AM_FROM, AM_TO = 450, 690
"""07:30 to 11:30, in minutes after midnight."""
PM_FROM, PM_TO = 810, 1050
"""13:30 to 17:30, in minutes after midnight."""
HALF_MINUTES = 240
LEAST = 1.0
"""People who must be expected before a session is announced; nobody travels or waits for less than one."""


class Shift(StrEnum):
    """Which half of a day, or both (buổi)."""

    AM = "AM"
    PM = "PM"
    DAY = "DAY"
    ANY = "any"


HALVES = (Shift.AM, Shift.PM)


class Reason(StrEnum):
    """Why a homebound person is not visited (lý do chưa đến được)."""

    NO_KIT = "no_kit"
    TOO_FAR = "too_far"
    NO_DAY = "no_day"
    NO_TIME = "no_time"


class Unsolved(StrEnum):
    """Why the plan of the solvers was not used (lý do không dùng phương án của bộ giải)."""

    FAILED = "failed"
    REFUSED = "refused"
    LATE = "late"
    WORSE = "worse"


class HalfDays(Set[int]):
    """Half-days as the bits of one number: a country has 55,000 places with up to ninety each, too many for sets."""

    __slots__ = ("_bits",)

    def __init__(self, halves: Iterable[int] = ()) -> None:
        """Hold these half-days, none of them below nought."""
        self._bits = 0
        for half in halves:
            self._bits |= 1 << half

    def __contains__(self, half: object) -> bool:
        """Tell whether a half-day is one of these."""
        return isinstance(half, int) and half >= 0 and bool(self._bits >> half & 1)

    def __iter__(self) -> Iterator[int]:
        """Yield the half-days, the first one first."""
        return (half for half in range(self._bits.bit_length()) if self._bits >> half & 1)

    def __len__(self) -> int:
        """Return how many there are."""
        return self._bits.bit_count()

    def packed(self, size: int) -> bytes:
        """Return the half-days as so many bytes, the first half-day the lowest bit of the first."""
        return (self._bits & ((1 << 8 * size) - 1)).to_bytes(size, "little")

    def __hash__(self) -> int:
        """Return the same for equal sets, also of other kinds."""
        return self._hash()


@dataclass(frozen=True, slots=True)
class Params:
    """Figures that hold for the whole task; times in minutes, `fairness_floor` as a share of a unit's people.

    `home_promise`: every homebound person is visited, whatever crowds it costs. `capacity_share`: the share of its
    capacity a session is planned for, so that a good day has no queue.
    """

    people_per_hour: float = 15.0
    setup_min: float = 30.0
    teardown_min: float = 15.0
    free_travel_min: float = 30.0
    day_minutes: float = 540.0
    detour: float = 1.35
    leg_min: float = 3.0
    fairness_floor: float = 0.10
    loans: bool = False
    home_promise: bool = True
    capacity_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Kit:
    """One set of equipment; `off_days` are its rest days and repairs (bộ thiết bị)."""

    code: str
    off_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth, in degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Pool:
    """Kits that stand in for each other, their units and the base they start from: mostly a district (cụm).

    `lends` are the pools that its kits may work for where loans are allowed, None for all. A pool without units has
    nothing to do itself: a city's reserve, which lends all its kits.
    """

    code: str
    units: tuple[str, ...]
    kits: tuple[Kit, ...]
    base: Point
    speed_kmh: float
    lends: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session may be held; `turnout` is the share of those who still remain that comes on one half-day.

    `open` holds half-days as numbers: twice the day, and one more for an afternoon.
    """

    code: str
    pool: str
    unit: str
    kind: str
    point: Point
    remaining: float
    turnout: float
    open: Set[int]


@dataclass(frozen=True, slots=True)
class Home:
    """A person who cannot come (người không đi lại được); both days of the window count. `weight` is the urgency."""

    code: str
    pool: str
    unit: str
    point: Point
    service_min: float
    weight: float
    from_day: int
    to_day: int
    shift: Shift


BASE = "base"
"""The name of a pool's base among the points of its legs."""


@dataclass(frozen=True, slots=True)
class Leg:
    """Minutes between two points of a pool, in both directions, as somebody knows them (chặng sửa tay)."""

    pool: str
    a: str
    b: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Table:
    """Minutes between all `points` of a pool as a router on the same machine tells them; None where no road leads."""

    pool: str
    source: str
    points: tuple[str, ...]
    minutes: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """A whole planning task; day 0 is `first_day`, the deadline is the last of `days`.

    Minutes between points are those of `legs`, else of `tables`, else the straight line's.
    """

    days: int
    first_day: date
    pools: tuple[Pool, ...]
    places: tuple[Place, ...]
    homes: tuple[Home, ...]
    params: Params
    legs: tuple[Leg, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A kit at a place for half a day or a whole one (phiên lưu động)."""

    kit: str
    place: str
    day: int
    shift: Shift
    expected: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit; minutes after midnight."""

    home: str
    arrive_min: float
    leave_min: float


@dataclass(frozen=True, slots=True)
class Route:
    """A kit's day of home visits, from the base and back (tuyến đến tận nhà)."""

    kit: str
    day: int
    stops: tuple[Stop, ...]
    travel_min: float


@dataclass(frozen=True, slots=True)
class Loan:
    """A kit that works for another pool; on `first_day` it moves and does not work (điều chuyển)."""

    kit: str
    from_pool: str
    to_pool: str
    first_day: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit that stays under the fairness floor, and the share of its people that the plan reaches."""

    unit: str
    coverage: float


@dataclass(frozen=True, slots=True)
class HomeLeft:
    """A homebound person whom the plan does not visit, and why."""

    home: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan; `value` is people expected plus the weight of homes visited, and `bound` what no plan can exceed.

    `promised_bound` is what no plan can exceed that visits everybody whom this one visits, and gives the floor to every
    unit to which this one does; None where that is not known.
    `version` is the digest of the task it was made for; `prices` say what one more kit for half a day is worth.
    `ended` says what ended the work: a word of `effort.Ended`, or nothing of plans made by others.
    `unsolved` is a word of `Unsolved` where solvers were asked and their plan was not used, or that of one pool;
    `unsolved_by` the breach or the error that says so, and `unsolved_item` what it is about, such as `pool P1`.
    """

    sessions: tuple[Session, ...]
    routes: tuple[Route, ...]
    loans: tuple[Loan, ...]
    expected_people: float
    home_weight: float
    homes_served: int
    value: float
    bound: float
    gap_pct: float
    promised_bound: float | None
    left_behind: tuple[Behind, ...]
    homes_left: tuple[HomeLeft, ...]
    prices: dict[str, float]
    version: str
    engine: str
    seconds: float = 0.0
    ended: str = ""
    unsolved: str = ""
    unsolved_by: str = ""
    unsolved_item: str = ""


def announced(expected: float) -> bool:
    """Tell whether a session is announced that expects so many people, by the hundredth that plans are written to.

    The one rule for planner, judge and whoever announces: what is announced to nobody reaches nobody.
    """
    return round(expected, 2) >= LEAST


def halves(shift: Shift) -> Iterator[int]:
    """Yield the halves of a day that a shift fills: 0 for the morning, 1 for the afternoon."""
    if shift != Shift.PM:
        yield 0
    if shift != Shift.AM:
        yield 1


def window(shift: Shift) -> tuple[int, int]:
    """Return from when to when somebody may be visited, in minutes after midnight."""
    return AM_FROM if shift != Shift.PM else PM_FROM, AM_TO if shift == Shift.AM else PM_TO
