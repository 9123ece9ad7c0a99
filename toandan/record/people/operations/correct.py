"""Changing what is written about a person; what stood before is kept for ever (chỉnh sửa thông tin)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.people import rules
from toandan.record.people.models import Correction, Person
from toandan.record.people.operations import claims, errors
from toandan.record.people.operations.register import checked, columns, note_name
from toandan.record.people.queries import PersonUnknown, corrections
from toandan.record.people.queries.persons import row_of
from toandan.record.people.words import (
    REGISTERED,
    ClaimKind,
    PeoplePermission,
    PersonDetails,
    PersonField,
    PersonRow,
)

_NUMBERS = {
    PersonField.PERSONAL_NUMBER: ClaimKind.PERSONAL_NUMBER,
    PersonField.OLD_NUMBER: ClaimKind.OLD_NUMBER,
}


def correct(
    *,
    actor: Actor,
    now: datetime,
    person_id: int,
    details: PersonDetails,
    reason: str,
    client_key: UUID,
    occurred_on: date,
    evidence: str = "",
    seen: str = "",
) -> list[PersonField]:
    """Replace a person's details and return which of them changed; a repeat with the same key changes nothing.

    `seen` is the `mark` of the details the officer was looking at: if somebody changed the person
    meanwhile, nothing is overwritten. `evidence` names the paper.
    Raises NotAllowed, PersonUnknown, UnableToCorrect, and UnableToRegister for a number that is somebody's.
    """
    with acting(actor):
        before = _locked(person_id)
        require(actor, PeoplePermission.CORRECT, at=before.unit)
        if claims.done_for(client_key, person_id):
            return _of_before(before, checked(details, now=now))
        if seen and seen != before.details.mark:
            raise errors.UnableToCorrect(errors.CHANGED_MEANWHILE, code="changed_meanwhile")
        after = checked(details, now=now)
        changed = _write(actor, now, before, after, reason, evidence, occurred_on, client_key)
        _journal(actor, before, "people.person.correct", changed)
    return changed


def take_back(
    *, actor: Actor, now: datetime, person_id: int, correction_id: int, reason: str, client_key: UUID
) -> PersonField:
    """Bring back the value that stood before a correction, as a new version; both stay in the history.

    Refused once the detail has been corrected again, and for what a registration wrote down: that goes with its
    movement. A repeat with the same key changes nothing. Returns the detail. Raises NotAllowed, PersonUnknown,
    UnableToCorrect, and UnableToRegister for a number that somebody else bears by now.
    """
    with acting(actor):
        before = _locked(person_id)
        require(actor, PeoplePermission.CORRECT, at=before.unit)
        done = next((one for one in corrections(person_id) if one.correction_id == correction_id), None)
        if done is None:
            raise errors.UnableToCorrect(errors.CORRECTION_UNKNOWN, code="correction_unknown")
        if claims.done_for(client_key, person_id):
            return done.name
        if done.name in REGISTERED:
            raise errors.UnableToCorrect(errors.BY_MOVEMENT, code="by_movement")
        if not done.last or before.details.text(done.name) != done.new:
            raise errors.UnableToCorrect(errors.CORRECTED_SINCE, code="corrected_since")
        after = checked(before.details.with_text(done.name, done.old), now=now)
        paper = f"correction:{correction_id}"
        changed = _write(actor, now, before, after, reason, paper, timezone.localdate(now), client_key)
        _journal(actor, before, "people.correction.undo", changed)
    return done.name


def _of_before(before: PersonRow, after: PersonDetails) -> list[PersonField]:
    """Let a form sent twice be done; one sent again with other details, after going back, must not look done."""
    written = {(done.name, done.new) for done in corrections(before.person_id)}
    if any((name, after.text(name)) not in written for name in rules.changed(before.details, after)):
        raise errors.UnableToCorrect(errors.CHANGED_MEANWHILE, code="changed_meanwhile")
    return []


def set_home_visit(
    *, actor: Actor, now: datetime, person_id: int, needed: bool, reason: str, client_key: UUID, occurred_on: date
) -> None:
    """Note that the person must be visited at home, or no longer. Raises as `correct` does."""
    with acting(actor):
        before = _locked(person_id)
        require(actor, PeoplePermission.CORRECT, at=before.unit)
        if claims.done_for(client_key, person_id):
            return
        after = replace(before.details, home_visit=needed)
        changed = _write(actor, now, before, after, reason, "", occurred_on, client_key)
        _journal(actor, before, "people.home_visit.set", changed)


def set_contact(
    *,
    actor: Actor,
    now: datetime,
    person_id: int,
    phone: str,
    present_address: str,
    reason: str,
    client_key: UUID,
    occurred_on: date,
) -> None:
    """Change where the person can be reached. Raises as `correct` does."""
    with acting(actor):
        before = _locked(person_id)
        require(actor, PeoplePermission.CORRECT, at=before.unit)
        if claims.done_for(client_key, person_id):
            return
        after = rules.tidied(replace(before.details, phone=phone, present_address=present_address))
        changed = _write(actor, now, before, after, reason, "", occurred_on, client_key)
        _journal(actor, before, "people.contact.set", changed)


def _locked(person_id: int) -> PersonRow:
    """Return the person as stored, kept from other writers until the transaction ends."""
    stored = Person.objects.select_for_update().filter(person_id=person_id).first()
    if stored is None:
        raise PersonUnknown
    return row_of(stored)


def _write(
    actor: Actor,
    now: datetime,
    before: PersonRow,
    after: PersonDetails,
    reason: str,
    evidence: str,
    occurred_on: date,
    client_key: UUID,
) -> list[PersonField]:
    """Write the new values, move the claims, keep the old values."""
    if not reason.strip():
        raise errors.UnableToCorrect(errors.REASON_MISSING, code="reason_missing")
    changed = rules.changed(before.details, after)
    if not changed:
        raise errors.UnableToCorrect(errors.NOTHING_CHANGES, code="nothing_changes")
    claims.first_time(client_key, before.person_id)
    # The row comes first: a number is claimed only as the person's row says it.
    Person.objects.filter(person_id=before.person_id).update(**columns(after))
    for name, kind in _NUMBERS.items():
        if name in changed:
            claims.take_number(kind, after.text(name), before.person_id)
            claims.give_back(kind, before.details.text(name), before.person_id)
    if PersonField.FULL_NAME in changed:
        note_name(after.full_name)
    kept = _Kept(actor, now, reason.strip(), evidence.strip(), occurred_on)
    _keep(before, after, changed, kept)
    return changed


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a correction says beside the values: who, when, why, on what paper."""

    actor: Actor
    now: datetime
    reason: str
    evidence: str
    occurred_on: date


def _keep(before: PersonRow, after: PersonDetails, changed: Sequence[PersonField], kept: _Kept) -> None:
    """Write one line of history for every changed detail."""
    Correction.objects.bulk_create(
        Correction(
            person_id=before.person_id,
            correction_id=number,
            unit_no=before.unit,
            name=name.value,
            old=before.details.text(name),
            new=after.text(name),
            reason=kept.reason,
            evidence=kept.evidence,
            actor=kept.actor.name,
            actor_id=kept.actor.officer,
            occurred_on=kept.occurred_on,
            recorded_at=kept.now,
        )
        for name, number in zip(changed, _numbers(len(changed)), strict=True)
    )


def _numbers(many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_correction_id_seq') FROM generate_series(1, %s)", [many])
        return [number for (number,) in cursor.fetchall()]


def _journal(actor: Actor, before: PersonRow, verb: str, changed: Sequence[PersonField]) -> None:
    fields = ",".join(name.value for name in changed)
    append(actor=actor, verb=verb, subject=f"person:{before.person_id}", unit=before.unit, detail={"fields": fields})
