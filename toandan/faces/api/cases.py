"""Cases for other systems: list, open, ask, step, decide, reopen; what a body is asked and answers (hồ sơ xác minh)."""

from datetime import date, datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.ground.kernel import partial_date
from toandan.ground.kernel.errors import UnableTo
from toandan.record.journal.operations import append_reads
from toandan.record.ledger.words import Residence
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.verification import operations, queries
from toandan.work.verification.words import (
    Answer,
    BirthRank,
    CaseRow,
    CaseState,
    Decision,
    Evidence,
    EvidenceKind,
    Kind,
    Outcome,
    RequestRow,
    Step,
    VerificationPermission,
)

router = Router(tags=["cases"])
Text = Annotated[str, Field(min_length=1, max_length=500, pattern=HOLDABLE)]
MOST = 200


class CaseOut(Schema):
    """One case; `unit` is a code, `body` a body's code, `overdue` tells whether an answer is late today."""

    case_id: int
    person_id: int
    unit: str
    kind: Kind
    state: CaseState
    suspended: bool
    source: str
    opened_at: datetime
    body: str | None
    due_on: date | None
    overdue: bool
    other: int | None
    outcome: Outcome | None
    entry: int | None


class CasesIn(Schema):
    """Which cases: of a unit, by kind, state, and what is late; `after` is the last case of the page before."""

    unit: Number
    kind: Kind | None = None
    state: list[CaseState] = Field(default_factory=list)
    overdue: bool = False
    after: Number = 0
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class CasesOut(Schema):
    """One page of cases; `next_after` continues it, null at the end."""

    cases: list[CaseOut]
    next_after: int | None


class EvidenceIn(Schema):
    """A paper: kind, number and the day it was made out."""

    kind: EvidenceKind
    number: Annotated[str, Field(min_length=1, max_length=80, pattern=HOLDABLE)]
    day: date | None = None

    def word(self) -> Evidence:
        """Return the paper as the operations take it."""
        return Evidence(self.kind, self.number.strip(), self.day)


class OpenIn(Schema):
    """A new case."""

    person_id: Number
    kind: Kind
    reason: Text
    client_key: UUID
    other: Number | None = None


class AskIn(Schema):
    """A list of questions; `body` is the number of the body."""

    unit: Number
    body: Number
    cases: Annotated[list[Number], Field(min_length=1, max_length=MOST)]
    question: Text
    due_on: date
    client_key: UUID


class DecideIn(Schema):
    """A decision; `birth_date` is ISO, `rank` and `residence` belong to their kinds."""

    outcome: Outcome
    evidence: EvidenceIn
    day: date
    reason: Text
    client_key: UUID
    birth_date: Annotated[str, Field(max_length=10)] = ""
    rank: BirthRank | None = None
    residence: Residence | None = None


class StepIn(Schema):
    """The next step of somebody without papers; `residence` belongs to the step of that name, `number` to the last one.

    `occurred_on` is the day it was done, `number` the personal number that was given.
    """

    step: Step
    occurred_on: date
    evidence: EvidenceIn
    reason: Text
    client_key: UUID
    residence: Residence | None = None
    number: Annotated[str, Field(max_length=12, pattern=HOLDABLE)] = ""


class RuleOutIn(Schema):
    """A paper a birth date could rest on, which cannot be had; the reason says why."""

    rank: BirthRank
    occurred_on: date
    reason: Text
    client_key: UUID


class ReopenIn(Schema):
    """Why a decided case is opened again."""

    reason: Text
    client_key: UUID


class DoneOut(Schema):
    """What was written: the case, its state, and the ledger's entry where there is one; `number` of a list."""

    case_id: int | None = None
    entry: int | None = None
    number: str | None = None


class RequestOut(Schema):
    """One question to a body, with the few fields it needs to find the person, and its answer.

    `released_on` is the day the case was decided without the answer: it is no longer needed and cannot be given.
    """

    list_id: int
    number: str
    case_id: int
    kind: Kind
    question: str
    full_name: str
    birth_date: str
    sex: str
    parents: str
    place: str
    unit: str
    due_on: date
    answer: Answer | None
    answer_text: str
    found_day: date | None
    released_on: date | None


