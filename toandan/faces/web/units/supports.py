"""Assignments of help of a unit: what is in force, signing one, withdrawing one (phân công hỗ trợ)."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.fields import DayField
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.units import parts
from toandan.ground.kernel.errors import NotThere
from toandan.record.officers.operations import acting
from toandan.record.units import operations, queries
from toandan.record.units.words import Support, UnitsPermission

SIGN = UnitsPermission.SUPPORT


class SupportForm(forms.Form):
    """Which unit is helped, from when to when, on what paper."""

    helped = forms.CharField(label=_("Unit that is helped"), help_text=_("Its code."), max_length=10)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    temporary_only = forms.BooleanField(label=_("Only for temporary residents"), required=False)
    act = forms.CharField(label=_("Signed paper"), help_text=_("Number and date of the decision."), max_length=200)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    client_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *, today: date, data: Any = None) -> None:
        super().__init__(data, initial={"since": today, "client_key": uuid4()})
        for field in self.fields.values():
            field.error_messages["required"] = gettext("Fill in: %(field)s.") % {"field": field.label}


@page(permission=UnitsPermission.READ)
def show(request: Visit, number: int) -> HttpResponse:
    """Show whom a unit helps and who helps it; headquarters finds the form."""
    form = SupportForm(today=timezone.localdate(request.now))
    return TemplateResponse(request, "units/supports.html", _context(request, number, form))


@action(permission=SIGN)
def sign(request: Visit, number: int) -> HttpResponseBase:
    """Sign that this unit helps another."""
    today = timezone.localdate(request.now)
    form = SupportForm(today=today, data=request.POST)
    if form.is_valid():
        told = dict(form.cleaned_data)
        try:
            ended = queries.by_number(number).valid_to
            told["helped"] = queries.bearer(told["helped"], as_of=min(today, ended or today)).number
            with acting(request.actor):
                operations.sign_support(actor=request.actor, now=request.now, helper=number, **told)
        except queries.UnitUnknown as refusal:
            form.add_error("helped", message_of(refusal))
        except operations.UnableToSupport as refusal:
            form.add_error(refusal.field or None, message_of(refusal))
        else:
            messages.info(request, gettext("The assignment of help is signed."))
            return HttpResponseRedirect(reverse("units:supports", args=[number]))
    errors = [
        {"field": "" if name == "__all__" else f"id_{name}", "message": str(text)}
        for name, texts in form.errors.items()
        for text in texts
    ]
    context = _context(request, number, form) | {"errors": errors}
    return TemplateResponse(request, "units/supports.html", context, status=422)


@action(permission=SIGN)
def end(request: Visit, number: int, support: int) -> HttpResponseBase:
    """Withdraw an assignment from today on."""
    if not any(found.support == support for found in queries.supports(unit=number)):
        raise NotThere("", code="support_unknown")
    with acting(request.actor):
        reason = request.POST.get("reason", "")
        operations.end_support(actor=request.actor, now=request.now, support=support, reason=reason)
    messages.info(request, gettext("The assignment of help has ended."))
    return HttpResponseRedirect(reverse("units:supports", args=[number]))


def rows(number: int, *, today: date) -> list[dict[str, object]]:
    """Return a unit's assignments, the latest first, as the pages write them."""
    return [_row(found, number, today) for found in queries.supports(unit=number)]


def _row(found: Support, number: int, today: date) -> dict[str, object]:
    helper, helped = queries.by_number(found.helper), queries.by_number(found.helped)
    other = helped if found.helper == number else helper
    return {
        "support": found,
        "helps": found.helper == number,
        "other": other,
        "address": parts.address(other),
        "in_force": found.holds(today),
        "open": found.ended_on is None and found.until >= today,
    }


def _context(request: Visit, number: int, form: SupportForm) -> dict[str, object]:
    unit = queries.by_number(number)
    return {
        "unit": unit,
        "address": parts.address(unit),
        "rows": rows(number, today=timezone.localdate(request.now)),
        "form": form,
        "may_sign": request.actor.may(SIGN, number),
    }
