"""The week: difficulties by kind and unit, and how many people they hold up (tổng hợp tuần)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate

from toandan.faces.web.difficulties import parts
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, page
from toandan.record.officers.operations import require
from toandan.work.difficulties import labels, queries
from toandan.work.difficulties.words import DifficultiesPermission, Tally

READ = DifficultiesPermission.READ
_COLUMNS = ("raised", "answered", "timely", "open", "late", "held_up")
_WEEK = timedelta(days=7)


@page(permission=READ)
def week(request: Visit) -> HttpResponse:
    """Show the week that `day` lies in, this one unless another is asked for, of the officer's unit and below."""
    today = localdate(request.now)
    unit = request.unit.number
    require(request.actor, READ, at=unit)
    found = queries.summary(unit, day=asked_day(request, today), today=today)
    whole = _sum(found.tallies)
    context = {
        "since": formats.day(found.since),
        "until": formats.day(found.until),
        "total": whole,
        "by_kind": [
            {"name": label, **_sum(row for row in found.tallies if row.kind is kind)}
            for kind, label in labels.KINDS.items()
            if any(row.kind is kind for row in found.tallies)
        ],
        "by_unit": [
            {"name": parts.name(number), **_sum(row for row in found.tallies if row.unit == number)}
            for number in sorted({row.unit for row in found.tallies})
        ],
        "ages": [(labels.BUCKETS[bucket], many) for bucket, many in found.ages.items()] if whole["open"] else [],
        "previous_url": _address(found.since - _WEEK),
        "next_url": _address(found.since + _WEEK) if found.since + _WEEK <= today else "",
    }
    return TemplateResponse(request, "difficulties/summary.html", context)


def _sum(rows: Iterable[Tally]) -> dict[str, Any]:
    found = list(rows)
    return {column: sum(getattr(row, column) for row in found) for column in _COLUMNS}


def _address(day: date) -> str:
    return f"{reverse('difficulties:difficulties_summary')}?day={day.isoformat()}"


def asked_day(request: Asking, today: date) -> date:
    """Return the day whose week is asked for; today when none is, or one that is no day or lies ahead."""
    try:
        return min(formats.read_day(request.GET.get("day", "")), today)
    except ValueError:
        return today
