"""What a score sheet puts on the form of a directive: a task for each criterion that fell short (khắc phục)."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from toandan.command.evaluation import labels
from toandan.command.evaluation import queries as evaluation
from toandan.command.evaluation.words import EvaluationPermission, SheetRow
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.record.officers.operations import require
from toandan.record.units import queries as units

SHORT = 70.0
"""Points below which a criterion asks for rectification; whoever drafts may leave a task out or add one."""
_DAYS = 10


def on_form(request: Visit) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return subject, text and tasks for the sheet that `sheet` names; nothing for others.

    The paper is Vietnamese whatever the reader's language, and whoever drafts it may change every word.
    """
    asked = request.GET.get("sheet", "")
    if not asked.isdecimal() or len(asked) > 18:
        return {}, []
    row = evaluation.sheet(int(asked))
    require(request.actor, EvaluationPermission.READ, at=row.kept)
    with override("vi"):
        return _told(row, request)


def _told(row: SheetRow, request: Visit) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    said = {
        "unit": units.by_number(row.unit).name_vi,
        "since": formats.day(row.since),
        "until": formats.day(row.until),
        "score": formats.number(row.score, places=1) if row.score is not None else "–",
    }
    about = _("rectifying what the evaluation of %(unit)s from %(since)s to %(until)s showed") % said
    due_on = localdate(request.now) + timedelta(days=_DAYS)
    lines, tasks = [_("%(unit)s reached %(score)s of 100 points from %(since)s to %(until)s.") % said], []
    for one in row.figures:
        if one.points is None or one.points >= SHORT:
            continue
        counted = {"found": formats.number(one.found), "of": formats.number(one.of)}
        told = f"{labels.CRITERIA[one.criterion]}: {str(labels.COUNTED[one.criterion]) % counted}"
        lines.append(f"{told}.")
        text = _("Rectify and report: %(what)s.") % {"what": told}
        tasks.append({"text": text, "due_on": due_on, "at": row.kept})
    return {"subject": about, "text": "\n\n".join(lines)}, tasks
