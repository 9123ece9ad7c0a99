"""The words of tables made in the background, in both languages (nhãn)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from toandan.record.exports.words import ExportState, Reason

Text = Promise | str

STATES: Mapping[ExportState, Text] = {
    ExportState.QUEUED: _("waiting"),
    ExportState.RUNNING: _("being made"),
    ExportState.READY: _("ready"),
    ExportState.FAILED: _("not made"),
    ExportState.CANCELLED: _("cancelled by you"),
}
REASONS: Mapping[Reason, Text] = {
    Reason.INTERRUPTED: _(
        "The work was interrupted several times, by a restart or a failure of the machine. Ask again."
    ),
    Reason.DISK_FULL: _("The disk is full, so nothing was kept. Tell the operator, and ask again when there is room."),
    Reason.TOO_LONG: _("The table has more lines than a file of this kind bears. Take it as CSV, or narrow it first."),
    Reason.TOO_LARGE: _("The file grew larger than what is kept here. Narrow the list first."),
    Reason.NOT_ALLOWED: _("You may not take this table any more: your posts have changed since you asked."),
    Reason.GONE: _("What the table was asked about is not there any more."),
    Reason.REFUSED: _("The table cannot be made as it was asked for. Open its page and ask again."),
    Reason.FAILED: _("Something went wrong while the table was written. The operator sees it in the log; ask again."),
}
