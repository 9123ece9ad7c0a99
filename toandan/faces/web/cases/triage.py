"""Going through many missing birth dates at once (xử lý hàng loạt)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import TriageForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Kind, TriageReport, TriageRule, VerificationPermission


@page(permission=VerificationPermission.OPEN)
def show(request: Visit) -> HttpResponse:
    """Show the rules and how many cases wait."""
    return TemplateResponse(request, "cases/triage.html", _context(request, _form(request)))


@action(permission=VerificationPermission.OPEN)
def run(request: Visit) -> HttpResponseBase:
    """Carry a rule out and show what became of each line."""
    form, report = _form(request, data=request.POST), None
    if form.is_valid():
        told = form.cleaned_data
        try:
            report = operations.triage(
                actor=request.actor, now=request.now, unit=request.unit.number, rule=TriageRule(told["rule"]),
                reason=told["reason"], client_key=told["client_key"], body=told["body"], due_on=told["due_on"],
                whole=told["whole"], after=told["after"] or 0,
            )  # fmt: skip
        except operations.UnableToVerify as refusal:
            form.add_error(None, message_of(refusal))
    with reading(request.actor):
        context = _context(request, form if report is None else _form(request), report)
    if report is not None and report.next_after is not None:
        context["following"] = form.following(report.next_after)
    context["errors"] = parts.errors(form) if report is None else []
    return TemplateResponse(request, "cases/triage.html", context, status=422 if report is None else 200)


def _form(request: Visit, **more: Any) -> TriageForm:
    bodies = queries.bodies_asked(request.unit.number)
    return TriageForm(bodies=bodies, language=get_language() or "vi", **more)


def _context(request: Visit, form: TriageForm, report: TriageReport | None = None) -> dict[str, Any]:
    here = queries.cases(
        low=request.unit.number, high=request.unit.last, today=localdate(request.now), kind=Kind.BIRTH_DATE_MISSING
    )
    context: dict[str, Any] = {"form": form, "waiting": here.counts.get(Kind.BIRTH_DATE_MISSING.value, 0)}
    if report is None:
        return context
    known = parts.names(line.person_id for line in report.lines)
    for person in known.values():
        request.read_person(person.person_id, person.unit)
    lines = [
        {
            "name": known[line.person_id].details.full_name if line.person_id in known else "–",
            "case": line.case_id,
            "refused": _why(line.code),
        }
        for line in report.lines
    ]
    return context | {"report": report, "lines": lines, "refused": len(report.refused)}


def _why(code: str) -> str:
    """Say why a line was left."""
    return gettext(operations.SENTENCES[code]) if code else ""
