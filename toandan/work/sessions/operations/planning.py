"""Announcing, moving and cancelling sessions, as an approved plan says or by hand (thông báo, chuyển, hủy buổi)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.locks import alone
from toandan.record.officers.operations import acting, require
from toandan.work.sessions import labels
from toandan.work.sessions.models import Crew, Helper, Place, Session
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.operations.kits import free, usable
from toandan.work.sessions.queries.errors import PlaceUnknown
from toandan.work.sessions.queries.places import open_half_days
from toandan.work.sessions.queries.sessions import remaining
from toandan.work.sessions.words import HALVES, HelperState, NewSession, SessionsPermission, SessionVerb, Shift, State

HALF_HOURS = 4
"""Hours of half a day, 07:30 to 11:30 and 13:30 to 17:30."""
MOST_AN_HOUR = 60
"""People one kit can serve in an hour at the very most: plans are never told more."""


def announce(
    *, actor: Actor, now: datetime, session: NewSession, plan: str = "", reason: str = "", client_key: UUID
) -> str:
    """Announce a session and return its code; the same key again returns the session it made.

    Raises NotAllowed, PlaceUnknown, UnableToHold: a past day, no kit, the place is shut or taken then, the kit is
    elsewhere or broken, or more are expected than a kit can serve or, where neither a plan nor a reason is named, than
    remain there.
    """
    said = Said(actor, now, reason, client_key, {"plan": plan, "day": session.day.isoformat(), "kit": session.kit})
    with acting(actor):
        place = _place(session.place)
        require(actor, SessionsPermission.PLAN, at=place.unit_no)
        done = Session.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.unit_no != place.unit_no:
                raise unable("key_used")
            return done.code
        _fits(place, session, localdate(now))
        _expects(place, session, vouched=bool(plan.strip() or reason.strip()))
        number = base.next_number("sessions_session_session_id_seq")
        code = base.code_of("S", session.day, number)
        halves = HALVES[session.shift]
        Session(
            session_id=number, client_key=client_key, code=code, kind=session.kind.value, place_id=place.place_id,
            place_code=place.code, unit_no=place.unit_no, kit=session.kit.strip(), day=session.day,
            shift=session.shift.value, morning=Shift.AM in halves, afternoon=Shift.PM in halves,
            expected=session.expected, plan=plan, state=State.PLANNED.value,
        ).save(force_insert=True)  # fmt: skip
        base.record(said, subject=code, unit=place.unit_no, verb=SessionVerb.ANNOUNCED)
        _journal(actor, "sessions.session.announce", code, place.unit_no, plan)
    return code


def move(
    *,
    actor: Actor,
    now: datetime,
    code: str,
    to: NewSession,
    plan: str = "",
    reason: str,
    client_key: UUID,
) -> None:
    """Move an announced session to another day, shift, place or kit; its code stays, and so does what it is for.

    Raises NotAllowed, SessionUnknown, PlaceUnknown, UnableToHold as `announce` does, and when it has begun.
    """
    with acting(actor):
        stored = base.locked(code)
        before = f"{stored.place_code} {stored.day.isoformat()} {stored.shift} {stored.kit} {stored.expected}"
        after = f"{to.place} {to.day.isoformat()} {to.shift.value} {to.kit} {to.expected}"
        said = Said(actor, now, reason, client_key, {"plan": plan, "from": before, "to": after})
        if base.repeated(said, code, SessionVerb.MOVED):
            return
        base.allowed(stored, said, SessionVerb.MOVED)
        place = _place(to.place)
        require(actor, SessionsPermission.PLAN, at=place.unit_no)
        _fits(place, to, localdate(now), but=stored.session_id)
        halves = HALVES[to.shift]
        base.change(
            stored, SessionVerb.MOVED, place_id=place.place_id, place_code=place.code, unit_no=place.unit_no,
            kit=to.kit.strip(), day=to.day, shift=to.shift.value, morning=Shift.AM in halves,
            afternoon=Shift.PM in halves, expected=to.expected, plan=plan,
        )  # fmt: skip
        _take_along(stored, to, place.unit_no)
        base.record(said, subject=code, unit=place.unit_no, verb=SessionVerb.MOVED)
        _journal(actor, "sessions.session.move", code, place.unit_no, plan)


def _take_along(before: Session, to: NewSession, unit: int) -> None:
    """Lead crew and helpers to where a session went; who said yes to another time is asked again."""
    Crew.objects.filter(session_id=before.session_id).update(unit_no=unit)
    helpers = Helper.objects.filter(session_id=before.session_id)
    helpers.update(unit_no=unit, day=to.day)
    if (before.day, before.shift) != (to.day, to.shift.value):
        helpers.update(state=HelperState.ASKED.value, full_name="", username="", answered_at=None, answered_by="")


def cancel(*, actor: Actor, now: datetime, code: str, plan: str = "", reason: str, client_key: UUID) -> None:
    """Cancel a session that is announced or open, with a reason. Raises NotAllowed, SessionUnknown, UnableToHold."""
    said = Said(actor, now, reason, client_key, {"plan": plan})
    with acting(actor):
        stored = base.locked(code)
        if base.repeated(said, code, SessionVerb.CANCELLED):
            return
        base.allowed(stored, said, SessionVerb.CANCELLED)
        base.change(stored, SessionVerb.CANCELLED, note=reason.strip())
        base.record(said, subject=code, unit=stored.unit_no, verb=SessionVerb.CANCELLED)
        _journal(actor, "sessions.session.cancel", code, stored.unit_no, plan)


def _fits(place: Place, to: NewSession, today: date, *, but: int = 0) -> None:
    kit, shown = to.kit.strip(), to.day.isoformat()
    if not kit:
        raise unable("kit_missing")
    if to.expected < 0:
        raise unable("expected_wrong")
    hours = HALF_HOURS * len(HALVES[to.shift])
    if to.expected > MOST_AN_HOUR * hours:
        raise unable("crowd_time", expected=to.expected, hours=hours, most=MOST_AN_HOUR * hours)
    if to.day < today:
        raise unable("day_past", day=shown)
    # Who closes the place or ends its agreement waits for this one, and the other way round.
    alone("place", place.place_id)
    if {half.shift for half in open_half_days([place.code], to.day, 1)} < HALVES[to.shift]:
        raise unable("place_shut", place=place.code, day=shown, shift=labels.in_sentence(to.shift))
    there = Session.objects.filter(place_id=place.place_id, day=to.day).exclude(state=State.CANCELLED.value)
    if any(HALVES[Shift(other.shift)] & HALVES[to.shift] for other in there.exclude(session_id=but)):
        raise unable("place_taken", place=place.code, day=shown)
    usable(kit, at=place.unit_no, day=to.day, today=today)
    if not free(kit, to.day, to.shift, but=but):
        raise unable("kit_taken", kit=kit, day=shown)


def _expects(place: Place, session: NewSession, *, vouched: bool) -> None:
    """Refuse a crowd that does not remain where the place's people live, unless somebody says why it will come."""
    left = 0 if vouched else remaining(place, session.kind, session.day)
    if not vouched and session.expected > left:
        raise unable("crowd_few", place=place.code, expected=session.expected, left=left)


def _place(code: str) -> Place:
    found = Place.objects.filter(code=code).first()
    if found is None:
        raise PlaceUnknown(code)
    return found


def _journal(actor: Actor, verb: str, code: str, unit: int, plan: str) -> None:
    append(actor=actor, verb=verb, subject=f"session:{code}", unit=unit, detail={"plan": plan})
