"""One question: what was asked, what became of it, what may be done now (một câu hỏi)."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.questions import parts
from toandan.faces.web.questions.forms import AnswerForm, ForwardForm, HandOnForm, NoteForm, ReasonForm
from toandan.ground.envelopes import NotOpened
from toandan.work.difficulties.words import DifficultiesPermission
from toandan.work.questions import labels, operations, queries, states
from toandan.work.questions.words import QuestionRow, QuestionsPermission, QuestionVerb, Sheet

READ = QuestionsPermission.READ
FORMS: dict[str, tuple[QuestionVerb, type[BaseForm]]] = {
    "answer": (QuestionVerb.ANSWERED, AnswerForm),
    "release": (QuestionVerb.RELEASED, NoteForm),
    "discard": (QuestionVerb.DISCARDED, ReasonForm),
    "forward": (QuestionVerb.FORWARDED, ForwardForm),
    "hand_on": (QuestionVerb.HANDED_ON, HandOnForm),
    "hold": (QuestionVerb.HELD, ReasonForm),
}
"""The deeds of the page, the most frequent first, each with what it does and its form."""


@page(permission=READ)
def show(request: Visit, question_id: int) -> HttpResponse:
    """Show a question to the unit it was put to, the one it is with, and those above them."""
    return TemplateResponse(request, "questions/question.html", context(request, readable(request, question_id)))


def readable(request: Visit, question_id: int) -> Sheet:
    """Return the question if the officer may read it where it was put, or where it is; else there is none."""
    try:
        found = queries.sheet(question_id)
    except NotOpened as error:
        raise operations.UnableToAnswer(operations.SENTENCES["text_broken"], code="text_broken") from error
    head = found.head
    if not any(unit and request.actor.may(READ, unit) for unit in (head.unit, head.at, head.came_from)):
        raise queries.QuestionUnknown
    return found


def context(request: Visit, found: Sheet, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `refused` is a form that was sent and could not be carried out."""
    today, head = localdate(request.now), found.head
    forms = deeds(request, head)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    return {
        "head": head,
        "title": f"{labels.SORTS[head.sort]}: {labels.TOPICS[head.topic]}",
        "state_label": labels.STATES[head.state],
        "tag": parts.tag(head, today),
        "late": head.late(today),
        "facts": _facts(head),
        "answered": f"{formats.moment(head.answered_at)}, {head.answered_by}" if head.answered_at else "",
        "marks": [labels.MARKS[mark] for mark in head.marks],
        "difficulty_url": _difficulty(request, head),
        "timeline": parts.timeline(found.events),
        "forms": forms,
        "open_form": refused[0] if refused else next(iter(forms), ""),
        "errors": parts.errors(refused[1]) if refused else [],
    }


def deeds(request: Visit, head: QuestionRow) -> dict[str, BaseForm]:
    """Return the forms of what may be done now, by the name of the deed; the table of states says which."""
    if request.unit.number != head.at or not request.actor.may(QuestionsPermission.ANSWER, head.at):
        return {}
    made = {}
    for deed, (verb, form) in FORMS.items():
        raises = deed != "hand_on" or (
            head.difficulty is None and request.actor.may(DifficultiesPermission.RAISE, head.at)
        )
        if states.may(verb, head.state) and raises:
            made[deed] = form(prefix=deed)
    return made


def _facts(head: QuestionRow) -> list[dict[str, Any]]:
    rows = [
        (_("Put to"), parts.name(head.unit)),
        (_("With"), parts.name(head.at)),
        (_("Sent on"), formats.moment(head.asked_at)),
        (_("Written in"), _("Vietnamese") if head.language == "vi" else _("English")),
        (_("Answer due on"), formats.day(head.due_on) if head.open else ""),
        (_("Taken up by so many levels"), formats.number(head.escalations) if head.escalations else ""),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _difficulty(request: Visit, head: QuestionRow) -> str:
    if head.difficulty is None or not request.actor.may_somewhere(DifficultiesPermission.READ):
        return ""
    return reverse("difficulties:difficulty", args=[head.difficulty])
