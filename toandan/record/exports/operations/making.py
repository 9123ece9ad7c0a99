"""A table is written as the officer who asked for it, and kept until it expires (lập bảng)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo, out_of_room
from toandan.record.exports import queries, rules
from toandan.record.exports.models import Export
from toandan.record.exports.operations import workshop
from toandan.record.exports.operations.base import locked, move, wish_of
from toandan.record.exports.ports import Press, Stopped
from toandan.record.exports.words import UNDER_WAY, ExportRow, ExportState, Made, Reason
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting

MOST_ATTEMPTS = 3
"""Times the work is begun; a table that kills whoever writes it must not do so for ever."""
MOST_BYTES = 512 << 20
"""A larger file belongs to the operator at the machine, not into a browser."""
_TOO_LONG = "too_many_rows"


class _TooLarge(Exception):
    """The file is larger than what is kept."""


def carry_out(*, actor: Actor, now: datetime, export: int, press: Press) -> ExportRow:
    """Write a table and keep it; what stands in the way is kept with it, and told to who asked.

    Work that has ended is not begun again; work that was killed is, from its first line, some few times. Raises
    NotThere, and whatever nobody foresaw, after it was noted.
    """
    with acting(actor):
        one = locked(actor, export)
        if ExportState(one.state) not in UNDER_WAY:
            return queries.row(one)
        if one.attempts >= MOST_ATTEMPTS:
            return _failed(actor, now, one, Reason.INTERRUPTED)
        move(one, ExportState.RUNNING, attempts=one.attempts + 1, rows=0)
    with _noted(actor, now, one), workshop.workshop(export, one.attempts) as folder:
        path = folder / f"{one.table}.{one.form}"
        made = press(
            actor=actor, now=now, wish=wish_of(one), path=path, heard=lambda rows: _heard(actor, one, rows),
        )  # fmt: skip
        if path.stat().st_size > MOST_BYTES:
            raise _TooLarge
        _keep(actor, now, one, path, made)
    with acting(actor):
        return queries.export(actor, export)


def give_up(*, actor: Actor, now: datetime, export: int) -> bool:
    """Note that nobody works on a table any more, so that nobody waits for it; False when it has ended.

    Only the house does: it knows whether anybody does. Raises NotAllowed.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    with acting(actor):
        one = Export.objects.select_for_update(of=("self",)).filter(export_id=export).first()
        if one is None or ExportState(one.state) not in UNDER_WAY:
            return False
        _failed(actor, now, one, Reason.INTERRUPTED)
    return True


@contextmanager
def _noted(actor: Actor, now: datetime, one: Export) -> Iterator[None]:
    """Note why a table was not made. What was foreseen ends here; the rest is also the operator's to see."""
    try:
        yield
    except Stopped:
        return
    except Exception as error:
        with suppress(Error), acting(actor):
            present = locked(actor, one.pk)
            if ExportState(present.state) not in UNDER_WAY or present.attempts != one.attempts:
                # Called off, or begun anew by another: nobody waits for what this one makes.
                return
            _failed(actor, now, present, _reason(error))
        if not isinstance(error, UnableTo | _TooLarge):
            raise


def _reason(error: Exception) -> Reason:
    if out_of_room(error):
        return Reason.DISK_FULL
    if isinstance(error, _TooLarge):
        return Reason.TOO_LARGE
    if isinstance(error, NotAllowed):
        return Reason.NOT_ALLOWED
    if isinstance(error, NotThere):
        return Reason.GONE
    if isinstance(error, UnableTo):
        return Reason.TOO_LONG if error.code == _TOO_LONG else Reason.REFUSED
    return Reason.FAILED


def _failed(actor: Actor, now: datetime, one: Export, reason: Reason) -> ExportRow:
    move(one, ExportState.FAILED, reason=reason.value, ended_at=now, expires_at=_until(now))
    append(
        actor=actor, verb="exports.export.fail", subject=f"export:{one.pk}", unit=one.unit_no,
        detail={"table": one.table, "outcome": reason.value},
    )  # fmt: skip
    return queries.row(one)


def _heard(actor: Actor, one: Export, rows: int) -> None:
    """Note how many rows are written. Raises Stopped when it was called off, or others have begun the work anew."""
    with acting(actor):
        mine = queries.of(actor).filter(pk=one.pk, state=ExportState.RUNNING.value, attempts=one.attempts)
        if not mine.update(rows=rows):
            raise Stopped


def _keep(actor: Actor, now: datetime, one: Export, path: Path, made: Made) -> None:
    """Keep the file with what it was made with; both, or neither."""
    with acting(actor):
        mine = locked(actor, one.pk)
        if ExportState(mine.state) is not ExportState.RUNNING or mine.attempts != one.attempts:
            raise Stopped
        size = workshop.keep(mine, path)
        move(
            mine, ExportState.READY, rows=made.rows, people=made.people, size=size,
            grants=rules.written(actor.grants), ended_at=now, expires_at=_until(now),
        )  # fmt: skip
        append(
            actor=actor, verb="exports.export.make", subject=f"export:{one.pk}", unit=one.unit_no,
            detail={"table": one.table, "rows": made.rows, "people": made.people, "format": one.form},
        )  # fmt: skip


def _until(now: datetime) -> datetime:
    return now + timedelta(days=settings.EXPORT_DAYS)
