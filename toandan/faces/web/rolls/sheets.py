"""The imports so far as a file (xuất bảng các lần nhập danh sách)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.faces.web.rolls import parts
from toandan.record.rolls import queries
from toandan.record.rolls.words import RollsPermission
from toandan.sheets.tables import Column, Kind, Row, Table

PAGE = 500
RUNS = Table(
    "imports",
    _("Imports so far"),
    (
        Column("file", _("File")),
        Column("state", _("State")),
        Column("rows", _("Rows"), Kind.COUNT),
        Column("accepted", _("Accepted"), Kind.COUNT),
        Column("wrong", _("Wrong"), Kind.COUNT),
        Column("duplicates", _("Duplicates"), Kind.COUNT),
        Column("by", _("Sent by")),
        Column("at", _("Sent at"), Kind.MOMENT),
    ),
)


@sheet(permission=RollsPermission.IMPORT)
def runs(request: Asking) -> Sheet:
    """Hand out the imports of the officer's units, the newest first."""
    return Sheet(RUNS, _rows(request), request.unit.number, request.unit.name_vi)


def _rows(request: Asking) -> Iterator[Row]:
    before = None
    while found := queries.run_rows(actor=request.actor, limit=PAGE, before=before):
        for row in found:
            yield (
                row.file_name, parts.state(row)["label"], row.rows, row.accepted, row.refused, row.duplicates,
                row.actor, row.created_at,
            )  # fmt: skip
        before = found[-1].run
