"""What a body outside the police is asked for: who it sends to which session (lực lượng phối hợp)."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.work.sessions import labels, operations, queries
from toandan.work.sessions.words import HelperRow, HelperState, SessionsPermission, State, Whereabouts

ANSWER = SessionsPermission.ANSWER


@page(permission=ANSWER)
def listing(request: Visit) -> HttpResponse:
    """Show what the officer's body is asked for, what it answered, and the hours worked."""
    return TemplateResponse(request, "sessions/helpers.html", _context(request, None))


@action(permission=ANSWER)
def answer(request: Visit) -> HttpResponseBase:
    """Answer who comes, or that nobody can."""
    form = forms.AnswerForm(request.POST)

    def deed() -> Done:
        told = form.cleaned_data
        operations.answer_helper(
            actor=request.actor, now=request.now, helper=told["helper"], coming=told["coming"] == "yes",
            name=told["name"], username=told["username"], client_key=told["client_key"],
        )  # fmt: skip
        return Done(_("Your answer was sent to the unit that asked."), reverse("sessions:helpers"))

    return carry_out(
        request, form, deed, lambda: TemplateResponse(request, "sessions/helpers.html", _context(request, form))
    )


def _context(request: Visit, form: forms.AnswerForm | None) -> dict[str, Any]:
    since = localdate(request.now) - parts.BACK
    rows, at = queries.asked_of(request.actor.at, since), queries.whereabouts(since)
    lines = [_line(one, at.get(one.helper_id)) for one in rows]
    return {
        "rows": lines,
        "many": sum(line["form"] is not None for line in lines),
        "errors": parts.errors(form),
    }


def _line(one: HelperRow, at: Whereabouts | None) -> dict[str, Any]:
    # Nobody is needed at a session that was cancelled.
    called_off = at is not None and at.state is State.CANCELLED
    return {
        "row": one,
        "at": at,
        "shift": labels.SHIFTS[at.shift] if at else "",
        "called_off": called_off,
        "day": formats.day(one.day),
        "state": labels.HELPERS[one.state],
        "tag": {HelperState.ASKED: "watch", HelperState.CONFIRMED: "done", HelperState.DECLINED: "plain"}[one.state],
        "hours": "–" if one.minutes is None else formats.number(one.minutes / 60, places=1),
        "form": forms.AnswerForm(auto_id=f"answer_{one.helper_id}_%s", initial={"helper": one.helper_id})
        if one.state is HelperState.ASKED and not called_off
        else None,
    }
