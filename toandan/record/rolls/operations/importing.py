"""Takes a roll into the register: check the whole file, then write it batch by batch (nhập danh sách).

The whole file is checked before the first row is written. Each batch is one transaction: people, claims, the ledger's
posting, and the note that the batch is done. A killed import goes on where it stopped when the same file comes again;
a file that is in already changes nothing. A batch's ledger key follows from the file's content and the batch's place in
it, so that even a lost note could not double anybody.
"""

import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl
from django.db import connections

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import UnableTo, out_of_room
from toandan.record.journal.operations import append
from toandan.record.ledger.operations import UnableToPost
from toandan.record.officers.operations import acting
from toandan.record.rolls.adapters.opening import open_roll
from toandan.record.rolls.adapters.vault import Vault, sweep
from toandan.record.rolls.models import Run
from toandan.record.rolls.operations import errors, runs
from toandan.record.rolls.operations.ahead import ahead
from toandan.record.rolls.operations.checking import Pass, Tally
from toandan.record.rolls.operations.days import elsewhen, require_come
from toandan.record.rolls.operations.indexes import OWNER, owner_login, restore_indexes, without_secondary, worthwhile
from toandan.record.rolls.operations.mapping import places_of
from toandan.record.rolls.operations.opening import batch_key, is_empty, write_batch
from toandan.record.rolls.ports import RollFile
from toandan.record.rolls.queries.reports import report
from toandan.record.rolls.rules.checks import Checker
from toandan.record.rolls.words import (
    BatchProgress,
    DuplicateShare,
    FindingCode,
    ImportChoice,
    ImportReport,
    Mode,
    RollColumn,
    RollsPermission,
    RunState,
    Weight,
)
from toandan.record.units import queries as units

Progress = Callable[[BatchProgress], None]
_DUPLICATES = [code.value for code in FindingCode if code.weight is Weight.DUPLICATE]


@dataclass(slots=True)
class _Import:
    """One run under way."""

    actor: Actor
    now: datetime
    file: RollFile
    digest: str
    choice: ImportChoice
    run: Run
    vault: Vault
    progress: Progress

    def tell(self, stage: RunState, done: int, rows: int) -> None:
        self.progress(BatchProgress(stage, done, rows))


def import_roll(
    *,
    actor: Actor,
    now: datetime,
    path: Path,
    choice: ImportChoice,
    file_name: str = "",
    on_progress: Progress | None = None,
) -> ImportReport:
    """Import a file of people, or with `choice.dry_run` only say what would happen.

    Returns the report, whatever became of the rows: `state` is done, checked (dry run) or refused with a `reason`.
    Raises UnableToRead for a file that is no roll, UnableToImport when day, columns or choice do not fit, NotAllowed.
    """
    started = time.monotonic()
    require_come(choice.on, now)
    file = open_roll(path, tuple(choice.mapping.values()))
    if not runs.hold(file.digest):
        raise errors.UnableToImport(errors.BEING_IMPORTED, code="rolls.being_imported")
    try:
        sweep(now)
        run = runs.begin(
            actor=actor,
            now=now,
            digest=file.digest,
            file_name=file_name or path.name,
            nature=file.nature,
            headings=list(file.headings),
        )
        repeated = run.state == RunState.DONE.value
        if not repeated:
            vault = Vault(file.digest, actor.at)
            vault.open()
            progress = on_progress or (lambda _: None)
            _carry_out(_Import(actor, now, file, file.digest, choice, run, vault, progress))
        seconds = round(time.monotonic() - started, 3)
        return report(actor=actor, run=run.run_id, repeated=repeated, seconds=seconds)
    finally:
        runs.release(file.digest)


def _carry_out(work: _Import) -> None:
    places = places_of(work.file.headings, work.choice.mapping)
    if work.choice.dry_run and runs.done_batches(work.actor, work.run):
        return
    runs.choose(work.actor, work.run, work.choice, {c.value: work.file.headings[p] for c, p in places.items()})
    try:
        if not _is_checked(work):
            _check(work, places)
            if not _decide(work):
                return
        _write(work)
    except UnableTo as error:
        runs.fail(work.actor, work.run, "ledger" if isinstance(error, UnableToPost) else "crash")
        raise
    except Exception as error:
        full = out_of_room(error)
        if full:
            # A failed run is checked anew; what it has laid down takes the room that is missing.
            work.vault.clear("good")
        runs.fail(work.actor, work.run, "disk" if full else "crash")
        raise


def _is_checked(work: _Import) -> bool:
    """Tell whether an earlier process got past pass 1 and its checked blocks are all still here."""
    whole = len(work.vault.numbers("good")) == int(work.run.nature.get("blocks", -1))
    return work.run.state == RunState.WRITING.value and whole and not work.choice.dry_run


