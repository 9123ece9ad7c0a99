"""What officers do to a question from its page; a refusal comes back to the form it is about (thao tác)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame.doors import Visit, action
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.questions import sheet as pages
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.difficulties.words import Kind
from toandan.work.questions import operations, queries
from toandan.work.questions.words import QuestionsPermission

Told = dict[str, Any]
Work = Callable[[Visit, int, Told, UUID], str]


@action(permission=QuestionsPermission.ANSWER)
def act(request: Visit, question_id: int, verb: str) -> HttpResponseBase:
    """Do one deed to the question; whether it may be done, the operation says."""
    if verb not in DEEDS:
        raise queries.QuestionUnknown
    with reading(request.actor):
        pages.readable(request, question_id)
    form: BaseForm = pages.FORMS[verb][1](request.POST, prefix=verb)
    if form.is_valid():
        told = form.cleaned_data
        try:
            said = DEEDS[verb](request, question_id, told, UUID(str(told["client_key"])))
        except units.UnitUnknown as unknown:
            form.add_error("unit", message_of(unknown))
        except (NotAllowed, NotThere):
            raise
        except UnableTo as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, said)
            return HttpResponseRedirect(reverse("questions:question", args=[question_id]))
    with reading(request.actor):
        shown = pages.context(request, pages.readable(request, question_id), (verb, form))
        return TemplateResponse(request, "questions/question.html", shown, status=422).render()


def _answer(request: Visit, question: int, told: Told, key: UUID) -> str:
    operations.answer(actor=request.actor, now=request.now, question=question, text=told["text"], client_key=key)
    return _("The answer is there for whoever holds the code.")


def _forward(request: Visit, question: int, told: Told, key: UUID) -> str:
    # The unit meant is the one that stands beside the officer's own, also in the years before a reorganisation.
    day = localdate(request.now)
    own = units.by_number(request.actor.at)
    beside = [one for one in units.bearing(told["unit"].strip()) if one.edition == own.edition]
    to = beside[0] if beside else units.bearer(told["unit"].strip(), as_of=day)
    operations.forward(
        actor=request.actor, now=request.now, question=question, to=to.number, reason=told["reason"], client_key=key
    )
    return _("The question was forwarded; its day stays.")


def _hold(request: Visit, question: int, told: Told, key: UUID) -> str:
    operations.hold(actor=request.actor, now=request.now, question=question, reason=told["reason"], client_key=key)
    return _("The question is held for review.")


def _release(request: Visit, question: int, told: Told, key: UUID) -> str:
    operations.release(actor=request.actor, now=request.now, question=question, note=told["reason"], client_key=key)
    return _("The question waits for its answer now.")


def _discard(request: Visit, question: int, told: Told, key: UUID) -> str:
    operations.discard(actor=request.actor, now=request.now, question=question, reason=told["reason"], client_key=key)
    return _("The question was put aside as spam.")


def _hand_on(request: Visit, question: int, told: Told, key: UUID) -> str:
    operations.hand_on(
        actor=request.actor, now=request.now, question=question, kind=Kind(told["kind"]), text=told["text"],
        people=told["people"], client_key=key,
    )  # fmt: skip
    return _("A difficulty was raised; the question still waits for its answer.")


DEEDS: dict[str, Work] = {
    "answer": _answer,
    "forward": _forward,
    "hold": _hold,
    "release": _release,
    "discard": _discard,
    "hand_on": _hand_on,
}
