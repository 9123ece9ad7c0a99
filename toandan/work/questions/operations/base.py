"""What the operations of this room share: the row locked, its states, the line in its timeline (phần chung)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.operations import require
from toandan.work.questions import states
from toandan.work.questions.models import Event, Question
from toandan.work.questions.operations.errors import unable
from toandan.work.questions.queries.sheets import QuestionUnknown
from toandan.work.questions.words import QuestionsPermission, QuestionState, QuestionVerb


@dataclass(frozen=True, slots=True)
class Said:
    """What every write brings along: who, when, why, and its own key."""

    actor: Actor
    now: datetime
    reason: str
    client_key: UUID


def taken(said: Said, question: int, verb: QuestionVerb) -> Question | None:
    """Return the question, locked, if this may be done to it now; None when this very write was carried out before.

    Whom it is with acts on it, and nobody in another's name. Raises NotAllowed, QuestionUnknown, UnableToAnswer.
    """
    one = Question.objects.select_for_update(of=("self",)).filter(question_id=question).first()
    if one is None:
        raise QuestionUnknown
    done = Event.objects.filter(client_key=said.client_key).first()
    if done is not None:
        if (done.question_id, done.verb) != (question, verb.value):
            raise unable("key_used")
        return None
    require(said.actor, QuestionsPermission.ANSWER, at=one.at_no)
    if not said.actor.everywhere and said.actor.at != one.at_no:
        raise NotAllowed("You may not do this.", code="not_allowed")
    if not states.may(verb, QuestionState(one.state)):
        raise unable("wrong_state")
    if states.LIFE[verb].reason and not said.reason.strip():
        raise unable("reason_missing")
    return one


def record(said: Said, one: Question, verb: QuestionVerb, *, at: int | None = None) -> None:
    """Write the line of the timeline, before the row itself changes hands; `at` is whom the question was put to."""
    Event(
        client_key=said.client_key, question_id=one.question_id, verb=verb.value, at_no=at, recorded_at=said.now,
        actor=said.actor.name, actor_id=said.actor.officer, reason=said.reason.strip(),
    ).save(force_insert=True)  # fmt: skip


def change(one: Question, **values: Any) -> None:
    """Write new values of a question; the one place where its state changes."""
    Question.objects.filter(question_id=one.question_id).update(**values)
