"""Orders: the list, one order with its targets, giving one (mệnh lệnh)."""

from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID, uuid4

from django import forms
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from toandan.command.campaign import labels, operations, queries
from toandan.command.campaign.words import CampaignPermission, Measure, OrderRow
from toandan.command.publication.words import PublicationPermission
from toandan.faces.web.campaign import targets
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, either, page
from toandan.faces.web.frame.fields import DayField
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.units import queries as units

READ = CampaignPermission.READ.value
ORDER = CampaignPermission.ORDER.value


class OrderForm(forms.Form):
    """What an order says; the room's operation decides whether it can be given."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    code = forms.CharField(label=gettext_lazy("Code"), max_length=32, help_text=gettext_lazy("Short, such as ML02."))
    title_vi = forms.CharField(label=gettext_lazy("Title in Vietnamese"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200)
    unit = forms.CharField(
        label=gettext_lazy("Code of the unit"),
        max_length=10,
        help_text=gettext_lazy("The order covers this unit and everything below it, as they are on its first day."),
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("Counted as done"), choices=[(m.value, labels.MEASURES[m]) for m in Measure]
    )
    starts_on = DayField(label=gettext_lazy("From"))
    deadline = DayField(
        label=gettext_lazy("Deadline"),
        help_text=gettext_lazy("The last day that counts, included."),
    )
    issuer = forms.CharField(label=gettext_lazy("Issued by"), max_length=200, required=False)
    number = forms.CharField(label=gettext_lazy("Number of the document"), max_length=100, required=False)


@page(permission=READ)
def index(request: Visit) -> HttpResponse:
    """List every order, the latest deadline first."""
    found = queries.orders()
    names = units.by_numbers([o.scope for o in found])
    rows = [
        {"order": o, "title": title(o), "unit": names[o.scope].name_vi, "measure": labels.MEASURES[o.measure]}
        for o in found
    ]
    return TemplateResponse(
        request, "campaign/orders.html", {"rows": rows, "may_order": request.actor.may_somewhere(ORDER)}
    )


@page(permission=READ)
def facts(request: Visit, code: str) -> HttpResponse:
    """Show one order: its facts, dates and targets, and the questions that set a target."""
    return _page(request, queries.order(code))


@action(permission=targets.TARGET)
def aim(request: Visit, code: str) -> HttpResponse:
    """Set a target under the order, or show the page again with what is wrong."""
    order = queries.order(code)
    form = targets.TargetForm(request.POST)
    refused = ""
    if form.is_valid():
        try:
            targets.given(request, order, form.cleaned_data)
        except UnableTo as refusal:
            refused = message_of(refusal)
        else:
            return HttpResponseRedirect(reverse("campaign:order", args=[order.code]) + "#targets")
    return _page(request, order, form, errors=_errors(form, refused))


show = either(get=facts, post=aim)


def _page(
    request: Visit, order: OrderRow, form: targets.TargetForm | None = None, *, errors: Sequence[object] = ()
) -> HttpResponse:
    found, today = queries.targets(order), localdate(request.now)
    names = units.by_numbers([order.scope, *(t.unit for t in found)])
    context = {
        "order": order,
        "title": title(order),
        "period": _("From %(since)s to %(until)s") % _period(order),
        "facts": _facts(order, names[order.scope].name_vi),
        "targets": targets.rows(found, names, today=today),
        "may_publish": request.actor.may(PublicationPermission.PUBLISH, order.answers),
        "may_target": request.actor.may_somewhere(targets.TARGET),
        "form": form or targets.asked(order, today=today),
        "errors": errors,
    }
    return TemplateResponse(request, "campaign/order.html", context, status=422 if errors else 200)


@page(permission=ORDER)
def ask(request: Visit) -> HttpResponse:
    """Ask what the order says."""
    return TemplateResponse(request, "campaign/order_form.html", {"form": OrderForm()})


@action(permission=ORDER)
def give(request: Visit) -> HttpResponse:
    """Give the order, or show the form again with what is wrong."""
    form = OrderForm(request.POST)
    refused = ""
    if form.is_valid():
        try:
            return HttpResponseRedirect(reverse("campaign:order", args=[_given(request, form.cleaned_data).code]))
        except UnableTo as refusal:
            refused = message_of(refusal)
    context = {"form": form, "errors": _errors(form, refused)}
    return TemplateResponse(request, "campaign/order_form.html", context, status=422)


new = either(get=ask, post=give)


def known(code: str) -> OrderRow:
    """Return an order from this process's memory; an order never changes once given. Raises OrderUnknown."""
    settings = connection.settings_dict
    return _known(code, settings["HOST"], settings["PORT"], settings["NAME"])


def forget() -> None:
    """Let this process ask for every order anew."""
    _known.cache_clear()


@lru_cache(maxsize=64)
def _known(code: str, *_database: object) -> OrderRow:
    return queries.order(code)


def title(order: OrderRow) -> str:
    """Return the order's title in the page's language."""
    return order.title_vi if (get_language() or "vi").startswith("vi") else order.title_en


def _given(request: Visit, said: dict[str, object]) -> OrderRow:
    starts_on = said["starts_on"]
    scope = units.by_code(str(said["unit"]), as_of=starts_on)  # type: ignore[arg-type]
    return operations.create_order(
        actor=request.actor,
        now=request.now,
        client_key=UUID(str(said["client_key"])),
        code=str(said["code"]),
        title_vi=str(said["title_vi"]),
        title_en=str(said["title_en"]),
        scope=scope.number,
        starts_on=starts_on,  # type: ignore[arg-type]
        deadline=said["deadline"],  # type: ignore[arg-type]
        measure=str(said["measure"]),
        issuer=str(said["issuer"]),
        number=str(said["number"]),
    )


def _errors(form: forms.Form, refused: str) -> list[dict[str, object]]:
    """Return what the error summary names: the room's refusal first, then what is wrong at each field."""
    said: list[dict[str, object]] = [{"field": "", "message": refused}] if refused else []
    return said + [
        {"field": form[name].auto_id, "message": f"{_asked(str(form[name].label))} {message}"}
        for name, messages in form.errors.items()
        for message in messages
    ]


def _asked(label: str) -> str:
    """Return a field's label as it leads into what is wrong: a question as it is, anything else with a colon."""
    return label if label.endswith("?") else f"{label}:"


def _period(order: OrderRow) -> dict[str, str]:
    return {"since": formats.day(order.starts_on), "until": formats.day(order.deadline)}


def _facts(order: OrderRow, unit: str) -> list[dict[str, object]]:
    told: list[tuple[str, object]] = [
        (_("Code"), order.code),
        (_("Unit"), unit),
        (_("Counted as done"), labels.MEASURES[order.measure]),
        (_("Also counted"), labels.MEASURES[order.other_measure] if order.other_measure else formats.MISSING),
        (_("Issued by"), order.issuer or formats.MISSING),
        (_("Number of the document"), order.number or formats.MISSING),
        (_("Recorded"), formats.moment(order.created_at)),
    ]
    return [{"key": key, "value": value} for key, value in told]
