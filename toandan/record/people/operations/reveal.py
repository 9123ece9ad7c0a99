"""Showing a number whole: an act of its own, with a purpose, in the journal (xem đầy đủ số định danh)."""

from datetime import datetime

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.people.operations import errors
from toandan.record.people.queries import person
from toandan.record.people.words import PeoplePermission, PersonRow


def reveal(*, actor: Actor, now: datetime, person_id: int, purpose: str) -> PersonRow:
    """Return the person with whole numbers and journal who asked for them and what for.

    Raises NotAllowed, PersonUnknown, and UnableToCorrect without a purpose.
    """
    with acting(actor):
        found = person(person_id)
        require(actor, PeoplePermission.REVEAL, at=found.unit)
        if not purpose.strip():
            raise errors.UnableToCorrect(errors.REASON_MISSING, code="reason_missing")
        append(
            actor=actor,
            verb="people.number.reveal",
            subject=f"person:{person_id}",
            unit=found.unit,
            detail={"purpose": purpose.strip()[:200], "at": now.isoformat(timespec="seconds")},
        )
    return found
