"""Drawing a directive up, and changing the draft (soạn công văn)."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.directives import choices, parts, rectifying, slow
from toandan.faces.web.directives.forms import MOST_TASKS, DraftForm, TaskForms, draft_of, tasks_of
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries
from toandan.work.directives.words import DirectivesPermission, DirectiveState, Sheet, TaskWish

DRAFT = DirectivesPermission.DRAFT
_LINES = 3
"""Empty lines for tasks on a new form, and at the end of one that is changed."""


@page(permission=DRAFT)
def blank(request: Visit) -> HttpResponse:
    """Show the form of a new directive; `to` may name addressees beforehand, as a link from a slow unit does."""
    _may(request)
    wanted = [int(number) for number in request.GET.getlist("to") if number.isdecimal() and len(number) < 11]
    if "meeting" in request.GET:
        initial, tasks = _from_meeting(request)
    else:
        initial, tasks = rectifying.on_form(request) if "sheet" in request.GET else slow.on_form(request)
    initial["addressees"] = sorted({*wanted, *initial.get("addressees", [])})
    lines = [*tasks, *([{}] * _LINES)][:MOST_TASKS]
    to = initial["addressees"]
    return _page(request, _draft(request, named=to, initial=initial), _tasks(request, named=to, initial=lines))


def _from_meeting(request: Visit) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what a meeting that is named in the address puts on the form: issuer, addressees, tasks."""
    asked = request.GET.get("meeting", "")
    if not asked.isdecimal() or len(asked) > 18:
        return {}, []
    row = queries.meeting(int(asked))
    to = sorted({one.at for one in row.decisions if one.at})
    subject = _("carrying out what the meeting of %(day)s decided") % {"day": formats.day(row.held_on)}
    told = {"meeting": row.meeting_id, "issuer": row.committee, "addressees": to, "subject": subject}
    return told, [{"text": one.text, "due_on": one.due_on, "at": one.at or ""} for one in row.decisions]


@action(permission=DRAFT)
def create(request: Visit) -> HttpResponseBase:
    """Draw the directive up in the name of the officer's unit or committee."""
    with reading(request.actor):
        _may(request)
        form, tasks = _draft(request, request.POST), _tasks(request, request.POST)
    if form.is_valid() & tasks.is_valid():
        told = form.cleaned_data
        try:
            made = operations.draw_up(
                actor=request.actor, now=request.now, drafter=request.unit.number, issuer=told["issuer"],
                wording=form.wording(), addressees=told["addressees"], tasks=_wishes(tasks),
                client_key=told["client_key"], meeting=told["meeting"],
            )  # fmt: skip
        except operations.UnableToDirect as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("The draft is kept. Look it over, then propose or issue it."))
            return HttpResponseRedirect(reverse("directives:directive", args=[made]))
    with reading(request.actor):
        return _page(request, form, tasks, status=422).render()


@page(permission=DRAFT)
def again(request: Visit, directive_id: int) -> HttpResponse:
    """Show the form of a draft that is to be changed."""
    sheet = _changeable(request, directive_id)
    kept = [*tasks_of(sheet), *([{}] * _LINES)][:MOST_TASKS]
    to = [one.number for one in sheet.head.addressed if not one.body]
    form = _draft(request, named=to, initial=draft_of(sheet.head))
    return _page(request, form, _tasks(request, named=to, initial=kept), sheet)


@action(permission=DRAFT)
def change(request: Visit, directive_id: int) -> HttpResponseBase:
    """Write the draft anew."""
    with reading(request.actor):
        sheet = _changeable(request, directive_id)
        form, tasks = _draft(request, request.POST), _tasks(request, request.POST)
    form.fields["issuer"].required = False
    if form.is_valid() & tasks.is_valid():
        told = form.cleaned_data
        try:
            operations.change(
                actor=request.actor, now=request.now, directive=directive_id, wording=form.wording(),
                addressees=told["addressees"], tasks=_wishes(tasks), client_key=told["client_key"],
            )  # fmt: skip
        except operations.UnableToDirect as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("The draft was changed."))
            return HttpResponseRedirect(reverse("directives:directive", args=[directive_id]))
    with reading(request.actor):
        return _page(request, form, tasks, sheet, status=422).render()


def _may(request: Visit) -> None:
    if not choices.may_draft(request):
        raise NotAllowed("You may not do this.", code="not_allowed")


def _changeable(request: Visit, directive_id: int) -> Sheet:
    """Return the draft if it is the officer's side's own; else there is none."""
    sheet = queries.sheet(directive_id)
    if sheet.head.state is not DirectiveState.DRAFTED or not queries.reaches(request.actor, DRAFT, sheet.head.drafter):
        raise queries.DirectiveUnknown
    return sheet


def _draft(request: Visit, data: Any = None, named: Iterable[int] = (), **more: Any) -> DraftForm:
    to = choices.addressees(request, _posted(request) or named)
    return DraftForm(data, issuers=choices.issuers(request), addressees=to, **more)


def _posted(request: Visit) -> list[int]:
    """Return the addressees that a form sent in names; whether they may be addressed is asked elsewhere."""
    return [int(number) for number in request.POST.getlist("addressees") if number.isdecimal() and len(number) < 11]


def _tasks(request: Visit, data: Any = None, named: Iterable[int] = (), **more: Any) -> "forms.BaseFormSet[forms.Form]":
    told = {"aims": choices.aims(), "addressees": choices.addressees(request, _posted(request) or named)}
    made = TaskForms(data, prefix="tasks", form_kwargs=told, **more)
    return cast("forms.BaseFormSet[forms.Form]", made)


def _wishes(tasks: Any) -> list[TaskWish]:
    return [wish for form in tasks if (wish := form.wish()) is not None]


def _page(
    request: Visit, form: DraftForm, tasks: Any, sheet: Sheet | None = None, status: int = 200
) -> TemplateResponse:
    if sheet is not None:
        # Who issues a paper is settled when it is drawn up.
        del form.fields["issuer"]
    context = {
        "form": form,
        "tasks": tasks,
        "errors": parts.errors([form, *tasks]) if form.is_bound else [],
        "address": request.path,
        "back": request.path.removesuffix("change/") if sheet else reverse("directives:directives"),
        "head": sheet.head if sheet else None,
    }
    return TemplateResponse(request, "directives/draft.html", context, status=status)
