"""The very things a number of a score sheet counts: lists and difficulties of its period (bằng chứng chấm điểm)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.command.evaluation import labels
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
    found = next((word for word in FOUND if word.value == criterion), None)
    if found is None:
        raise NotThere("There is no such page.", code="unknown")
    permission, find = FOUND[found]
    require(request.actor, permission, at=row.unit)
    here = units.by_number(row.unit)
    lines = find(here.number, here.last, row.since, row.until)
    timely = sum(line["timely"] for line in lines)
    figure = next(one for one in row.figures if one.criterion is found)
    context = {
        "row": row,
        "unit": parts.name(row.unit),
        "period": f"{formats.day(row.since)} – {formats.day(row.until)}",
        "label": labels.CRITERIA[found],
        "finding": str(labels.COUNTED[found]) % {"found": formats.number(timely), "of": formats.number(len(lines))},
        "differs": "" if (figure.found, figure.of) == (timely, len(lines)) else _then(row, found),
        "lines": lines[:MOST],
        "hidden": max(0, len(lines) - MOST),
    }
    return TemplateResponse(request, "evaluation/evidence.html", context)


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
