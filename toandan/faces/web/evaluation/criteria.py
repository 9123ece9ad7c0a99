"""The criteria of an order with their weights, in versions (bộ tiêu chí)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.command.campaign import queries as campaign
from toandan.command.evaluation import labels, operations, queries
from toandan.command.evaluation.words import EvaluationPermission
from toandan.faces.web.evaluation import parts
from toandan.faces.web.evaluation.forms import WeightsForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.record.officers.queries import reading

READ, WEIGH = EvaluationPermission.READ, EvaluationPermission.WEIGH


@page(permission=READ)
def show(request: Visit, order: str) -> HttpResponse:
    """Show the weights of an order, those in force unless a version is asked for; every officer may see them."""
    return TemplateResponse(request, "evaluation/criteria.html", _context(request, order, None))


@action(permission=WEIGH)
def change(request: Visit, order: str) -> HttpResponseBase:
    """Set new weights."""
    with reading(request.actor):
        form = WeightsForm(request.POST, weights=queries.criteria(order).weights)

    def weighed() -> Done:
        operations.set_criteria(
            actor=request.actor, now=request.now, order=order, weights=form.said(),
            why=form.cleaned_data["reason"], client_key=form.cleaned_data["client_key"],
        )  # fmt: skip
        said = _("The new weights hold for every sheet made from now on.")
        return Done(said, reverse("evaluation:criteria", args=[order]))

    def again() -> TemplateResponse:
        return TemplateResponse(request, "evaluation/criteria.html", _context(request, order, form))

    return carry_out(request, form, weighed, again)


def _context(request: Visit, order: str, form: WeightsForm | None) -> dict[str, Any]:
    of, asked = campaign.order(order), request.GET.get("version", "")
    present = queries.criteria(of.code)
    shown = queries.criteria(of.code, int(asked)) if asked.isdecimal() and len(asked) < 5 else present
    weighs = request.actor.may(WEIGH, of.scope) and shown.version == present.version
    return {
        "order": of,
        "shown": shown,
        "present": present,
        "rows": [{"label": labels.CRITERIA[one], "weight": weight} for one, weight in shown.weights.items()],
        "set": f"{formats.moment(shown.set_at)}, {shown.set_by}" if shown.set_at else "",
        "older": [
            (version, f"{request.path}?version={version}")
            for version in range(present.version + 1)
            if version != shown.version
        ],
        "form": (form or WeightsForm(weights=present.weights)) if weighs else None,
        "errors": parts.errors(form) if form else [],
    }
