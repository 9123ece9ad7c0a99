"""Words of citizens' questions: what is asked, how far it is, and the code of its answer (hỏi đáp, phản ánh)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from toandan.ground.kernel.actor import Actor

MOST_LETTERS: Final = 4000
"""Letters of a question at most."""
ANYBODY: Final = Actor(officer=None, name="public", at=0, grants=())
"""Whoever asks or reads an answer by its code: no officer, no unit, no word."""


class QuestionsPermission(StrEnum):
    """What an officer may be allowed to do with citizens' questions."""

    READ = "questions.question.read"
    ANSWER = "questions.question.answer"


class Sort(StrEnum):
    """Whether something is asked or complained about."""

    QUESTION = "question"
    COMPLAINT = "complaint"


class Topic(StrEnum):
    """What it is about."""

    CARD = "card"
    EID = "eid"
    DATA = "data"
    RESIDENCE = "residence"
    VISIT = "visit"
    CONDUCT = "conduct"
    OTHER = "other"


class QuestionState(StrEnum):
    """How far a question is."""

    WAITING = "waiting"
    HELD = "held"
    ANSWERED = "answered"
    DISCARDED = "discarded"


class QuestionVerb(StrEnum):
    """What can happen to a question; every one leaves a line in its timeline."""

    ASKED = "asked"
    FORWARDED = "forwarded"
    HELD = "held"
    RELEASED = "released"
    DISCARDED = "discarded"
    ANSWERED = "answered"
    HANDED_ON = "handed_on"
    ESCALATED = "escalated"
    LED = "led"


OPEN: Final = frozenset({QuestionState.WAITING, QuestionState.HELD})
"""The states in which somebody has something to do."""


class Mark(StrEnum):
    """Why a question is held for review instead of waiting for its answer."""

    TRAP = "trap"
    QUICK = "quick"
    LINKS = "links"
    NOISE = "noise"
    REPEATED = "repeated"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question without its words: whom it was put to (`unit`), with whom it is now (`at`), until when.

    `came_from` is the unit that forwarded it last. `text` and `answer` are empty in lists, and once they were removed.
    """

    question_id: int
    sort: Sort
    topic: Topic
    language: str
    unit: int
    at: int
    came_from: int | None
    state: QuestionState
    marks: tuple[Mark, ...]
    due_on: date
    asked_at: datetime
    answered_at: datetime | None
    answered_by: str
    in_time: bool | None
    escalations: int
    difficulty: int | None
    forgotten_at: datetime | None
    text: str = ""
    answer: str = ""

    @property
    def open(self) -> bool:
        """Tell whether somebody has something to do about it."""
        return self.state in OPEN

    def late(self, today: date) -> bool:
        """Tell whether its day has passed."""
        return self.open and self.due_on < today


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the timeline of a question; `at` is whom it was put to."""

    verb: QuestionVerb
    recorded_at: datetime
    actor: str
    reason: str
    at: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole question as far as whoever asks may see it."""

    head: QuestionRow
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever holds the code is told; of a question that is held for review no more than that it waits."""

    at: int
    asked_at: datetime
    due_on: date
    closed: bool
    answer: str
    answered_at: datetime | None
    removed: bool
