"""Citizens' questions for other systems: what waits, one with its words, the answer (câu hỏi, phản ánh)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.questions import operations, queries
from toandan.work.questions.words import (
    MOST_LETTERS,
    Mark,
    QuestionRow,
    QuestionsPermission,
    QuestionState,
    Sort,
    Topic,
)

router = Router(tags=["questions"])
MOST = 200
READ, ANSWER = QuestionsPermission.READ, QuestionsPermission.ANSWER


class Desk(StrEnum):
    """Which questions: waiting here, held for review, with other units, late, or all of the unit and those below."""

    HERE = "here"
    HELD = "held"
    GONE = "gone"
    LATE = "late"
    ALL = "all"


class QuestionsIn(Schema):
    """Whose questions, by the number of a unit; `before` is the last one of the page before, of all of them."""

    unit: Annotated[int, Field(ge=0, lt=2**31)]
    desk: Desk = Desk.HERE
    before: Number | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class QuestionOut(Schema):
    """A question without its words: put to `unit`, with `at` now, who answers by `due_on`."""

    question_id: int
    sort: Sort
    topic: Topic
    language: str
    unit: str
    at: str
    state: QuestionState
    held_for: list[Mark]
    asked_at: datetime
    due_on: date | None
    overdue: bool
    answered_at: datetime | None
    in_time: bool | None
    escalations: int
    difficulty: int | None


class QuestionsOut(Schema):
    """One page of questions; `next_before` continues it, null at the end."""

    questions: list[QuestionOut]
    next_before: int | None


class WordsOut(QuestionOut):
    """A question with what was asked and answered; both are empty once they were removed."""

    text: str
    answer: str


class AnswerIn(Schema):
    """The answer, in the name of the unit the question is with."""

    text: Annotated[str, Field(min_length=1, max_length=MOST_LETTERS * 2, pattern=HOLDABLE)]
    client_key: UUID


@router.get("/questions", response=QuestionsOut)
@needs(READ)
def listed(request: Call, asked: Query[QuestionsIn]) -> QuestionsOut:
    """List questions without their words; those that wait, the earliest day first."""
    require(request.actor, READ, at=asked.unit)
    here, today = units.by_number(asked.unit), localdate(request.now)
    reach = [(here.number, here.last)]
    if asked.desk is Desk.ALL:
        found = queries.newest(reach, before=asked.before, limit=asked.limit + 1)
        shown = found[: asked.limit]
        more = shown[-1].question_id if len(found) > asked.limit else None
        return QuestionsOut(questions=[_row(row, today) for row in shown], next_before=more)
    if asked.desk is Desk.LATE:
        rows = queries.late(reach, today=today)
    else:
        find = {Desk.HERE: queries.to_answer, Desk.HELD: queries.held, Desk.GONE: queries.gone}[asked.desk]
        rows = find(here.number)
    return QuestionsOut(questions=[_row(row, today) for row in rows], next_before=None)


@router.get("/questions/{int:question_id}", response=WordsOut)
@needs(READ)
def one(request: Call, question_id: Number) -> WordsOut:
    """Show one question with its words, to whom it was put or is with."""
    return _words(request, question_id)


@router.post("/questions/{int:question_id}/answer", response=WordsOut)
@needs(ANSWER, writes=True)
def answer(request: Call, question_id: Number, asked: AnswerIn) -> WordsOut:
    """Answer a question. The same key changes nothing."""
    operations.answer(
        actor=request.actor, now=request.now, question=question_id, text=asked.text, client_key=asked.client_key
    )
    with reading(request.actor):
        return _words(request, question_id, ANSWER)


def _words(request: Call, question_id: int, permission: str = READ) -> WordsOut:
    head = queries.sheet(question_id).head
    if not any(unit and request.actor.may(permission, unit) for unit in (head.unit, head.at, head.came_from)):
        raise queries.QuestionUnknown
    told = _row(head, localdate(request.now)).dict()
    return WordsOut(**told, text=head.text, answer=head.answer)


def _row(row: QuestionRow, today: date) -> QuestionOut:
    return QuestionOut(
        question_id=row.question_id,
        sort=row.sort,
        topic=row.topic,
        language=row.language,
        unit=units.by_number(row.unit).code,
        at=units.by_number(row.at).code,
        state=row.state,
        held_for=list(row.marks),
        asked_at=row.asked_at,
        due_on=row.due_on if row.open else None,
        overdue=row.late(today),
        answered_at=row.answered_at,
        in_time=row.in_time,
        escalations=row.escalations,
        difficulty=row.difficulty,
    )
