"""Keeping files with a difficulty or its answer, encrypted (lưu tệp đính kèm)."""

from datetime import datetime
from uuid import UUID

from toandan.ground import files
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.said import Said
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
from toandan.record.tables import kept
from toandan.work.difficulties.models import Attachment, Difficulty
from toandan.work.difficulties.operations import base
from toandan.work.difficulties.operations.errors import unable
from toandan.work.difficulties.words import DifficultiesPermission, DifficultyVerb
from toandan.work.directives.queries import reaches


def attach(*, actor: Actor, now: datetime, difficulty: int, name: str, content: bytes, client_key: UUID) -> int:
    """Keep a file with a difficulty, as who raised it or as who must answer it, encrypted; return its number.

    The same key returns the file it kept. Raises NotAllowed, DifficultyUnknown, UnableToResolve: too large, of another
    type, or active.
    """
    said = Said(actor, now, "", client_key)
    with acting(actor):
        one = base.locked(difficulty)
        answering = _answering(actor, one)
        done = Attachment.objects.filter(client_key=client_key).first()
        if done is not None:
            if done.difficulty_id != difficulty:
                raise unable("key_used")
            return done.attachment_id
        base.fits(DifficultyVerb.ATTACHED, one, "")
        if trouble := files.trouble(content):
            raise unable(trouble)
        made = Attachment(difficulty_id=difficulty, answering=answering, **kept(said, name, content))
        made.save(force_insert=True)
        base.record(said, difficulty, DifficultyVerb.ATTACHED)
        append(
            actor=actor, verb="difficulties.file.attach", subject=f"difficulty:{difficulty}",
            unit=one.at_no if answering else one.unit_no, detail={"size": len(content), "sha256": made.sha256},
        )  # fmt: skip
    return made.attachment_id


def _answering(actor: Actor, one: Difficulty) -> bool:
    """Tell as whom the actor attaches: with the answer, or as who raised it. Raises NotAllowed."""
    asked = base.asked_of(one)
    if actor.at == asked.number and reaches(actor, DifficultiesPermission.ANSWER, asked):
        return True
    base.on_behalf(actor, DifficultiesPermission.RAISE, base.raiser_of(one))
    return False
