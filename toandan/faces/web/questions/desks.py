"""The desks of questions: what waits here, what is held, what went elsewhere, what is late (bàn hỏi đáp)."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.questions import parts
from toandan.work.questions import queries
from toandan.work.questions.words import QuestionRow, QuestionsPermission

READ = QuestionsPermission.READ
PER_PAGE = 50


@page(permission=READ)
def desk(request: Visit) -> HttpResponse:
    """Show one of the desks; what waits here unless another is asked for. Lists never show what was written."""
    today, at, reach = localdate(request.now), request.unit.number, request.actor.ranges(READ)
    rows = {
        "here": queries.to_answer(at),
        "held": queries.held(at),
        "gone": queries.gone(at),
        "late": queries.late(reach, today=today),
    }
    asked, next_url = request.GET.get("desk", ""), ""
    shown = rows.get(asked, rows["here"])
    if asked == "all":
        shown, next_url = _page(request, reach)
    context: dict[str, Any] = {
        "desks": _desks(asked, {key: len(found) for key, found in rows.items()}),
        "total": len(rows["here"]),
        "rows": [parts.line(row, today) for row in shown],
        "next_url": next_url,
        "all_shown": asked == "all",
        "errors": [],
    }
    return TemplateResponse(request, "questions/desk.html", context)


def _page(request: Visit, reach: tuple[tuple[int, int], ...]) -> tuple[list[QuestionRow], str]:
    """Return one page of everything in reach, and the address of the next one, "" on the last."""
    seen = request.GET.get("before", "")
    before = int(seen) if seen.isdecimal() and len(seen) < 19 else None
    found = queries.newest(reach, before=before, limit=PER_PAGE + 1)
    if len(found) <= PER_PAGE:
        return found, ""
    shown = found[:PER_PAGE]
    return shown, f"{reverse('questions:questions')}?desk=all&before={shown[-1].question_id}"


def _desks(asked: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    base = reverse("questions:questions")
    names = {
        "here": _("Waiting here"),
        "held": _("Held for review"),
        "gone": _("With other units"),
        "late": _("Overdue"),
        "all": _("All"),
    }
    chosen = asked if asked in names else "here"
    return [
        {"label": label, "address": f"{base}?desk={key}", "count": counts.get(key), "current": key == chosen}
        for key, label in names.items()
    ]
