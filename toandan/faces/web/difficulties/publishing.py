"""Publishing guidance, from an answer or without one, and writing it anew (ban hành hướng dẫn)."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import parts
from toandan.faces.web.difficulties.forms import GuidanceForm, VersionForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.words import DifficultiesPermission, GuidanceRow, Kind

PUBLISH = DifficultiesPermission.PUBLISH


@page(permission=PUBLISH)
def blank(request: Visit) -> HttpResponse:
    """Show the form; `difficulty` in the address fills it with the answer to that difficulty."""
    if not parts.publishes(request):
        raise NotAllowed("You may not do this.", code="not_allowed")
    return _page(request, GuidanceForm(initial=_from(request.GET.get("difficulty", ""))))


@action(permission=PUBLISH)
def publish(request: Visit) -> HttpResponseBase:
    """Publish guidance in the name of the officer's unit."""
    form = GuidanceForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            made = operations.publish(
                actor=request.actor, now=request.now, issuer=request.unit.number, kind=Kind(told["kind"]),
                title=told["title"], text=told["text"], difficulty=told["difficulty"], client_key=told["client_key"],
            )  # fmt: skip
        except operations.UnableToResolve as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("Published. Every officer finds it now, and is asked to read it."))
            return HttpResponseRedirect(reverse("difficulties:guidance", args=[made]))
    with reading(request.actor):
        return _page(request, form, status=422).render()


@page(permission=PUBLISH)
def again(request: Visit, guidance_id: int) -> HttpResponse:
    """Show the form of a new version, with the words in force."""
    row = _own(request, guidance_id)
    return _page(request, VersionForm(initial={"title": row.title, "text": row.text}), row)


@action(permission=PUBLISH)
def revise(request: Visit, guidance_id: int) -> HttpResponseBase:
    """Publish the new version."""
    with reading(request.actor):
        row = _own(request, guidance_id)
    form = VersionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.revise(actor=request.actor, now=request.now, guidance=guidance_id, **told)
        except operations.UnableToResolve as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("The new version is in force; the old one stays readable."))
            return HttpResponseRedirect(reverse("difficulties:guidance", args=[guidance_id]))
    with reading(request.actor):
        return _page(request, form, row, status=422).render()


def _own(request: Visit, guidance_id: int) -> GuidanceRow:
    row = queries.guidance(guidance_id)
    if not parts.publishes(request, row.issuer):
        raise NotAllowed("You may not do this.", code="not_allowed")
    return row


def _from(asked: str) -> dict[str, Any]:
    """Return what the answer to a difficulty puts on the form; nothing without one."""
    if not asked.isdecimal() or len(asked) > 18:
        return {}
    row = queries.difficulty(int(asked))
    return {"difficulty": row.difficulty_id, "kind": row.kind.value, "text": row.answer}


def _page(request: Visit, form: BaseForm, row: GuidanceRow | None = None, status: int = 200) -> TemplateResponse:
    base = reverse("difficulties:guidance_list")
    context = {
        "form": form,
        "row": row,
        "errors": parts.errors([form]) if form.is_bound else [],
        "back": reverse("difficulties:guidance", args=[row.guidance_id]) if row else base,
    }
    return TemplateResponse(request, "difficulties/publish.html", context, status=status)
