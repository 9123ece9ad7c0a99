"""Activating accounts at a session or at the unit, and undoing it (kích hoạt tài khoản định danh điện tử)."""

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor, Grant
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import EId, LedgerPermission, Line, StandingRow, Verb
from toandan.record.officers.operations import acting, require
from toandan.work.sessions.models import Activation, Session
from toandan.work.sessions.operations import base
from toandan.work.sessions.operations.errors import inactive
from toandan.work.sessions.queries.accounts import account_door, holder
from toandan.work.sessions.words import AccountDoor, SessionsPermission, State

_TAKING = frozenset({State.OPEN, State.CLOSED})
_AT_SESSION, _AT_UNIT = "Kích hoạt tài khoản tại buổi lưu động", "Kích hoạt tài khoản tại đơn vị"
"""The reasons of postings when nobody wrote one; kept in the language of the register."""


def activate(*, actor: Actor, now: datetime, person: int, session: str = "", reason: str = "", client_key: UUID) -> int:
    """Post that somebody activated the account they were granted, and return the number of the activation.

    With the code of a session it counts there, on its day; without one, today at the unit where the person stands. A
    helper named for a session that is open may do it for people on its list, and for nobody else. The same key writes
    once. Raises NotAllowed, SessionUnknown, UnableToActivate, UnableToPost.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        door = account_door(session, lock=True) if session else None
        if door is None or actor.may(SessionsPermission.ACTIVATE, door.unit):
            return _activated(said, person, door)
        listed = holder(door, person) or holder(door, person, active=True)
        if listed is None:
            raise inactive("not_listed")
        helper = _there(actor, door)
        with acting(helper):
            return _activated(Said(helper, now, reason, client_key), person, door)


def undo_activation(
    *, actor: Actor, now: datetime, person: int, activation: int, session: str = "", reason: str, client_key: UUID
) -> int:
    """Post the counter-entry of an activation, and return its number; the account waits to be activated again.

    It bears the code of the same session and counts from today. A helper names the session whose list they keep. The
    same key writes once. Raises NotAllowed, SessionUnknown, UnableToActivate, UnableToPost.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        door = account_door(session) if session else None
        if door is None or actor.may(SessionsPermission.ACTIVATE, door.unit):
            require(actor, SessionsPermission.ACTIVATE, at=_standing(person).unit_no)
            return _undone(said, person, activation)
        listed = holder(door, person, active=True)
        if listed is None or listed.activation != activation:
            raise inactive("activation_unknown")
        helper = _there(actor, door)
        with acting(helper):
            return _undone(Said(helper, now, reason, client_key), person, activation)


def _there(actor: Actor, door: AccountDoor) -> Actor:
    """Return the helper with the one right to post at the session's unit, for what was checked against its list."""
    grant = Grant(door.unit, door.unit, frozenset({LedgerPermission.POST.value}))
    return Actor(officer=actor.officer, name=actor.name, at=actor.at, grants=(grant,))


def _activated(said: Said, person: int, door: AccountDoor | None) -> int:
    done = Activation.objects.filter(person_id=person, client_key=said.client_key).first()
    if done is not None:
        return done.activation_id
    stands = _standing(person)
    if door is None:
        require(said.actor, SessionsPermission.ACTIVATE, at=stands.unit_no)
    else:
        _takes(door, stands)
    if stands.standing.eid is EId.ACTIVATED:
        raise inactive("active_already")
    if stands.standing.eid is not EId.GRANTED:
        raise inactive("not_granted")
    on = door.day if door else localdate(said.now)
    reason = said.reason.strip() or (_AT_SESSION if door else _AT_UNIT)
    entry = _post(said, stands, EId.ACTIVATED, Verb.ACCOUNT_ACTIVATED, on, reason, door.code if door else "")
    made = Activation(
        person_id=person, activation_id=base.next_number("sessions_activation_id_seq"), client_key=said.client_key,
        session_id=door.session_id if door else None, unit_no=stands.unit_no, entry_id=entry, made_at=said.now,
        actor=said.actor.name, actor_id=said.actor.officer,
    )  # fmt: skip
    made.save(force_insert=True)
    detail: dict[str, str | int | bool | None] = {"entry": entry, "session": door.code if door else ""}
    verb, subject = "sessions.account.activate", f"person:{person}"
    append(actor=said.actor, verb=verb, subject=subject, unit=stands.unit_no, detail=detail)
    return made.activation_id


def _undone(said: Said, person: int, activation: int) -> int:
    made = Activation.objects.filter(person_id=person, activation_id=activation).first()
    if made is None:
        raise inactive("activation_unknown")
    stands = _standing(person)
    if made.undone_key == said.client_key and made.undone_entry is not None:
        return made.undone_entry
    if made.undone_at is not None:
        raise inactive("undone_already")
    if not said.reason.strip():
        raise inactive("reason_missing")
    if stands.standing.eid is not EId.ACTIVATED:
        raise inactive("not_active")
    code = Session.objects.filter(session_id=made.session_id or 0).values_list("code", flat=True).first() or ""
    on = localdate(said.now)
    entry = _post(said, stands, EId.GRANTED, Verb.CORRECTED, on, said.reason.strip(), code)
    Activation.objects.filter(person_id=person, activation_id=activation).update(
        undone_entry=entry, undone_at=said.now, undone_by=said.actor.name, undone_key=said.client_key
    )
    detail: dict[str, str | int | bool | None] = {"entry": entry, "undoes": made.entry_id, "session": code}
    verb, subject = "sessions.account.undo", f"person:{person}"
    append(actor=said.actor, verb=verb, subject=subject, unit=stands.unit_no, detail=detail)
    return entry


def _standing(person: int) -> StandingRow:
    found = next(iter(standings.standings([person])), None)
    if found is None:
        raise inactive("not_in_register")
    return found


def _takes(door: AccountDoor, stands: StandingRow) -> None:
    """Make sure that a session runs, or has closed and waits to be reconciled, and that the person is of its unit."""
    if door.state not in _TAKING:
        raise inactive("not_running", session=door.code)
    if stands.unit_no != door.unit:
        raise inactive("other_unit", session=door.code)


def _post(said: Said, stands: StandingRow, after: EId, verb: Verb, on: date, reason: str, session: str) -> int:
    """Post the change of the account alone; who was quicker is told as what the person's account is by now."""
    target = stands.standing.but(eid=after).code
    line = Line(stands.person_id, (stands.unit_no, stands.state), (stands.unit_no, target))
    return ledger.post(
        actor=said.actor, now=said.now, verb=verb, occurred_on=on, client_key=said.client_key, lines=[line],
        reason=reason, session=session,
    ).entry  # fmt: skip
