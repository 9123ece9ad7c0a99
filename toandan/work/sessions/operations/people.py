"""Who goes with a session: officers, and helpers of bodies outside the police (tổ lưu động, lực lượng phối hợp)."""

from datetime import datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting, require
from toandan.record.officers.words import Role
from toandan.record.units import queries as units
from toandan.work.sessions.models import Crew, Helper, Session
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.words import Deed, HelperState, SessionsPermission, State

_OVER = frozenset({State.CANCELLED.value, State.RECONCILED.value})
_HELD = frozenset({State.CLOSED.value, State.RECONCILED.value})
MOST_MINUTES = 24 * 60


def add_crew(*, actor: Actor, now: datetime, code: str, username: str, client_key: UUID) -> None:
    """Write down that an officer goes with a session; the same key writes once.

    Raises NotAllowed, SessionUnknown, UnableToHold: there is no such officer, who does already, the session is over.
    """
    with acting(actor):
        stored = _running(actor, code)
        if Crew.objects.filter(client_key=client_key).exists():
            return
        try:
            name = officers.officer(username).username
        except officers.OfficerUnknown:
            raise unable("officer_unknown", name=username) from None
        if Crew.objects.filter(session_id=stored.session_id, username=name, removed_at=None).exists():
            raise unable("crew_there", name=name)
        Crew(
            client_key=client_key, session_id=stored.session_id, unit_no=stored.unit_no, username=name, added_at=now,
            added_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        _journal(actor, stored, "sessions.crew.add", officer=name)


def remove_crew(*, actor: Actor, now: datetime, code: str, username: str, client_key: UUID) -> None:
    """Take an officer off a session's crew; doing it again changes nothing, the same key never does it twice.

    Raises NotAllowed, SessionUnknown, UnableToHold: the officer never went with it.
    """
    said = Said(actor, now, "", client_key)
    subject = f"{code}/{username}"
    with acting(actor):
        stored = _running(actor, code)
        if base.repeated(said, subject, Deed.TAKEN_OFF):
            return
        named = Crew.objects.filter(session_id=stored.session_id, username=username)
        if not named.filter(removed_at=None).update(removed_at=now):
            if named.exists():
                return
            raise unable("crew_unknown", name=username)
        base.record(said, subject=subject, unit=stored.unit_no, verb=Deed.TAKEN_OFF)
        _journal(actor, stored, "sessions.crew.remove", officer=username)


def ask_helper(*, actor: Actor, now: datetime, code: str, body: int, task: str, client_key: UUID) -> int:
    """Ask a body outside the police to send somebody along, and return the number of what was asked.

    Raises NotAllowed, SessionUnknown, UnitUnknown, UnableToHold: the body does not work there, no task, it is over.
    """
    with acting(actor):
        stored = _running(actor, code)
        done = Helper.objects.filter(client_key=client_key).values_list("helper_id", flat=True).first()
        if done is not None:
            return done
        if not task.strip():
            raise unable("task_missing")
        if body not in {one.number for one in units.bodies_for(stored.unit_no)}:
            raise unable("body_far")
        made = Helper(
            client_key=client_key, session_id=stored.session_id, session_code=code, day=stored.day,
            unit_no=stored.unit_no, body_no=body, task=task.strip(), asked_at=now, asked_by=actor.name,
        )  # fmt: skip
        made.save(force_insert=True)
        _journal(actor, stored, "sessions.helper.ask", body=body)
    return made.helper_id


def answer_helper(
    *,
    actor: Actor,
    now: datetime,
    helper: int,
    coming: bool,
    name: str = "",
    username: str = "",
    client_key: UUID,
) -> None:
    """Answer for a body who comes, or that nobody can; the same answer again changes nothing.

    `username` is the account of the body's with which the helper ticks activated accounts at a session of that kind.
    Raises NotAllowed, UnableToHold: nothing was asked, no name, no such account of the body's, answered otherwise.
    """
    told = {"full_name": name.strip(), "username": username.strip()} if coming else {"full_name": "", "username": ""}
    after = HelperState.CONFIRMED if coming else HelperState.DECLINED
    said = Said(actor, now, "", client_key)
    with acting(actor):
        row = Helper.objects.select_for_update().filter(helper_id=helper).first()
        if row is None:
            raise unable("helper_unknown")
        require(actor, SessionsPermission.ANSWER, at=row.body_no)
        if base.repeated(said, f"{helper}/helper", Deed.HELPER_ANSWERED):
            return
        if coming and not name.strip():
            raise unable("helper_name")
        told["username"] = _signs_in(told["username"], row.body_no, now)
        if (row.state, row.full_name, row.username) == (after.value, told["full_name"], told["username"]):
            return
        if row.state != HelperState.ASKED.value:
            raise unable("helper_answered")
        kept = Helper.objects.filter(helper_id=helper)
        kept.update(state=after.value, answered_at=now, answered_by=actor.name, **told)
        base.record(said, subject=f"{helper}/helper", unit=row.body_no, verb=Deed.HELPER_ANSWERED)
        append(
            actor=actor, verb="sessions.helper.answer", subject=f"session:{row.session_code}", unit=row.body_no,
            detail={"helper": helper},
        )  # fmt: skip


def record_hours(*, actor: Actor, now: datetime, helper: int, minutes: int, client_key: UUID) -> None:
    """Write down how long a confirmed helper worked at a session that has closed; another figure corrects it.

    The same key again changes nothing, also when another figure has corrected it. Raises NotAllowed, UnableToHold.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        row = Helper.objects.select_for_update().filter(helper_id=helper).first()
        if row is None:
            raise unable("helper_unknown")
        require(actor, SessionsPermission.RUN, at=row.unit_no)
        if base.repeated(said, f"{helper}/helper", Deed.HOURS):
            return
        held = Session.objects.filter(session_id=row.session_id, state__in=_HELD).exists()
        if not held or row.state != HelperState.CONFIRMED.value:
            raise unable("hours_early")
        if not 0 <= minutes <= MOST_MINUTES:
            raise unable("count_wrong")
        if row.minutes == minutes:
            return
        Helper.objects.filter(helper_id=helper).update(minutes=minutes)
        base.record(said, subject=f"{helper}/helper", unit=row.unit_no, verb=Deed.HOURS)
        append(
            actor=actor, verb="sessions.helper.hours", subject=f"session:{row.session_code}", unit=row.unit_no,
            detail={"helper": helper, "minutes": minutes, "at": now.isoformat()},
        )  # fmt: skip


def _signs_in(username: str, body: int, now: datetime) -> str:
    """Return an account as it is kept, if one is named; it must be that of a helper of this very body."""
    if not username:
        return ""
    try:
        account = officers.officer(username)
    except officers.OfficerUnknown:
        raise unable("helper_account", name=username) from None
    held = [post for post in account.posts if post.held(now) and post.unit_no == body]
    if not account.is_active or not any(post.role is Role.SESSION_HELPER for post in held):
        raise unable("helper_account", name=username)
    return account.username


def _running(actor: Actor, code: str) -> Session:
    stored = base.locked(code)
    require(actor, SessionsPermission.RUN, at=stored.unit_no)
    if stored.state in _OVER:
        raise unable("wrong_state")
    return stored


def _journal(actor: Actor, stored: Session, verb: str, **detail: str | int) -> None:
    append(actor=actor, verb=verb, subject=f"session:{stored.code}", unit=stored.unit_no, detail=detail)
