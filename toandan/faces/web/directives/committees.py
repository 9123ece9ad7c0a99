"""Steering Committees: members, meetings, decisions that become tasks of a directive (Ban Chỉ đạo Đề án 06)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.directives import choices, parts
from toandan.faces.web.directives.forms import CallForm, ConcludeForm, EndMemberForm, MemberForm, TaskForms
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.record.units.words import Body
from toandan.work.directives import labels, operations, queries
from toandan.work.directives.words import DirectivesPermission, MeetingRow, MeetingState, MemberRole, MemberRow

READ, KEEP = DirectivesPermission.READ, DirectivesPermission.KEEP
_LINES = 4


@page(permission=READ)
def listing(request: Visit) -> HttpResponse:
    """List the committees that the officer's unit or body keeps or sits in."""
    rows = [
        {
            "address": reverse("directives:committee", args=[body.number]),
            "name": parts.name(body.number),
            "members": sum(row.until is None for row in queries.members(body.number)),
            "last": formats.day(held[0].held_on) if (held := queries.meetings(body.number)) else "",
        }
        for body in queries.committees(parts.mine(request))
    ]
    return TemplateResponse(request, "directives/committees.html", {"rows": rows})


@page(permission=READ)
def show(request: Visit, committee: int) -> HttpResponse:
    """Show one committee."""
    return TemplateResponse(request, "directives/committee.html", _committee(request, _readable(request, committee)))


@action(permission=KEEP)
def keep(request: Visit, committee: int, verb: str) -> HttpResponseBase:
    """Add or end a member, or call a meeting."""
    if verb not in _WORK:
        raise queries.CommitteeUnknown
    with reading(request.actor):
        body = _readable(request, committee)
        form = _forms(request, body, request.POST).get(verb)
    if form is None:
        raise queries.CommitteeUnknown

    def deed() -> Done:
        said = _WORK[verb](request, committee, form.cleaned_data)
        return Done(said, reverse("directives:committee", args=[committee]))

    def again() -> TemplateResponse:
        return TemplateResponse(request, "directives/committee.html", _committee(request, body, (verb, form)))

    return carry_out(request, form, deed, again)


@page(permission=READ)
def meeting(request: Visit, meeting_id: int) -> HttpResponse:
    """Show one meeting."""
    return TemplateResponse(request, "directives/meeting.html", _meeting(request, queries.meeting(meeting_id)))


@action(permission=KEEP)
def conclude(request: Visit, meeting_id: int) -> HttpResponseBase:
    """Write down what the meeting came to."""
    with reading(request.actor):
        row = queries.meeting(meeting_id)
        form, decisions = ConcludeForm(request.POST), _decisions(request, row, request.POST)
    if form.is_valid() & decisions.is_valid():
        told = form.cleaned_data
        wishes = [wish for one in decisions if (wish := one.wish()) is not None]
        try:
            operations.conclude(
                actor=request.actor, now=request.now, meeting=meeting_id, minutes=told["minutes"], decisions=wishes,
                client_key=told["client_key"],
            )  # fmt: skip
        except operations.UnableToDirect as refusal:
            form.add_error(None, message_of(refusal))
        else:
            messages.info(request, _("What was decided is written down; a directive can be drawn up from it."))
            return HttpResponseRedirect(reverse("directives:meeting", args=[meeting_id]))
    with reading(request.actor):
        context = _meeting(request, row, (form, decisions))
        return TemplateResponse(request, "directives/meeting.html", context, status=422).render()


def _add(request: Visit, committee: int, told: dict[str, Any]) -> str:
    operations.add_member(
        actor=request.actor, now=request.now, committee=committee, name=told["name"], role=MemberRole(told["role"]),
        since=told["since"], at=told["at"], client_key=UUID(str(told["client_key"])),
    )  # fmt: skip
    return _("The member is written down.")


def _end(request: Visit, committee: int, told: dict[str, Any]) -> str:
    operations.end_member(
        actor=request.actor, now=request.now, committee=committee, member=told["member"], reason=told["reason"]
    )
    return _("The membership has ended.")


