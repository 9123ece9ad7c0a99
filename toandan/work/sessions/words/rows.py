"""What is written down and read in the day in the field, as values (bản ghi)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from toandan.work.sessions.words.names import (
    HALVES,
    HelperState,
    HomeState,
    Kind,
    Located,
    Outcome,
    PlaceKind,
    Shift,
    State,
    TicketState,
    Urgency,
    Wanted,
)


@dataclass(frozen=True, slots=True)
class Point:
    """Where something is, and how that is known."""

    latitude: float
    longitude: float
    located: Located


@dataclass(frozen=True, slots=True)
class Contact:
    """Who answers for a place and their telephone; it goes to officers who work there, and never further."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """What is written down of a place; without coordinates it stands at the seat of its unit, which is said."""

    code: str
    unit: int
    kind: PlaceKind
    name: str
    address: str
    share: float
    latitude: float | None = None
    longitude: float | None = None
    located: Located = Located.MEASURED
    serves: tuple[str, ...] = ()
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place; `share` is which part of the unit's remaining people it is the nearest for, 0 to 1."""

    code: str
    unit: int
    kind: PlaceKind
    name: str
    address: str
    latitude: float
    longitude: float
    share: float
    located: Located
    closed_on: date | None = None
    serves: tuple[str, ...] = ()
    """Words by which an address belongs to it: a residential group, a lane, a factory, a centre."""


@dataclass(frozen=True, slots=True)
class Catchments:
    """How many people each place has to expect, by code, and how many of a unit no place serves, by its number."""

    people: Mapping[str, int]
    nobodys: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """When a place may be used: on some weekdays (0 is Monday), some halves, from one day to another, both included."""

    weekdays: frozenset[int]
    shift: Shift
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A kept agreement; `ended_on` is the first day it holds no longer when it was ended before its time."""

    agreement_id: int
    place: str
    agreed: Agreement
    paper: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenHalf:
    """A half-day on which a place can be used; `day` counts from the first day asked for, which is 0."""

    code: str
    day: int
    shift: Shift


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A home to visit, as the planner needs it: no name, no address; days count from the first day asked for."""

    code: str
    unit: int
    latitude: float
    longitude: float
    service_minutes: int
    weight: int
    from_day: int
    to_day: int
    shift: Wanted


@dataclass(frozen=True, slots=True)
class YieldRow:
    """What one past session brought: how many people remained for the place before, how many were served."""

    kind: PlaceKind
    place: str
    day: date
    shift: Shift
    remaining: int
    served: int


@dataclass(frozen=True, slots=True)
class HalfDaysRow:
    """Half-days of sessions of a unit on a day, that stand in a plan (its name; empty: announced one by one)."""

    unit: int
    day: date
    plan: str
    count: int


@dataclass(frozen=True, slots=True)
class NewSession:
    """A session to be announced: what for, where, with which kit, when, for how many."""

    kind: Kind
    place: str
    kit: str
    day: date
    shift: Shift
    expected: int


@dataclass(frozen=True, slots=True)
class Held:
    """A session of the past: what it was, how many remained for its place before, how many were served."""

    session: NewSession
    remaining: int
    served: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session; figures that are not there yet are None."""

    session_id: int
    code: str
    kind: Kind
    place: str
    unit: int
    kit: str
    day: date
    shift: Shift
    expected: int
    plan: str
    state: State
    remaining: int | None = None
    served: int | None = None
    collected: int | None = None
    posted: int | None = None
    note: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def hours(self) -> int:
        """How many hours the kit stands there by the plan: four a half-day."""
        return 4 * len(HALVES[self.shift])


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of a history."""

    verb: str
    recorded_at: datetime
    actor: str
    reason: str
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One queue number; it knows nobody's name."""

    number: int
    state: TicketState
    drawn_at: datetime
    called_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewHome:
    """What is asked for somebody who cannot come; without coordinates the home counts as at the seat of the unit."""

    person: int
    urgency: Urgency
    service_minutes: int
    since: date
    until: date
    shift: Wanted = Wanted.ANY
    latitude: float | None = None
    longitude: float | None = None
    located: Located = Located.MEASURED


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as its unit sees it; `outcome` is the latest of its visits."""

    code: str
    person: int
    unit: int
    urgency: Urgency
    service_minutes: int
    since: date
    until: date
    shift: Wanted
    latitude: float
    longitude: float
    located: Located
    state: HomeState
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a day: which home, and the minutes after midnight of coming and going."""

    home: str
    arrive: int
    leave: int


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A kit's day of home visits; only the stops in the reader's scope are there."""

    route_id: int
    code: str
    kit: str
    unit: int
    day: date
    travel_minutes: int
    plan: str
    state: State
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One recorded outcome of a visit."""

    person: int
    home: str
    outcome: Outcome
    day: date
    note: str
    actor: str
    recorded_at: datetime
    entry: int | None


@dataclass(frozen=True, slots=True)
class CrewRow:
    """An officer who goes with a session."""

    username: str
    added_by: str


@dataclass(frozen=True, slots=True)
class HelperRow:
    """Somebody a body outside the police sends along, and what it said about it."""

    helper_id: int
    session: str
    body: int
    name: str
    task: str
    state: HelperState
    minutes: int | None
    answered_by: str
    day: date
    username: str = ""
    """The account the helper signs in with, where they tick activations themselves."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where and in which half of the day a helper is wanted, and how far that session is."""

    state: State
    shift: Shift
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Count:
    """A reconciliation: what the crew counted, the tickets served, what the ledger holds under the session's code."""

    collected: int
    tickets: int
    posted: int

    @property
    def differs(self) -> bool:
        """Tell whether the three are not the same."""
        return len({self.collected, self.tickets, self.posted}) > 1


@dataclass(frozen=True, slots=True)
class KitUse:
    """What a kit did in some days: half-days planned and held, people there, days at homes, homes where it was done.

    `idle_days` are those on which it could have worked and did not; None for a kit that is another unit's.
    """

    kit: str
    planned: int = 0
    held: int = 0
    people: int = 0
    routes: int = 0
    homes: int = 0
    idle_days: int | None = None

    @property
    def per_hour(self) -> float | None:
        """People served in an hour of sessions held; None when none were."""
        return self.people / (4 * self.held) if self.held else None


@dataclass(frozen=True, slots=True)
class PublicSession:
    """What anybody may know of a session that is announced or open; `unit` is the number of its commune."""

    unit: int
    kind: Kind
    day: date
    shift: Shift
    place: str
    address: str
    latitude: float
    longitude: float
    located: Located
    code: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of a file that was left out: its number, the place it names, and the sentence with what fills it.

    `column` is the heading of the cell that keeps it out, "" where it is the line as a whole.
    """

    line: int
    place: str
    code: str
    message: str
    values: Mapping[str, object]
    column: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of places."""

    added: int
    refused: tuple[Refused, ...]
