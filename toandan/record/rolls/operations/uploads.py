"""Rolls that come through the page: taken in, looked at, given a choice, carried out by a job (tải lên danh sách)."""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed, UnableTo, out_of_room
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.adapters.vault import Vault
from toandan.record.rolls.models import Run
from toandan.record.rolls.operations import errors, runs
from toandan.record.rolls.operations.days import require_come
from toandan.record.rolls.operations.importing import import_roll
from toandan.record.rolls.operations.mapping import places_of
from toandan.record.rolls.queries import RunUnknown
from toandan.record.rolls.rules import headings as rules
from toandan.record.rolls.words import UNDER_WAY, ImportChoice, ImportReport, Mode, RollsPermission, RunState

MOST_BYTES = 300 * 2**20
"""The largest file a page takes; the operator's command takes larger ones."""


def receive(*, actor: Actor, now: datetime, chunks: Iterable[bytes], file_name: str) -> int:
    """Keep an uploaded file and return its run; the same content again is the same run.

    Raises UnableToRead when it is no roll, UnableToImport when it is too large, NotAllowed.
    """
    with acting(actor):
        require(actor, RollsPermission.IMPORT, at=actor.at)
    try:
        part, digest = _keep(chunks)
    except OSError as error:
        if not out_of_room(error):
            raise
        raise errors.UnableToImport(errors.DISK_FULL, code="rolls.disk_full") from error
    try:
        file = open_roll(part)
        vault = Vault(digest, actor.at)
        vault.open()
        run = runs.begin(
            actor=actor,
            now=now,
            digest=digest,
            file_name=Path(file_name).name[:200],
            nature=file.nature,
            headings=[heading.replace("\x00", "") for heading in file.headings],
        )
        part.replace(vault.upload)
    finally:
        part.unlink(missing_ok=True)
    return int(run.run_id)


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Return which heading each column of the roll is guessed to be."""
    known = list(headings)
    return {column.value: known[place] for column, place in rules.guess(known).items()}


def choose(*, actor: Actor, now: datetime, run: int, choice: ImportChoice) -> None:
    """Keep what was chosen for a run and put it in the queue; raises UnableToImport when day or mapping do not fit."""
    row = _row(actor, run)
    with acting(actor):
        require(actor, RollsPermission.IMPORT, at=row.unit_no)
    require_come(choice.on, now)
    if not Vault(row.digest, row.unit_no).upload.exists():
        raise errors.UnableToImport(errors.UPLOAD_GONE, code="rolls.upload_gone")
    places_of(row.headings, choice.mapping)
    with acting(actor):
        runs.choose(actor, row, choice, choice.mapping)
        runs.move(actor, row, RunState.QUEUED, reason="")
        detail: dict[str, str | int | bool | None] = {"mode": choice.mode.value, "dry_run": choice.dry_run}
        append(actor=actor, verb="rolls.roll.queue", subject=f"roll:{run}", unit=row.unit_no, detail=detail)


def carry_out(*, actor: Actor, now: datetime, run: int) -> ImportReport:
    """Carry out a queued run as its choice says; whatever stops it is noted in the run and raised.

    Raises UnableToImport or RunUnknown when the actor is not who queued it.
    """
    row = _asked_for(actor, run)
    vault = Vault(row.digest, row.unit_no)
    on = row.on_day
    if on is None:
        raise errors.UnableToImport(errors.RUN_UNKNOWN, code="rolls.run_unknown")
    choice = ImportChoice(on, dict(row.mapping), Mode(row.mode), row.max_duplicates, row.dry_run)
    try:
        return import_roll(actor=actor, now=now, path=vault.upload, choice=choice, file_name=row.file_name)
    except UnableTo:
        runs.fail(actor, row, "crash")
        raise


def give_up(*, actor: Actor, now: datetime, run: int) -> bool:
    """Note that nobody works on a run any more, so that nobody waits for it; False when it has ended or somebody does.

    What is in the register stays there, and the same file goes on behind it. Only the house gives up: it knows whether
    a job is left. Raises NotAllowed, RunUnknown.
    """
    if not actor.everywhere:
        raise NotAllowed("You may not do this.", code="not_allowed")
    row = _row(actor, run)
    # Whoever imports holds the file, an operator at the machine too.
    if not runs.hold(row.digest):
        return False
    try:
        with acting(actor):
            present = Run.objects.select_for_update(of=("self",)).get(run_id=run)
            if RunState(present.state) not in UNDER_WAY:
                return False
            runs.move(actor, present, RunState.FAILED, reason="interrupted")
            append(actor=actor, verb="rolls.roll.give_up", subject=f"roll:{run}", unit=row.unit_no)
    finally:
        runs.release(row.digest)
    return True


def _asked_for(actor: Actor, run: int) -> Run:
    """Return the run the actor queued; a job that names anybody else is journalled and refused.

    The queue says in whose name a job runs, and smuggled SQL can write it; only the run is kept by policies.
    """
    try:
        row = _row(actor, run)
        if (row.mover_id, row.mover) != (actor.officer, actor.name):
            raise errors.UnableToImport(errors.NOT_ASKED, code="rolls.not_asked")
    except UnableTo as error:
        house = the_house("jobs")
        with acting(house):
            detail: dict[str, str | int | bool | None] = {"officer": actor.officer, "why": error.code}
            append(actor=house, verb="rolls.roll.refuse_job", subject=f"roll:{run}", unit=actor.at, detail=detail)
        raise
    return row


def _row(actor: Actor, run: int) -> Run:
    with acting(actor):
        row = Run.objects.filter(run_id=run).first()
    if row is None:
        raise RunUnknown(errors.RUN_UNKNOWN, code="rolls.run_unknown")
    return row


def _keep(chunks: Iterable[bytes]) -> tuple[Path, str]:
    """Write the chunks to a file of this account's own; return it and the SHA-256 of its content."""
    folder = Path(settings.STATE_DIR) / "rolls"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f"upload-{os.getpid()}-{os.urandom(6).hex()}.part"
    total = hashlib.sha256()
    size = 0
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    values = {"most": MOST_BYTES // 2**20}
                    raise errors.UnableToImport(errors.FILE_TOO_LARGE, code="rolls.file_too_large", values=values)
                total.update(chunk)
                out.write(chunk)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part, total.hexdigest()
