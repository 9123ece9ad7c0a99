"""Calling off: a request for a visit that is not needed, a day of home visits that is not driven (rút, hủy)."""

from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.sessions import forms, homes
from toandan.record.officers.queries import reading
from toandan.work.sessions import operations, queries
from toandan.work.sessions.words import SessionsPermission


@action(permission=SessionsPermission.KEEP_HOME)
def withdraw(request: Visit, code: str) -> HttpResponseBase:
    """Withdraw a request for a visit that waits, with a reason."""
    form = forms.ReasonForm(request.POST, auto_id="withdraw_%s")

    def deed() -> Done:
        told = form.cleaned_data
        operations.withdraw_home(
            actor=request.actor, now=request.now, code=code, reason=told["reason"], client_key=told["client_key"]
        )
        return Done(_("The request for a visit is withdrawn."), reverse("sessions:homes"))

    def again() -> TemplateResponse:
        return TemplateResponse(request, "sessions/home.html", homes.one(request, code, None, form))

    return carry_out(request, form, deed, again)


@action(permission=SessionsPermission.PLAN)
def cancel_route(request: Visit, code: str) -> HttpResponseBase:
    """Cancel a planned day of home visits, with a reason; its homes wait again."""
    with reading(request.actor):
        route = queries.route(code)
    form = forms.ReasonForm(request.POST, auto_id=f"cancel_{code}_%s")

    def deed() -> Done:
        told = form.cleaned_data
        operations.cancel_route(
            actor=request.actor, now=request.now, code=code, reason=told["reason"], client_key=told["client_key"]
        )
        to = f"{reverse('sessions:homes')}?day={route.day.isoformat()}"
        return Done(_("The route is cancelled; its homes wait for another day."), to)

    def again() -> TemplateResponse:
        shown = homes.listed(request, request.unit, route.day, None, {code: form})
        return TemplateResponse(request, "sessions/homes.html", shown)

    return carry_out(request, form, deed, again)
