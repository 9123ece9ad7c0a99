"""Answering a difficulty, accepting the answer or not, taking it back (trả lời, chấp nhận, nêu lại, rút)."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Difficulty
from toandan.work.difficulties.operations import base
from toandan.work.difficulties.operations.errors import unable
from toandan.work.difficulties.words import DifficultiesPermission, DifficultyState, DifficultyVerb


def answer(*, actor: Actor, now: datetime, difficulty: int, text: str, client_key: UUID) -> None:
    """Answer in the name of the unit or body it was put to; whether within the clock is kept with the answer.

    The same key changes nothing. Raises NotAllowed, DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, text, client_key)
    with acting(actor):
        one = base.locked(difficulty)
        base.on_behalf(actor, DifficultiesPermission.ANSWER, base.asked_of(one))
        if base.repeated(said, difficulty, DifficultyVerb.ANSWERED):
            return
        if not text.strip():
            raise unable("answer_missing")
        base.fits(DifficultyVerb.ANSWERED, one, text)
        # What had to go one level up was not answered within the clock, however quick that level was.
        in_time = localdate(now) <= one.due_on and not one.escalations
        base.record(said, difficulty, DifficultyVerb.ANSWERED)
        base.change(
            one, state=DifficultyState.ANSWERED.value, answer=text.strip(), answer_search=rules.folded(text),
            answered_at=now, answered_by=actor.name, in_time=in_time,
        )  # fmt: skip
        append(
            actor=actor, verb="difficulties.difficulty.answer", subject=f"difficulty:{difficulty}", unit=one.at_no,
            detail={"overdue": not in_time},
        )  # fmt: skip


def accept(*, actor: Actor, now: datetime, difficulty: int, client_key: UUID, note: str = "") -> None:
    """Say, as who raised it, that the answer resolves it. The same key changes nothing.

    Raises NotAllowed, DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, note, client_key)
    with acting(actor):
        one = _own(said, difficulty)
        if base.repeated(said, difficulty, DifficultyVerb.ACCEPTED):
            return
        base.fits(DifficultyVerb.ACCEPTED, one, said.reason)
        base.change(one, state=DifficultyState.ACCEPTED.value, settled_at=now)
        base.record(said, difficulty, DifficultyVerb.ACCEPTED)
        append(actor=actor, verb="difficulties.difficulty.accept", subject=f"difficulty:{difficulty}", unit=one.unit_no)


def reopen(*, actor: Actor, now: datetime, difficulty: int, reason: str, client_key: UUID) -> None:
    """Say, as who raised it, why the answer does not resolve it; the clock begins anew. The same key changes nothing.

    Raises NotAllowed, DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = _own(said, difficulty)
        if base.repeated(said, difficulty, DifficultyVerb.REOPENED):
            return
        base.fits(DifficultyVerb.REOPENED, one, said.reason)
        due_on = after_working_days(localdate(now), settings.DIFFICULTY_DAYS)
        base.change(one, state=DifficultyState.REOPENED.value, due_on=due_on)
        base.record(said, difficulty, DifficultyVerb.REOPENED)
        append(actor=actor, verb="difficulties.difficulty.reopen", subject=f"difficulty:{difficulty}", unit=one.unit_no)


def withdraw(*, actor: Actor, now: datetime, difficulty: int, reason: str, client_key: UUID) -> None:
    """Take a difficulty back, as who raised it, before it was answered. The same key changes nothing.

    Raises NotAllowed, DifficultyUnknown, UnableToResolve.
    """
    said = Said(actor, now, reason, client_key)
    with acting(actor):
        one = _own(said, difficulty)
        if base.repeated(said, difficulty, DifficultyVerb.WITHDRAWN):
            return
        base.fits(DifficultyVerb.WITHDRAWN, one, said.reason)
        base.change(one, state=DifficultyState.WITHDRAWN.value, settled_at=now)
        base.record(said, difficulty, DifficultyVerb.WITHDRAWN)
        append(
            actor=actor, verb="difficulties.difficulty.withdraw", subject=f"difficulty:{difficulty}", unit=one.unit_no
        )


def _own(said: Said, difficulty: int) -> Difficulty:
    """Return the difficulty if the actor works for whoever raised it. Raises NotAllowed, DifficultyUnknown."""
    one = base.locked(difficulty)
    base.on_behalf(said.actor, DifficultiesPermission.RAISE, base.raiser_of(one))
    return one
