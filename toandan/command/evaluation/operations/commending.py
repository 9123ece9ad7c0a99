"""Commending a unit for what its sheet shows (biểu dương)."""

from datetime import datetime
from uuid import UUID

from toandan.command.evaluation import queries
from toandan.command.evaluation.models import Commendation
from toandan.command.evaluation.operations.errors import unable
from toandan.command.evaluation.words import EvaluationPermission
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require


def commend(*, actor: Actor, now: datetime, sheet_id: int, words: str, client_key: UUID) -> None:
    """Put a unit on the list of commendations of a period, with the words for it; once a sheet.

    The same key commends once. Raises NotAllowed, SheetUnknown, UnableToEvaluate.
    """
    with acting(actor):
        one = queries.sheet(sheet_id)
        require(actor, EvaluationPermission.SCORE, at=one.kept)
        if actor.at == one.kept and not actor.everywhere:
            raise unable("own_unit")
        if Commendation.objects.filter(client_key=client_key, sheet_id=sheet_id).exists():
            return
        if not one.counts:
            raise unable("superseded")
        if not words.strip():
            raise unable("reason_missing")
        if Commendation.objects.filter(sheet_id=sheet_id).exists():
            raise unable("commended")
        Commendation(
            client_key=client_key, sheet_id=sheet_id, unit_no=one.unit, kept_no=one.kept_no, words=words.strip(),
            given_at=now, given_by=actor.name,
        ).save(force_insert=True)  # fmt: skip
        append(actor=actor, verb="evaluation.unit.commend", subject=f"score_sheet:{sheet_id}", unit=one.kept)
