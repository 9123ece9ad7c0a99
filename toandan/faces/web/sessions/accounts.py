"""The list of a session of activation: who is expected, ticked one by one at the table (kích hoạt tài khoản).

Officers reach it from the session's page; a helper named by their body has a desk of their own, with the lists of their
sessions and nothing else.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.sessions import forms, parts
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.work.sessions import labels, operations, queries
from toandan.work.sessions.words import AccountDoor, Holder, SessionsPermission, State

ACTIVATE, HELP = SessionsPermission.ACTIVATE, SessionsPermission.HELP
_TAKING = frozenset({State.OPEN, State.CLOSED})
_DESK, _SESSION = "helping", "accounts"
"""Which of the two doors a page belongs to; the names of its addresses begin so."""


@page(permission=HELP)
def desk(request: Visit) -> HttpResponse:
    """Show a helper the sessions they were named for, from today on."""
    return TemplateResponse(request, "sessions/helping.html", {"rows": [_line(one) for one in queries.helping()]})


@page(permission=HELP, search=True)
def helping(request: Visit, code: str) -> HttpResponse:
    """Show a helper the list of their session."""
    return _list(request, code, _DESK)


@page(permission=ACTIVATE, search=True)
def show(request: Visit, code: str) -> HttpResponse:
    """Show an officer the list of a session."""
    return _list(request, code, _SESSION)


@action(permission=HELP)
def help_tick(request: Visit, code: str) -> HttpResponseBase:
    """Note, as a helper, that somebody on the list activated their account."""
    return _tick(request, code, _DESK)


@action(permission=ACTIVATE)
def tick(request: Visit, code: str) -> HttpResponseBase:
    """Note that somebody on the list activated their account."""
    return _tick(request, code, _SESSION)


@action(permission=HELP)
def help_undo(request: Visit, code: str) -> HttpResponseBase:
    """Undo, as a helper, what was noted by mistake."""
    return _undo(request, code, _DESK)


@action(permission=ACTIVATE)
def undo(request: Visit, code: str) -> HttpResponseBase:
    """Undo what was noted by mistake."""
    return _undo(request, code, _SESSION)


def _tick(request: Visit, code: str, door: str) -> HttpResponseBase:
    form = forms.TickForm(request.POST)

    def deed() -> Done:
        told = form.cleaned_data
        operations.activate(
            actor=request.actor, now=request.now, person=told["person"], session=code, client_key=told["client_key"]
        )
        return Done(_("The account is noted as activated."), reverse(f"sessions:{door}_list", args=[code]))

    return carry_out(request, form, deed, _again(request, code, door, form))


def _undo(request: Visit, code: str, door: str) -> HttpResponseBase:
    form = forms.UntickForm(request.POST)

    def deed() -> Done:
        told = form.cleaned_data
        operations.undo_activation(
            actor=request.actor, now=request.now, session=code, person=told["person"], activation=told["activation"],
            reason=told["reason"], client_key=told["client_key"],
        )  # fmt: skip
        said = _("It is undone: the account waits to be activated again.")
        return Done(said, reverse(f"sessions:{door}_list", args=[code]))

    return carry_out(request, form, deed, _again(request, code, door, form))


def _again(request: Visit, code: str, door: str, form: forms.KeyForm) -> Callable[[], TemplateResponse]:
    return lambda: TemplateResponse(request, "sessions/accounts.html", _context(request, code, door, form=form))


def _list(request: Visit, code: str, door: str) -> HttpResponse:
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) <= 3 else 1
    name = request.POST.get("name", "")[:100]
    return TemplateResponse(request, "sessions/accounts.html", _context(request, code, door, page=number, name=name))


def _context(
    request: Visit, code: str, door: str, *, page: int = 1, name: str = "", form: forms.KeyForm | None = None
) -> dict[str, Any]:
    at = queries.account_door(code)
    waiting = queries.holders(at, name=name, page=page)
    done = queries.holders(at, name=name, active=True)
    for one in (*waiting.people, *done.people):
        request.read_person(one.person, one.unit)
    here = reverse(f"sessions:{door}_list", args=[code])
    more = waiting.many > queries.PAGE * page
    return {
        "row": at,
        "line": _line(at),
        "officer": door == _SESSION,
        "here": here,
        "tick_url": reverse(f"sessions:{door}_tick", args=[code]),
        "undo_url": reverse(f"sessions:{door}_undo", args=[code]),
        "waiting": [_waits(one) for one in waiting.people],
        "done": [_done(one) for one in done.people],
        "finding": _finding(waiting.many),
        "many_done": done.many,
        "more_done": done.many > len(done.people),
        "name": name,
        "runs": at.state in _TAKING,
        "next_url": f"{here}?page={page + 1}" if more and not name else "",
        "previous_url": f"{here}?page={page - 1}" if page > 1 else "",
        "more": more and bool(name),
        "errors": parts.errors(form),
    }


def _finding(many: int) -> str:
    text = ngettext("%(n)s account waits to be activated", "%(n)s accounts wait to be activated", many)
    return text % {"n": formats.number(many)}


def _line(one: AccountDoor) -> dict[str, Any]:
    return {
        "row": one,
        "day": formats.day(one.day),
        "shift": labels.SHIFTS[one.shift],
        "state": labels.STATES[one.state],
        "tag": labels.TAGS[one.state],
        "open": one.state is State.OPEN,
    }


def _waits(one: Holder) -> dict[str, Any]:
    form = forms.TickForm(auto_id=f"tick_{one.person}_%s", initial={"person": one.person})
    return {"row": one, "born": born(one.born), "form": form}


def _done(one: Holder) -> dict[str, Any]:
    first = {"person": one.person, "activation": one.activation}
    form = forms.UntickForm(auto_id=f"undo_{one.person}_%s", initial=first)
    return {"row": one, "born": born(one.born), "form": form}


def born(birth: PartialDate) -> str:
    """Write a birth date as far as it is known."""
    day = birth.earliest
    return formats.day(day) if birth.basis is Basis.FULL and day else birth.text or _("not known")
