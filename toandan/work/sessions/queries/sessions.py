"""Sessions and what is known of them (buổi lưu động)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db import connection
from django.db.models import F, Q, Sum
from django.db.models.functions import Least

from toandan.work.sessions.models import Crew, Event, Helper, Place, Session, Ticket
from toandan.work.sessions.queries.catchments import catchments
from toandan.work.sessions.queries.errors import SessionUnknown
from toandan.work.sessions.queries.places import within
from toandan.work.sessions.words import (
    CrewRow,
    EventRow,
    HelperRow,
    HelperState,
    Kind,
    PlaceKind,
    SessionRow,
    Shift,
    State,
    TicketRow,
    TicketState,
    Whereabouts,
    YieldRow,
)

UNFINISHED_BACK = timedelta(days=60)
"""How far back sessions are looked for that nobody ended."""
_HELD = (State.CLOSED.value, State.RECONCILED.value)


def announced(numbers: Sequence[int], first_day: date, days: int) -> list[SessionRow]:
    """Return every session of these units on these days that is not cancelled, by day, shift and code."""
    last = first_day + timedelta(days=days - 1)
    found = Session.objects.filter(within(numbers), day__range=(first_day, last)).exclude(state=State.CANCELLED.value)
    return [session_row(row) for row in found.order_by("day", "shift", "code")]


def listed(numbers: Sequence[int], first_day: date, days: int) -> list[SessionRow]:
    """Return every session of these units on these days, cancelled ones too, by day, shift and code."""
    last = first_day + timedelta(days=days - 1)
    found = Session.objects.filter(within(numbers), day__range=(first_day, last))
    return [session_row(row) for row in found.order_by("day", "shift", "code")]


def unfinished(numbers: Sequence[int], today: date) -> list[SessionRow]:
    """Return the sessions of these units that somebody must still bring to their end, the oldest first.

    They run (of whatever day), were closed and not reconciled, or were announced for a day that is past and never
    opened. What was taken over from before was never closed here and has nothing to be compared with; what is older
    than `UNFINISHED_BACK` is left to the lists of its week.
    """
    found = Session.objects.filter(within(numbers), day__range=(today - UNFINISHED_BACK, today))
    missed = Q(state=State.PLANNED.value, day__lt=today)
    closed = Q(state=State.CLOSED.value, closed_at__isnull=False)
    found = found.filter(missed | closed | Q(state=State.OPEN.value))
    return [session_row(row) for row in found.order_by("day", "shift", "code")]


def session(code: str) -> SessionRow:
    """Return one session. Raises SessionUnknown."""
    found = Session.objects.filter(code=code).first()
    if found is None:
        raise SessionUnknown(code)
    return session_row(found)


def taking(numbers: Sequence[int], kind: Kind, on: date, back: int = 7) -> list[SessionRow]:
    """Return the sessions of these units under which something can be posted on a day: first those that are open then.

    After them come those that closed in the days before, for what is written down late; what was reconciled is among
    them while the ledger held fewer then than the crew had counted.
    """
    found = Session.objects.filter(within(numbers), kind=kind.value, day__range=(on - timedelta(days=back), on))
    running, closed = Q(state=State.OPEN.value, day=on), Q(state=State.CLOSED.value)
    found = found.filter(running | closed | _behind()) if kind is Kind.ENROLMENT else found.filter(running | closed)
    rows = [session_row(row) for row in found.order_by("-day", "code")]
    return sorted(rows, key=lambda row: row.state is not State.OPEN)


def takes(code: str, kind: Kind, on: date) -> SessionRow:
    """Return the session under whose code something of a day can be posted. Raises SessionUnknown."""
    row = session(code)
    behind = kind is Kind.ENROLMENT and row.state is State.RECONCILED and (row.posted or 0) < (row.collected or 0)
    if row.kind is not kind or row.day != on or not (behind or row.state in {State.OPEN, State.CLOSED}):
        raise SessionUnknown(code)
    return row


def _behind() -> Q:
    """Return what picks sessions whose reconciliation found fewer in the ledger than the crew had counted."""
    return Q(state=State.RECONCILED.value, posted__lt=F("collected"))


def yields(numbers: Sequence[int], until: date) -> list[YieldRow]:
    """Return what the sessions of these units held up to a day brought, the oldest first.

    Only sessions for which it is known how many people remained before; cancelled and running ones are left out.
    """
    found = Session.objects.filter(within(numbers), day__lte=until, state__in=_HELD, remaining__isnull=False)
    found = found.filter(served__isnull=False).order_by("day", "code")
    rows = found.values_list("place_id", "place_code", "day", "shift", "remaining", "served")
    kinds = dict(Place.objects.filter(place_id__in={row[0] for row in rows}).values_list("place_id", "kind"))
    return [
        YieldRow(PlaceKind(kinds[place]), code, day, Shift(shift), int(remaining or 0), int(served or 0))
        for place, code, day, shift, remaining, served in rows
    ]


def served_as_expected(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by unit (people served at sessions held, people expected at all that were announced) of these days.

    What is more than expected at one session does not make up for another. Cancelled sessions count in neither.
    """
    counted = Session.objects.filter(unit_no__range=(low, high), day__range=(since, until))
    held = Sum(Least("served", "expected"), filter=Q(state__in=_HELD), default=0)
    rows = counted.exclude(state=State.CANCELLED.value).values("unit_no").annotate(found=held, of=Sum("expected"))
    return {row["unit_no"]: (row["found"], row["of"]) for row in rows.order_by("unit_no")}


