"""Asking a body outside the police, and its answer (gửi đề nghị, trả lời đề nghị)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Max
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.locks import alone
from toandan.record.officers.operations import acting, require
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.record.units import queries as units
from toandan.work.verification.models import Case, Request, RequestList
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import unable
from toandan.work.verification.queries import CaseUnknown
from toandan.work.verification.queries.bodies import ASKED
from toandan.work.verification.queries.cases import events, row_of
from toandan.work.verification.queries.lists import number_of
from toandan.work.verification.rules import steps
from toandan.work.verification.words import (
    Answer,
    CaseState,
    CaseVerb,
    Evidence,
    Kind,
    Step,
    VerificationPermission,
)

KEPT_DAYS = 60
"""For how long after its day a question stays before the body's eyes."""


def ask(
    *,
    actor: Actor,
    now: datetime,
    unit: int,
    body: int,
    cases: Sequence[int],
    question: str,
    due_on: date,
    client_key: UUID,
) -> str:
    """Put cases of a unit on one numbered list to a body and return the list's number; the same key changes nothing.

    Each line carries the few fields of identity the body needs. All cases are asked or none. For somebody without
    papers the question is also the step "paper asked". Raises NotAllowed, UnitUnknown, CaseUnknown, UnableToVerify.
    """
    said = base.Said(actor, now, localdate(now), question, client_key)
    with acting(actor):
        require(actor, VerificationPermission.OPEN, at=unit)
        done = RequestList.objects.filter(client_key=client_key).first()
        if done is not None:
            return number_of(done)
        base.checked(said)
        if not cases:
            raise unable("no_cases")
        if due_on <= localdate(now):
            raise unable("due_early")
        asked = units.body(body)
        if asked.number not in {one.number for one in units.bodies_for(unit)}:
            raise unable("body_far")
        if asked.kind not in ASKED:
            raise unable("body_kind")
        made = _list(said, unit, body, due_on)
        for case_id in sorted(set(cases)):
            _put(said, made, case_id, asked.kind.value)
        append(
            actor=actor, verb="verification.case.ask", subject=f"cases:{len(set(cases))}", unit=unit,
            detail={"list": made.pk, "body": body, "cases": len(set(cases))},
        )  # fmt: skip
    return number_of(made)


def _list(said: base.Said, unit: int, body: int, due_on: date) -> RequestList:
    """Write the head of the list; its number follows the unit's last one of the year, without a gap."""
    alone("request list", unit)
    year = said.occurred_on.year
    last = RequestList.objects.filter(numbered_no=unit, year=year).aggregate(last=Max("number"))["last"] or 0
    return RequestList.objects.create(
        client_key=said.client_key,
        unit_no=unit,
        numbered_no=unit,
        body_no=body,
        year=year,
        number=last + 1,
        due_on=due_on,
        question=said.reason.strip(),
        created_at=said.now,
        created_by=said.actor.name,
    )


def _put(said: base.Said, made: RequestList, case_id: int, body_kind: str) -> None:
    """Put one case on the list."""
    case = base.locked(case_id)
    base.allowed(case, said.actor, CaseVerb.ASKED)
    detail = {"body": made.body_no, "body_kind": body_kind, "list": made.pk, "due_on": made.due_on.isoformat()}
    mine = base.Said(
        said.actor, said.now, said.occurred_on, said.reason, uuid5(said.client_key, str(case_id)), detail=detail
    )
    Request.objects.bulk_create([_line(case, made, people.person(case.person_id))])
    base.change(case, state=CaseState.ASKED.value, body_no=made.body_no, due_on=made.due_on)
    base.record(case, mine, CaseVerb.ASKED, body=made.body_no)
    if case.kind == Kind.NO_PAPERS and steps.following(events(row_of(case))) is Step.PAPER_ASKED:
        step = base.Said(
            said.actor, said.now, said.occurred_on, said.reason, mine.key("step"),
            evidence=number_of(made), detail={"step": Step.PAPER_ASKED.value},
        )  # fmt: skip
        base.record(case, step, CaseVerb.STEP)


def _line(case: Case, made: RequestList, person: PersonRow) -> Request:
    """Return the line with what the body must know to find the person in its own books, and no more."""
    told = person.details
    return Request(
        person_id=case.person_id,
        list_id=made.pk,
        case_id=case.case_id,
        unit_no=case.unit_no,
        body_no=made.body_no,
        number=number_of(made),
        kind=case.kind,
        question=made.question,
        full_name=told.full_name,
        birth=told.birth.text,
        sex=told.sex or "",
        parents=" · ".join(name for name in (told.father_name, told.mother_name) if name),
        place=units.by_number(told.permanent_unit or case.unit_no).name_vi,
        due_on=made.due_on,
        expires_on=made.due_on + timedelta(days=KEPT_DAYS),
    )


def answer(
    *,
    actor: Actor,
    now: datetime,
    list_id: int,
    case_id: int,
    answer: str,
    text: str,
    client_key: UUID,
    evidence: Evidence | None = None,
    found_day: date | None = None,
) -> None:
    """Answer one line of a list in the body's name; the same key changes nothing.

    `found_day` is the day of death or of birth the body's books say. An answer other than "unknown" names its paper.
    Raises NotAllowed, CaseUnknown (also for what another body was asked), UnableToVerify.
    """
    paper = evidence if answer != Answer.UNKNOWN else None
    said = base.Said(actor, now, localdate(now), text, client_key, evidence.text if evidence else "")
    with acting(actor):
        line = _open_line(list_id, case_id)
        require(actor, VerificationPermission.ANSWER, at=line.body_no)
        case = base.locked(case_id)
        # Whoever decided the case while this waited for its lock needs the answer no longer.
        line = _open_line(list_id, case_id)
        if base.repeated(case, said, CaseVerb.ANSWERED):
            return
        if answer not in set(Answer):
            raise unable("answer_wrong")
        if line.answer:
            raise unable("answered_already")
        if answer != Answer.UNKNOWN and paper is None:
            raise unable("evidence_missing")
        base.checked(said, paper)
        if found_day is not None and found_day > localdate(now):
            raise unable("future_day")
        _answered(said, line, case, answer, found_day)
        append(
            actor=actor, verb="verification.case.answer", subject=f"case:{case_id}", unit=line.body_no,
            detail={"list": list_id, "answer": answer},
        )  # fmt: skip


def _open_line(list_id: int, case_id: int) -> Request:
    """Return a line that the body has not been released from."""
    line = Request.objects.filter(list_id=list_id, case_id=case_id).first()
    if line is None:
        raise CaseUnknown
    if line.released_on is not None:
        raise unable("not_needed")
    return line


def _answered(said: base.Said, line: Request, case: Case, answer: str, found_day: date | None) -> None:
    """Write the answer into its line, and bring the case on unless it went on without it."""
    Request.objects.filter(person_id=line.person_id, list_id=line.list_id, case_id=line.case_id).update(
        answer=answer,
        answer_text=said.reason.strip(),
        evidence=said.evidence,
        found_day=found_day,
        answered_at=said.now,
        answered_by=said.actor.name,
    )
    detail = {
        "answer": answer,
        "body": line.body_no,
        "body_kind": units.body(line.body_no).kind.value,
        "found_day": found_day.isoformat() if found_day else "",
    }
    mine = base.Said(said.actor, said.now, said.occurred_on, said.reason, said.client_key, said.evidence, detail)
    base.answered(line)
    base.record(case, mine, CaseVerb.ANSWERED, body=line.body_no)
