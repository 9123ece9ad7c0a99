"""Opening a case: the doubt is written down and, where it hinders, posted (mở hồ sơ)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import StandingRow
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.work.verification.models import Case, Event
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.rules import standings
from toandan.work.verification.words import CaseState, CaseVerb, Kind, VerificationPermission


def open_case(
    *,
    actor: Actor,
    now: datetime,
    person_id: int,
    kind: Kind,
    reason: str,
    client_key: UUID,
    other: int | None = None,
    source: str = "",
    evidence: str = "",
) -> int:
    """Open a case about a person and return its number; the same key again returns the case it made.

    What hinders somebody who still has to be served is posted as their obstacle; nobody leaves the count by it.
    `other` is the second record of a duplicate, the one that would leave. Raises NotAllowed, PersonUnknown, and
    UnableToVerify: no reason, one is open, the person has left, no second record.
    """
    said = base.Said(actor, now, localdate(now), reason, client_key, evidence)
    with acting(actor):
        done = Event.objects.filter(person_id=person_id, client_key=client_key).first()
        if done is not None:
            return done.case_id
        person = people.person(person_id)
        require(actor, VerificationPermission.OPEN, at=person.unit)
        base.checked(said)
        if kind is Kind.DUPLICATE:
            if other is None or other == person_id:
                raise unable("other_missing")
            base.standing(other)
        here = base.standing(person_id)
        case = begun(said, here, kind, source=source, other=other)
        append(
            actor=actor, verb="verification.case.open", subject=f"person:{person_id}", unit=here.unit_no,
            detail={"case": case.case_id, "kind": kind.value},
        )  # fmt: skip
    return case.case_id


def begun(said: base.Said, here: StandingRow, kind: Kind, *, source: str, other: int | None, origin: str = "") -> Case:
    """Write a new case and its first line, and post the obstacle it means."""
    move = standings.doubted(kind, here.standing)
    case = fresh(here, kind, said.now, base.next_number("case"), suspended=move is not None, source=source)
    case.other_person, case.origin = other, origin
    try:
        with transaction.atomic():
            Case.objects.bulk_create([case])
    except IntegrityError as error:
        raise unable("case_open") from error
    entry = base.post(said, here, move, use="open")
    if entry is not None:
        base.change(case, entry_id=entry)
    base.record(case, replace(said, detail={"kind": kind.value, "entry": entry}), CaseVerb.OPENED)
    return case


def fresh(here: StandingRow, kind: Kind, now: datetime, number: int, *, suspended: bool, source: str) -> Case:
    """Return a new case of somebody who stands like this, not yet written."""
    return Case(
        person_id=here.person_id,
        case_id=number,
        unit_no=here.unit_no,
        kind=kind.value,
        state=CaseState.OPEN.value,
        source=source,
        suspended=suspended,
        obstacle_before=here.standing.obstacle.value,
        opened_at=now,
    )
