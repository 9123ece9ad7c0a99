"""Deciding a case with evidence: what follows is posted to the ledger in the same transaction (kết luận hồ sơ)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.partial_date import FIRST_YEAR
from toandan.record.journal.operations import append
from toandan.record.ledger.words import Obstacle, Residence, Verb
from toandan.record.officers.operations import acting
from toandan.record.people import operations as register
from toandan.record.people import queries as people
from toandan.work.movements import operations as movements
from toandan.work.movements import words as civil
from toandan.work.verification import labels
from toandan.work.verification.models import Case
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries.cases import events, row_of
from toandan.work.verification.rules import births, standings, steps
from toandan.work.verification.rules.standings import Move
from toandan.work.verification.words import OUTCOMES, CaseState, CaseVerb, Decision, Kind, Outcome

DIED = "died"
"""What the key of a death's movement is made with; reopening finds the movement by it."""


def decide(
    *, actor: Actor, now: datetime, case_id: int, decision: Decision, reason: str, client_key: UUID
) -> int | None:
    """Decide a case and return the ledger's entry; None when the person already stands as decided.

    Dead: a movement of death is recorded, the same as one that was reported, with the evidence. Alive, details right:
    the obstacle goes, and what hindered before comes back. A birth date is written down, the old value kept, and
    decides by age. Papers complete: the person is due. Same person: the second record leaves by a correction. The same
    key changes nothing.
    Raises NotAllowed, CaseUnknown, UnableToVerify, and the refusals of the register and of movements.
    """
    said = base.Said(actor, now, decision.day, reason, client_key, decision.evidence.text)
    with acting(actor):
        case = base.locked(case_id)
        if base.repeated(case, said, CaseVerb.DECIDED):
            return case.entry_id
        base.allowed(case, actor, CaseVerb.DECIDED)
        base.checked(said, decision.evidence)
        if decision.outcome not in OUTCOMES[Kind(case.kind)]:
            raise unable("outcome_wrong")
        entry = carried_out(said, case, decision)
        append(
            actor=actor, verb="verification.case.decide", subject=f"case:{case_id}", unit=case.unit_no,
            detail={"outcome": decision.outcome.value, "entry": entry},
        )  # fmt: skip
    return entry


def carried_out(said: base.Said, case: Case, decision: Decision) -> int | None:
    """Do what a decision means, and write it into the case; return the entry."""
    concerned = _concerned(case, decision.outcome)
    before = base.standing(concerned)
    entry = _CONSEQUENCES[decision.outcome](said, case, decision)
    detail = {
        "outcome": decision.outcome.value,
        "entry": entry,
        "from": [before.unit_no, before.state],
        "rank": decision.rank.value if decision.rank else "",
    }
    base.change(case, state=CaseState.DECIDED.value, outcome=decision.outcome.value, entry_id=entry)
    base.released(case)
    base.record(case, replace(said, detail=detail), CaseVerb.DECIDED)
    return entry


def _concerned(case: Case, outcome: Outcome) -> int:
    """Return whom a decision moves: the second record of a duplicate, else the person of the case."""
    if outcome is Outcome.SAME_PERSON and case.other_person is not None:
        return case.other_person
    return case.person_id


def _dead(said: base.Said, case: Case, decision: Decision) -> int | None:
    """Record the death as the movement it is, so that it can be seen, counted and undone like any other."""
    report = civil.Report(decision.day, localdate(said.now), said.reason, _written(decision.evidence.text))
    return movements.record(
        actor=said.actor, now=said.now, kind=civil.Kind.DEATH, person=case.person_id, report=report,
        client_key=said.key(DIED),
    ).entry  # fmt: skip


def _written(paper: str) -> str:
    """Write a paper out for a room that keeps papers as people write them, in the language of the register."""
    with translation.override("vi"):
        return labels.evidence(paper)


def _cleared(said: base.Said, case: Case, decision: Decision) -> int | None:
    here = base.standing(case.person_id)
    move = standings.cleared(Kind(case.kind), here.standing, Obstacle(case.obstacle_before))
    return base.post(said, here, move, use="cleared")


def _born(said: base.Said, case: Case, decision: Decision) -> int | None:
    if decision.rank is None:
        raise unable("birth_missing")
    left = births.stronger_left(decision.rank, births.ruled_out(events(row_of(case))))
    if left:
        raise unable("stronger_left", rank=left[0].value)
    person = people.person(case.person_id)
    birth = births.settled(decision.rank, decision.birth, person.details.birth)
    if birth is None:
        raise unable("year_unknown" if decision.rank == "first_of_january" else "birth_missing")
    latest = birth.latest
    if (
        latest is None
        or birth.year is None
        or birth.year < FIRST_YEAR
        or (birth.earliest is not None and birth.earliest > localdate(said.now))
    ):
        raise unable("birth_future")
    if birth != person.details.birth:
        register.correct(
            actor=said.actor, now=said.now, person_id=case.person_id, details=replace(person.details, birth=birth),
            reason=said.reason, client_key=said.key("birth"), occurred_on=said.occurred_on, evidence=said.evidence,
        )  # fmt: skip
    here = base.standing(case.person_id)
    move = standings.dated(here.standing, birth, localdate(said.now), Obstacle(case.obstacle_before))
    return base.post(said, here, move, use="dated")


def _papered(said: base.Said, case: Case, decision: Decision) -> int | None:
    if steps.following(events(row_of(case))) is not None:
        raise unable("steps_left")
    here = base.standing(case.person_id)
    return base.post(said, here, standings.papered(here.standing), use="papered")


def _housed(said: base.Said, case: Case, decision: Decision) -> int | None:
    if decision.residence not in {Residence.PERMANENT.value, Residence.TEMPORARY.value}:
        raise unable("residence_missing")
    here = base.standing(case.person_id)
    return base.post(said, here, standings.housed(here.standing, Residence(decision.residence)), use="housed")


def _lost(said: base.Said, case: Case, decision: Decision) -> int | None:
    here = base.standing(case.person_id)
    return base.post(said, here, standings.lost(here.standing), use="lost")


def _merged(said: base.Said, case: Case, decision: Decision) -> int | None:
    if case.other_person is None:
        raise unable("other_missing")
    return base.post(said, base.standing(case.other_person), Move(Verb.CORRECTED, None), use="merged")


def _nothing(said: base.Said, case: Case, decision: Decision) -> int | None:
    return None


_CONSEQUENCES: Mapping[Outcome, Callable[[base.Said, Case, Decision], int | None]] = {
    Outcome.DEAD: _dead,
    Outcome.ALIVE: _cleared,
    Outcome.BIRTH_DATE_FOUND: _born,
    Outcome.PAPERS_COMPLETE: _papered,
    Outcome.RESIDENCE_REGISTERED: _housed,
    Outcome.NOT_FOUND_HERE: _lost,
    Outcome.DETAILS_RIGHT: _cleared,
    Outcome.SAME_PERSON: _merged,
    Outcome.DIFFERENT_PEOPLE: _nothing,
}
"""What each outcome does; two records found to be two people stay as they are."""
