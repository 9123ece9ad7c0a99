"""Opening a case about a person (mở hồ sơ)."""

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import OpenForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonRow
from toandan.work.verification import operations
from toandan.work.verification.words import Kind, VerificationPermission


@page(permission=VerificationPermission.OPEN)
def blank(request: Visit) -> HttpResponse:
    """Show the form about one person; who is out of scope looks like who does not exist."""
    person = _person(request, request.GET.get("person", ""))
    form = OpenForm(initial={"person": person.person_id})
    return TemplateResponse(request, "cases/new.html", {"form": form, "person": person})


@action(permission=VerificationPermission.OPEN)
def open_one(request: Visit) -> HttpResponseBase:
    """Open the case and go to it."""
    form = OpenForm(request.POST)
    with reading(request.actor):
        person = _person(request, request.POST.get("person", ""))
    if form.is_valid():
        told = form.cleaned_data
        try:
            case = operations.open_case(
                actor=request.actor, now=request.now, person_id=person.person_id, kind=Kind(told["kind"]),
                reason=told["reason"], client_key=told["client_key"], other=told["other"],
            )  # fmt: skip
        except operations.UnableToVerify as refusal:
            form.add_error("other" if refusal.code == "other_missing" else None, message_of(refusal))
        else:
            return HttpResponseRedirect(reverse("cases:case", args=[case]))
    context = {"form": form, "person": person, "errors": parts.errors(form)}
    return TemplateResponse(request, "cases/new.html", context, status=422)


def _person(request: Visit, number: str) -> PersonRow:
    if not number.isdecimal() or len(number) > 18:
        raise people.PersonUnknown
    found = people.person(int(number))
    if not request.actor.may(VerificationPermission.OPEN, found.unit):
        raise people.PersonUnknown
    request.read_person(found.person_id, found.unit)
    return found
