"""Difficulties and guidance for other systems: raise, answer, sum up, read what holds for all (vướng mắc)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.words import (
    Bucket,
    Clock,
    DifficultiesPermission,
    DifficultyRow,
    DifficultyState,
    GuidanceRow,
    Kind,
)
from toandan.work.directives.queries import place_of, reaches
from toandan.work.directives.words import Place

router = Router(tags=["difficulties"])
MOST = 200
READ, RAISE, ANSWER = DifficultiesPermission.READ, DifficultiesPermission.RAISE, DifficultiesPermission.ANSWER
LOOK_UP = DifficultiesPermission.LOOK_UP


class Desk(StrEnum):
    """Which difficulties: waiting for an answer, or raised by the unit."""

    HERE = "here"
    OWN = "own"


class DifficultiesIn(Schema):
    """Whose difficulties, by the number of a unit or body; `before` is the last one of the page before."""

    unit: Number
    desk: Desk = Desk.HERE
    before: Number | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class DifficultyOut(Schema):
    """A difficulty; `at` must answer it by `due_on`. The people it names are not handed out here."""

    difficulty_id: int
    unit: str
    kind: Kind
    people: int
    text: str
    state: DifficultyState
    at: str
    due_on: date | None
    clock: Clock | None
    age: Bucket | None
    raised_at: datetime
    answer: str
    answered_at: datetime | None
    in_time: bool | None
    escalations: int
    guidance: int | None


class DifficultiesOut(Schema):
    """One page of difficulties; `next_before` continues it, null at the end."""

    difficulties: list[DifficultyOut]
    next_before: int | None


class RaiseIn(Schema):
    """What stands in whose way, and how many people it holds up."""

    unit: Number
    kind: Kind
    text: Annotated[str, Field(min_length=1, max_length=8000, pattern=HOLDABLE)]
    people: Annotated[int, Field(ge=0, le=10_000_000)]
    client_key: UUID


class AnswerIn(Schema):
    """The answer, in the name of whom the difficulty was put to."""

    text: Annotated[str, Field(min_length=1, max_length=8000, pattern=HOLDABLE)]
    client_key: UUID


class DoneOut(Schema):
    """Which difficulty was written."""

    difficulty_id: int


class SummaryIn(Schema):
    """Of which unit and what lies below it, and a day of the week; today when left out."""

    unit: Number
    day: date | None = None


class TallyOut(Schema):
    """The week of one unit and kind."""

    unit: str
    kind: Kind
    raised: int
    answered: int
    in_time: int
    open: int
    overdue: int
    people_held_up: int


class SummaryOut(Schema):
    """The week of a unit: from–to included, by unit right below it and kind, open ones by age in days."""

    unit: str
    since: date
    until: date
    rows: list[TallyOut]
    open_by_age: dict[str, int]
    people_held_up: int


class GuidanceIn(Schema):
    """Which guidance: of one kind, or all; `before` is the last one of the page before."""

    kind: Kind | None = None
    before: Number | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class GuidanceOut(Schema):
    """A piece of guidance in the version in force."""

    guidance_id: int
    signed: str
    issuer: str
    kind: Kind
    version: int
    title: str
    text: str
    published_at: datetime


class GuidancesOut(Schema):
    """One page of guidance; `next_before` continues it, null at the end."""

    guidance: list[GuidanceOut]
    next_before: int | None


@router.get("/difficulties", response=DifficultiesOut)
@needs(READ)
def listed(request: Call, asked: Query[DifficultiesIn]) -> DifficultiesOut:
    """List what a unit or body must answer, the earliest day first, or what it raised, the newest first."""
    require(request.actor, READ, at=asked.unit)
    at, today = place_of(units.by_number(asked.unit).number), localdate(request.now)
    if asked.desk is Desk.HERE:
        return DifficultiesOut(difficulties=[_row(row, today) for row in queries.to_answer(at)], next_before=None)
    found = queries.raised_by(at, before=asked.before, limit=asked.limit + 1)
    shown = found[: asked.limit]
    more = shown[-1].difficulty_id if len(found) > asked.limit else None
    return DifficultiesOut(difficulties=[_row(row, today) for row in shown], next_before=more)


@router.get("/difficulties/summary", response=SummaryOut)
@needs(READ)
def summary(request: Call, asked: Query[SummaryIn]) -> SummaryOut:
    """Sum a week up by kind and unit, with the people held up."""
    require(request.actor, READ, at=asked.unit)
    today = localdate(request.now)
    found = queries.summary(asked.unit, day=min(asked.day or today, today), today=today)
    return SummaryOut(
        unit=_code(found.unit),
        since=found.since,
        until=found.until,
        rows=[
            TallyOut(
                unit=_code(row.unit), kind=row.kind, raised=row.raised, answered=row.answered, in_time=row.timely,
                open=row.open, overdue=row.late, people_held_up=row.held_up,
            )
            for row in found.tallies
        ],
        open_by_age={str(bucket): many for bucket, many in found.ages.items()},
        people_held_up=sum(row.held_up for row in found.tallies),
    )  # fmt: skip


@router.get("/difficulties/{int:difficulty_id}", response=DifficultyOut)
@needs(READ)
def one(request: Call, difficulty_id: Number) -> DifficultyOut:
    """Show one difficulty."""
    row = queries.difficulty(difficulty_id)
    if not any(reaches(request.actor, READ, side) for side in (row.unit, row.at, Place(row.desk))):
        raise queries.DifficultyUnknown
    return _row(row, localdate(request.now))


@router.post("/difficulties", response=DoneOut)
@needs(RAISE, writes=True)
def raise_one(request: Call, asked: RaiseIn) -> DoneOut:
    """Raise a difficulty. The same key returns the one it raised."""
    made = operations.raise_difficulty(
        actor=request.actor, now=request.now, unit=units.by_number(asked.unit).number, kind=asked.kind,
        text=asked.text, people=asked.people, client_key=asked.client_key,
    )  # fmt: skip
    return DoneOut(difficulty_id=made)


@router.post("/difficulties/{int:difficulty_id}/answer", response=DoneOut)
@needs(ANSWER, writes=True)
def answer(request: Call, difficulty_id: Number, asked: AnswerIn) -> DoneOut:
    """Answer a difficulty. The same key changes nothing."""
    operations.answer(
        actor=request.actor, now=request.now, difficulty=difficulty_id, text=asked.text, client_key=asked.client_key
    )
    return DoneOut(difficulty_id=difficulty_id)


@router.get("/guidance", response=GuidancesOut)
@needs(LOOK_UP)
def guidance(request: Call, asked: Query[GuidanceIn]) -> GuidancesOut:
    """List the guidance in force, the newest first."""
    found = queries.find_guidance(kind=asked.kind, before=asked.before, limit=asked.limit + 1)
    shown = found[: asked.limit]
    more = shown[-1].guidance_id if len(found) > asked.limit else None
    return GuidancesOut(guidance=[_guidance(row) for row in shown], next_before=more)


def _code(number: int) -> str:
    return units.by_number(number).code


def _row(row: DifficultyRow, today: date) -> DifficultyOut:
    return DifficultyOut(
        difficulty_id=row.difficulty_id,
        unit=_code(row.unit.number),
        kind=row.kind,
        people=row.people,
        text=row.text,
        state=row.state,
        at=_code(row.at.number),
        due_on=row.due_on if row.waits else None,
        clock=queries.clock_of(row, today),
        age=queries.bucket_of(row, today),
        raised_at=row.raised_at,
        answer=row.answer,
        answered_at=row.answered_at,
        in_time=row.in_time,
        escalations=row.escalations,
        guidance=row.guidance,
    )


def _guidance(row: GuidanceRow) -> GuidanceOut:
    return GuidanceOut(
        guidance_id=row.guidance_id,
        signed=row.signed,
        issuer=_code(row.issuer.number),
        kind=row.kind,
        version=row.version,
        title=row.title,
        text=row.text,
        published_at=row.published_at,
    )
