"""The very things a number of a score sheet counts: lists and difficulties of its period (bằng chứng chấm điểm)."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.command.evaluation import labels, queries
from toandan.command.evaluation.words import Criterion, EvaluationPermission, SheetRow
from toandan.faces.web.evaluation import parts, sheet
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.work.difficulties import labels as difficulty_labels
from toandan.work.difficulties import queries as difficulties
from toandan.work.difficulties.words import DifficultiesPermission
from toandan.work.movements import queries as movements
from toandan.work.movements.words import ListsPermission

MOST = 500
"""Lines on the page; a unit with more of them in a period is told how many there are."""
Line = dict[str, Any]


@page(permission=EvaluationPermission.READ)
def show(request: Visit, sheet_id: int, criterion: str) -> HttpResponse:
    """List what the sheet counted for a criterion, each with whether it was in time, and a way to it."""
    row = sheet.readable(request, sheet_id)
    if row.merger and row.merger.whole and criterion in {one.value for one in sheet.SUMMED}:
        return TemplateResponse(request, "evaluation/summed.html", _summed(row, Criterion(criterion)))
    found = next((word for word in FOUND if word.value == criterion), None)
    if found is None:
        raise NotThere("There is no such page.", code="unknown")
    permission, find = FOUND[found]
    # What a unit that has ended was to answer went over to the one that carries it on.
    require(request.actor, permission, at=row.kept)
    here = units.by_number(row.kept)
    lines = find(here.number, here.last, row.counted_since, row.until)
    timely = sum(line["timely"] for line in lines)
    figure = next(one for one in row.figures if one.criterion is found)
    context = {
        "row": row,
        "unit": parts.named(row),
        "period": f"{formats.day(row.counted_since)} – {formats.day(row.until)}",
        "label": labels.CRITERIA[found],
        "finding": _finding(found, timely, len(lines)),
        "differs": "" if (figure.found, figure.of) == (timely, len(lines)) else _then(row, found),
        "lines": lines[:MOST],
        "hidden": max(0, len(lines) - MOST),
    }
    return TemplateResponse(request, "evaluation/evidence.html", context)


def _summed(row: SheetRow, criterion: Criterion) -> dict[str, Any]:
    """Return the parts a number of a merged unit is the sum of, each with the board of its last day."""
    figure = next(one for one in row.figures if one.criterion is criterion)
    progress = criterion is Criterion.PROGRESS
    lines = [
        {
            "name": parts.name(one.unit),
            "days": f"{formats.day(one.since)} – {formats.day(one.until)}",
            "many": formats.number(one.done if progress else one.hard),
            "address": sheet.board(row, one.unit, one.until if progress else row.since - timedelta(days=1)),
        }
        for one in queries.summed(row)
        if progress or one.hard or one.unit != row.unit
    ]
    counted = {"found": formats.number(figure.found), "of": formats.number(figure.of)}
    return {
        "row": row,
        "unit": parts.named(row),
        "period": f"{formats.day(row.since)} – {formats.day(row.until)}",
        "label": labels.CRITERIA[criterion],
        "finding": str(labels.COUNTED[criterion]) % counted,
        "merged": parts.merged(row),
        "counted": _("People done") if progress else _("People held up at the start"),
        "lines": lines,
        "total": formats.number(figure.found if progress else figure.of),
    }


def _finding(criterion: Criterion, timely: int, many: int) -> str:
    """Return the title: how many of how many were in time, or that nothing was due."""
    if not many:
        return _("%(criterion)s: nothing was due in this period") % {"criterion": labels.CRITERIA[criterion]}
    counted = str(labels.COUNTED[criterion]) % {"found": formats.number(timely), "of": formats.number(many)}
    return f"{labels.CRITERIA[criterion]}: {counted}"


def _then(row: SheetRow, criterion: Criterion) -> str:
    """Say what the sheet counted, when what it counted has changed since: a list taken back, an answer set right."""
    figure = next(one for one in row.figures if one.criterion is criterion)
    counted = {"found": formats.number(figure.found), "of": formats.number(figure.of)}
    return _("When the sheet was made it counted %(counted)s; what is listed here is what stands today.") % {
        "counted": str(labels.COUNTED[criterion]) % counted
    }


def _lists(low: int, high: int, since: date, until: date) -> list[Line]:
    return [
        {
            "address": reverse("lists:list", args=[one.list_id]),
            "name": _("List %(number)s") % {"number": one.list_id},
            "about": _("from %(unit)s") % {"unit": parts.name(one.sender)},
            "due": formats.day(one.due_on),
            "answered": formats.day(one.closed_on) if one.closed_on else "",
            "timely": one.timely,
        }
        for one in movements.due_lists(low=low, high=high, since=since, until=until)
    ]


def _difficulties(low: int, high: int, since: date, until: date) -> list[Line]:
    return [
        {
            "address": reverse("difficulties:difficulty", args=[one.difficulty_id]),
            "name": _("Difficulty %(number)s") % {"number": one.difficulty_id},
            "about": f"{difficulty_labels.KINDS[one.kind]} · {parts.name(one.unit)}",
            "due": formats.day(one.due_on),
            "answered": formats.day(one.answered_at) if one.answered_at else "",
            "timely": one.timely,
        }
        for one in difficulties.due_difficulties(low=low, high=high, since=since, until=until)
    ]


FOUND: Mapping[Criterion, tuple[str, Callable[[int, int, date, date], list[Line]]]] = {
    Criterion.LISTS: (ListsPermission.READ, _lists),
    Criterion.DIFFICULTIES: (DifficultiesPermission.READ, _difficulties),
}
"""Which criteria are counted in things that have pages of their own, who may read these, and how they are found."""
