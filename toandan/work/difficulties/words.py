"""Words of difficulties and guidance: what stands in the way, who answers, what everybody reads (vướng mắc)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from toandan.work.directives.words import Place

MOST_PEOPLE = 50
"""How many people a difficulty may name; more are a number and a list in a file."""


class DifficultiesPermission(StrEnum):
    """What an officer may be allowed to do with difficulties and guidance."""

    READ = "difficulties.difficulty.read"
    RAISE = "difficulties.difficulty.raise"
    ASSIGN = "difficulties.difficulty.assign"
    ANSWER = "difficulties.difficulty.answer"
    LOOK_UP = "difficulties.guidance.read"
    PUBLISH = "difficulties.guidance.publish"


class Kind(StrEnum):
    """What a difficulty is about; the summary counts by these."""

    PAPERS = "papers"
    DATA = "data"
    ABSENCE = "absence"
    EQUIPMENT = "equipment"
    SYSTEM = "system"
    CARDS = "cards"
    EID = "eid"
    COOPERATION = "cooperation"
    STAFF = "staff"
    LAW = "law"
    OTHER = "other"


class DifficultyState(StrEnum):
    """How far a difficulty is."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class DifficultyVerb(StrEnum):
    """What can happen to a difficulty; every one leaves a line in its timeline."""

    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ESCALATED = "escalated"
    ATTACHED = "attached"
    LED = "led"


WAITING = frozenset({DifficultyState.RAISED, DifficultyState.ASSIGNED, DifficultyState.REOPENED})
"""The states in which an answer is waited for."""
SETTLED = frozenset({DifficultyState.ACCEPTED, DifficultyState.PUBLISHED, DifficultyState.WITHDRAWN})
"""The states in which nobody is held up any more."""


class Clock(StrEnum):
    """How the clock of an answer stands."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BREACHED = "breached"


class Bucket(StrEnum):
    """For how many days a difficulty has been open."""

    FRESH = "0-2"
    WEEK = "3-7"
    FORTNIGHT = "8-14"
    OLD = "15+"


@dataclass(frozen=True, slots=True)
class DifficultyRow:
    """One difficulty: who raised it, with whom it is, how far it is.

    `desk` is the level it was taken to, which assigns it; `at` must answer by `due_on`.
    """

    difficulty_id: int
    unit: Place
    kind: Kind
    people: int
    text: str
    state: DifficultyState
    desk: int
    at: Place
    due_on: date
    raised_at: datetime
    raised_by: str
    answer: str
    answered_at: datetime | None
    answered_by: str
    in_time: bool | None
    escalations: int
    guidance: int | None

    @property
    def waits(self) -> bool:
        """Tell whether an answer is waited for."""
        return self.state in WAITING

    @property
    def open(self) -> bool:
        """Tell whether people are still held up by it."""
        return self.state not in SETTLED


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the timeline of a difficulty; `at` is whom it was put to."""

    verb: DifficultyVerb
    recorded_at: datetime
    actor: str
    reason: str
    at: int | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file of a difficulty; `answering` tells whether it came with an answer."""

    attachment_id: int
    difficulty_id: int
    answering: bool
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole difficulty as far as whoever asks may see it; `people` are the numbers of those it names."""

    head: DifficultyRow
    events: tuple[EventRow, ...]
    attachments: tuple[AttachmentRow, ...]
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GuidanceRow:
    """One piece of guidance in one version; `latest` is the version in force, `difficulty` the one it answers."""

    guidance_id: int
    issuer: Place
    year: int
    number: int
    kind: Kind
    difficulty: int | None
    version: int
    latest: int
    title: str
    text: str
    why: str
    published_at: datetime
    published_by: str

    @property
    def signed(self) -> str:
        """The number and the year as people quote it, `01/2023`."""
        return f"{self.number:02d}/{self.year}"

    @property
    def in_force(self) -> bool:
        """Tell whether no later version took the place of this one."""
        return self.version == self.latest


@dataclass(frozen=True, slots=True)
class ReaderRow:
    """Who has read a version, and when; None: not yet."""

    officer: int
    name: str
    unit_no: int
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Alike:
    """What is similar to a text: another difficulty or a piece of guidance; `likeness` lies between 0 and 1."""

    likeness: float
    difficulty: DifficultyRow | None = None
    guidance: GuidanceRow | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """The week of one unit and kind: raised and answered in it, open at its end, and how many people that holds up.

    `late` are those open whose answer is late; `timely` those answered within the clock.
    """

    unit: int
    kind: Kind
    raised: int = 0
    answered: int = 0
    timely: int = 0
    open: int = 0
    late: int = 0
    held_up: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The week of a unit: `tallies` by unit right below it (or itself) and kind, open ones by age, from–to included."""

    unit: int
    since: date
    until: date
    tallies: tuple[Tally, ...]
    ages: Mapping[Bucket, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueDifficulty:
    """A difficulty whose answer was due in a period at the unit `at`; `timely` tells whether it came in time."""

    difficulty_id: int
    unit: int
    at: int
    kind: Kind
    due_on: date
    answered_at: datetime | None
    timely: bool
