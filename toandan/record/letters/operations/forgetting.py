"""Removing what old letters say (xóa nội dung công văn cũ)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.letters.words import Forgotten, LettersPermission
from toandan.record.officers.operations import acting, require


def forget(*, actor: Actor, now: datetime) -> Forgotten:
    """Cut letters off after their signature, once they have been acted on for as long as the setting says.

    How long that is, `LETTER_DETAILS_DAYS` says: for a letter that came from the moment it was acted on, for one of
    ours from the moment it was known to have come to its peer. Number, signature, SHA-256 and what became of it stay.
    A run in which nothing was old leaves its line too. Raises NotAllowed; the database lets nobody but the house do it.
    """
    days = settings.LETTER_DETAILS_DAYS
    with acting(actor):
        require(actor, LettersPermission.WRITE, at=actor.at)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM letters_forget(%s, %s)", [now - timedelta(days=days), now])
            done = Forgotten(*(int(count) for count in cursor.fetchone()))
        detail: dict[str, str | int | bool | None] = {
            "sent": done.sent, "received": done.received, "kept": done.kept, "days": days,
        }  # fmt: skip
        append(
            actor=actor, verb="letters.letter.forget", subject=f"day:{timezone.localdate(now)}", unit=actor.at,
            detail=detail,
        )  # fmt: skip
    return done
