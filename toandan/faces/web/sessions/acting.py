"""What is done to a session from its page, and announcing one by hand (xử lý buổi lưu động)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.faces.web.sessions.session import bodies, context_of, places
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import SessionsPermission

Told = Mapping[str, Any]


def _key(told: Told) -> dict[str, Any]:
    return {"client_key": told["client_key"]}


def _hours(*, code: str, **said: Any) -> None:
    """Write a helper's minutes down; a helper is known by its own number, not by the session's code."""
    operations.record_hours(**said)


def _ticket(told: Told) -> dict[str, Any]:
    return _key(told) | {"number": told["number"]}


DOINGS: Mapping[str, tuple[type[forms.KeyForm], Callable[..., object], Callable[[Told], dict[str, Any]]]] = {
    "open": (forms.KeyForm, operations.open_session, _key),
    "draw": (forms.KeyForm, operations.draw_ticket, _key),
    "call": (forms.KeyForm, operations.call_next, _key),
    "served": (forms.TicketForm, operations.finish_ticket, lambda told: _ticket(told) | {"came": True}),
    "left": (forms.TicketForm, operations.finish_ticket, lambda told: _ticket(told) | {"came": False}),
    "hours": (
        forms.HoursForm, _hours, lambda told: _key(told) | {"helper": told["helper"], "minutes": told["minutes"]}
    ),
    "close": (forms.CloseForm, operations.close_session, lambda told: _key(told) | {"collected": told["collected"]}),
    "reconcile": (forms.NoteForm, operations.reconcile, lambda told: _key(told) | {"note": told["note"]}),
    "cancel": (forms.ReasonForm, operations.cancel, lambda told: _key(told) | {"reason": told["reason"]}),
    "off": (forms.OffForm, operations.remove_crew, lambda told: _key(told) | {"username": told["username"]}),
    "crew": (forms.CrewForm, operations.add_crew, lambda told: _key(told) | {"username": told["username"]}),
    "helper": (
        forms.HelperForm, operations.ask_helper, lambda told: _key(told) | {"body": told["body"], "task": told["task"]}
    ),
}  # fmt: skip
"""What the page can do, by the word in its address: the form, the operation, and what the form tells it."""

SAID = {
    "open": gettext_lazy("The session is open; numbers can be drawn."),
    "served": gettext_lazy("The number was served."),
    "left": gettext_lazy("The number has left the queue."),
    "hours": gettext_lazy("The minutes are kept."),
    "close": gettext_lazy("The session is closed; the unit above reconciles it."),
    "reconcile": gettext_lazy("The session is reconciled."),
    "cancel": gettext_lazy("The session is cancelled."),
    "move": gettext_lazy("The session is moved; tell the place, the crew and the helpers."),
    "off": gettext_lazy("The officer goes with the session no more."),
    "crew": gettext_lazy("The officer goes with the session."),
    "helper": gettext_lazy("The body was asked; it names who comes."),
}
"""What is said after a deed."""


@action(permission=SessionsPermission.READ)
def act(request: Visit, code: str, verb: str) -> HttpResponseBase:
    """Do what a form of the page says; a refusal shows the page again with its words and the same form."""
    if verb == "move":
        return _move(request, code)
    if verb not in DOINGS:
        raise Http404
    form_class, operation, said = DOINGS[verb]
    with reading(request.actor):
        row = queries.session(code)
        more: dict[str, Any] = {"bodies": bodies(row.unit)} if verb == "helper" else {}
    form = form_class(request.POST, auto_id=f"{verb}_%s", **more)

    def deed() -> Done:
        made = operation(actor=request.actor, now=request.now, code=code, **said(form.cleaned_data))
        told = _("Number %(number)s") % {"number": made} if verb in {"draw", "call"} else str(SAID[verb])
        return Done(told, reverse("sessions:session", args=[code]))

    return _carried(request, code, verb, form, deed)


def _move(request: Visit, code: str) -> HttpResponseBase:
    """Move an announced session to another day, shift, place or kit; its code stays."""
    with reading(request.actor):
        row = queries.session(code)
        form = forms.MoveForm(request.POST, auto_id="move_%s", places=places(request))

    def deed() -> Done:
        told = form.cleaned_data
        operations.move(
            actor=request.actor, now=request.now, code=code, to=form.to(row.kind), reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
        return Done(str(SAID["move"]), reverse("sessions:session", args=[code]))

    return _carried(request, code, "move", form, deed)


def _carried(request: Visit, code: str, verb: str, form: forms.KeyForm, deed: Callable[[], Done]) -> HttpResponseBase:
    """Do the deed, or show the session's page again with the refused form under its verb."""

    def again() -> TemplateResponse:
        return TemplateResponse(request, "sessions/session.html", context_of(request, code, {verb: form}))

    return carry_out(request, form, deed, again)


@page(permission=SessionsPermission.PLAN)
def ask(request: Visit) -> HttpResponse:
    """Show the form for a new session."""
    return TemplateResponse(request, "sessions/announce.html", _asking(request, None))


@action(permission=SessionsPermission.PLAN)
def announce(request: Visit) -> HttpResponseBase:
    """Announce a session by hand."""
    with reading(request.actor):
        form = forms.SessionForm(request.POST, places=places(request))

    def deed() -> Done:
        told = form.cleaned_data
        code = operations.announce(
            actor=request.actor, now=request.now, session=form.said(), reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
        return Done(_("The session is announced."), reverse("sessions:session", args=[code]))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/announce.html", _asking(request, form))
    )


def _asking(request: Visit, form: forms.SessionForm | None) -> dict[str, Any]:
    return {"form": form or forms.SessionForm(places=places(request)), "errors": parts.errors(form)}