def _check(work: _Import, places: dict[RollColumn, int]) -> None:
    """Run pass 1 and keep what it found in the run."""
    runs.move(work.actor, work.run, RunState.CHECKING, reason="", rows_read=0)
    done = runs.done_batches(work.actor, work.run)
    on = work.run.on_day or work.choice.on
    scope = _scope(work.actor)
    checker = Checker(
        on=on,
        units=units.any_year_table(on),
        scope=scope,
        places=_known_places(),
        elsewhen=elsewhen(on=on, scope=scope),
    )
    reading = Pass(
        actor=work.actor,
        file=work.file,
        places=places,
        checker=checker,
        vault=work.vault,
        compare=not is_empty(work.actor),
        skip=frozenset(done),
    )
    estimate = work.file.estimate

    def tick(rows: int) -> None:
        work.tell(RunState.CHECKING, rows, max(estimate, rows))
        runs.note(work.actor, work.run, rows_read=rows, rows=max(estimate, rows))

    tally = reading.run(tick)
    # The estimate has done its work: empty lines and lines of unequal length leave it beside the truth.
    work.tell(RunState.CHECKING, tally.rows, tally.rows)
    _keep(work, tally)


def _keep(work: _Import, tally: Tally) -> None:
    columns = ("line", "column", "value", "code", "detail")
    kept = [(f.line, f.column, f.value, f.code, f.detail) for f in (*tally.summary(), *tally.kept)]
    work.vault.keep(work.vault.findings, pl.DataFrame(kept, schema=list(columns), orient="row"))
    runs.note(
        work.actor,
        work.run,
        rows=tally.rows,
        rows_read=tally.rows,
        accepted=tally.good,
        refused=tally.refused,
        duplicates=tally.duplicates,
        warnings=tally.warnings,
        counts=dict(tally.counts) | {"blocking": tally.blocking},
        nature=work.run.nature | {"blocks": str(tally.blocks)},
    )


def _decide(work: _Import) -> bool:
    """Decide after pass 1 whether the file is written; if not, move the run to where it ends."""
    run = work.run
    reason = ""
    if DuplicateShare(run.duplicates, run.rows).exceeds(run.max_duplicates):
        reason = "duplicates"
    elif run.counts["blocking"] and run.mode == Mode.ALL_OR_NOTHING.value:
        reason = "errors"
    elif not run.accepted and not run.duplicates:
        reason = "nothing"
    resumed = bool(runs.done_batches(work.actor, run))
    if run.dry_run and not resumed:
        runs.move(work.actor, run, RunState.CHECKED, reason=reason, finished_at=work.now)
    elif reason and not resumed:
        runs.move(work.actor, run, RunState.REFUSED, reason=reason, accepted=0, finished_at=work.now)
    else:
        runs.move(work.actor, run, RunState.WRITING)
        return True
    work.vault.clear("good")
    return False


def _write(work: _Import) -> None:
    """Run pass 2: write what is not written yet, then finish."""
    done = runs.done_batches(work.actor, work.run)
    numbers = work.vault.numbers("good")
    if work.actor.everywhere:
        restore = not worthwhile(work.run.accepted)
        if restore:
            restore_indexes()
        bare = nullcontext(False) if restore else without_secondary(now=work.now)
    else:
        bare = nullcontext(False)
    with bare as straight:
        written = sum(batch.accepted for batch in done.values())
        waiting = [number for number in numbers if number not in done]
        write = partial(_write_straight if straight else _write_one, work)
        # The program's login has one connection for this work; the owner's opens one for each of the two threads.
        for accepted in ahead(write, waiting) if straight else map(write, waiting):
            written += accepted
            work.tell(RunState.WRITING, written, work.run.accepted)
    with acting(work.actor):
        changes = {"finished_at": work.now, "accepted": written}
        runs.move(work.actor, work.run, RunState.DONE, **changes)
        detail = {"rows": work.run.rows, "accepted": written, "refused": work.run.refused}
        append(
            actor=work.actor,
            verb="rolls.roll.import",
            subject=f"roll:{work.run.run_id}",
            unit=work.actor.at,
            detail=detail,
        )
    work.vault.clear("good")


def _write_straight(work: _Import, number: int) -> int:
    """Write a batch under the owner's login, in a thread of its own."""
    try:
        with owner_login():
            return _write_one(work, number, straight=True)
    finally:
        connections[OWNER].close()


def _write_one(work: _Import, number: int, straight: bool = False) -> int:
    # People of one unit lie side by side in the table, which keeps the pages a list of that unit reads few.
    frame = work.vault.read("good", number).drop("line").sort("unit_no", maintain_order=True)
    if frame.is_empty():
        return 0
    with acting(work.actor):
        written = write_batch(
            actor=work.actor,
            now=work.now,
            frame=frame,
            occurred_on=work.run.on_day or work.choice.on,
            client_key=batch_key(f"{work.digest}:{work.actor.at}", number),
            reason=f"roll:{work.run.run_id}",
            straight=straight,
        )
        runs.note_batch(work.run, number=number, accepted=frame.height, entry=written.entry, now=work.now)
    return frame.height


def _scope(actor: Actor) -> tuple[tuple[int, int], ...] | None:
    return None if actor.everywhere else actor.ranges(RollsPermission.IMPORT)


def _known_places() -> frozenset[str]:
    return frozenset(units.place_codes())
