"""Keeping files with a difficulty or its answer, encrypted (lưu tệp đính kèm)."""

from datetime import datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

from django.conf import settings

from toandan.ground import files
from toandan.ground.envelopes import seal
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting
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
    said = base.Said(actor, now, "", client_key)
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
        media_type, end = cast("tuple[str, str]", files.type_of(content))
        made = Attachment(
            client_key=client_key, difficulty_id=difficulty, answering=answering, name=files.file_name(name, end),
            media_type=media_type, size=len(content), sha256=sha256(content).hexdigest(), added_at=now,
            added_by=actor.name, content=seal(content, secret=settings.DOCUMENTS_KEY, about=str(client_key)),
        )  # fmt: skip
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
