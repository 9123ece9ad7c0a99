"""Steps of the checklist, and papers that cannot be had (các bước, loại trừ căn cứ)."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.ledger.words import Residence
from toandan.record.officers.operations import acting
from toandan.record.people import operations as register
from toandan.record.people import queries as people
from toandan.work.verification.models import Case
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries.cases import events, row_of
from toandan.work.verification.rules import standings, steps
from toandan.work.verification.words import BirthRank, CaseVerb, Evidence, Kind, Step


def take_step(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    step: Step,
    occurred_on: date,
    reason: str,
    evidence: Evidence,
    client_key: UUID,
    residence: str = "",
    number: str = "",
) -> None:
    """Record the next step of somebody without papers, on its day and with its paper; the same key changes nothing.

    The step "residence" posts how the person lives at the centre; "number" writes the personal number that was given
    into the register. Raises NotAllowed, CaseUnknown, UnableToVerify, and the register's refusals of a number.
    """
    said = base.Said(actor, now, occurred_on, reason, client_key, evidence.text, {"step": step.value})
    with acting(actor):
        case = base.locked(case_id)
        if base.repeated(case, said, CaseVerb.STEP):
            return
        base.allowed(case, actor, CaseVerb.STEP)
        base.checked(said, evidence)
        _fits(case, step, occurred_on)
        entry = None
        if step is Step.RESIDENCE:
            entry = _house(said, case, residence)
        elif step is Step.NUMBER:
            _give_number(said, case, number)
        base.record(case, replace(said, detail={"step": step.value, "entry": entry}), CaseVerb.STEP)
        _journal(case, actor, "verification.case.step", step.value)


def rule_out(
    *, actor: Actor, now: datetime, case_id: int, rank: BirthRank, occurred_on: date, reason: str, client_key: UUID
) -> None:
    """Note that a paper a birth date could rest on cannot be had, and why; the same key changes nothing.

    Raises NotAllowed, CaseUnknown, UnableToVerify.
    """
    said = base.Said(actor, now, occurred_on, reason, client_key, detail={"rank": rank.value})
    with acting(actor):
        case = base.locked(case_id)
        if base.repeated(case, said, CaseVerb.RULED_OUT):
            return
        base.allowed(case, actor, CaseVerb.RULED_OUT)
        base.checked(said)
        if case.kind != Kind.BIRTH_DATE_MISSING:
            raise unable("outcome_wrong")
        if rank is BirthRank.FIRST_OF_JANUARY:
            raise unable("rank_last")
        base.record(case, said, CaseVerb.RULED_OUT)
        _journal(case, actor, "verification.case.rule_out", rank.value)


def _fits(case: Case, step: Step, day: date) -> None:
    """Make sure that this is the next step and did not happen before the last one."""
    told = events(row_of(case))
    if case.kind != Kind.NO_PAPERS or steps.following(told) is not step:
        raise unable("step_wrong")
    if step is Step.PAPER_ASKED:
        raise unable("step_by_asking")
    earliest = steps.earliest(told)
    if earliest is not None and day < earliest:
        raise unable("step_early")


def _house(said: base.Said, case: Case, residence: str) -> int | None:
    if residence not in {Residence.PERMANENT.value, Residence.TEMPORARY.value}:
        raise unable("residence_missing")
    here = base.standing(case.person_id)
    return base.post(said, here, standings.housed(here.standing, Residence(residence)), use="residence")


def _give_number(said: base.Said, case: Case, number: str) -> None:
    """Write the number into the register, unless the person has it already."""
    person = people.person(case.person_id)
    if not number.strip() and not person.details.personal_number:
        raise unable("number_missing")
    if number.strip() and number.strip() != person.details.personal_number:
        register.correct(
            actor=said.actor,
            now=said.now,
            person_id=case.person_id,
            details=replace(person.details, personal_number=number.strip()),
            reason=said.reason,
            client_key=said.key("number"),
            occurred_on=said.occurred_on,
            evidence=said.evidence,
        )


def _journal(case: Case, actor: Actor, verb: str, what: str) -> None:
    append(actor=actor, verb=verb, subject=f"case:{case.case_id}", unit=case.unit_no, detail={"what": what})
