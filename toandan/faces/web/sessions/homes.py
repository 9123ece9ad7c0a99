"""Visits at home: the day's routes with their stops, who still waits, and what came of a visit (đến nhà)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.work.sessions import labels, operations, queries
from toandan.work.sessions.words import HomeState, Outcome, RequestRow, RouteRow, SessionsPermission, Stop

VISIT = SessionsPermission.VISIT
SHOWN = 100
_TAGS = {HomeState.WAITING: "watch", HomeState.SETTLED: "done", HomeState.WITHDRAWN: "plain"}


@page(permission=VISIT)
def listing(request: Visit) -> HttpResponse:
    """Show the day's stops in their order with who lives there, and who still waits for a visit."""
    return TemplateResponse(request, "sessions/homes.html", _listing(request, None))


@action(permission=SessionsPermission.KEEP_HOME)
def collect(request: Visit) -> HttpResponseBase:
    """Ask for a visit to everybody homebound of the officer's unit."""
    form = forms.CollectForm(request.POST)

    def deed() -> Done:
        told = form.cleaned_data
        many = operations.collect_homes(
            actor=request.actor, now=request.now, unit=request.unit.number, since=told["since"],
            until=told["until"], client_key=told["client_key"],
        )  # fmt: skip
        said = ngettext("%(n)s home is to be visited.", "%(n)s homes are to be visited.", many)
        return Done(said % {"n": formats.number(many)}, reverse("sessions:homes"))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/homes.html", _listing(request, form))
    )


@page(permission=VISIT)
def show(request: Visit, code: str) -> HttpResponse:
    """Show one home with who lives there, and the form for what came of the visit."""
    return TemplateResponse(request, "sessions/home.html", _one(request, code, None))


@action(permission=VISIT)
def record(request: Visit, code: str) -> HttpResponseBase:
    """Write down what came of a visit; the route it was on is found by its day."""
    form = forms.VisitForm(request.POST)

    def deed() -> Done:
        told = form.cleaned_data
        with reading(request.actor):
            unit = queries.request(code).unit
            routes = queries.routed([unit], told["day"], 1)
        on = next((one.code for one in routes if any(stop.home == code for stop in one.stops)), "")
        operations.visit(
            actor=request.actor, now=request.now, home=code, outcome=Outcome(told["outcome"]), day=told["day"],
            note=told["note"], route=on, client_key=told["client_key"],
        )  # fmt: skip
        return Done(_("What came of the visit is kept."), f"{reverse('sessions:homes')}?day={told['day'].isoformat()}")

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/home.html", _one(request, code, form))
    )


def _listing(request: Visit, form: forms.CollectForm | None) -> dict[str, Any]:
    unit, day = parts.within(request), parts.first_day(request)
    require(request.actor, VISIT, at=unit.number)
    routes = queries.routed([unit.number], day, 1)
    asked = queries.requests_of([stop.home for route in routes for stop in route.stops])
    waiting = queries.requests([unit.number], limit=SHOWN + 1)
    known = persons(request, [*asked.values(), *waiting[:SHOWN]])
    address = reverse("sessions:homes")
    return {
        "unit_name": parts.name(unit.number),
        "day": formats.day(day),
        "routes": [_route(one, asked, known) for one in routes],
        "stops": sum(len(one.stops) for one in routes),
        "waiting": [_request(one, known) for one in waiting[:SHOWN]],
        "more": len(waiting) > SHOWN,
        "form": form or forms.CollectForm(),
        "keeps": request.actor.may(SessionsPermission.KEEP_HOME, request.unit.number),
        "errors": parts.errors(form),
        **parts.around(address, unit, day, 1),
    }


def persons(request: Visit, asked: list[RequestRow]) -> dict[int, PersonRow]:
    """Return who is to be visited, and note that they were shown."""
    found = {one.person_id: one for one in people.persons({row.person for row in asked})}
    for one in found.values():
        request.read_person(one.person_id, one.unit)
    return found


def _route(one: RouteRow, asked: dict[str, RequestRow], known: dict[int, PersonRow]) -> dict[str, Any]:
    return {
        "row": one,
        "sheet": reverse("sessions:route_sheet", args=[one.code]),
        "stops": [
            _stop(place, stop) | _request(asked[stop.home], known)
            for place, stop in enumerate(one.stops, start=1)
            if stop.home in asked
        ],
    }


def _stop(place: int, stop: Stop) -> dict[str, Any]:
    return {"place": place, "arrive": parts.clock(stop.arrive), "leave": parts.clock(stop.leave)}


def _request(one: RequestRow, known: dict[int, PersonRow]) -> dict[str, Any]:
    person = known.get(one.person)
    return {
        "code": one.code,
        "address": reverse("sessions:home_visit", args=[one.code]),
        "name": person.details.full_name if person else _("Now in another unit"),
        "where": person.details.present_address if person else "",
        "phone": person.details.phone if person else "",
        "unit": parts.name(one.unit),
        "urgency": labels.URGENCIES[one.urgency],
        "until": formats.day(one.until),
        "wanted": labels.WANTED[one.shift],
        "state": labels.OUTCOMES[one.outcome] if one.outcome else labels.HOMES[one.state],
        "tag": _TAGS[one.state],
    }


def _one(request: Visit, code: str, form: forms.VisitForm | None) -> dict[str, Any]:
    row = queries.request(code)
    require(request.actor, VISIT, at=row.unit)
    known = persons(request, [row])
    told = _request(row, known)
    rows = [
        (_("Address"), told["where"] or "–"),
        (_("Telephone"), told["phone"] or "–"),
        (_("Urgency"), told["urgency"]),
        (_("Minutes the visit takes"), formats.number(row.service_minutes)),
        (_("To be visited until"), f"{told['until']} · {told['wanted']}"),
        (_("Coordinates"), f"{row.latitude:.4f}, {row.longitude:.4f} ({labels.LOCATED[row.located]})"),
    ]
    return told | {
        "facts": [{"key": key, "value": value} for key, value in rows],
        "form": form or forms.VisitForm(initial={"day": localdate(request.now)}),
        "errors": parts.errors(form),
        "person_url": reverse("people:person", args=[row.person]) if row.person in known else "",
        "timeline": [
            {
                "when": formats.moment(one.recorded_at), "title": labels.OUTCOMES[one.outcome], "text": one.note,
                "who": one.actor,
            }
            for one in reversed(queries.visits([code]).get(code, []))
        ],
        "over": row.state is HomeState.WITHDRAWN,
    }  # fmt: skip
