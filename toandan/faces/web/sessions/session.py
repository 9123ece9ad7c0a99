"""One session: what is known of it before, during and after (một buổi lưu động)."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.sessions import forms, parts
from toandan.record.officers.operations import require
from toandan.record.people.words import PeoplePermission
from toandan.record.units import queries as units
from toandan.work.sessions import labels, queries, states
from toandan.work.sessions.words import (
    Count,
    CrewRow,
    HelperState,
    Kind,
    SessionRow,
    SessionsPermission,
    SessionVerb,
    State,
    TicketRow,
    TicketState,
)

_FOLDED = {"move": "moving", "cancel": "cancelling", "crew": "crewing", "helper": "asking"}
"""The forms that are folded until they are wanted, or were refused."""
_OVER = {State.CLOSED, State.RECONCILED}


@page(permission=parts.READ)
def show(request: Visit, code: str) -> HttpResponse:
    """Show a session with what can be done to it now."""
    return TemplateResponse(request, "sessions/session.html", context_of(request, code, {}))


def context_of(request: Visit, code: str, given: dict[str, forms.KeyForm]) -> dict[str, Any]:
    """Return what the page shows; `given` holds the form that was refused, under its verb."""
    row = queries.session(code)
    require(request.actor, parts.READ, at=row.unit)
    place = queries.places([row.place]).get(row.place)
    tickets = queries.tickets(row.session_id)
    count = queries.count_of(row) if row.state in _OVER else None
    may = {verb.value: _may(request, row, verb) for verb in states.LIFE}
    # A session is opened on its day; before, the button would only be refused.
    may[SessionVerb.OPENED.value] &= row.day == localdate(request.now)
    runs = request.actor.may(SessionsPermission.RUN, row.unit)
    return {
        "row": row,
        "place": place,
        "contact": parts.contact(request, row.unit, row.place),
        "unit": parts.name(row.unit),
        "kind": labels.KINDS[row.kind],
        "shift": labels.SHIFTS[row.shift],
        "state": labels.STATES[row.state],
        "tag": labels.TAGS[row.state],
        "kit_fails": queries.kit_fails(row, localdate(request.now)),
        "items": _figures(row, [one.state for one in tickets], count),
        "may": may,
        "forms": _forms(request, row, runs, given),
        "errors": [error for form in given.values() for error in parts.errors(form)],
        "queue": [_ticket(one) for one in tickets if one.state in {TicketState.WAITING, TicketState.CALLED}],
        "count": count,
        "source": _source(row, count) if count else "",
        "ahead": row.state in {State.PLANNED, State.OPEN},
        "over": row.state in _OVER,
        "crew": [_member(one) for one in queries.crew(row.session_id)],
        "helpers": [_helper(one) for one in queries.helpers(row.session_id)],
        "runs": runs and row.state not in {State.CANCELLED, State.RECONCILED},
        "timeline": _timeline(code),
        "day_url": parts.days_url(reverse("sessions:sessions"), units.by_number(row.unit), row.day),
    } | _people(request, row) | {name: verb in given for verb, name in _FOLDED.items()}  # fmt: skip


def _timeline(code: str) -> list[dict[str, Any]]:
    """Return what happened to a session, the latest first; numbers that were called are left out."""
    return [
        {
            "when": formats.moment(line.recorded_at), "title": labels.VERBS[SessionVerb(line.verb)],
            "text": line.reason, "who": line.actor,
        }
        for line in reversed(queries.history(code))
        if line.verb != SessionVerb.CALLED
    ]  # fmt: skip


def _people(request: Visit, row: SessionRow) -> dict[str, Any]:
    """Return what of the people around a session the reader may see, and where."""
    may = request.actor.may
    return {
        "activates": row.kind is Kind.ACTIVATION and may(SessionsPermission.ACTIVATE, row.unit),
        "may_list": may(PeoplePermission.READ, row.unit),
        "expected_url": reverse("sessions:session_expected", args=[row.code]),
        "exports": may(PeoplePermission.EXPORT, row.unit),
    }


def _may(request: Visit, row: SessionRow, verb: SessionVerb) -> bool:
    return states.may(verb, row.state) and request.actor.may(states.LIFE[verb].permission, row.unit)


def _forms(request: Visit, row: SessionRow, runs: bool, given: dict[str, forms.KeyForm]) -> dict[str, forms.KeyForm]:
    """Return a form for each thing that can be done, with ids that differ."""
    made: dict[str, forms.KeyForm] = {
        "open": forms.KeyForm(auto_id="open_%s"),
        "draw": forms.KeyForm(auto_id="draw_%s"),
        "call": forms.KeyForm(auto_id="call_%s"),
        "close": _close(row),
        "reconcile": forms.NoteForm(auto_id="reconcile_%s"),
        "cancel": forms.ReasonForm(auto_id="cancel_%s"),
        "crew": forms.CrewForm(auto_id="crew_%s"),
    }
    if runs:
        made["helper"] = forms.HelperForm(auto_id="helper_%s", bodies=bodies(row.unit))
    if _may(request, row, SessionVerb.MOVED):
        now = {"place": row.place, "kit": row.kit, "day": row.day, "shift": row.shift.value, "expected": row.expected}
        made["move"] = forms.MoveForm(auto_id="move_%s", places=places(request), initial=now)
    return made | given


def _close(row: SessionRow) -> forms.CloseForm:
    """Return the form for the crew's count, in the words of what the session is for."""
    form = forms.CloseForm(auto_id="close_%s")
    if row.kind is Kind.ACTIVATION:
        form.fields["collected"].label = _("Accounts activated, by the crew's own count")
    return form