class AnswerIn(Schema):
    """A body's answer; a paper is named unless nothing is known."""

    answer: Answer
    text: Text
    client_key: UUID
    evidence: EvidenceIn | None = None
    found_day: date | None = None


@router.get("/cases", response=CasesOut)
@needs(VerificationPermission.READ, writes=True)
def listed(request: Call, asked: Query[CasesIn]) -> CasesOut:
    """List cases of a unit, the oldest first; those that are not decided unless states are named."""
    today = localdate(request.now)
    with reading(request.actor):
        unit = units.by_number(asked.unit)
        page = queries.cases(
            low=unit.number, high=unit.last, today=today, kind=asked.kind, states=asked.state or queries.UNDECIDED,
            overdue=asked.overdue, after=asked.after, limit=asked.limit,
        )  # fmt: skip
        readable = [row for row in page.cases if request.actor.may(VerificationPermission.READ, row.unit)]
        found = [_case(row, today) for row in readable]
    _journal(request, [(row.person_id, row.unit) for row in readable], "cases.list")
    return CasesOut(cases=found, next_after=page.cases[-1].case_id if page.more else None)


@router.get("/cases/{int:case_id}", response=CaseOut)
@needs(VerificationPermission.READ, writes=True)
def one(request: Call, case_id: Number) -> CaseOut:
    """Show one case."""
    with reading(request.actor):
        row = queries.case(case_id)
        if not request.actor.may(VerificationPermission.READ, row.unit):
            raise queries.CaseUnknown
        found = _case(row, localdate(request.now))
    _journal(request, [(row.person_id, row.unit)], "cases.case")
    return found


@router.post("/cases", response=DoneOut)
@needs(VerificationPermission.OPEN, writes=True)
def opened(request: Call, asked: OpenIn) -> DoneOut:
    """Open a case; the same key returns the case it made."""
    case = operations.open_case(
        actor=request.actor, now=request.now, person_id=asked.person_id, kind=asked.kind, reason=asked.reason,
        client_key=asked.client_key, other=asked.other,
    )  # fmt: skip
    return DoneOut(case_id=case)


@router.post("/cases/ask", response=DoneOut)
@needs(VerificationPermission.OPEN, writes=True)
def ask(request: Call, asked: AskIn) -> DoneOut:
    """Put cases on a numbered list to a body, all or none."""
    number = operations.ask(
        actor=request.actor, now=request.now, unit=asked.unit, body=asked.body, cases=asked.cases,
        question=asked.question, due_on=asked.due_on, client_key=asked.client_key,
    )  # fmt: skip
    return DoneOut(number=number)


@router.post("/cases/{int:case_id}/decide", response=DoneOut)
@needs(VerificationPermission.DECIDE, writes=True)
def decide(request: Call, case_id: Number, asked: DecideIn) -> DoneOut:
    """Decide a case; what follows is posted in the same transaction. A death also needs `movements.civil.record`."""
    birth = partial_date.read(asked.birth_date, today=localdate(request.now))
    if not birth.ok:
        raise UnableTo(operations.SENTENCES["birth_missing"], code="birth_missing")
    decision = Decision(
        asked.outcome, asked.evidence.word(), asked.day, birth.date if asked.birth_date else None, asked.rank,
        asked.residence.value if asked.residence else "",
    )  # fmt: skip
    entry = operations.decide(
        actor=request.actor, now=request.now, case_id=case_id, decision=decision, reason=asked.reason,
        client_key=asked.client_key,
    )  # fmt: skip
    return DoneOut(case_id=case_id, entry=entry)


@router.post("/cases/{int:case_id}/step", response=DoneOut, summary="Record the next step of somebody without papers")
@needs(VerificationPermission.OPEN, writes=True)
def step(request: Call, case_id: Number, asked: StepIn) -> DoneOut:
    """Record a step on its day and with its paper; steps come in their order, and "paper_asked" comes by asking a body.

    The step "residence" posts how the person lives; "number" writes the personal number into the register. The same
    key changes nothing.
    """
    operations.take_step(
        actor=request.actor, now=request.now, case_id=case_id, step=asked.step, occurred_on=asked.occurred_on,
        reason=asked.reason, evidence=asked.evidence.word(), client_key=asked.client_key,
        residence=asked.residence.value if asked.residence else "", number=asked.number,
    )  # fmt: skip
    return DoneOut(case_id=case_id)


