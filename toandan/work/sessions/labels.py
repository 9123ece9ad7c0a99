"""The words of the day in the field for people, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from toandan.work.sessions.words import (
    HelperState,
    HomeState,
    Kind,
    Located,
    Outcome,
    PlaceKind,
    SessionVerb,
    Shift,
    State,
    TicketState,
    Urgency,
    Wanted,
)

Text = Promise | str

KINDS: Mapping[Kind, Text] = {
    Kind.ENROLMENT: _("Taking papers for the identity card"),
    Kind.ACTIVATION: _("Activating electronic accounts"),
}
PLACES: Mapping[PlaceKind, Text] = {
    PlaceKind.OFFICE: _("Police office"),
    PlaceKind.HALL: _("Hall of a residential group"),
    PlaceKind.SCHOOL: _("School"),
    PlaceKind.FACTORY: _("Factory"),
    PlaceKind.CENTRE: _("Social centre"),
}
LOCATED: Mapping[Located, Text] = {
    Located.MEASURED: _("measured on the spot"),
    Located.SEAT: _("the seat of the unit"),
    Located.ESTIMATE: _("an estimate"),
}
SHIFTS: Mapping[Shift, Text] = {
    Shift.AM: _("Morning, 07:30–11:30"),
    Shift.PM: _("Afternoon, 13:30–17:30"),
    Shift.DAY: _("All day, 07:30–11:30 and 13:30–17:30"),
}
SHORT_SHIFTS: Mapping[Shift, Text] = {
    Shift.AM: _("Morning"),
    Shift.PM: _("Afternoon"),
    Shift.DAY: _("All day"),
}


def in_sentence(shift: Shift) -> Text:
    """Return the word for a part of the day as it stands within a sentence, in the reader's language."""
    return lazy(lambda: str(SHORT_SHIFTS[shift]).lower(), str)()


WANTED: Mapping[Wanted, Text] = {
    Wanted.AM: _("Morning"),
    Wanted.PM: _("Afternoon"),
    Wanted.ANY: _("Any time of day"),
}
STATES: Mapping[State, Text] = {
    State.PLANNED: pgettext_lazy("session", "Announced"),
    State.OPEN: pgettext_lazy("session", "Open"),
    State.CLOSED: pgettext_lazy("session", "Closed"),
    State.RECONCILED: pgettext_lazy("session", "Reconciled"),
    State.CANCELLED: pgettext_lazy("session", "Cancelled"),
}
UNFINISHED: Mapping[State, Text] = {
    State.OPEN: ngettext_lazy("session is open and not closed yet", "sessions are open and not closed yet"),
    State.PLANNED: ngettext_lazy(
        "session was never opened on its day: move or cancel it",
        "sessions were never opened on their day: move or cancel them",
    ),
    State.CLOSED: ngettext_lazy("session is closed and not reconciled", "sessions are closed and not reconciled"),
}
"""What sessions wait for that nobody brought to their end; `text % count` gives the form, without the count."""
TAGS: Mapping[State, str] = {
    State.PLANNED: "plain",
    State.OPEN: "watch",
    State.CLOSED: "watch",
    State.RECONCILED: "done",
    State.CANCELLED: "late",
}
"""How each state is coloured; the word stands beside the colour."""
VERBS: Mapping[SessionVerb, Text] = {
    SessionVerb.ANNOUNCED: pgettext_lazy("session", "was announced"),
    SessionVerb.MOVED: pgettext_lazy("session", "was moved"),
    SessionVerb.OPENED: pgettext_lazy("session", "was opened"),
    SessionVerb.CLOSED: pgettext_lazy("session", "was closed"),
    SessionVerb.RECONCILED: pgettext_lazy("session", "was reconciled"),
    SessionVerb.CANCELLED: pgettext_lazy("session", "was cancelled"),
    SessionVerb.CALLED: pgettext_lazy("session", "A number was called"),
}
TICKETS: Mapping[TicketState, Text] = {
    TicketState.WAITING: pgettext_lazy("queue", "Waiting"),
    TicketState.CALLED: pgettext_lazy("queue", "Called"),
    TicketState.SERVED: pgettext_lazy("queue", "Served"),
    TicketState.LEFT: pgettext_lazy("queue", "Left"),
}
URGENCIES: Mapping[Urgency, Text] = {
    Urgency.ELDERLY: _("Elderly"),
    Urgency.DISABLED: _("Disabled"),
    Urgency.BEDRIDDEN: _("Bedridden"),
}
HOMES: Mapping[HomeState, Text] = {
    HomeState.WAITING: _("Waits for a visit"),
    HomeState.SETTLED: _("Settled"),
    HomeState.WITHDRAWN: _("Withdrawn"),
}
OUTCOMES: Mapping[Outcome, Text] = {
    Outcome.DONE: pgettext_lazy("visit", "Done: papers taken"),
    Outcome.REFUSED: pgettext_lazy("visit", "Refused"),
    Outcome.CLOSED_HOUSE: pgettext_lazy("visit", "House closed"),
    Outcome.ABSENT: pgettext_lazy("visit", "Absent"),
    Outcome.INELIGIBLE: pgettext_lazy("visit", "Needs no card"),
    Outcome.MOVED: pgettext_lazy("visit", "Moved away"),
    Outcome.DECEASED: pgettext_lazy("visit", "Said to be dead"),
}
HELPERS: Mapping[HelperState, Text] = {
    HelperState.ASKED: pgettext_lazy("helper", "Asked"),
    HelperState.CONFIRMED: pgettext_lazy("helper", "Comes"),
    HelperState.DECLINED: pgettext_lazy("helper", "Nobody can come"),
}
WEEKDAYS: tuple[Text, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
