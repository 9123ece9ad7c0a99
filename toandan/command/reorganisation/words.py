"""Words of a reorganisation: the lines of a mapping, what is wrong with them, and how far a run is (sắp xếp đơn vị)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from toandan.record.units.words import Part, Support, Unit


class ReorganisationPermission(StrEnum):
    """What an officer may be allowed to do in this room."""

    CARRY_OUT = "reorganisation.run.carry_out"


class RunState(StrEnum):
    """How far a run is."""

    CHECKED = "checked"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class FindingCode(StrEnum):
    """What can be wrong with a line of the mapping or of a list of people."""

    COLUMN_MISSING = "column_missing"
    QUOTES_WRONG = "quotes_wrong"
    CODE_MISSING = "code_missing"
    PART_UNKNOWN = "part_unknown"
    SHARE_WRONG = "share_wrong"
    OLD_UNKNOWN = "old_unknown"
    OLD_NOT_LOWEST = "old_not_lowest"
    NEW_UNKNOWN = "new_unknown"
    NEW_NOT_LOWEST = "new_not_lowest"
    TWICE_FULL = "twice_full"
    PAIR_TWICE = "pair_twice"
    PARTIAL_ALONE = "partial_alone"
    SHARES_DIFFER = "shares_differ"
    DEFAULT_TWICE = "default_twice"
    UNIT_MISSING = "unit_missing"
    UNIT_ALONE = "unit_alone"
    """As UNIT_MISSING, where no commune beside it is in the mapping either."""
    PERSON_UNKNOWN = "person_unknown"
    PERSON_TWICE = "person_twice"
    TARGET_WRONG = "target_wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `line` counts from 1 with the heading, 0 when no line is to blame."""

    line: int
    code: FindingCode
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line of the mapping as it was written.

    `share` is the percentage of the old unit that goes to the new one, None when not said. `is_default` marks the unit
    that takes whoever no rule decides, when the run says so. `phrases` are pieces of an address, folded.
    """

    line: int
    old: str
    new: str
    part: Part
    share: Decimal | None = None
    is_default: bool = False
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """One new unit of an old one."""

    unit: int
    part: Part
    is_default: bool
    share: Decimal | None
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """One old unit and where its people go; a single target of a whole unit, or several of a divided one."""

    unit: Unit
    targets: tuple[Target, ...]

    @property
    def whole(self) -> int | None:
        """The one new unit everybody goes to, None when the old one is divided."""
        return self.targets[0].unit if len(self.targets) == 1 else None

    @property
    def main(self) -> int:
        """The new unit that carries on the old one: the default, else the largest share, else the first written."""
        ranked = sorted(self.targets, key=lambda t: (not t.is_default, -(t.share or 0)))
        return ranked[0].unit


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping read against the units: what moves where from the day `on`.

    `spans` are the unit numbers of the area, old and new, outermost units only; `tops` leads the unit above everything
    old to the one above everything new. With `rest` whoever no rule decides goes to the default unit. `left_out` are
    lines without effect: nobody can stand in a unit the program never knew.
    """

    on: date
    rest: bool
    origins: tuple[Origin, ...]
    spans: tuple[tuple[int, int], ...]
    tops: Mapping[int, int]
    left_out: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """An old unit whose people wait for somebody to say where they belong."""

    unit: int
    people: int
    targets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """How many people went, or would go, from one old unit to one new unit."""

    old: int
    new: int
    people: int


class Charge(StrEnum):
    """What becomes of the mark that an officer is in charge of a unit."""

    NONE = ""
    LED = "led"
    """The officer is in charge of the new unit."""
    CONTESTED = "contested"
    """Several officers were, or somebody is there already: nobody is marked anew, headquarters decides."""


@dataclass(frozen=True, slots=True)
class PostMove:
    """A post of an officer that leads to another unit; `new` None when nothing took the place of the old unit."""

    post: int
    officer: int
    role: str
    old: int
    new: int | None
    keep: bool
    charge: Charge = Charge.NONE


@dataclass(frozen=True, slots=True)
class ClientMove:
    """A system connected by the interface that leads to another unit; `new` None when nothing took the old one's place.

    It works at one unit only, so with `keep` it stays at the old one until nobody is undecided there any more.
    """

    client: int
    name: str
    old: int
    new: int | None
    keep: bool


@dataclass(frozen=True, slots=True)
class ListMove:
    """The lists of an old unit: each goes to that of `new` where most of its people are, else to `main`."""

    old: int
    new: tuple[int, ...]
    main: int | None


@dataclass(frozen=True, slots=True)
class PaperMove:
    """The papers of an old unit, and the unit that goes on with them."""

    old: int
    new: int


class Thing(StrEnum):
    """What goes over to a new unit along with the people."""

    OFFICERS = "officers"
    NOTIFICATION_LISTS = "notification_lists"
    REQUEST_LISTS = "request_lists"
    CASES = "cases"
    DIRECTIVES = "directives"
    DIFFICULTIES = "difficulties"
    QUESTIONS = "questions"
    DEVICES = "devices"
    PLACES = "places"
    SESSIONS = "sessions"
    SAMPLES = "samples"
    SCORE_SHEETS = "score_sheets"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class Along:
    """What one new unit gets when a plan is carried out: people, and how many of each thing that has any."""

    unit: int
    people: int
    things: Mapping[Thing, int]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, or with `dry_run` would do.

    `before` and `after` count everybody of the area by card stage; they are equal, or the run has failed. `others` is
    how many entries of other work came between the two countings. `possible`, in a dry run only, says how many of the
    undecided of an old unit may belong to each new one at most; one person may be counted at several. `lists` is how
    many lists to bodies and between units went to a new unit with their people, `papers` how many directives,
    difficulties, pieces of guidance and questions. `along`, in a dry run only, says what each new unit gets.
    `left_bodies` are the bodies of units that nobody carries on, by number; `left_supports` the assignments of help
    that are not over and name a unit that ended: they allow less as people and officers go, in the end nothing.
    """

    run: int
    state: RunState
    on: date
    dry_run: bool
    pairs: tuple[PairRow, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    possible: tuple[PairRow, ...] = ()
    along: tuple[Along, ...] = ()
    posts: tuple[PostMove, ...] = ()
    clients: tuple[ClientMove, ...] = ()
    left_bodies: tuple[int, ...] = ()
    left_supports: tuple[Support, ...] = ()
    lists: int = 0
    papers: int = 0
    left_out: tuple[Finding, ...] = ()
    before: Mapping[str, int] = field(default_factory=dict)
    after: Mapping[str, int] = field(default_factory=dict)
    others: int = 0
    moved_now: int = 0
    repeated: bool = False
    seconds: float = 0.0

    @property
    def moved(self) -> int:
        """How many people the run has moved in all, or would move."""
        return sum(pair.people for pair in self.pairs)

    @property
    def waiting(self) -> int:
        """How many people are undecided."""
        return sum(one.people for one in self.undecided)


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as lists and pages show it."""

    run: int
    file_name: str
    on: date
    rest: bool
    reason: str
    state: RunState
    lines: int
    done: int
    total: int
    actor: str
    created_at: datetime
    finished_at: datetime | None

    @property
    def under_way(self) -> bool:
        """Tell whether somebody works on it."""
        return self.state in {RunState.QUEUED, RunState.RUNNING}
