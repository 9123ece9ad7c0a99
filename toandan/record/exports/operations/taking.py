"""A table that is ready is taken, by nobody but who asked for it (tải bảng)."""

import tempfile
from datetime import datetime
from typing import IO

from toandan.ground.kernel.actor import Actor
from toandan.record.exports import queries, rules
from toandan.record.exports.operations import workshop
from toandan.record.exports.operations.errors import unable
from toandan.record.exports.words import ExportRow, ExportState
from toandan.record.journal.operations import take_sheet
from toandan.record.officers.operations import acting


def take(*, actor: Actor, now: datetime, export: int) -> tuple[ExportRow, IO[bytes]]:
    """Return a table and its file, opened and without a name on disk; every taking has its line in the journal.

    The file is whole before anything of it is handed on. Raises NotThere, and UnableToExport when it is not ready, has
    expired, or was made with rights the actor has lost since.
    """
    with acting(actor):
        one = queries.found(actor, export)
        row = queries.row(one)
        if row.state is not ExportState.READY:
            raise unable("not_ready")
        if not row.ready(now):
            raise unable("expired")
        if not rules.still_held(one.grants, actor):
            raise unable("rights_changed")
        handle = tempfile.TemporaryFile()  # noqa: SIM115 - whoever answers closes it
        try:
            workshop.fetch(one, handle)
            take_sheet(actor=actor, table=one.table, unit=one.unit_no, rows=one.rows, people=one.people, form=one.form)
        except BaseException:
            handle.close()
            raise
    handle.seek(0)
    return row, handle
