"""Undoing a movement by a counter-entry: nothing is removed, the person stands again as before (hủy biến động)."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as ledger_rows
from toandan.record.ledger.words import Line, Verb
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people_rows
from toandan.work.movements.models import Movement
from toandan.work.movements.operations.civil import post, set_place
from toandan.work.movements.operations.errors import UnableToUndo
from toandan.work.movements.queries import by_key, ended_card, last_posted, movement
from toandan.work.movements.words import CivilPermission, Kind, MovementRow, Report

_PLACES = {Kind.PERMANENT: "permanent_unit", Kind.TEMPORARY: "temporary_unit"}


def undo(
    *, actor: Actor, now: datetime, person: int, number: int, reason: str, client_key: UUID, evidence: str = ""
) -> MovementRow:
    """Post the counter-entry of a movement, if the person's standing is still what it left, and return its row.

    After a merger it is the counter-entry of the unit that took the person over. It counts from today, so that figures
    of the days between stay as they were read. A repeat with the same key returns the first undoing. Raises NotAllowed,
    MovementUnknown, UnableToUndo and UnableToPost.
    """
    today = timezone.localdate(now)
    with acting(actor):
        # The mark is the lock: of two who undo the same movement the second finds it undone.
        Movement.objects.select_for_update().filter(person_id=person, movement_id=number).first()
        done = movement(person, number)
        require(actor, CivilPermission.RECORD, at=done.answers)
        if (before := by_key(client_key)) is not None:
            if before.undoes != number:
                raise UnableToUndo("key_used")
            return before
        _undoable(done, reason)
        report = Report(today, today, reason, evidence or f"movement:{number}")
        line = Line(person, _by_now(done, done.target), _by_now(done, done.source))
        verb = Verb.CORRECTED if done.entry is not None else None
        _restore_place(actor, now, done, report, client_key)
        made = post(actor, now, Kind.UNDONE, done.answers, report, client_key, line, verb, undoes=number)
        Movement.objects.filter(person_id=person, movement_id=number).update(undone_by=made.movement)
    return made


def _by_now(done: MovementRow, pair: tuple[int, int]) -> tuple[int, int]:
    """Return an account of the unit that recorded the movement as that of the unit that took its people over."""
    return (done.answers, pair[1]) if pair[0] == done.unit else pair


def _undoable(done: MovementRow, reason: str) -> None:
    if not reason.strip():
        raise UnableToUndo("reason_missing", field="reason")
    if done.kind is Kind.UNDONE:
        raise UnableToUndo("not_undoable")
    if done.undone_by is not None:
        raise UnableToUndo("undone_already")
    if done.entry is None:
        return
    posted, now = last_posted(done.person_id), next(reversed(ledger_rows.timeline(done.person_id)), None)
    if posted is None or posted.movement != done.movement or now is None or now.target != _by_now(done, done.target):
        raise UnableToUndo("not_last")


def _restore_place(actor: Actor, now: datetime, done: MovementRow, report: Report, client_key: UUID) -> None:
    """Write the unit of registration down again that stood before, unless somebody corrected it since."""
    name = _PLACES.get(done.kind)
    if name is None:
        return
    row = people_rows.person(done.person_id)
    if getattr(row.details, name) == done.unit and done.place_before != done.unit:
        set_place(actor, now, row, name, done.place_before, report, client_key)


def undo_expiry(*, actor: Actor, now: datetime, person: int, entry: int, reason: str, client_key: UUID) -> int:
    """Post the counter-entry of a card's end that the clock noted, and return its number.

    The person stands as before; the clock does not note this end again, but the next one. It counts from today. Refused
    when the person's standing is not what that entry left. A repeat with the same key returns the first counter-entry.
    Raises NotAllowed, PersonUnknown, UnableToUndo and UnableToPost.
    """
    today = timezone.localdate(now)
    with acting(actor):
        row = people_rows.person(person)
        require(actor, CivilPermission.RECORD, at=row.unit)
        if (before := ledger_rows.entry_of(client_key)) is not None:
            if all(posting.entry != before for posting in ledger_rows.timeline(person)):
                raise UnableToUndo("key_used")
            return before
        if not reason.strip():
            raise UnableToUndo("reason_missing", field="reason")
        ended = ended_card(person)
        if ended is None or ended.entry != entry:
            raise UnableToUndo("not_last")
        line = Line(person, ended.target, (row.unit, ended.source[1]))
        made = ledger.post(
            actor=actor, now=now, verb=Verb.CORRECTED, occurred_on=today, client_key=client_key, lines=[line],
            reason=reason.strip(), evidence=f"entry:{entry}",
        ).entry  # fmt: skip
        append(
            actor=actor, verb="movements.expiry.undo", subject=f"person:{person}", unit=row.unit,
            detail={"entry": made, "undoes": entry},
        )  # fmt: skip
    return made
