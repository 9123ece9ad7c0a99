"""Keeps the row of an import run: finds or makes it, moves it along its life cycle, notes its progress."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import Error, connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.rolls.models import Batch, Run
from toandan.record.rolls.operations import errors
from toandan.record.rolls.states import may_move
from toandan.record.rolls.words import ImportChoice, RollsPermission, RunState


def begin(
    *, actor: Actor, now: datetime, digest: str, file_name: str, nature: Mapping[str, str], headings: list[str]
) -> Run:
    """Return the run of this content at the actor's unit, making it when it is new; a known one stays as it is."""
    with acting(actor):
        require(actor, RollsPermission.IMPORT, at=actor.at)
        known = Run.objects.filter(digest=digest, unit_no=actor.at).first()
        if known is not None:
            return known
        made = Run.objects.create(
            unit_no=actor.at,
            digest=digest,
            file_name=file_name,
            nature=dict(nature),
            headings=headings,
            actor=actor.name,
            actor_id=actor.officer,
            mover=actor.name,
            mover_id=actor.officer,
            created_at=now,
        )
        append(actor=actor, verb="rolls.roll.receive", subject=f"roll:{made.run_id}", unit=actor.at)
    return made


def move(actor: Actor, run: Run, target: RunState, **changes: Any) -> None:
    """Move a run to a state the table of moves allows, with what else changes at that moment."""
    source = RunState(run.state)
    if not may_move(source, target):
        values = {"source": source.value, "target": target.value}
        raise errors.UnableToImport(errors.MOVE_UNKNOWN, code="rolls.move_unknown", values=values)
    note(actor, run, state=target.value, **changes)


def note(actor: Actor, run: Run, **changes: Any) -> None:
    """Note something about a run, and who did; in a transaction of its own so that a page can see it at once."""
    changes |= {"mover": actor.name, "mover_id": actor.officer}
    for name, value in changes.items():
        setattr(run, name, value)
    with acting(actor):
        Run.objects.filter(run_id=run.run_id).update(**changes)


def fail(actor: Actor, run: Run, reason: str) -> None:
    """Note that a run stopped; where not even that can be written, the run shows as under way until it is resumed."""
    with suppress(Error):
        note(actor, run, state=RunState.FAILED.value, reason=reason)


def choose(actor: Actor, run: Run, choice: ImportChoice, mapping: Mapping[str, str]) -> None:
    """Keep what was chosen for this run, unless a part of it is in the register under an earlier choice.

    Either way the run is the actor's from here on, whoever brought it or left it half done.
    """
    if done_batches(actor, run):
        note(actor, run)
        return
    note(
        actor,
        run,
        on_day=choice.on,
        mode=choice.mode.value,
        max_duplicates=choice.max_duplicates,
        dry_run=choice.dry_run,
        mapping=dict(mapping),
    )


def done_batches(actor: Actor, run: Run) -> dict[int, Batch]:
    """Return the batches that are in the register, by number."""
    with acting(actor):
        return {batch.number: batch for batch in Batch.objects.filter(run_id=run.run_id)}


def note_batch(run: Run, *, number: int, accepted: int, entry: int, now: datetime) -> None:
    """Note a batch as written; belongs into the transaction that writes it."""
    Batch.objects.create(
        run_id=run.run_id, number=number, unit_no=run.unit_no, accepted=accepted, entry_id=entry, done_at=now
    )


def hold(digest: str) -> bool:
    """Take the file for this process until `release` or its end; False when another one is at it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_lock_number(digest)])
        row = cursor.fetchone()
    return bool(row and row[0])


def release(digest: str) -> None:
    """Give the file back; a connection that is gone has given it back already."""
    with suppress(Error), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_lock_number(digest)])


def _lock_number(digest: str) -> int:
    return int(digest[:15], 16)
