"""Visits at home: the day's routes with their stops, who still waits, and what came of a visit (đến nhà)."""

from collections.abc import Mapping
from datetime import date
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
from toandan.faces.web.sessions.moved import way_out
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PeoplePermission, PersonRow
from toandan.record.units.words import Unit
from toandan.work.sessions import labels, operations, queries
from toandan.work.sessions.words import HomeState, Outcome, RequestRow, RouteRow, SessionsPermission, State, Stop

VISIT = SessionsPermission.VISIT
SHOWN, MOST = 100, 12
"""Homes of the list of those who wait; routes drawn on one page, more are summed by the units right below."""
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
    return TemplateResponse(request, "sessions/home.html", one(request, code, None))


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
        day = f"{reverse('sessions:homes')}?day={told['day'].isoformat()}"
        # Who moved is somebody else's to visit: the home's page offers the list that says so.
        gone = told["outcome"] == Outcome.MOVED.value
        return Done(_("What came of the visit is kept."), reverse("sessions:home_visit", args=[code]) if gone else day)

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/home.html", one(request, code, form))
    )


def _listing(request: Visit, form: forms.CollectForm | None) -> dict[str, Any]:
    return listed(request, parts.within(request), parts.first_day(request), form, {})


def listed(
    request: Visit, unit: Unit, day: date, form: forms.CollectForm | None, refused: Mapping[str, forms.ReasonForm]
) -> dict[str, Any]:
    """Return what the page of a day shows; `refused` holds the form of a route that could not be cancelled."""
    require(request.actor, VISIT, at=unit.number)
    routes = queries.routed([unit.number], day, 1)
    address, stops = reverse("sessions:homes"), sum(len(one.stops) for one in routes)
    # What was refused is shown with its reason, however long the page is.
    groups = [] if form or refused else parts.folded(unit, routes, most=MOST)
    said = {"unit_name": parts.name(unit.number), "day": formats.day(day), "stops": stops, "routes": []}
    around = parts.around(address, unit, day, 1)
    if groups:
        return said | around | {"groups": [_group(one, found, address, day) for one, found in groups]}
    asked = queries.requests_of([stop.home for route in routes for stop in route.stops])
    waiting = queries.requests([unit.number], limit=SHOWN + 1)
    known = persons(request, [*asked.values(), *waiting[:SHOWN]])
    return said | around | {
        "routes": [_route(request, one, asked, known, refused) for one in routes],
        "waiting": [_request(one, known) for one in waiting[:SHOWN]],
        "more": len(waiting) > SHOWN,
        "form": form or forms.CollectForm(),
        "exports": request.actor.may(PeoplePermission.EXPORT, unit.number),
        "keeps": request.actor.may(SessionsPermission.KEEP_HOME, request.unit.number),
        "errors": [error for one in (form, *refused.values()) for error in parts.errors(one)],
    }  # fmt: skip


def _group(unit: Unit, routes: list[RouteRow], address: str, day: date) -> dict[str, str]:
    """Return how many kits drive in a unit and to how many homes, with the address of its routes."""
    return {
        "name": parts.name(unit.number), "address": parts.days_url(address, unit, day),
        "kits": formats.number(len(routes)), "homes": formats.number(sum(len(one.stops) for one in routes)),
    }  # fmt: skip


def persons(request: Visit, asked: list[RequestRow]) -> dict[int, PersonRow]:
    """Return who is to be visited, and note that they were shown."""
    found = {one.person_id: one for one in people.persons({row.person for row in asked})}
    for one in found.values():
        request.read_person(one.person_id, one.unit)
    return found


def _route(
    request: Visit,
    one: RouteRow,
    asked: dict[str, RequestRow],
    known: dict[int, PersonRow],
    refused: Mapping[str, forms.ReasonForm],
) -> dict[str, Any]:
    planned = one.state is State.PLANNED and request.actor.may(SessionsPermission.PLAN, one.unit)
    return {
        "row": one,
        "form": refused.get(one.code) or (forms.ReasonForm(auto_id=f"cancel_{one.code}_%s") if planned else None),
        "refused": one.code in refused,
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


def one(
    request: Visit,
    code: str,
    form: forms.VisitForm | None,
    refused: forms.ReasonForm | None = None,
    moved: forms.MovedForm | None = None,
) -> dict[str, Any]:
    """Return what the page of one home shows; `refused` is the form of a request that could not be withdrawn."""
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
        "errors": parts.errors(form) + parts.errors(refused) + parts.errors(moved),
        "moved": way_out(request, row, known.get(row.person), moved),
        "withdraw": _withdrawing(request, row, refused),
        "refused": refused is not None,
        "person_url": reverse("people:person", args=[row.person]) if row.person in known else "",
        "timeline": [
            {
                "when": formats.moment(was.recorded_at), "title": labels.OUTCOMES[was.outcome], "text": was.note,
                "who": was.actor,
            }
            for was in reversed(queries.visits([code]).get(code, []))
        ],
        "over": row.state is HomeState.WITHDRAWN,
    }  # fmt: skip


def _withdrawing(request: Visit, row: RequestRow, refused: forms.ReasonForm | None) -> forms.ReasonForm | None:
    """Return the form that withdraws a request, where the officer may and it still waits."""
    may = row.state is HomeState.WAITING and request.actor.may(SessionsPermission.KEEP_HOME, row.unit)
    return refused or (forms.ReasonForm(auto_id="withdraw_%s") if may else None)
