"""What the operations of this room share: the case locked, the line in its timeline, the posting (phần chung)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.ledger import operations as ledger
from toandan.record.ledger import queries as standings
from toandan.record.ledger.words import Line, StandingRow, Verb
from toandan.record.officers.operations import require
from toandan.work.verification import states
from toandan.work.verification.models import Case, Event, Request
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries import CaseUnknown
from toandan.work.verification.rules.standings import Move
from toandan.work.verification.words import CaseState, CaseVerb, Evidence


@dataclass(frozen=True, slots=True)
class Said:
    """What every write brings along: who, when it is recorded, when it happened, why, on what paper, its own key."""

    actor: Actor
    now: datetime
    occurred_on: date
    reason: str
    client_key: UUID
    evidence: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    def key(self, use: str) -> UUID:
        """Return the key of a write that this one makes in another room; the same each time."""
        return uuid5(self.client_key, use)


def checked(said: Said, evidence: Evidence | None = None) -> None:
    """Refuse a write without a reason, on an empty paper, or of a day to come."""
    if not said.reason.strip():
        raise unable("reason_missing")
    if evidence is not None and not evidence.number.strip():
        raise unable("evidence_missing")
    if said.occurred_on > localdate(said.now) or (
        evidence is not None and evidence.day is not None and evidence.day > localdate(said.now)
    ):
        raise unable("future_day")


def locked(case_id: int) -> Case:
    """Return the case, kept from other writers until the transaction ends. Raises CaseUnknown."""
    found = Case.objects.select_for_update().filter(case_id=case_id).first()
    if found is None:
        raise CaseUnknown
    return found


def repeated(case: Case, said: Said, verb: CaseVerb) -> bool:
    """Tell whether this very write has been carried out. Raises UnableToVerify when its key was used otherwise."""
    done = Event.objects.filter(person_id=case.person_id, client_key=said.client_key).first()
    if done is not None and (done.case_id, done.verb) != (case.case_id, verb.value):
        raise unable("key_used")
    return done is not None


def allowed(case: Case, actor: Actor, verb: CaseVerb, *, at: int | None = None) -> None:
    """Make sure that the actor may do this at the case's unit (or another), and that the case lets it be done."""
    require(actor, states.LIFE[verb].permission, at=case.unit_no if at is None else at)
    if not states.may(verb, CaseState(case.state)):
        raise unable("wrong_state")


def record(case: Case, said: Said, verb: CaseVerb, *, body: int | None = None) -> None:
    """Write the line of the timeline."""
    Event.objects.bulk_create([event(case, said, verb, next_number("event"), body=body)])


def event(case: Case, said: Said, verb: CaseVerb, number: int, *, body: int | None = None) -> Event:
    """Return a line of the timeline, not yet written."""
    return Event(
        person_id=case.person_id,
        event_id=number,
        case_id=case.case_id,
        unit_no=case.unit_no,
        body_no=body,
        client_key=said.client_key,
        verb=verb.value,
        occurred_on=said.occurred_on,
        recorded_at=said.now,
        actor=said.actor.name,
        actor_id=said.actor.officer,
        reason=said.reason.strip(),
        evidence=said.evidence,
        detail=dict(said.detail),
    )


def change(case: Case, **values: Any) -> None:
    """Write new values of a case; but for an answer, the one place where its state changes."""
    Case.objects.filter(person_id=case.person_id, case_id=case.case_id).update(**values)


def answered(line: Request) -> None:
    """Bring on the case that waits for this line's answer; bodies write nothing else into a case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verification_answered(%s, %s, %s)", [line.person_id, line.case_id, line.list_id])


def released(case: Case) -> None:
    """Release bodies from the questions of a case that was decided without their answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT verification_release(%s, %s)", [case.person_id, case.case_id])


def standing(person_id: int) -> StandingRow:
    """Return how somebody stands. Raises UnableToVerify when they have left the register."""
    found = standings.standings([person_id])
    if not found:
        raise unable("not_in_register")
    return found[0]


def post(said: Said, here: StandingRow, move: Move | None, *, use: str) -> int | None:
    """Post one person and return the entry; None when there is nothing to post."""
    if move is None:
        return None
    unit = here.unit_no
    target = (0, 0) if move.target is None else (unit, move.target.code)
    return _posted(said, move.verb, Line(here.person_id, (unit, here.state), target), use)


def put_back(said: Said, person_id: int, unit: int, state: int, *, use: str) -> int:
    """Bring somebody back from the world whom a wrong decision took out of the register; return the entry."""
    return _posted(said, Verb.CORRECTED, Line(person_id, (0, 0), (unit, state)), use)


def _posted(said: Said, verb: Verb, line: Line, use: str) -> int:
    try:
        outcome = ledger.post(
            actor=said.actor,
            now=said.now,
            verb=verb,
            occurred_on=said.occurred_on,
            client_key=said.key(use),
            lines=[line],
            reason=said.reason.strip(),
            evidence=said.evidence,
        )
    except ledger.UnableToPost as refusal:
        raise unable("posting_refused") from refusal
    return outcome.entry


def next_number(thing: str) -> int:
    """Return the next number of a case, event, review or opinion."""
    return next_numbers(thing, 1)[0]


def next_numbers(thing: str, many: int) -> list[int]:
    """Return that many new numbers, rising."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [f"verification_{thing}_id_seq", many]
        )
        return [number for (number,) in cursor.fetchall()]
