"""What became of an import run (kết quả nhập)."""

from collections.abc import Sequence

import polars as pl

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.queries import reading
from toandan.record.rolls.adapters.vault import Vault
from toandan.record.rolls.models import Batch, Run
from toandan.record.rolls.words import UNDER_WAY, FindingCode, FindingRow, ImportReport, RunRow, RunState

SHOWN = 100
"""So many findings a report carries; the spreadsheet of refused rows holds them all."""


class RunUnknown(NotThere):
    """There is no such import run in the actor's scope."""


def report(*, actor: Actor, run: int, repeated: bool = False, seconds: float = 0.0) -> ImportReport:
    """Return the report of a run; raise RunUnknown outside the scope."""
    with reading(actor):
        row = _row(run)
        entries = list(Batch.objects.filter(run_id=run).order_by("number").values_list("entry_id", flat=True))
    findings = _findings(row)
    return ImportReport(
        run=row.run_id,
        state=RunState(row.state),
        reason=row.reason,
        rows=row.rows,
        accepted=row.accepted,
        refused=row.refused,
        duplicates=row.duplicates,
        warnings=row.warnings,
        entries=tuple(entry for entry in entries if entry is not None),
        counts={code: many for code, many in row.counts.items() if code != "blocking"},
        findings=tuple(f for f in findings if f.code != FindingCode.COLUMN_BAD)[:SHOWN],
        summary=tuple(f for f in findings if f.code == FindingCode.COLUMN_BAD),
        repeated=repeated,
        seconds=seconds,
        source=row.nature,
    )


def run_row(*, actor: Actor, run: int) -> RunRow:
    """Return one run; raise RunUnknown outside the scope."""
    with reading(actor):
        return _typed(_row(run))


def run_rows(*, actor: Actor, limit: int = 50, before: int | None = None) -> list[RunRow]:
    """Return the newest runs in the scope, newest first; `before` is the number to go on below."""
    with reading(actor):
        rows = Run.objects.order_by("-run_id")
        if before is not None:
            rows = rows.filter(run_id__lt=before)
        return [_typed(row) for row in rows[:limit]]


def under_way(*, actor: Actor) -> list[int]:
    """Return the numbers of the runs in the scope that wait for a worker or have one, the oldest first."""
    with reading(actor):
        waiting = Run.objects.filter(state__in=[state.value for state in UNDER_WAY])
        return list(waiting.order_by("run_id").values_list("run_id", flat=True))


def _row(run: int) -> Run:
    row = Run.objects.filter(run_id=run).first()
    if row is None:
        raise RunUnknown("There is no such import in your unit.", code="rolls.run_unknown")
    return row


def _typed(row: Run) -> RunRow:
    return RunRow(
        run=row.run_id,
        unit=row.unit_no,
        digest=row.digest,
        file_name=row.file_name,
        source=row.nature,
        headings=tuple(row.headings),
        mapping=row.mapping,
        on=row.on_day,
        mode=row.mode,
        max_duplicates=row.max_duplicates,
        dry_run=row.dry_run,
        state=RunState(row.state),
        reason=row.reason,
        rows=row.rows,
        rows_read=row.rows_read,
        accepted=row.accepted,
        refused=row.refused,
        duplicates=row.duplicates,
        warnings=row.warnings,
        actor=row.actor,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


def _findings(row: Run) -> Sequence[FindingRow]:
    file = Vault(row.digest, row.unit_no).findings
    if not file.exists():
        return ()
    return [FindingRow(*values) for values in pl.read_ipc(file).iter_rows()]
