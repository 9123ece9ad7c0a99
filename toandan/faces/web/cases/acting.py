"""What officers do to a case from its page; a refusal comes back to the form it is about (thao tác hồ sơ)."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.cases import case as pages
from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import CaseForm, DecideForm, RuleOutForm, StepForm
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import BirthRank, CaseRow, VerificationPermission


@action(permission=VerificationPermission.OPEN)
def ask(request: Visit, case_id: int) -> HttpResponseBase:
    """Put the case on a list to a body."""
    with reading(request.actor):
        found = pages.readable(request, case_id)
        form = pages.ask_form(found, data=request.POST)

    def work(told: dict[str, Any]) -> str:
        number = operations.ask(
            actor=request.actor, now=request.now, unit=found.unit, body=told["body"], cases=[case_id],
            question=told["reason"], due_on=told["due_on"], client_key=told["client_key"],
        )  # fmt: skip
        return _("The body was asked by list %(number)s.") % {"number": number}

    return _done(request, found, "ask", form, work)


@action(permission=VerificationPermission.OPEN)
def step(request: Visit, case_id: int) -> HttpResponseBase:
    """Record the next step of the checklist."""
    with reading(request.actor):
        found = pages.readable(request, case_id)
        following = parts.next_step(queries.events(found))
    form = StepForm(request.POST, prefix="step", step=following)

    def work(told: dict[str, Any]) -> str:
        if following is None:
            raise queries.CaseUnknown
        operations.take_step(
            actor=request.actor, now=request.now, case_id=case_id, step=following, reason=told["reason"],
            occurred_on=told["occurred_on"], evidence=form.evidence(), client_key=told["client_key"],
            residence=told.get("residence", ""), number=told.get("number", ""),
        )  # fmt: skip
        return _("The step is recorded.")

    return _done(request, found, "step", form, work)


@action(permission=VerificationPermission.OPEN)
def rule_out(request: Visit, case_id: int) -> HttpResponseBase:
    """Note that a paper cannot be had."""
    found, form = _found(request, case_id), RuleOutForm(request.POST, prefix="rule_out")

    def work(told: dict[str, Any]) -> str:
        operations.rule_out(
            actor=request.actor, now=request.now, case_id=case_id, rank=BirthRank(told["rank"]),
            occurred_on=told["occurred_on"], reason=told["reason"], client_key=told["client_key"],
        )  # fmt: skip
        return _("The paper is ruled out; the next one may be used.")

    return _done(request, found, "rule_out", form, work)


@action(permission=VerificationPermission.DECIDE)
def decide(request: Visit, case_id: int) -> HttpResponseBase:
    """Decide the case."""
    found = _found(request, case_id)
    form = DecideForm(request.POST, prefix="decide", kind=found.kind)

    def work(told: dict[str, Any]) -> str:
        entry = operations.decide(
            actor=request.actor, now=request.now, case_id=case_id, decision=form.decision(), reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
        if entry is None:
            return _("The case is decided; the ledger already said so.")
        return _("The case is decided and posted as entry %(entry)s.") % {"entry": entry}

    return _done(request, found, "decide", form, work)


@action(permission=VerificationPermission.DECIDE)
def reopen(request: Visit, case_id: int) -> HttpResponseBase:
    """Open a decided case again."""
    found, form = _found(request, case_id), CaseForm(request.POST, prefix="reopen")

    def work(told: dict[str, Any]) -> str:
        operations.reopen(
            actor=request.actor, now=request.now, case_id=case_id, reason=told["reason"],
            client_key=told["client_key"],
        )  # fmt: skip
        return _("The case is open again; what the decision posted was taken back.")

    return _done(request, found, "reopen", form, work)


def _found(request: Visit, case_id: int) -> CaseRow:
    with reading(request.actor):
        return pages.readable(request, case_id)


def _done(
    request: Visit, case: CaseRow, name: str, form: BaseForm, work: Callable[[dict[str, Any]], str]
) -> HttpResponseBase:
    """Do what a form asks and go back to the case, or show the case again with what is wrong at the form."""
    return carry_out(
        request,
        form,
        lambda: Done(work(form.cleaned_data), reverse("cases:case", args=[case.case_id])),
        lambda: _again(request, case, name, form),
    )


def _again(request: Visit, case: CaseRow, name: str, form: BaseForm) -> TemplateResponse:
    with reading(request.actor):
        shown = pages.context(request, pages.readable(request, case.case_id), (name, form))
    return TemplateResponse(request, "cases/case.html", shown, status=422)
