"""One person's account, activated from their page (kích hoạt tài khoản của một người)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.record.ledger import labels as standings
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import EId
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import Kind, SessionsPermission, State

ACTIVATE = SessionsPermission.ACTIVATE


@page(permission=ACTIVATE)
def show(request: Visit, person_id: int) -> HttpResponse:
    """Show how the person's account stands, and what can be noted about it."""
    return TemplateResponse(request, "sessions/account.html", _context(request, person_id, {}))


@action(permission=ACTIVATE)
def tick(request: Visit, person_id: int) -> HttpResponseBase:
    """Note that the person activated their account, at a session or at the unit."""
    with reading(request.actor):
        offered = _sessions(request, people.person(person_id).unit)
        form = forms.AccountForm(request.POST, auto_id="tick_%s", sessions=offered)

    def deed() -> Done:
        told = form.cleaned_data
        operations.activate(
            actor=request.actor, now=request.now, person=person_id, session=told.get("session", ""),
            reason=told["reason"], client_key=told["client_key"],
        )  # fmt: skip
        return Done(_("The account is noted as activated."), reverse("people:person", args=[person_id]))

    return carry_out(request, form, deed, lambda: _again(request, person_id, "tick", form))


@action(permission=ACTIVATE)
def undo(request: Visit, person_id: int) -> HttpResponseBase:
    """Undo what was noted by mistake."""
    form = forms.ReasonForm(request.POST, auto_id="undo_%s")

    def deed() -> Done:
        with reading(request.actor):
            made = queries.activation_of(person_id)
        told = form.cleaned_data
        operations.undo_activation(
            actor=request.actor, now=request.now, person=person_id, activation=made or 0, reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
        said = _("It is undone: the account waits to be activated again.")
        return Done(said, reverse("people:person", args=[person_id]))

    return carry_out(request, form, deed, lambda: _again(request, person_id, "undo", form))


def _again(request: Visit, person_id: int, verb: str, form: forms.KeyForm) -> TemplateResponse:
    return TemplateResponse(request, "sessions/account.html", _context(request, person_id, {verb: form}))


def _context(request: Visit, person_id: int, given: dict[str, forms.KeyForm]) -> dict[str, Any]:
    person = people.person(person_id)
    require(request.actor, ACTIVATE, at=person.unit)
    request.read_person(person.person_id, person.unit)
    stands = next(iter(ledger.standings([person_id])), None)
    eid = stands.standing.eid if stands else None
    made = queries.activation_of(person_id) if eid is EId.ACTIVATED else None
    return {
        "person": person,
        "place": parts.name(person.unit),
        "standing": standings.EIDS[eid] if eid else "",
        "tick": given.get("tick") or forms.AccountForm(auto_id="tick_%s", sessions=_sessions(request, person.unit))
        if eid is EId.GRANTED
        else None,
        "undo": given.get("undo") or forms.ReasonForm(auto_id="undo_%s") if made else None,
        "errors": [error for form in given.values() for error in parts.errors(form)],
    }


def _sessions(request: Visit, unit: int) -> list[forms.Choice]:
    """Return the sessions of the person's unit under which it can be noted; those that run now come first."""
    rows = queries.taking([unit], Kind.ACTIVATION, localdate(request.now))
    places = queries.places({row.place for row in rows})
    names = {code: place.name for code, place in places.items()}
    named = [(row.code, f"{names.get(row.place, row.place)} · {formats.day(row.day)} ({row.code})") for row in rows]
    none = ("", _("No session: at the unit, today"))
    return [*named, none] if rows and rows[0].state is State.OPEN else [none, *named]
