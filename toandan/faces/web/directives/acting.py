"""What officers do to a directive from its page; a refusal comes back to the form it is about (thao tác)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.directives import sheet as pages
from toandan.faces.web.directives.forms import (
    AttachForm,
    IssueForm,
    KeyForm,
    NoteForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
)
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.ground.files import MOST_BYTES
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries
from toandan.work.directives.words import AttachmentKind, DirectivesPermission, Sheet

Work = Callable[[Visit, int, Any], str]


@action(permission=DirectivesPermission.READ)
def act(request: Visit, directive_id: int, verb: str) -> HttpResponseBase:
    """Do one deed to the directive; which permission it needs, the operation says."""
    if verb not in DEEDS:
        raise queries.DirectiveUnknown
    with reading(request.actor):
        sheet = pages.readable(request, directive_id)
        form = _form(request, verb, sheet)

    def deed() -> Done:
        return Done(DEEDS[verb](request, directive_id, form), reverse("directives:directive", args=[directive_id]))

    def again() -> TemplateResponse:
        shown = pages.context(request, pages.readable(request, directive_id), (verb, form))
        return TemplateResponse(request, "directives/directive.html", shown)

    return carry_out(request, form, deed, again)


def _form(request: Visit, verb: str, sheet: Sheet) -> BaseForm:
    if verb == "report":
        mine = pages.own(request, sheet)
        return ReportForm(request.POST, prefix=verb, tasks=pages.left(sheet, mine) if mine else [])
    if verb == "attach":
        reporting = bool(pages.keeps(request, sheet))
        return AttachForm(request.POST, request.FILES, prefix=verb, reporting=reporting)
    if verb == "return":
        return ReturnForm(request.POST, prefix=verb, reported=pages.reports(sheet))
    if verb == "issue":
        first = queries.is_first(sheet.head, year=localdate(request.now).year)
        return IssueForm(request.POST, prefix=verb, first=first)
    kinds: dict[str, type[KeyForm]] = {"propose": NoteForm, "acknowledge": NoteForm}
    return kinds.get(verb, ReasonForm)(request.POST, prefix=verb)


def _key(form: BaseForm) -> UUID:
    return UUID(str(form.cleaned_data["client_key"]))


def _propose(request: Visit, directive: int, form: BaseForm) -> str:
    operations.propose(
        actor=request.actor, now=request.now, directive=directive, client_key=_key(form),
        note=form.cleaned_data["reason"],
    )  # fmt: skip
    return _("The directive was proposed to its issuer.")


def _issue(request: Visit, directive: int, form: BaseForm) -> str:
    signed = operations.issue(
        actor=request.actor, now=request.now, directive=directive, client_key=_key(form),
        first=form.cleaned_data.get("first"),
    )  # fmt: skip
    return _("Issued as %(signed)s; the addressees see it now.") % {"signed": signed}


def _send_back(request: Visit, directive: int, form: BaseForm) -> str:
    operations.send_back(
        actor=request.actor, now=request.now, directive=directive, reason=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The proposal went back to its drafter.")


def _acknowledge(request: Visit, directive: int, form: BaseForm) -> str:
    operations.acknowledge(
        actor=request.actor, now=request.now, directive=directive, addressee=request.unit.number,
        client_key=_key(form), note=form.cleaned_data["reason"],
    )  # fmt: skip
    return _("Acknowledged. Report each task by its day.")


def _report(request: Visit, directive: int, form: Any) -> str:
    whole = operations.report(
        actor=request.actor, now=request.now, directive=directive, addressee=request.unit.number,
        answers=form.answers(), client_key=_key(form),
    )  # fmt: skip
    return _("All tasks are reported.") if whole else _("Reported; other tasks are still open.")


def _return(request: Visit, directive: int, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.give_back(
        actor=request.actor, now=request.now, directive=directive, addressee=told["addressee"], reason=told["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The report was returned.")


def _attach(request: Visit, directive: int, form: BaseForm) -> str:
    told = form.cleaned_data
    # More than is taken is never read into memory; one byte too many is refused by the operation.
    content = told["file"].read(MOST_BYTES + 1)
    operations.attach(
        actor=request.actor, now=request.now, directive=directive, at=request.unit.number, client_key=_key(form),
        kind=AttachmentKind(told.get("kind", AttachmentKind.REPORT)), name=told["file"].name, content=content,
    )  # fmt: skip
    return _("The file is kept.")


def _close(request: Visit, directive: int, form: BaseForm) -> str:
    operations.close(
        actor=request.actor, now=request.now, directive=directive, reason=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The directive is closed.")


def _withdraw(request: Visit, directive: int, form: BaseForm) -> str:
    operations.withdraw(
        actor=request.actor, now=request.now, directive=directive, reason=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The directive was withdrawn.")


DEEDS: dict[str, Work] = {
    "propose": _propose,
    "issue": _issue,
    "send_back": _send_back,
    "acknowledge": _acknowledge,
    "report": _report,
    "return": _return,
    "attach": _attach,
    "close": _close,
    "withdraw": _withdraw,
}
