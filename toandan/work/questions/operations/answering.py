"""What the unit does with a question: answer it, forward it, hold it, hand it on (trả lời, chuyển, tạm giữ)."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.timezone import localdate

from toandan.ground.envelopes import seal
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties.words import Kind
from toandan.work.questions.models import Question
from toandan.work.questions.operations import base
from toandan.work.questions.operations.asking import ASKED_OF
from toandan.work.questions.operations.errors import unable
from toandan.work.questions.words import Mark, QuestionState, QuestionVerb

_NAMESPACE = UUID("5f0d4bb2-51f6-4b57-8a35-7a2f1b0c9d11")


def answer(*, actor: Actor, now: datetime, question: int, text: str, client_key: UUID) -> None:
    """Answer in the name of the unit it is with; whether within the clock is kept with the answer.

    The same key changes nothing. Raises NotAllowed, QuestionUnknown, UnableToAnswer.
    """
    # The answer may speak of whoever asked: it stands encrypted with the question, never in the timeline.
    said = Said(actor, now, "", client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.ANSWERED)
        if one is None:
            return
        if not text.strip():
            raise unable("answer_missing")
        # What had to go one level up was not answered within the clock, however quick that level was.
        in_time = localdate(now) <= one.due_on and not one.escalations
        base.record(said, one, QuestionVerb.ANSWERED)
        base.change(
            one, state=QuestionState.ANSWERED.value, answered_at=now, answered_by=actor.name, in_time=in_time,
            closed_at=now,
            answer=seal(text.strip().encode(), secret=settings.DOCUMENTS_KEY, about=f"{one.client_key}/answered"),
        )  # fmt: skip
        append(
            actor=actor, verb="questions.question.answer", subject=f"question:{question}", unit=one.at_no,
            detail={"overdue": not in_time},
        )  # fmt: skip


def forward(*, actor: Actor, now: datetime, question: int, to: int, reason: str, client_key: UUID) -> None:
    """Put a question to another unit, whose matter it is; its day stays. The same key changes nothing.

    Raises NotAllowed, QuestionUnknown, UnitUnknown, UnableToAnswer.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.FORWARDED)
        if one is None:
            return
        if to == one.at_no:
            raise unable("forward_here")
        if units.by_number(to).level not in ASKED_OF:
            raise unable("forward_whom")
        base.record(said, one, QuestionVerb.FORWARDED, at=to)
        base.change(one, at_no=to, from_no=one.at_no)
        append(
            actor=actor, verb="questions.question.forward", subject=f"question:{question}", unit=one.at_no,
            detail={"at": to},
        )  # fmt: skip


def hold(*, actor: Actor, now: datetime, question: int, reason: str, client_key: UUID) -> None:
    """Hold as spam what slipped through. The same key changes nothing. Raises as `answer`."""
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.HELD)
        if one is None:
            return
        base.record(said, one, QuestionVerb.HELD)
        base.change(one, state=QuestionState.HELD.value, marks=Mark.OFFICER.value)
        append(actor=actor, verb="questions.question.hold", subject=f"question:{question}", unit=one.at_no)


def release(*, actor: Actor, now: datetime, question: int, client_key: UUID, note: str = "") -> None:
    """Let what was held for review wait for its answer; its clock begins. The same key changes nothing.

    Raises as `answer`.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.RELEASED)
        if one is None:
            return
        due_on = after_working_days(localdate(now), settings.QUESTION_DAYS)
        base.record(said, one, QuestionVerb.RELEASED)
        base.change(one, state=QuestionState.WAITING.value, marks="", due_on=due_on)
        append(actor=actor, verb="questions.question.release", subject=f"question:{question}", unit=one.at_no)


def discard(*, actor: Actor, now: datetime, question: int, reason: str, client_key: UUID) -> None:
    """Put what was held aside for good: it is spam, and nobody answers it. The same key changes nothing.

    Raises as `answer`.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.DISCARDED)
        if one is None:
            return
        base.record(said, one, QuestionVerb.DISCARDED)
        base.change(one, state=QuestionState.DISCARDED.value, closed_at=now)
        append(actor=actor, verb="questions.question.discard", subject=f"question:{question}", unit=one.at_no)


def hand_on(
    *, actor: Actor, now: datetime, question: int, kind: Kind, text: str, people: int, client_key: UUID
) -> int | None:
    """Raise a difficulty of what a question shows, in the officer's own words; return its number.

    What the citizen wrote stays here: it may name people. The question still waits for its answer. The same key returns
    the same difficulty. Raises NotAllowed, QuestionUnknown, UnableToAnswer, UnableToResolve.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        one = base.taken(said, question, QuestionVerb.HANDED_ON)
        if one is None:
            return Question.objects.get(question_id=question).difficulty
        if one.difficulty is not None:
            raise unable("handed_on")
        made = difficulties.raise_difficulty(
            actor=actor, now=now, unit=one.at_no, kind=kind, text=text, people=people,
            client_key=uuid5(_NAMESPACE, str(client_key)),
        )  # fmt: skip
        base.record(said, one, QuestionVerb.HANDED_ON)
        base.change(one, difficulty=made)
        append(
            actor=actor, verb="questions.question.hand_on", subject=f"question:{question}", unit=one.at_no,
            detail={"difficulty": made},
        )  # fmt: skip
    return made
