"""What the pages show of a table, laid out for their templates."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.record.exports import labels
from toandan.record.exports.words import ExportRow, ExportState

_TAGS = {ExportState.READY: "done", ExportState.FAILED: "late"}
_SIZES = ((1 << 20, "MB"), (1 << 10, "kB"))


def line(row: ExportRow, now: datetime) -> dict[str, Any]:
    """Return one table: its state and the tag that shows it, how far it is, and why it was not made."""
    return {
        "row": row,
        "address": reverse("exports:export", args=[row.export_id]),
        "form": row.form.upper(),
        "state": labels.STATES[row.state],
        "tag": _TAGS.get(row.state, "too_early"),
        "percent": min(99, 100 * row.rows // row.expected) if row.expected else None,
        "reason": labels.REASONS.get(row.reason, ""),
        "ready": row.ready(now),
        "size": size(row.size),
        "again": row.attempts > 1,
    }


def size(many: int | None) -> str:
    """Write the size of a file as people read it."""
    if many is None:
        return ""
    for least, unit in _SIZES:
        if many >= least:
            return f"{formats.number(many / least, places=1)} {unit}"
    return _("under 1 kB")
