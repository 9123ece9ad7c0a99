"""Blind samples: pairs to label one after the other, without what linkage thought of them (gán nhãn mẫu)."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.cases import pairs, parts
from toandan.faces.web.cases.forms import LabelForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.record.officers.queries import reading
from toandan.work.verification import labels, operations, queries
from toandan.work.verification.words import Kind, Verdict, VerificationPermission


@page(permission=VerificationPermission.REVIEW)
def listing(request: Visit) -> HttpResponse:
    """List the samples with pairs of the officer's units, the newest first."""
    rows: list[dict[str, Any]] = [
        {
            "address": reverse("cases:pair_sample", args=[one.sample_id]),
            "number": one.sample_id,
            "kind": labels.KINDS[one.kind],
            "source": parts.source(one.source),
            "drawn": formats.day(one.drawn_at),
            "pairs": one.pairs,
            "mine": one.mine,
        }
        for one in queries.samples(request.actor, low=request.unit.number, high=request.unit.last)
    ]
    left = sum(row["pairs"] - row["mine"] for row in rows)
    return TemplateResponse(request, "cases/samples.html", {"rows": rows, "total": left})


@page(permission=VerificationPermission.REVIEW)
def show(request: Visit, sample_id: int) -> HttpResponse:
    """Show the next pair that the officer has not labelled."""
    return TemplateResponse(request, "cases/sample.html", _context(request, sample_id))


@action(permission=VerificationPermission.REVIEW)
def label(request: Visit, sample_id: int) -> HttpResponseBase:
    """Take a label down and go on to the next pair."""
    form = LabelForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        operations.label_pair(
            actor=request.actor, now=request.now, pair_id=told["pair"], verdict=Verdict(told["verdict"]),
            client_key=told["client_key"],
        )  # fmt: skip
        return HttpResponseRedirect(reverse("cases:pair_sample", args=[sample_id]))
    with reading(request.actor):
        context = _context(request, sample_id, form)
    return TemplateResponse(request, "cases/sample.html", context, status=422)


def _context(request: Visit, sample_id: int, form: LabelForm | None = None) -> dict[str, Any]:
    low, high = request.unit.number, request.unit.last
    sample = queries.sample(request.actor, sample_id, low=low, high=high)
    pair = queries.next_pair(request.actor, sample_id, low=low, high=high)
    shown: dict[str, Any] = {
        "sample": sample,
        "kind_label": labels.KINDS[sample.kind],
        "source": parts.source(sample.source),
        "against": _("The second record") if sample.kind is Kind.DUPLICATE else _("In the list"),
        "pair": pair,
        "errors": parts.errors(form) if form else [],
    }
    if pair is None:
        return shown
    sides = queries.compared(pair.person_id, pair.unit, pair.record)
    for person, unit in sides.shown:
        request.read_person(person, unit)
    shown["sides"] = pairs.rows(sides)
    # A form about another pair than the one that stands here now is not shown again.
    same = form is not None and form.data.get("pair") == str(pair.pair_id)
    shown["form"] = form if same else LabelForm(initial={"client_key": uuid4(), "pair": pair.pair_id})
    return shown
