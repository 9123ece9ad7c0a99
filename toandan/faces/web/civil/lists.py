"""A unit's movements, and the clock of people registered nowhere (danh sách biến động)."""

from datetime import date

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from toandan.faces.web.civil import parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, page
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.work.movements import labels, queries
from toandan.work.movements.words import CivilPermission, ClockState, Kind, Unregistered

READ = CivilPermission.READ
PER_PAGE = 50


@page(permission=READ, purpose="movements.civil.read")
def movements(request: Visit) -> HttpResponse:
    """List what the officer's unit recorded, or took over in a merger, the newest first, fifty a page."""
    unit = unit_of(request)
    asked, before = request.GET.get("kind", ""), request.GET.get("before", "")
    kind = Kind(asked) if asked in set(Kind) else None
    last = int(before) if before.isdecimal() and len(before) < 19 else None
    found = queries.movements(low=unit.number, high=unit.last, kind=kind, before=last, limit=PER_PAGE + 1)
    shown = [row for row in found[:PER_PAGE] if request.actor.may(READ, row.answers)]
    for row in shown:
        request.read_person(row.person_id, row.answers)
    query = f"?unit={unit.number}&kind={kind.value if kind else ''}"
    context = {
        "unit": unit,
        "lines": parts.lines(shown),
        "kinds": [(word.value, label, word is kind) for word, label in labels.KINDS.items()],
        "next_url": f"{query}&before={found[PER_PAGE - 1].movement}" if len(found) > PER_PAGE else "",
        "may_record": request.actor.may(CivilPermission.RECORD, unit.number),
    }
    return TemplateResponse(request, "civil/list.html", context)


@page(permission=READ, purpose="movements.civil.read")
def unregistered(request: Visit) -> HttpResponse:
    """List the people of the unit whose residence waits to be verified, the longest waiting first, fifty a page."""
    unit = unit_of(request)
    today, after = timezone.localdate(request.now), _after(request)
    found = queries.unregistered(low=unit.number, high=unit.last, on=today, limit=PER_PAGE + 1, after=after)
    many = queries.how_many_unregistered(low=unit.number, high=unit.last, on=today)
    shown = [row for row in found[:PER_PAGE] if request.actor.may(READ, row.unit)]
    for row in shown:
        request.read_person(row.person_id, row.unit)
    last = found[PER_PAGE - 1] if len(found) > PER_PAGE else None
    context = {
        "unit": unit,
        "rows": parts.waiting(shown),
        "overdue": many[ClockState.OVERDUE],
        "due": many[ClockState.DUE],
        "next_url": _next(unit, last) if last else "",
        "may_record": request.actor.may(CivilPermission.RECORD, unit.number),
    }
    return TemplateResponse(request, "civil/unregistered.html", context)


def _next(unit: Unit, last: Unregistered) -> str:
    return f"?unit={unit.number}&since={last.since.isoformat()}&after={last.person_id}"


def _after(request: Visit) -> tuple[date, int] | None:
    """Return the last one of the page before; what cannot be read is the beginning."""
    since, after = request.GET.get("since", ""), request.GET.get("after", "")
    try:
        return (date.fromisoformat(since), int(after)) if after.isdecimal() and len(after) < 19 else None
    except ValueError:
        return None


def unit_of(request: Asking) -> Unit:
    """Return the unit asked for, else the officer's own."""
    asked = request.GET.get("unit", "")
    return units.by_number(int(asked)) if asked.isdecimal() and len(asked) < 11 else request.unit