def places(request: Visit) -> list[forms.Choice]:
    """Return the places at which the officer may announce sessions today."""
    require(request.actor, SessionsPermission.PLAN, at=request.unit.number)
    found = queries.places_in([request.unit.number], localdate(request.now))
    return [(one.code, f"{one.name} · {parts.name(one.unit)} ({one.code})") for one in found]


def bodies(unit: int) -> list[forms.Choice]:
    """Return the bodies that can be asked for helpers there."""
    return [(str(one.number), one.name_vi) for one in units.bodies_for(unit)]


def _source(row: SessionRow, count: Count) -> str:
    """Say what the ledger's figure of a session is made of."""
    told = {"n": formats.number(count.posted), "code": row.code}
    if row.kind is Kind.ACTIVATION:
        said = _("In the ledger: %(n)s accounts noted as activated under the code %(code)s of this session.") % told
    else:
        said = _("In the ledger: %(n)s entries of papers taken that bear the code %(code)s of this session.") % told
    if row.posted is None or row.posted == count.posted:
        return said
    then = _("When it was reconciled they were %(n)s.") % {"n": formats.number(row.posted)}
    return f"{said} {then}"


def _whence(drawn: list[TicketState], count: Count | None) -> str:
    """Say where the figure of people served comes from."""
    if count is None:
        waiting = drawn.count(TicketState.WAITING) + drawn.count(TicketState.CALLED)
        return _("%(n)s waiting") % {"n": waiting}
    counted = _("by queue numbers") if TicketState.SERVED in drawn else _("by the crew's own count")
    return _("%(how)s; %(n)s in the ledger") % {"how": counted, "n": formats.number(count.posted)}


def _figures(row: SessionRow, drawn: list[TicketState], count: Count | None) -> list[dict[str, str]]:
    rate = "–" if row.served is None else formats.number(row.served / row.hours, places=1)
    served = drawn.count(TicketState.SERVED) if row.served is None else row.served
    done = {"label": _("Served"), "value": formats.number(served), "note": _whence(drawn, count)}
    if row.kind is Kind.ACTIVATION:
        # Who comes for an account need not draw a number; what was activated stands in the ledger.
        posted = (count or queries.count_of(row)).posted
        note = _("in the ledger, under this session's code")
        done = {"label": _("Accounts activated"), "value": formats.number(posted), "note": note}
    return [
        {"label": _("Expected"), "value": formats.number(row.expected), "note": parts.plan(row.plan)},
        {"label": _("Remained before, for this place"), "value": _number(row.remaining), "note": ""},
        done,
        {"label": _("Served in an hour of the kit"), "value": rate, "note": ""},
    ]


def _number(value: int | None) -> str:
    return "–" if value is None else formats.number(value)


def _ticket(one: TicketRow) -> dict[str, Any]:
    first = {"number": one.number}
    return {
        "number": one.number,
        "state": labels.TICKETS[one.state],
        "served": forms.TicketForm(auto_id=f"served_{one.number}_%s", initial=first)
        if one.state is TicketState.CALLED
        else None,
        "left": forms.TicketForm(auto_id=f"left_{one.number}_%s", initial=first),
    }


def _member(one: CrewRow) -> dict[str, Any]:
    return {"row": one, "form": forms.OffForm(auto_id=f"off_{one.username}_%s", initial={"username": one.username})}


def _helper(one: Any) -> dict[str, Any]:
    return {
        "row": one,
        "body": parts.name(one.body) if not units.is_body(one.body) else units.body(one.body).name_vi,
        "state": labels.HELPERS[one.state],
        "tag": {HelperState.ASKED: "watch", HelperState.CONFIRMED: "done", HelperState.DECLINED: "late"}[one.state],
        "form": forms.HoursForm(auto_id=f"hours_{one.helper_id}_%s", initial={"helper": one.helper_id}),
    }
