"""One question as a whole, its words opened, and stored rows as values (một câu hỏi)."""

from django.conf import settings
from django.utils.translation import gettext_noop as _

from toandan.ground.envelopes import unseal
from toandan.ground.kernel.errors import NotThere
from toandan.work.questions.models import Event, Question
from toandan.work.questions.words import (
    EventRow,
    Mark,
    QuestionRow,
    QuestionState,
    QuestionVerb,
    Sheet,
    Sort,
    Topic,
)


class QuestionUnknown(NotThere):
    """There is no such question in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such question, or it was not put to your units.")
        super().__init__(message, code="question_unknown")


def sheet(question_id: int) -> Sheet:
    """Return a question with what was asked, the answer and its timeline.

    Raises QuestionUnknown, NotOpened when its text was tampered with.
    """
    found = Question.objects.filter(question_id=question_id).first()
    if found is None:
        raise QuestionUnknown
    events = Event.objects.filter(question_id=question_id).order_by("event_id")
    return Sheet(
        row_of(found, words=True),
        tuple(EventRow(QuestionVerb(one.verb), one.recorded_at, one.actor, one.reason, one.at_no) for one in events),
    )


def opened(content: bytes | memoryview, about: str) -> str:
    """Return a sealed text; empty when there is none. Raises NotOpened."""
    return unseal(bytes(content), secret=settings.DOCUMENTS_KEY, about=about).decode() if content else ""


def row_of(found: Question, *, words: bool = False) -> QuestionRow:
    """Return a stored question as a value; what was written is opened when asked for alone."""
    return QuestionRow(
        question_id=found.question_id,
        sort=Sort(found.sort),
        topic=Topic(found.topic),
        language=found.language,
        unit=found.unit_no,
        at=found.at_no,
        came_from=found.from_no,
        state=QuestionState(found.state),
        marks=tuple(Mark(mark) for mark in found.marks.split()),
        due_on=found.due_on,
        asked_at=found.asked_at,
        answered_at=found.answered_at,
        answered_by=found.answered_by,
        in_time=found.in_time,
        escalations=found.escalations,
        difficulty=found.difficulty,
        forgotten_at=found.forgotten_at,
        text=opened(found.content, f"{found.client_key}/asked") if words else "",
        answer=opened(found.answer, f"{found.client_key}/answered") if words else "",
    )
