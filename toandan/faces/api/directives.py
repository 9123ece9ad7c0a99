"""Directives for other systems: read what came in and went out, acknowledge, report (công văn chỉ đạo).

What their drafters and issuers do is in `dispatches`.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.work.directives import operations, queries, states
from toandan.work.directives.words import (
    AddresseeRow,
    DirectivesPermission,
    DirectiveState,
    DirectiveVerb,
    Listed,
    Sheet,
)

router = Router(tags=["directives"])
MOST = 200
READ, ANSWER = DirectivesPermission.READ, DirectivesPermission.ANSWER


class Way(StrEnum):
    """Which directives: received, sent, or proposed and waiting to be issued."""

    IN = "in"
    OUT = "out"
    PROPOSED = "proposed"


class DirectivesIn(Schema):
    """Whose directives, by the number of a unit or body; `before` is the last one of the page before."""

    unit: Number
    way: Way = Way.IN
    before: Number | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class DirectiveOut(Schema):
    """A directive in a list; `due_on` is the last day of its tasks, the counts are of addressees the client may see."""

    directive_id: int
    signed: str
    subject: str
    issuer: str
    drafter: str
    state: DirectiveState
    issued_on: date | None
    due_on: date | None
    addressees: int
    acknowledged: int
    reported: int
    overdue: int


class DirectivesOut(Schema):
    """One page of directives; `next_before` continues it, null at the end."""

    directives: list[DirectiveOut]
    next_before: int | None


class TaskOut(Schema):
    """A task: for one addressee, or for all when `unit` is null; `percent` of a measure of an order, if it has one."""

    task_id: int
    position: int
    text: str
    due_on: date
    unit: str | None
    order: str
    measure: str
    percent: int | None


class AddresseeOut(Schema):
    """How far one addressee is; `due_on` is the first day of what it still has to report."""

    unit: str
    number: int
    state: DirectiveState
    due_on: date | None
    overdue: bool
    acknowledged_at: datetime | None
    reported_at: datetime | None
    answers: dict[str, str]


class SheetOut(Schema):
    """A whole directive, as far as the client may see it; answers are keyed by the number of their task."""

    directive_id: int
    signed: str
    subject: str
    text: str
    issuer: str
    drafter: str
    state: DirectiveState
    issued_on: date | None
    addressed: list[str]
    tasks: list[TaskOut]
    addressees: list[AddresseeOut]
    events: list[DirectiveVerb]


class AcknowledgeIn(Schema):
    """Which unit or body acknowledges, by its number."""

    unit: Number
    client_key: UUID
    note: Annotated[str, Field(max_length=500, pattern=HOLDABLE)] = ""


class AnswerIn(Schema):
    """What was done about one task."""

    task_id: Number
    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=HOLDABLE)]


class ReportIn(Schema):
    """Which unit or body reports, and on which tasks."""

    unit: Number
    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=50)]
    client_key: UUID


class DoneOut(Schema):
    """What was written: the directive, and whether all tasks of the addressee are reported now."""

    directive_id: int
    whole: bool | None = None


@router.get("/directives", response=DirectivesOut)
@needs(READ)
def listed(request: Call, asked: Query[DirectivesIn]) -> DirectivesOut:
    """List what a unit or body received or sent, the newest first, or what waits to be issued by it."""
    require(request.actor, READ, at=asked.unit)
    at, today = queries.place_of(units.by_number(asked.unit).number), localdate(request.now)
    if asked.way is Way.PROPOSED:
        found = queries.awaiting_issue(at, today=today)
        return DirectivesOut(directives=[_line(row) for row in found], next_before=None)
    find = queries.inbox if asked.way is Way.IN else queries.outbox
    found = find(at, today=today, before=asked.before, limit=asked.limit + 1)
    shown = found[: asked.limit]
    more = shown[-1].head.directive_id if len(found) > asked.limit else None
    return DirectivesOut(directives=[_line(row) for row in shown], next_before=more)


@router.get("/directives/{int:directive_id}", response=SheetOut)
@needs(READ)
def one(request: Call, directive_id: Number) -> SheetOut:
    """Show one directive."""
    sheet = queries.sheet(directive_id)
    sides = (sheet.head.drafter, sheet.head.issuer, *(row.at for row in sheet.addressees))
    if not any(queries.reaches(request.actor, READ, side) for side in sides):
        raise queries.DirectiveUnknown
    return _sheet(sheet, localdate(request.now))


@router.post("/directives/{int:directive_id}/acknowledge", response=DoneOut)
@needs(ANSWER, writes=True)
def acknowledge(request: Call, directive_id: Number, asked: AcknowledgeIn) -> DoneOut:
    """Say that the directive has arrived. The same key changes nothing."""
    operations.acknowledge(
        actor=request.actor, now=request.now, directive=directive_id, addressee=asked.unit,
        client_key=asked.client_key, note=asked.note,
    )  # fmt: skip
    return DoneOut(directive_id=directive_id)


@router.post("/directives/{int:directive_id}/report", response=DoneOut)
@needs(ANSWER, writes=True)
def report(request: Call, directive_id: Number, asked: ReportIn) -> DoneOut:
    """Report some tasks; with the last one the addressee has reported. The same key changes nothing."""
    whole = operations.report(
        actor=request.actor, now=request.now, directive=directive_id, addressee=asked.unit,
        answers={answer.task_id: answer.text for answer in asked.answers}, client_key=asked.client_key,
    )  # fmt: skip
    return DoneOut(directive_id=directive_id, whole=whole)


def _code(number: int) -> str:
    return units.by_number(number).code


def _line(row: Listed) -> DirectiveOut:
    head = row.head
    return DirectiveOut(
        directive_id=head.directive_id,
        signed=head.signed,
        subject=head.wording.subject,
        issuer=_code(head.issuer.number),
        drafter=_code(head.drafter.number),
        state=row.state,
        issued_on=head.issued_on,
        due_on=row.due_on,
        addressees=row.addressees,
        acknowledged=row.acknowledged,
        reported=row.reported,
        overdue=row.overdue,
    )


def _sheet(sheet: Sheet, today: date) -> SheetOut:
    head = sheet.head
    return SheetOut(
        directive_id=head.directive_id,
        signed=head.signed,
        subject=head.wording.subject,
        text=head.wording.text,
        issuer=_code(head.issuer.number),
        drafter=_code(head.drafter.number),
        state=states.shown(head.state, (row.state for row in sheet.addressees)),
        issued_on=head.issued_on,
        addressed=[_code(to.number) for to in head.addressed],
        tasks=[
            TaskOut(
                task_id=task.task_id, position=task.position, text=task.text, due_on=task.due_on,
                unit=_code(task.at) if task.at else None, order=task.order, measure=task.measure, percent=task.percent,
            )
            for task in sheet.tasks
        ],
        addressees=[_addressee(sheet, row, today) for row in sheet.addressees],
        events=[event.verb for event in sheet.events],
    )  # fmt: skip


def _addressee(sheet: Sheet, row: AddresseeRow, today: date) -> AddresseeOut:
    told = ((task, sheet.answer_to(task, row)) for task in sheet.tasks_of(row))
    return AddresseeOut(
        unit=_code(row.at.number),
        number=row.at.number,
        state=row.state,
        due_on=row.due_on,
        overdue=row.overdue(today),
        acknowledged_at=row.acknowledged_at,
        reported_at=row.reported_at,
        answers={str(task.task_id): answer.text for task, answer in told if answer is not None},
    )
