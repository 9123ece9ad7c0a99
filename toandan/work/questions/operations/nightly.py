"""What the house does with questions at night: take up what is late, forget what is long closed (việc hằng đêm)."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units
from toandan.work.questions.models import Question
from toandan.work.questions.operations import base
from toandan.work.questions.operations.asking import ASKED_OF
from toandan.work.questions.words import OPEN, QuestionVerb

_NAMESPACE = UUID("c0b5c1de-0d1c-4d39-9d5b-0c7a6f8f2e5a")


def escalate(*, actor: Actor, now: datetime) -> list[int]:
    """Take every question that is late one level up, with a clock of its own; return their numbers.

    What is held for review and looked at by nobody goes up too. The house does it, every night; what is late at a
    province stays there, late. Raises NotAllowed.
    """
    _house(actor)
    today = localdate(now)
    due_on = after_working_days(today, settings.QUESTION_DAYS)
    done = []
    with acting(actor):
        waiting = Question.objects.select_for_update(of=("self",), skip_locked=True)
        late = waiting.filter(state__in=[state.value for state in OPEN], due_on__lt=today)
        for one in late.order_by("question_id"):
            above = units.by_number(one.at_no).parent
            if above is None or units.by_number(above).level not in ASKED_OF:
                continue
            key = uuid5(_NAMESPACE, f"escalate/{one.question_id}/{one.escalations}/{one.due_on}")
            base.record(Said(actor, now, "", key), one, QuestionVerb.ESCALATED, at=above)
            base.change(one, at_no=above, from_no=one.at_no, due_on=due_on, escalations=one.escalations + 1)
            append(
                actor=actor, verb="questions.question.escalate", subject=f"question:{one.question_id}", unit=above,
                detail={"at": one.at_no},
            )  # fmt: skip
            done.append(one.question_id)
    return done


def forget(*, actor: Actor, now: datetime) -> int:
    """Remove the words of questions that were closed long ago, and of their answers; return how many.

    What it was about, who answered and whether in time stay. A run in which nothing was due leaves its line too. Raises
    NotAllowed; the database lets nobody but the house do it.
    """
    _house(actor)
    with acting(actor):
        with connection.cursor() as cursor:
            before = now - timedelta(days=settings.QUESTION_DETAILS_DAYS)
            cursor.execute("SELECT questions_forget(%s, %s)", [before, now])
            (many,) = cursor.fetchone() or (0,)
        subject = f"day:{localdate(now)}"
        append(
            actor=actor,
            verb="questions.question.forget",
            subject=subject,
            unit=actor.at,
            detail={"questions": int(many)},
        )
    return int(many)


def _house(actor: Actor) -> None:
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
