"""The officer's page about what the public is shown of an order: open, stop, withhold (quản lý công bố)."""

from uuid import uuid4

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import queries as campaign
from toandan.command.publication import labels, operations, queries
from toandan.command.publication.words import PublicationPermission, PublicationState
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotThere, UnableTo
from toandan.record.officers.operations import require
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units

PUBLISH = PublicationPermission.PUBLISH


class ReasonForm(forms.Form):
    """Why something is done; the public is told nothing of it."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(label=_("Reason"), max_length=500)


class UnitForm(ReasonForm):
    """Which unit is withheld, and why."""

    unit = forms.CharField(label=_("Code of the unit"), max_length=20)
    field_order = ("client_key", "unit", "reason")


@page(permission=PUBLISH)
def one(request: Visit, order: str) -> HttpResponse:
    """Show how an order stands before the public, its published days, and what is withheld."""
    return _page(request, order)


@action(permission=PUBLISH)
def act(request: Visit, order: str, deed: str) -> HttpResponse:
    """Open, stop, resume, withhold or release; or show the page again with what is wrong."""
    form = (UnitForm if deed in {"withhold", "release"} else ReasonForm)(request.POST)
    refused = ""
    if form.is_valid():
        try:
            _done(request, order, deed, form.cleaned_data)
        except NotThere as unknown:
            # The code of a unit is typed; one that does not exist is said so beside the form.
            if deed not in {"withhold", "release"}:
                raise
            refused = message_of(unknown)
        except UnableTo as refusal:
            refused = message_of(refusal)
        else:
            return HttpResponseRedirect(reverse("public:manage", args=[order]))
    said = [{"field": "", "message": refused}] if refused else []
    said += [
        {"field": f"{deed}-{name}", "message": f"{form[name].label}: {message}"}
        for name, messages in form.errors.items()
        for message in messages
    ]
    return _page(request, order, errors=said)


def _done(request: Visit, order: str, deed: str, said: dict[str, object]) -> None:
    reason, who = str(said["reason"]), {"actor": request.actor, "now": request.now, "order": order}
    key = said["client_key"]
    if deed == "open":
        operations.open_to_public(**who, client_key=key, reason=reason)  # type: ignore[arg-type]
    elif deed == "stop":
        operations.stop(**who, reason=reason)  # type: ignore[arg-type]
    elif deed == "resume":
        operations.resume(**who, reason=reason)  # type: ignore[arg-type]
    elif deed == "withhold":
        operations.withhold(**who, client_key=key, unit=str(said["unit"]), reason=reason)  # type: ignore[arg-type]
    elif deed == "release":
        operations.release(**who, unit=str(said["unit"]), reason=reason)  # type: ignore[arg-type]
    else:
        raise queries.NotPublished(deed)
    if deed in {"open", "resume"}:
        # Nobody who opens an order to the public waits for the night to see what the public sees.
        operations.publish_latest(actor=request.actor, now=request.now, order=order)


def _page(request: Visit, code: str, *, errors: list[dict[str, str]] | None = None) -> HttpResponse:
    with reading(request.actor):
        of = campaign.order(code)
        require(request.actor, PUBLISH, at=of.answers)
        row, held, days = queries.publication(code), queries.withheld(code), queries.days(code)
        scope = units.by_number(of.scope)
    context = {
        "order": of,
        "scope": scope,
        "row": row,
        "open": row is not None and row.state is PublicationState.OPEN,
        "state": labels.STATES[row.state] if row else "",
        "held": held,
        "days": days,
        "deed": "open" if row is None else "stop" if row.state is PublicationState.OPEN else "resume",
        "form": ReasonForm(auto_id="state-%s"),
        "unit_form": UnitForm(auto_id="withhold-%s"),
        "release_form": ReasonForm(),
        "errors": errors or [],
    }
    return TemplateResponse(request, "public/manage.html", context, status=422 if errors else 200)
