"""What the operations of this room share: the row locked, its states, the line in its timeline (phần chung)."""

from typing import Any

from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.said import Said
from toandan.record.officers.operations import require
from toandan.record.tables import line
from toandan.work.questions import states
from toandan.work.questions.models import Event, Question
from toandan.work.questions.operations.errors import unable
from toandan.work.questions.queries.sheets import QuestionUnknown
from toandan.work.questions.words import QuestionsPermission, QuestionState, QuestionVerb


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
    Event(question_id=one.question_id, at_no=at, **line(said, verb)).save(force_insert=True)


def change(one: Question, **values: Any) -> None:
    """Write new values of a question; the one place where its state changes."""
    Question.objects.filter(question_id=one.question_id).update(**values)