def _call(request: Visit, committee: int, told: dict[str, Any]) -> str:
    operations.call(
        actor=request.actor, now=request.now, committee=committee, held_on=told["held_on"], place=told["place"],
        agenda=told["agenda"], client_key=UUID(str(told["client_key"])),
    )  # fmt: skip
    return _("The meeting is called; its members see it.")


_WORK: dict[str, Callable[[Visit, int, dict[str, Any]], str]] = {"add": _add, "end": _end, "call": _call}


def _readable(request: Visit, number: int) -> Body:
    """Return the committee if the officer keeps it or sits in it; else there is none."""
    body = queries.committee(number)
    if not queries.may_read(request.actor, body):
        raise queries.CommitteeUnknown
    return body


def _forms(request: Visit, body: Body, data: Any = None) -> dict[str, BaseForm]:
    """Return the forms of a committee by their names; none for whoever only sits in it."""
    if not queries.may_keep(request.actor, body):
        return {}
    seats, today = choices.within(units.by_number(body.territory), body.number), localdate(request.now)
    today_ = [row for row in queries.members(body.number) if row.until is None]
    made: dict[str, BaseForm] = {
        "call": CallForm(data, prefix="call"),
        "add": MemberForm(data, prefix="add", seats=seats, initial={"since": today}),
    }
    if today_:
        made["end"] = EndMemberForm(data, prefix="end", members=[(str(row.member_id), row.name) for row in today_])
    return made


def _committee(request: Visit, body: Body, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    forms = _forms(request, body)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    return {
        "body": body,
        "name": parts.name(body.number),
        "territory": parts.name(body.territory),
        "members": [_member(row) for row in queries.members(body.number)],
        "meetings": [_line(row) for row in queries.meetings(body.number)],
        "forms": forms,
        "open_form": refused[0] if refused else "",
        "errors": parts.errors([refused[1]]) if refused else [],
    }


def _member(row: MemberRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "role": labels.ROLES[row.role],
        "at": parts.name(row.at) if row.at else "",
        "since": formats.day(row.since),
        "until": formats.day(row.until) if row.until else "",
        "ended_for": row.ended_for,
    }


def _line(row: MeetingRow) -> dict[str, Any]:
    return {
        "address": reverse("directives:meeting", args=[row.meeting_id]),
        "day": formats.day(row.held_on),
        "agenda": row.agenda,
        "state": labels.MEETINGS[row.state],
        "tag": "done" if row.state is MeetingState.HELD else "watch",
    }


def _decisions(request: Visit, row: MeetingRow, data: Any = None) -> Any:
    here = units.by_number(units.body(row.committee).territory)
    told = {"aims": [], "addressees": choices.within(here, row.committee), "measured": False}
    return TaskForms(data, prefix="decisions", form_kwargs=told, initial=None if data else [{}] * _LINES)


def _meeting(request: Visit, row: MeetingRow, refused: tuple[BaseForm, Any] | None = None) -> dict[str, Any]:
    body = _readable(request, row.committee)
    keeps = queries.may_keep(request.actor, body)
    open_ = keeps and row.state is MeetingState.CALLED
    form, decisions = refused or (ConcludeForm(), _decisions(request, row))
    return {
        **_line(row),
        "row": row,
        "committee": parts.name(row.committee),
        "committee_address": reverse("directives:committee", args=[row.committee]),
        "decisions": [
            {"text": one.text, "due": formats.day(one.due_on), "at": parts.name(one.at) if one.at else ""}
            for one in row.decisions
        ],
        "directives": [_paper(number) for number in row.directives],
        "draft": f"{reverse('directives:new_directive')}?meeting={row.meeting_id}"
        if row.decisions and choices.may_draft(request)
        else "",
        "form": form if open_ else None,
        "tasks": decisions if open_ else None,
        "errors": parts.errors([form, *decisions]) if refused else [],
    }


def _paper(number: int) -> dict[str, Any]:
    head = queries.head(number)
    address = reverse("directives:directive", args=[number])
    return {"address": address, "signed": head.signed, "subject": head.wording.subject}
