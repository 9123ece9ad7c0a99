"""Taking what is late one level up (báo cáo cấp trên)."""

from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.difficulties.models import Difficulty
from toandan.work.difficulties.operations import base
from toandan.work.difficulties.queries.sheets import row_of
from toandan.work.difficulties.words import WAITING, DifficultyRow, DifficultyState, DifficultyVerb
from toandan.work.directives.words import Place

_NAMESPACE = UUID("b7a54f0e-2a5d-4b86-9f52-0f1d3c7c6a41")


def escalate(*, actor: Actor, now: datetime) -> list[DifficultyRow]:
    """Take every difficulty that is late one level up, with a clock of its own; return how they stand now.

    The house does it, every night. What is late at the highest level stays there, late. Raises NotAllowed.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    today = localdate(now)
    due_on = after_working_days(today, settings.DIFFICULTY_DAYS)
    done = []
    with acting(actor):
        waiting = Difficulty.objects.select_for_update(of=("self",), skip_locked=True)
        late = waiting.filter(state__in=[state.value for state in WAITING], due_on__lt=today)
        for one in late.order_by("difficulty_id"):
            desk = base.above(Place(one.desk_no))
            if desk is None:
                continue
            key = uuid5(_NAMESPACE, f"escalate/{one.difficulty_id}/{one.escalations}/{one.due_on}")
            base.change(
                one, state=DifficultyState.RAISED.value, desk_no=desk, at_no=desk, at_body=False, due_on=due_on,
                escalations=one.escalations + 1,
            )  # fmt: skip
            base.record(Said(actor, now, "", key), one.difficulty_id, DifficultyVerb.ESCALATED, at=desk)
            append(
                actor=actor, verb="difficulties.difficulty.escalate", subject=f"difficulty:{one.difficulty_id}",
                unit=desk, detail={"at": one.at_no},
            )  # fmt: skip
            done.append(one.difficulty_id)
        found = Difficulty.objects.filter(difficulty_id__in=done).order_by("difficulty_id")
        return [row_of(one) for one in found]
