"""Opening a session, its queue, and closing it (mở buổi, gọi số, đóng buổi)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.sessions import states
from toandan.work.sessions.models import Event, Place, Session, Ticket
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.operations.kits import trusted
from toandan.work.sessions.queries.sessions import remaining, served
from toandan.work.sessions.words import Deed, Kind, SessionsPermission, SessionVerb, State, TicketState

_IN_QUEUE = (TicketState.WAITING.value, TicketState.CALLED.value)


def open_session(*, actor: Actor, now: datetime, code: str, reason: str = "", client_key: UUID) -> None:
    """Open a session on its day, and note how many people of its place's catchment remain.

    Raises NotAllowed, SessionUnknown, UnableToHold: it is not announced, or not of today.
    """
    with acting(actor):
        stored = base.locked(code)
        said = Said(actor, now, reason, client_key)
        if base.repeated(said, code, SessionVerb.OPENED):
            return
        base.allowed(stored, said, SessionVerb.OPENED)
        if stored.day != localdate(now):
            raise unable("open_early", day=stored.day.isoformat())
        trusted(stored.kit)
        left = remaining(Place.objects.get(place_id=stored.place_id), Kind(stored.kind), stored.day)
        base.change(stored, SessionVerb.OPENED, opened_at=now, remaining=left)
        base.record(said, subject=code, unit=stored.unit_no, verb=SessionVerb.OPENED)
        append(actor=actor, verb="sessions.session.open", subject=f"session:{code}", unit=stored.unit_no)


def close_session(
    *, actor: Actor, now: datetime, code: str, collected: int, reason: str = "", client_key: UUID
) -> None:
    """Close an open session with the crew's own count of what it collected.

    Raises NotAllowed, SessionUnknown, UnableToHold: it is not open, somebody is still in the queue, a negative count.
    """
    with acting(actor):
        stored = base.locked(code)
        said = Said(actor, now, reason, client_key, {"collected": collected})
        if base.repeated(said, code, SessionVerb.CLOSED):
            return
        base.allowed(stored, said, SessionVerb.CLOSED)
        if collected < 0:
            raise unable("count_wrong")
        left = Ticket.objects.filter(session_id=stored.session_id, state__in=_IN_QUEUE).count()
        if left:
            raise unable("tickets_left", many=left)
        drawn = Ticket.objects.filter(session_id=stored.session_id).exists()
        # A session that drew no numbers is known by the crew's count alone.
        many = served(stored.session_id) if drawn else collected
        base.change(stored, SessionVerb.CLOSED, closed_at=now, collected=collected, served=many)
        base.record(said, subject=code, unit=stored.unit_no, verb=SessionVerb.CLOSED)
        append(
            actor=actor, verb="sessions.session.close", subject=f"session:{code}", unit=stored.unit_no,
            detail={"collected": collected},
        )  # fmt: skip


def draw_ticket(*, actor: Actor, now: datetime, code: str, client_key: UUID) -> int:
    """Draw the next queue number of an open session; the same key returns the number it drew.

    Raises NotAllowed, SessionUnknown, UnableToHold.
    """
    with acting(actor):
        stored = _open(actor, code)
        done = Ticket.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.session_id != stored.session_id:
                raise unable("key_used")
            return done.number
        _ready(stored)
        last = Ticket.objects.filter(session_id=stored.session_id).aggregate(last=Max("number"))["last"] or 0
        Ticket(
            session_id=stored.session_id, number=last + 1, client_key=client_key, unit_no=stored.unit_no, drawn_at=now
        ).save(force_insert=True)
        _journal(actor, stored, "sessions.ticket.draw", last + 1)
    return int(last) + 1


def call_next(*, actor: Actor, now: datetime, code: str, client_key: UUID) -> int:
    """Call the next number that waits, in the order drawn, and return it; the same key calls nobody else.

    Raises NotAllowed, SessionUnknown, UnableToHold: nobody waits.
    """
    with acting(actor):
        stored = _open(actor, code)
        done = Event.objects.filter(client_key=client_key, subject=code).values_list("detail", flat=True).first()
        if done is not None:
            return int(done["number"])
        _ready(stored)
        waiting = Ticket.objects.filter(session_id=stored.session_id, state=TicketState.WAITING.value)
        first = waiting.order_by("number").first()
        if first is None:
            raise unable("nobody_waits")
        _turn(stored, first.number, TicketState.CALLED, now)
        said = Said(actor, now, "", client_key, {"number": first.number})
        base.record(said, subject=code, unit=stored.unit_no, verb=SessionVerb.CALLED)
        _journal(actor, stored, "sessions.ticket.call", first.number)
    return int(first.number)


def finish_ticket(*, actor: Actor, now: datetime, code: str, number: int, came: bool, client_key: UUID) -> None:
    """Note that somebody with a number was served, or left; doing it again changes nothing.

    Raises NotAllowed, SessionUnknown, UnableToHold: no such number, or its turn is over otherwise.
    """
    after = TicketState.SERVED if came else TicketState.LEFT
    said = Said(actor, now, "", client_key)
    subject = f"{code}/{number}"
    with acting(actor):
        stored = _open(actor, code)
        if base.repeated(said, subject, Deed.TICKET_FINISHED):
            return
        _ready(stored)
        ticket = Ticket.objects.filter(session_id=stored.session_id, number=number).first()
        if ticket is None:
            raise unable("ticket_unknown", number=number)
        if ticket.state == after.value:
            return
        if after not in states.QUEUE[TicketState(ticket.state)]:
            raise unable("ticket_state", number=number)
        _turn(stored, number, after, now)
        base.record(said, subject=subject, unit=stored.unit_no, verb=Deed.TICKET_FINISHED)
        _journal(actor, stored, "sessions.ticket.finish", number)


def _open(actor: Actor, code: str) -> Session:
    stored = base.locked(code)
    require(actor, SessionsPermission.RUN, at=stored.unit_no)
    return stored


def _ready(stored: Session) -> None:
    if stored.state != State.OPEN.value:
        raise unable("wrong_state")


def _turn(stored: Session, number: int, after: TicketState, now: datetime) -> None:
    when = {"called_at": now} if after is TicketState.CALLED else {"ended_at": now}
    Ticket.objects.filter(session_id=stored.session_id, number=number).update(state=after.value, **when)


def _journal(actor: Actor, stored: Session, verb: str, number: int) -> None:
    append(actor=actor, verb=verb, subject=f"session:{stored.code}", unit=stored.unit_no, detail={"number": number})