def remaining(place: Place, kind: Kind, on: date) -> int:
    """Return how many people of a place's catchment are left and can come.

    For a session of activation those count who were given an account and have not activated it.
    """
    return catchments([place.unit_no], kind, on).people.get(place.code, 0)


def history(subject: str) -> list[EventRow]:
    """Return what happened to a session or route, by its code, the oldest first."""
    found = Event.objects.filter(subject=subject).order_by("event_id")
    return [EventRow(row.verb, row.recorded_at, row.actor, row.reason, row.detail) for row in found]


def tickets(session_id: int) -> list[TicketRow]:
    """Return a session's queue numbers in the order they were drawn."""
    found = Ticket.objects.filter(session_id=session_id).order_by("number")
    return [TicketRow(t.number, TicketState(t.state), t.drawn_at, t.called_at, t.ended_at) for t in found]


def served(session_id: int) -> int:
    """Return how many queue numbers of a session were served."""
    return Ticket.objects.filter(session_id=session_id, state=TicketState.SERVED.value).count()


def crew(session_id: int) -> list[CrewRow]:
    """Return the officers who go with a session, by name."""
    found = Crew.objects.filter(session_id=session_id, removed_at=None).order_by("username")
    return [CrewRow(row.username, row.added_by) for row in found]


def helpers(session_id: int) -> list[HelperRow]:
    """Return whom bodies were asked for, in the order asked."""
    return helper_rows(Helper.objects.filter(session_id=session_id).order_by("helper_id"))


def asked_of(body: int, since: date) -> list[HelperRow]:
    """Return what a body is asked for from a day on, the nearest day first."""
    return helper_rows(Helper.objects.filter(body_no=body, day__gte=since).order_by("day", "helper_id"))


def whereabouts(since: date) -> dict[int, Whereabouts]:
    """Return by helper where and when those are wanted whom the caller's own body is asked for, from a day on.

    The body sees neither sessions nor places; a function of the database tells it of these alone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sessions_asked(%s)", [since])
        return {
            helper: Whereabouts(State(state), Shift(shift), place, address)
            for helper, state, shift, place, address in cursor.fetchall()
        }


def helper_rows(found: Iterable[Helper]) -> list[HelperRow]:
    """Return stored helpers as values."""
    return [
        HelperRow(
            row.helper_id, row.session_code, row.body_no, row.full_name, row.task, HelperState(row.state), row.minutes,
            row.answered_by, row.day, row.username,
        )
        for row in found
    ]  # fmt: skip


def session_row(row: Session) -> SessionRow:
    """Return a stored session as a value."""
    return SessionRow(
        row.session_id, row.code, Kind(row.kind), row.place_code, row.unit_no, row.kit, row.day, Shift(row.shift),
        row.expected, row.plan, State(row.state), row.remaining, row.served, row.collected, row.posted, row.note,
        row.opened_at, row.closed_at,
    )  # fmt: skip
