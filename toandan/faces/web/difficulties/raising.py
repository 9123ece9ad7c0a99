"""Raising a difficulty; similar ones are shown first (nêu vướng mắc)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.difficulties.forms import RaiseForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.words import DifficultiesPermission, Kind
from toandan.work.directives.queries import reaches

RAISE = DifficultiesPermission.RAISE


@page(permission=RAISE)
def blank(request: Visit) -> HttpResponse:
    """Show the empty form."""
    _may(request)
    return TemplateResponse(request, "difficulties/raise.html", {"form": _form(request), "errors": []})


@action(permission=RAISE, purpose="difficulties.difficulty.raise")
def create(request: Visit) -> HttpResponseBase:
    """Raise it in the name of the officer's unit; the first time, show what is similar and ask again."""
    with reading(request.actor):
        _may(request)
        form = _form(request, request.POST)
        valid = form.is_valid()
        told = form.cleaned_data
        # Whom a number was found to belong to is known from here on, whether or not the difficulty is raised.
        for row in people.persons(told.get("named", ())):
            request.read_person(row.person_id, row.unit)
        kind = Kind(told["kind"]) if told.get("kind") else None
        reach = request.actor.ranges(DifficultiesPermission.READ)
        found = [] if not valid or told["looked"] else queries.similar(told["text"], reach, kind=kind)
        if found:
            return _again(request, form, [parts.alike(row) for row in found])
    if valid:
        try:
            made = operations.raise_difficulty(
                actor=request.actor, now=request.now, unit=request.unit.number, kind=Kind(told["kind"]),
                text=told["text"], people=told["people"], persons=told["named"], client_key=told["client_key"],
            )  # fmt: skip
        except operations.UnableToResolve as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("The difficulty was taken to the level above. Files can be attached below."))
            return HttpResponseRedirect(reverse("difficulties:difficulty", args=[made]))
    with reading(request.actor):
        context = {"form": form, "errors": parts.errors([form])}
        return TemplateResponse(request, "difficulties/raise.html", context, status=422).render()


def _again(request: Visit, form: RaiseForm, found: list[dict[str, object]]) -> HttpResponseBase:
    """Show the form once more with what is similar; sent again, it is raised."""
    data = request.POST.copy()
    data["looked"] = "on"
    context = {"form": _form(request, data), "errors": [], "similar": found}
    return TemplateResponse(request, "difficulties/raise.html", context).render()


def _form(request: Visit, data: Any = None) -> RaiseForm:
    form = RaiseForm(data)
    if parts.mine(request).body:
        # A body outside the police has no roll.
        del form.fields["persons"]
    return form


def _may(request: Visit) -> None:
    if not reaches(request.actor, RAISE, parts.mine(request)):
        raise NotAllowed("You may not do this.", code="not_allowed")
