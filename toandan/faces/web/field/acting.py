"""What officers do with plans: ask, stop, approve, plan anew, set figures (thao tác)."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.command.field import operations, queries
from toandan.command.field.operations import UnableToPlan
from toandan.command.field.words import Engine, FieldPermission
from toandan.faces.web.field import starting, views
from toandan.faces.web.field.forms import AgainForm, AskForm, ParametersForm
from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.queries import reading

MAKE, APPROVE, SET = FieldPermission.MAKE, FieldPermission.APPROVE, FieldPermission.SET


@action(permission=MAKE)
def ask(request: Visit) -> HttpResponseBase:
    """Ask for a plan of the officer's own unit, and go to the page that tells how far it is."""
    form = AskForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            run = operations.ask(
                actor=request.actor, now=request.now, unit=request.unit.number, first_day=told["first_day"],
                days=told["days"], engine=Engine(told["engine"]), target=told["target"],
                client_key=told["client_key"], start=_start(request),
            )  # fmt: skip
        except UnableToPlan as refusal:
            form.add_error(None, message_of(refusal))
        else:
            return HttpResponseRedirect(reverse("field:run", args=[run.run_id]))
    with reading(request.actor):
        return TemplateResponse(request, "field/index.html", views.listed(request, form), status=422).render()


@action(permission=MAKE)
def again(request: Visit, plan: int) -> HttpResponseBase:
    """Ask for the rest of an approved plan to be planned anew."""
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            run = operations.ask_again(
                actor=request.actor, now=request.now, version=plan, why=form.cleaned_data["why"],
                client_key=form.cleaned_data["client_key"], start=_start(request),
            )  # fmt: skip
        except UnableToPlan as refusal:
            form.add_error(None, message_of(refusal))
        else:
            return HttpResponseRedirect(reverse("field:run", args=[run.run_id]))
    with reading(request.actor):
        context = views.shown(request, plan, form)
        return TemplateResponse(request, "field/plan.html", context, status=422).render()


@action(permission=MAKE)
def cancel(request: Visit, run: int) -> HttpResponseBase:
    """Stop the work on a plan; the best so far is kept."""
    try:
        operations.cancel(actor=request.actor, now=request.now, run=run)
    except UnableToPlan as refusal:
        messages.info(request, message_of(refusal))
    return HttpResponseRedirect(reverse("field:run", args=[run]))


@action(permission=APPROVE)
def approve(request: Visit, plan: int) -> HttpResponseBase:
    """Approve a plan: its sessions and routes are announced."""
    try:
        key = UUID(request.POST.get("client_key", ""))
    except ValueError:
        return HttpResponse(status=400)
    try:
        operations.approve(actor=request.actor, now=request.now, version=plan, client_key=key)
    except UnableTo as refusal:
        with reading(request.actor):
            context = views.shown(request, plan, None, refused=message_of(refusal))
            return TemplateResponse(request, "field/plan.html", context, status=422).render()
    messages.info(request, _("The plan is approved; its sessions and home visits are announced."))
    return HttpResponseRedirect(reverse("field:plan", args=[plan]))


@action(permission=SET)
def set_parameters(request: Visit) -> HttpResponseBase:
    """Set the figures plans of the officer's own unit reckon with."""
    unit = request.unit.number
    with reading(request.actor):
        form = ParametersForm(request.POST, values=queries.parameters(unit).values)
    if form.is_valid():
        try:
            operations.set_parameters(
                actor=request.actor, now=request.now, unit=unit, values=form.said(), why=form.cleaned_data["why"],
                client_key=form.cleaned_data["client_key"],
            )  # fmt: skip
        except UnableToPlan as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("Plans made from now on reckon with these figures."))
            return HttpResponseRedirect(reverse("field:parameters"))
    with reading(request.actor):
        context = views.parameters_shown(request, form)
        return TemplateResponse(request, "field/parameters.html", context, status=422).render()


def _start(request: Visit) -> Callable[[int], None]:
    """Return what puts a plan before the workers in the officer's name."""
    return partial(starting.start, officer=request.actor.officer)
