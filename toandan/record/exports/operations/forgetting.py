"""Tables that were kept long enough are removed, file and row (xóa bảng hết hạn)."""

from datetime import datetime

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.exports import queries
from toandan.record.exports.models import Export
from toandan.record.exports.operations import workshop
from toandan.record.exports.words import UNDER_WAY
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting


def forget(*, actor: Actor, now: datetime) -> int:
    """Remove every table whose time is over, and what killed workers left on disk; return how many tables.

    A run in which nothing was due leaves its line too. Raises NotAllowed; the database lets nobody but the house do it.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        over = Export.objects.filter(expires_at__lte=now)
        many, _each = over.exclude(state__in=[state.value for state in UNDER_WAY]).delete()
        working = queries.under_way()
        append(
            actor=actor, verb="exports.export.forget", subject=f"day:{localdate(now)}", unit=actor.at,
            detail={"tables": many},
        )  # fmt: skip
    workshop.sweep(working)
    return many
