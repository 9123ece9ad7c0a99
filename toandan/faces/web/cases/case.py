"""One case: what is in doubt, what was done, what may be done now (một hồ sơ)."""

from datetime import timedelta
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import AskForm, CaseForm, DecideForm, RuleOutForm, StepForm
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.verification import labels, queries, states
from toandan.work.verification.words import CaseRow, CaseVerb, EventRow, Kind, Step, VerificationPermission

_WITHIN = timedelta(days=10)
"""What an answer is given when nobody says otherwise."""


@page(permission=VerificationPermission.READ)
def show(request: Visit, case_id: int) -> HttpResponse:
    """Show a case of the officer's units."""
    return TemplateResponse(request, "cases/case.html", context(request, readable(request, case_id)))


def readable(request: Visit, case_id: int) -> CaseRow:
    """Return the case if the officer may read it where its person stands; else there is none."""
    found = queries.case(case_id)
    if not request.actor.may(VerificationPermission.READ, found.unit):
        raise queries.CaseUnknown
    return found


def context(request: Visit, case: CaseRow, form: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `form` is one that was sent and refused, under its name."""
    told = queries.events(case)
    person = parts.names([case.person_id]).get(case.person_id)
    if person is not None:
        request.read_person(person.person_id, person.unit)
    today = localdate(request.now)
    shown = _forms(request, case, told)
    if form is not None and form[0] in shown:
        shown[form[0]] = form[1]
    record = next((dict(one.detail["record"]) for one in told if one.detail.get("record")), {})
    return {
        "case": case,
        "person": person,
        "title": person.details.full_name if person else "–",
        "kind_label": labels.KINDS[case.kind],
        "state_label": labels.STATES[case.state],
        "tag": "late" if case.overdue(today) else labels.TAGS[case.state],
        "late": case.overdue(today),
        "summary": parts.summary(case, person),
        "record": parts.source_record(record),
        "timeline": parts.timeline(told),
        "answers": parts.answers(queries.requests_of(case.person_id, case.case_id)),
        "checklist": _checklist(case, told),
        "order": parts.order(told) if case.kind is Kind.BIRTH_DATE_MISSING else [],
        "forms": shown,
        "open_form": form[0] if form else "",
        "next_label": _next_label(case, told),
        "errors": parts.errors(form[1]) if form else [],
    }


def _checklist(case: CaseRow, told: list[EventRow]) -> list[dict[str, Any]]:
    if case.kind is not Kind.NO_PAPERS:
        return []
    return parts.checklist(case, told, enrolled=parts.standing_words(case.person_id))


def _next_label(case: CaseRow, told: list[EventRow]) -> object:
    step = parts.next_step(told) if case.kind is Kind.NO_PAPERS else None
    return labels.STEPS[step] if step else ""


def _forms(request: Visit, case: CaseRow, told: list[EventRow]) -> dict[str, BaseForm]:
    """Return the forms of what may be done to the case now, by their names."""

    def may(verb: CaseVerb) -> bool:
        return states.may(verb, case.state) and request.actor.may(states.LIFE[verb].permission, case.unit)

    today = localdate(request.now)
    made: dict[str, BaseForm] = {}
    step = parts.next_step(told)
    if may(CaseVerb.ASKED):
        made["ask"] = ask_form(case, initial={"due_on": today + _WITHIN})
    if case.kind is Kind.NO_PAPERS and may(CaseVerb.STEP) and step not in {None, Step.PAPER_ASKED}:
        made["step"] = StepForm(prefix="step", step=step, initial={"occurred_on": today})
    if case.kind is Kind.BIRTH_DATE_MISSING and may(CaseVerb.RULED_OUT):
        made["rule_out"] = RuleOutForm(prefix="rule_out", initial={"occurred_on": today})
    if may(CaseVerb.DECIDED) and (case.kind is not Kind.NO_PAPERS or step is None):
        made["decide"] = DecideForm(prefix="decide", kind=case.kind, initial={"day": today})
    if may(CaseVerb.REOPENED):
        made["reopen"] = CaseForm(prefix="reopen")
    return made


def ask_form(case: CaseRow, **more: Any) -> AskForm:
    """Return the form of a question, with the bodies that answer for the case's unit."""
    language = get_language() or "vi"
    return AskForm(prefix="ask", bodies=queries.bodies_asked(case.unit), language=language, **more)
