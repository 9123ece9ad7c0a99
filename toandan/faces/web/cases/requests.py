"""The desk of a body outside the police: what it was asked, and its answers (bàn làm việc cơ quan phối hợp)."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import AnswerForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.record.officers.queries import reading
from toandan.record.people import labels as people_labels
from toandan.work.verification import labels, operations, queries
from toandan.work.verification.words import NOTICE_DAYS, RequestRow, VerificationPermission


@page(permission=VerificationPermission.READ_REQUEST)
def desk(request: Visit) -> HttpResponse:
    """List what the officer's body was asked: what waits, then what was answered last and what is no longer needed."""
    today = localdate(request.now)
    spans = request.actor.ranges(VerificationPermission.READ_REQUEST)
    waiting = [one for low, high in spans for one in queries.asked_of(low=low, high=high)]
    answered = [one for low, high in spans for one in queries.asked_of(low=low, high=high, answered=True, limit=20)]
    released = [one for low, high in spans for one in queries.released_of(low=low, high=high, limit=20)]
    for one in (*waiting, *answered, *released):
        request.read_person(one.person_id, one.body)
    context = {
        "waiting": [_line(one) | _due(one, today) for one in waiting],
        "answered": [_line(one) for one in answered],
        "released": [_line(one) for one in released],
        "total": len(waiting),
    }
    return TemplateResponse(request, "cases/requests.html", context)


@page(permission=VerificationPermission.READ_REQUEST)
def show(request: Visit, list_id: int, case_id: int) -> HttpResponse:
    """Show one question."""
    return TemplateResponse(request, "cases/request.html", _context(request, list_id, case_id))


@action(permission=VerificationPermission.ANSWER)
def answer(request: Visit, list_id: int, case_id: int) -> HttpResponseBase:
    """Answer the question in the body's name."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.answer(
                actor=request.actor, now=request.now, list_id=list_id, case_id=case_id, answer=told["answer"],
                text=told["reason"], client_key=told["client_key"], evidence=form.evidence(),
                found_day=told["found_day"],
            )  # fmt: skip
        except operations.UnableToVerify as refusal:
            form.add_error("evidence_number" if refusal.code == "evidence_missing" else None, message_of(refusal))
        else:
            messages.info(request, _("Your answer was sent to the unit that asked."))
            return HttpResponseRedirect(reverse("cases:requests"))
    with reading(request.actor):
        context = _context(request, list_id, case_id, form)
    return TemplateResponse(request, "cases/request.html", context, status=422)


def _due(one: RequestRow, today: date) -> dict[str, bool]:
    """Tell whether an answer is late or due soon."""
    return {"late": one.due_on < today, "soon": today <= one.due_on <= today + timedelta(days=NOTICE_DAYS)}


def _line(one: RequestRow) -> dict[str, Any]:
    return {
        "address": reverse("cases:request", args=[one.list_id, one.case_id]),
        "number": one.number,
        "list": reverse("cases:asked", args=[one.list_id]),
        "name": one.full_name,
        "birth": parts.written_day(one.birth) or "–",
        "kind": labels.KINDS[one.kind],
        "due": formats.day(one.due_on),
        "answer": labels.answer(one.answer, one.released_on),
        "unit": parts.place(one.unit),
    }


def _context(request: Visit, list_id: int, case_id: int, form: AnswerForm | None = None) -> dict[str, Any]:
    one = queries.request(list_id, case_id)
    if not request.actor.may(VerificationPermission.READ_REQUEST, one.body):
        raise queries.CaseUnknown
    request.read_person(one.person_id, one.body)
    sex = {word.value: label for word, label in people_labels.SEX.items()}.get(one.sex, "–")
    facts = (
        (_("Birth date"), parts.written_day(one.birth)),
        (_("Sex"), sex),
        (_("Parents"), one.parents),
        (_("Permanent place"), one.place),
        (_("What is in doubt"), labels.KINDS[one.kind]),
        (_("List"), one.number),
        (_("Asked by"), parts.place(one.unit)),
        (_("Answer due on"), formats.day(one.due_on)),
    )
    return {
        "one": one,
        "facts": [{"key": key, "value": value or "–"} for key, value in facts],
        "answer": labels.answer(one.answer, one.released_on),
        "paper": parts.paper(one.evidence),
        "form": form or AnswerForm(),
        "errors": parts.errors(form) if form else [],
    }