@router.post("/cases/{int:case_id}/rule-out", response=DoneOut, summary="Rule out a paper of a birth date")
@needs(VerificationPermission.OPEN, writes=True)
def rule_out(request: Call, case_id: Number, asked: RuleOutIn) -> DoneOut:
    """Note that a paper cannot be had, so that the next weaker one may be used. The same key changes nothing."""
    operations.rule_out(
        actor=request.actor, now=request.now, case_id=case_id, rank=asked.rank, occurred_on=asked.occurred_on,
        reason=asked.reason, client_key=asked.client_key,
    )  # fmt: skip
    return DoneOut(case_id=case_id)


@router.post("/cases/{int:case_id}/reopen", response=DoneOut, summary="Open a decided case again")
@needs(VerificationPermission.DECIDE, writes=True)
def reopen(request: Call, case_id: Number, asked: ReopenIn) -> DoneOut:
    """Take the decision back by a counter-entry, which is returned where there is one. The same key changes nothing."""
    entry = operations.reopen(
        actor=request.actor, now=request.now, case_id=case_id, reason=asked.reason, client_key=asked.client_key
    )
    return DoneOut(case_id=case_id, entry=entry)


@router.get("/requests", response=list[RequestOut])
@needs(VerificationPermission.READ_REQUEST, writes=True)
def asked_of_us(request: Call, answered: bool = False, released: bool = False) -> list[RequestOut]:
    """List what the client's body was asked: what waits, by its day; the newest answers; or what is needed no more."""
    with reading(request.actor):
        spans = request.actor.ranges(VerificationPermission.READ_REQUEST)
        find = queries.released_of if released else partial(queries.asked_of, answered=answered)
        rows = [row for low, high in spans for row in find(low=low, high=high)]
        found = [_request(row) for row in rows]
    _journal(request, [(row.person_id, row.body) for row in rows], "requests.list")
    return found


@router.post("/requests/{int:list_id}/{int:case_id}/answer", response=DoneOut)
@needs(VerificationPermission.ANSWER, writes=True)
def answer(request: Call, list_id: Number, case_id: Number, asked: AnswerIn) -> DoneOut:
    """Answer one question in the body's name."""
    operations.answer(
        actor=request.actor, now=request.now, list_id=list_id, case_id=case_id, answer=asked.answer, text=asked.text,
        client_key=asked.client_key, evidence=asked.evidence.word() if asked.evidence else None,
        found_day=asked.found_day,
    )  # fmt: skip
    return DoneOut(case_id=case_id)


def _journal(request: Call, people: list[tuple[int, int]], purpose: str) -> None:
    """Note who was shown, before the answer leaves."""
    with acting(request.actor):
        append_reads(actor=request.actor, people=people, purpose=purpose)


def _case(row: CaseRow, today: date) -> CaseOut:
    return CaseOut(
        case_id=row.case_id,
        person_id=row.person_id,
        unit=units.by_number(row.unit).code,
        kind=row.kind,
        state=row.state,
        suspended=row.suspended,
        source=row.source,
        opened_at=row.opened_at,
        body=units.by_number(row.body).code if row.body else None,
        due_on=row.due_on,
        overdue=row.overdue(today),
        other=row.other,
        outcome=row.outcome,
        entry=row.entry,
    )


def _request(row: RequestRow) -> RequestOut:
    return RequestOut(
        list_id=row.list_id,
        number=row.number,
        case_id=row.case_id,
        kind=row.kind,
        question=row.question,
        full_name=row.full_name,
        birth_date=row.birth,
        sex=row.sex,
        parents=row.parents,
        place=row.place,
        unit=units.by_number(row.unit).code,
        due_on=row.due_on,
        answer=row.answer,
        answer_text=row.answer_text,
        found_day=row.found_day,
        released_on=row.released_on,
    )
