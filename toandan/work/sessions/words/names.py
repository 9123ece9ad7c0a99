"""What can be said of places, sessions, homes and visits (từ ngữ)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class SessionsPermission(StrEnum):
    """What an officer may be allowed to do in the field."""

    READ = "sessions.session.read"
    PLAN = "sessions.session.plan"
    RUN = "sessions.session.run"
    RECONCILE = "sessions.session.reconcile"
    KEEP_PLACE = "sessions.place.keep"
    KEEP_HOME = "sessions.home.keep"
    VISIT = "sessions.visit.record"
    ANSWER = "sessions.helper.answer"
    ACTIVATE = "sessions.account.activate"
    """Note accounts as activated."""
    HELP = "sessions.account.help"
    """The same, for a helper of a body: on the list of the session they were named for, while it is open."""


class PlaceKind(StrEnum):
    """What kind of place a session is held at."""

    OFFICE = "office"
    HALL = "hall"
    SCHOOL = "school"
    FACTORY = "factory"
    CENTRE = "centre"


class Located(StrEnum):
    """Where the coordinates of something come from."""

    MEASURED = "measured"
    SEAT = "seat"
    ESTIMATE = "estimate"


class Shift(StrEnum):
    """Which half of a day, or both: AM 07:30–11:30, PM 13:30–17:30."""

    AM = "AM"
    PM = "PM"
    DAY = "DAY"


class Wanted(StrEnum):
    """When of the day a homebound person can be visited."""

    AM = "AM"
    PM = "PM"
    ANY = "any"


HALVES: Mapping[Shift, frozenset[Shift]] = MappingProxyType(
    {
        Shift.AM: frozenset({Shift.AM}),
        Shift.PM: frozenset({Shift.PM}),
        Shift.DAY: frozenset({Shift.AM, Shift.PM}),
    }
)
"""The half-days each shift takes."""

HOURS: Mapping[Shift, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        Shift.AM: (("07:30", "11:30"),),
        Shift.PM: (("13:30", "17:30"),),
        Shift.DAY: (("07:30", "11:30"), ("13:30", "17:30")),
    }
)


class Kind(StrEnum):
    """What a session is for."""

    ENROLMENT = "enrolment"
    ACTIVATION = "activation"


class State(StrEnum):
    """How far a session is; a route of home visits goes the same way but for reconciliation."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RECONCILED = "reconciled"
    CANCELLED = "cancelled"


class SessionVerb(StrEnum):
    """What can happen to a session; every one leaves a line in its history."""

    ANNOUNCED = "announced"
    MOVED = "moved"
    OPENED = "opened"
    CLOSED = "closed"
    RECONCILED = "reconciled"
    CANCELLED = "cancelled"
    CALLED = "called"
    """The next queue number was called."""


class Deed(StrEnum):
    """What else is done once however often it is sent; its line in the history is not one of a session's life."""

    TAKEN_OFF = "taken_off"
    """An officer left a crew."""
    CONTACT = "contact"
    """Whom to call about a place."""
    SERVES = "serves"
    """Whom a place serves."""
    AGREEMENT_ENDED = "agreement_ended"
    PLACE_CLOSED = "place_closed"
    TICKET_FINISHED = "ticket_finished"
    HELPER_ANSWERED = "helper_answered"
    HOURS = "hours"
    """How long a helper worked."""
    WITHDRAWN = "withdrawn"
    """A visit at home is not needed."""


class TicketState(StrEnum):
    """Where somebody with a queue number is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVED = "served"
    LEFT = "left"


class Urgency(StrEnum):
    """Why a homebound person is; the weight of a visit goes with it."""

    ELDERLY = "elderly"
    DISABLED = "disabled"
    BEDRIDDEN = "bedridden"


WEIGHTS: Mapping[Urgency, int] = MappingProxyType({Urgency.ELDERLY: 3, Urgency.DISABLED: 4, Urgency.BEDRIDDEN: 5})
"""How much a visit counts beside people who come to sessions; signed off with the plan, not tuned in secret."""


class HomeState(StrEnum):
    """How far a request for a home visit is."""

    WAITING = "waiting"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What came of a visit at somebody's home."""

    DONE = "done"
    REFUSED = "refused"
    CLOSED_HOUSE = "closed_house"
    ABSENT = "absent"
    INELIGIBLE = "ineligible"
    MOVED = "moved"
    DECEASED = "deceased"


COME_AGAIN = frozenset({Outcome.CLOSED_HOUSE, Outcome.ABSENT})
"""After these the person still waits for a visit."""


class HelperState(StrEnum):
    """What a body said about a helper it was asked for."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
