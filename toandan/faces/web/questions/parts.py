"""What the pages of questions show, ready to be drawn (các phần của trang hỏi đáp)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import get_language

from toandan.faces.web.frame import formats
from toandan.record.units import queries as units
from toandan.work.questions import labels
from toandan.work.questions.words import EventRow, QuestionRow


def name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


def line(row: QuestionRow, today: date) -> dict[str, Any]:
    """Return a question as a line of a desk; what it says stands on its own page alone."""
    return {
        "address": reverse("questions:question", args=[row.question_id]),
        "number": row.question_id,
        "sort": labels.SORTS[row.sort],
        "topic": labels.TOPICS[row.topic],
        "unit": name(row.unit),
        "at": name(row.at),
        "asked": formats.day(row.asked_at),
        "state": labels.STATES[row.state],
        "tag": tag(row, today),
        "due": formats.day(row.due_on) if row.open else "",
        "late": row.late(today),
    }


def tag(row: QuestionRow, today: date) -> str:
    """Return the colour of a question's state."""
    return "late" if row.late(today) else labels.TAGS[row.state]


def timeline(events: Iterable[EventRow]) -> list[dict[str, Any]]:
    """Return what happened, the newest first."""
    return [
        {
            "when": formats.moment(one.recorded_at),
            "title": f"{labels.VERBS[one.verb]}{f' → {name(one.at)}' if one.at else ''}",
            "text": one.reason,
            "who": one.actor if one.actor != "public" else "",
        }
        for one in reversed(list(events))
    ]


def errors(form: BaseForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for field, texts in form.errors.items()
        for text in texts
    ]
