"""Words of civil movements: kinds, permissions, rows (loại biến động)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from toandan.record.units.words import Territory


class CivilPermission(StrEnum):
    """What an officer may be allowed to do with movements."""

    READ = "movements.civil.read"
    RECORD = "movements.civil.record"
    DOSSIER = "movements.dossier.record"
    CLOCK = "movements.clock.run"


class Kind(StrEnum):
    """What happened to a person."""

    BIRTH = "birth"
    ARRIVAL_UNREGISTERED = "arrival_unregistered"
    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    RESIDENCE_CHECKED = "residence_checked"
    ABSENCE = "absence"
    ABROAD = "abroad"
    RETURN = "return"
    DEPARTURE = "departure"
    EMIGRATION = "emigration"
    DEATH = "death"
    UNDONE = "undone"
    """The counter-entry of another movement."""


ENTERING = frozenset({Kind.BIRTH, Kind.ARRIVAL_UNREGISTERED})
"""Kinds that write a new person down."""

LEAVING = frozenset({Kind.DEATH, Kind.EMIGRATION, Kind.DEPARTURE})
"""Kinds after which the person stands in no unit."""

EVIDENCED = LEAVING | {Kind.BIRTH, Kind.PERMANENT, Kind.TEMPORARY, Kind.RESIDENCE_CHECKED}
"""Kinds that need a paper."""

CHECK_DUE_DAYS, CHECK_LATEST_DAYS = 30, 60
"""The residence of people registered nowhere is verified within 30 days, at most 60 (Decree 62/2021, article 4)."""


class ClockState(StrEnum):
    """How the check of an unregistered person stands."""

    RUNNING = "running"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Report:
    """What every movement says: the day it happened, the day it was reported, the paper, the reason."""

    occurred_on: date
    reported_on: date
    reason: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One recorded movement; `source` and `target` are (unit number, state), equal where nothing was posted.

    `kept` is the unit that answers for it after the one that recorded it has merged, None before.
    """

    person_id: int
    movement: int
    unit: int
    kind: Kind
    occurred_on: date
    reported_on: date
    reason: str
    evidence: str
    entry: int | None
    source: tuple[int, int]
    target: tuple[int, int]
    place_before: int | None
    undone_by: int | None
    undoes: int | None
    actor: str
    recorded_at: datetime
    kept: int | None = None

    @property
    def answers(self) -> int:
        """The unit that answers for the movement now."""
        return self.kept or self.unit


@dataclass(frozen=True, slots=True)
class Unregistered:
    """One person whose residence must be verified: since when they stand so, and the days of the clock."""

    person_id: int
    unit: int
    since: date
    due_on: date
    latest_on: date
    state: ClockState


@dataclass(frozen=True, slots=True)
class ClockRun:
    """What the clock of birthdays posted for a day: people come of age, cards expired, entries, lines left out.

    `too_young` are those who waited for a card until their birth date was corrected to a later one.
    """

    on: date
    came_of_age: int
    cards_expired: int
    entries: tuple[int, ...]
    refused: int
    too_young: int = 0


@dataclass(frozen=True, slots=True)
class Serving:
    """By what right a unit may take somebody's papers.

    `elsewhere` is the commune outside the unit's territory where somebody in its own account is known to live: then
    only their coming to the unit in person allows it.
    """

    territory: Territory
    elsewhere: int | None = None

    @property
    def allowed(self) -> bool:
        """Tell whether the papers may be taken wherever that happens."""
        return self.territory.allowed and self.elsewhere is None
