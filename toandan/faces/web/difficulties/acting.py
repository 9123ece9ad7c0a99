"""What officers do to a difficulty from its page; a refusal comes back to the form it is about (thao tác)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.difficulties import sheet as pages
from toandan.faces.web.difficulties.forms import AnswerForm, AssignForm, AttachForm, NoteForm, ReasonForm
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.ground.files import MOST_BYTES
from toandan.record.officers.queries import reading
from toandan.work.difficulties import operations, queries
from toandan.work.difficulties.words import DifficultiesPermission, Sheet

Work = Callable[[Visit, int, Any], str]


@action(permission=DifficultiesPermission.READ)
def act(request: Visit, difficulty_id: int, verb: str) -> HttpResponseBase:
    """Do one deed to the difficulty; which permission it needs, the operation says."""
    if verb not in DEEDS:
        raise queries.DifficultyUnknown
    with reading(request.actor):
        form = _form(request, verb, pages.readable(request, difficulty_id))

    def deed() -> Done:
        return Done(DEEDS[verb](request, difficulty_id, form), reverse("difficulties:difficulty", args=[difficulty_id]))

    def again() -> TemplateResponse:
        shown = pages.context(request, pages.readable(request, difficulty_id), (verb, form))
        return TemplateResponse(request, "difficulties/difficulty.html", shown)

    return carry_out(request, form, deed, again)


def _form(request: Visit, verb: str, sheet: Sheet) -> BaseForm:
    if verb == "assign":
        return AssignForm(request.POST, prefix=verb, near=pages.near(sheet.head))
    if verb == "attach":
        return AttachForm(request.POST, request.FILES, prefix=verb)
    kinds = {"answer": AnswerForm, "accept": NoteForm}
    return kinds.get(verb, ReasonForm)(request.POST, prefix=verb)


def _key(form: BaseForm) -> UUID:
    return UUID(str(form.cleaned_data["client_key"]))


def _assign(request: Visit, difficulty: int, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.assign(
        actor=request.actor, now=request.now, difficulty=difficulty, to=told["to"], note=told["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The difficulty was assigned; its day stays.")


def _answer(request: Visit, difficulty: int, form: BaseForm) -> str:
    operations.answer(
        actor=request.actor, now=request.now, difficulty=difficulty, text=form.cleaned_data["text"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The answer was sent; who raised it accepts it or opens it again.")


def _accept(request: Visit, difficulty: int, form: BaseForm) -> str:
    operations.accept(
        actor=request.actor, now=request.now, difficulty=difficulty, note=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The difficulty is resolved.")


def _reopen(request: Visit, difficulty: int, form: BaseForm) -> str:
    operations.reopen(
        actor=request.actor, now=request.now, difficulty=difficulty, reason=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The difficulty is open again, with a new day.")


def _withdraw(request: Visit, difficulty: int, form: BaseForm) -> str:
    operations.withdraw(
        actor=request.actor, now=request.now, difficulty=difficulty, reason=form.cleaned_data["reason"],
        client_key=_key(form),
    )  # fmt: skip
    return _("The difficulty was withdrawn.")


def _attach(request: Visit, difficulty: int, form: BaseForm) -> str:
    file = form.cleaned_data["file"]
    # More than is taken is never read into memory; one byte too many is refused by the operation.
    operations.attach(
        actor=request.actor, now=request.now, difficulty=difficulty, name=file.name, content=file.read(MOST_BYTES + 1),
        client_key=_key(form),
    )  # fmt: skip
    return _("The file is kept.")


DEEDS: dict[str, Work] = {
    "assign": _assign,
    "answer": _answer,
    "accept": _accept,
    "reopen": _reopen,
    "withdraw": _withdraw,
    "attach": _attach,
}
