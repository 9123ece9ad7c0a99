"""A table too long to wait for is asked for, called off, or removed (yêu cầu, hủy, xóa bảng)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from toandan.ground.kernel.actor import Actor
from toandan.record.exports import queries
from toandan.record.exports.models import Export
from toandan.record.exports.operations.base import locked, move, wish_of
from toandan.record.exports.operations.errors import unable
from toandan.record.exports.words import UNDER_WAY, ExportRow, ExportState, Heading, Start, Wish
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting

MOST_KEPT = 10
"""Tables of one officer that are kept at a time; each may take as much room as a film."""


def ask(
    *, actor: Actor, now: datetime, wish: Wish, heading: Heading, client_key: UUID, start: Start
) -> ExportRow:  # fmt: skip
    """Keep that a table is asked for; the same key asks once, and gives back what it asked for.

    Whether the actor may have the table is asked by who makes it, and again when it is taken. `start` puts it before
    the workers, in the same transaction: what waits for a job that was never written would wait for ever. Raises
    UnableToExport.
    """
    with acting(actor):
        mine = queries.of(actor)
        before = mine.filter(client_key=client_key).first()
        if before is not None:
            if wish_of(before) != wish:
                raise unable("key_used")
            return queries.row(before)
        if mine.filter(state__in=[state.value for state in UNDER_WAY]).exists():
            raise unable("one_at_a_time")
        if mine.filter(state=ExportState.READY.value, expires_at__gt=now).count() >= MOST_KEPT:
            raise unable("too_many", most=MOST_KEPT)
        made = Export(
            client_key=client_key, owner_id=actor.officer, owner=actor.name, sheet=wish.sheet,
            arguments=dict(wish.arguments), query=wish.query, form=wish.form, language=wish.language,
            table=heading.table, title=heading.title, about=heading.about, unit_no=heading.unit,
            expected=heading.expected, asked_at=now, expires_at=now + timedelta(days=settings.EXPORT_DAYS),
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            # Another request of the same officer asked in the same moment.
            raise unable("one_at_a_time") from error
        start(made.export_id)
        append(
            actor=actor, verb="exports.export.ask", subject=f"export:{made.export_id}", unit=made.unit_no,
            detail={"table": made.table, "format": made.form},
        )  # fmt: skip
        return queries.row(made)


def cancel(*, actor: Actor, now: datetime, export: int) -> ExportRow:
    """Call off a table that is not ready; whoever writes it stops at the next lines. Again without effect.

    Raises NotThere, UnableToExport.
    """
    with acting(actor):
        one = locked(actor, export)
        if ExportState(one.state) is ExportState.CANCELLED:
            return queries.row(one)
        if ExportState(one.state) not in UNDER_WAY:
            raise unable("over")
        move(one, ExportState.CANCELLED, ended_at=now)
        append(actor=actor, verb="exports.export.cancel", subject=f"export:{export}", unit=one.unit_no)
        return queries.row(one)


def remove(*, actor: Actor, now: datetime, export: int) -> None:
    """Remove a table, whether it was made or not, and all that is kept of it. Raises NotThere, UnableToExport."""
    with acting(actor):
        one = locked(actor, export)
        if ExportState(one.state) in UNDER_WAY:
            raise unable("under_way")
        one.delete()
        append(actor=actor, verb="exports.export.remove", subject=f"export:{export}", unit=one.unit_no)
