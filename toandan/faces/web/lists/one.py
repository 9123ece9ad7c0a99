"""One list: its people, and what each side may do with it (một danh sách)."""

from collections.abc import Callable, Sequence
from io import BytesIO
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.faces.web.lists import parts
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.ledger import labels as ledger_labels
from toandan.record.ledger.words import Residence
from toandan.record.letters import queries as letters
from toandan.record.people import queries as people
from toandan.sheets import letters as letter_sheets
from toandan.work.movements import labels, operations, queries
from toandan.work.movements.words import (
    Finding,
    Grouping,
    LineState,
    ListForm,
    ListRow,
    ListsPermission,
    ListState,
    ReturnReason,
    Wish,
)

Text = str | Promise
LONGEST = 365
"""Days a sender may give at most."""


@page(permission=ListsPermission.READ, purpose="movements.list")
def show(request: Visit, list_id: int) -> HttpResponse:
    """Show one list with its people."""
    return _page(request, list_id)


@page(permission=ListsPermission.READ, purpose="movements.list.paper")
def paper(request: Visit, list_id: int) -> HttpResponse:
    """Show one list as the paper it is: in Vietnamese, in the form of an office letter, to be printed."""
    row = queries.list_row(list_id)
    lines = queries.lines(list_id)
    for line in lines:
        request.read_person(line.person_id, line.source)
    letter = queries.letter(row=row, lines=lines, on=localdate(row.sent_at or request.now))
    return TemplateResponse(request, "lists/paper.html", {"row": row, "letter": letter})


@action(permission=ListsPermission.READ, purpose="movements.list.export")
def export(request: Visit, list_id: int) -> HttpResponse:
    """Hand out the list as an office letter: a spreadsheet, a document or a PDF; taking it is journalled."""
    asked = request.POST.get("form", "")
    form = ListForm(asked) if asked in set(ListForm) else ListForm.XLSX
    letter = operations.take_out(actor=request.actor, now=request.now, list_id=list_id, form=form)
    content = letter_sheets.write(letter) if form is ListForm.PDF else operations.letter_file(letter, form)
    return FileResponse(BytesIO(content), as_attachment=True, filename=f"list-{list_id}.{form}")  # type: ignore[return-value]


@action(permission=ListsPermission.READ, purpose="movements.list")
def act(request: Visit, list_id: int) -> HttpResponse:
    """Carry out what the pressed button says; a refusal comes back on the same page with everything ticked."""
    doing = ACTS.get(request.POST.get("do", ""))
    if doing is None:
        raise NotThere(_("There is no such list, or it is between units you do not work for."), code="list_unknown")
    try:
        said = doing(request, list_id)
    except (NotAllowed, NotThere):
        raise
    except UnableTo as refusal:
        return _page(request, list_id, refusal=refusal)
    messages.success(request, said)
    return redirect("lists:list", list_id=list_id)


def _ticked(request: Visit, list_id: int) -> list[int]:
    """Return who was ticked; the button for everybody ticks all who wait."""
    if request.POST.get("all"):
        with _reading(request):
            return [line.person_id for line in queries.lines(list_id, state=LineState.PENDING)]
    return sorted(_persons(request))


def _persons(request: Visit) -> set[int]:
    """Return whose boxes were ticked; somebody from another system has a number below zero."""
    return {int(p) for p in request.POST.getlist("person") if p.removeprefix("-").isdecimal() and len(p) < 19}


def _reading(request: Visit):  # type: ignore[no-untyped-def]
    from toandan.record.officers.queries import reading

    return reading(request.actor)


def _key(request: Visit) -> UUID:
    """Return the key the page was drawn with, so that a form sent twice is carried out once."""
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def _accept(request: Visit, list_id: int) -> str:
    chosen = request.POST.get("residence", "")
    outcome = operations.accept(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        persons=_ticked(request, list_id),
        client_key=_key(request),
        residence=Residence(chosen) if chosen in set(Residence) else None,
    )
    said = ngettext("You took over %(n)s person.", "You took over %(n)s people.", outcome.done)
    said %= {"n": formats.number(outcome.done)}
    if not outcome.refused:
        return said
    left = _("%(n)s could not be taken over: the sender does not answer for them any more. Send them back.")
    return f"{said} {left % {'n': formats.number(len(outcome.refused))}}"


def _send_back(request: Visit, list_id: int) -> str:
    why = request.POST.get("reason", "")
    if why not in set(ReturnReason):
        raise UnableTo(_("Say why you send them back."), code="reason_missing")
    outcome = operations.send_back(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        persons=_ticked(request, list_id),
        reason=ReturnReason(why),
        note=request.POST.get("note", "")[:500],
        client_key=_key(request),
    )
    said = ngettext("You sent %(n)s person back.", "You sent %(n)s people back.", outcome.done)
    return said % {"n": formats.number(outcome.done)}


def _send(request: Visit, list_id: int) -> str:
    days = request.POST.get("days", "")
    outcome = operations.send(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        days=min(int(days), LONGEST) if days.isdecimal() and len(days) < 5 else None,
        client_key=_key(request),
    )
    said = ngettext(
        "The list with %(n)s person is with the receiver now.",
        "The list with %(n)s people is with the receiver now.",
        outcome.done,
    )
    return said % {"n": formats.number(outcome.done)}


def _withdraw(request: Visit, list_id: int) -> str:
    operations.withdraw(
        actor=request.actor,
        now=request.now,
        list_id=list_id,
        reason=request.POST.get("why", "")[:500],
        client_key=_key(request),
    )
    return _("The list is withdrawn. Whoever waited stands again as before.")


def _strike(request: Visit, list_id: int) -> str:
    operations.strike(actor=request.actor, now=request.now, list_id=list_id, persons=_ticked(request, list_id))
    return _("The ticked people are off the list.")


def _settle(request: Visit, list_id: int) -> str:
    operations.settle(actor=request.actor, now=request.now, list_id=list_id, persons=_ticked(request, list_id))
    return _("The ticked people are looked after.")


def _again(request: Visit, list_id: int) -> str:
    """Put people who came back, or were withdrawn, on a new list to the commune that was named."""
    target = parts.commune(request.POST.get("target", ""), on=parts.codes_day(request))
    if target is None:
        raise UnableTo(_("Say in which commune they live."), code="target_missing")
    with _reading(request):
        row = queries.list_row(list_id)
    made = operations.draw_up(
        actor=request.actor,
        now=request.now,
        sender=row.sender,
        wishes=[Wish(person, target) for person in _ticked(request, list_id)],
        reason=row.reason,
        client_key=_key(request),
        grouping=Grouping.COMMUNE,
    )
    return _("They stand on the new list %(n)s, which is still to be sent.") % {"n": made[0]}


ACTS: dict[str, Callable[[Visit, int], str]] = {
    "accept": _accept,
    "send_back": _send_back,
    "send": _send,
    "withdraw": _withdraw,
    "strike": _strike,
    "settle": _settle,
    "again": _again,
}


def _page(request: Visit, list_id: int, *, refusal: UnableTo | None = None) -> HttpResponse:
    """Draw the page; after a refusal with what is wrong on top, and the ticks kept."""
    with _reading(request):
        row = queries.list_row(list_id)
        lines = queries.lines(list_id)
        sends = request.actor.may(ListsPermission.SEND, row.sender)
        answers = request.actor.may(ListsPermission.ANSWER, row.receiver)
        on = localdate(request.now)
        findings = queries.faults(list_id, on=on) if sends and row.state is ListState.DRAFT else []
        findings = [*findings, *getattr(refusal, "findings", [])]
        peer = next((one.name for one in letters.peers(ended=True) if one.peer_id == row.peer), "")
        mine = {person.person_id for person in people.persons(line.person_id for line in lines)}
    for line in lines:
        request.read_person(line.person_id, line.source)
    shown = [parts.person_line(line, mine=mine, faults=parts.by_person(findings)) for line in lines]
    context = {
        "row": row,
        "sender": parts.name_of(row.sender),
        "receiver": parts.name_of(row.receiver),
        "line": parts.list_line(row, incoming=answers, today=on),
        "keys": parts.keys(row),
        "facts": _facts(row, peer),
        "lines": shown,
        "ticked": _persons(request),
        "client_key": uuid4(),
        "errors": _errors(refusal, findings),
        **_buttons(row, sends=sends, answers=answers),
    }
    return TemplateResponse(request, "lists/list.html", context, status=422 if refusal else 200)


def _buttons(row: ListRow, *, sends: bool, answers: bool) -> dict[str, object]:
    """Return what may be done, which follows from the state and from the side the officer sits on."""
    draft, open_ = row.state is ListState.DRAFT, row.state is ListState.SENT
    again = sends and not draft and (row.unsettled > 0 or row.withdrawn > 0)
    return {
        "may_send": sends and draft,
        "may_withdraw": sends and (draft or open_),
        "may_answer": answers and open_,
        "may_settle": sends and row.unsettled > 0,
        "may_repeat": again,
        "ticks": (sends and draft) or (answers and open_) or again,
        "tick_states": {LineState.DRAFT if draft else LineState.PENDING}
        if draft or (answers and open_)
        else {LineState.RETURNED, LineState.WITHDRAWN},
        "reasons": [(word.value, labels.REASONS[word], labels.IMPLIES[word]) for word in ReturnReason],
        "residences": [(word.value, ledger_labels.RESIDENCES[word]) for word in Residence],
    }


def _facts(row: ListRow, peer: str) -> list[dict[str, Text]]:
    """Return who did what with the list, and when."""
    rows: list[dict[str, Text]] = [
        {"key": _("Drawn up"), "value": f"{formats.moment(row.drawn_at)}, {row.drawn_by}"},
        {"key": _("Reason"), "value": row.reason},
    ]
    if row.sent_at:
        rows.insert(1, {"key": _("Sent"), "value": f"{formats.moment(row.sent_at)}, {row.sent_by}"})
        rows.insert(2, {"key": _("Answer by"), "value": formats.day(row.due_on)})
    if peer:
        rows.append({"key": _("Other system"), "value": _("%(name)s; letters go and come") % {"name": peer}})
    if row.reminded_on:
        rows.append({"key": _("Reminded last"), "value": formats.day(row.reminded_on)})
    if row.closed_at:
        rows.append({"key": _("Closed"), "value": formats.moment(row.closed_at)})
    if row.details_removed_at:
        told = _("%(day)s; who was on the list is kept no longer")
        day = formats.day(localdate(row.details_removed_at))
        rows.append({"key": _("Details removed"), "value": told % {"day": day}})
    return rows


def _errors(refusal: UnableTo | None, findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Return what is wrong for the summary on top: the refusal, and a link to everybody who is concerned."""
    if refusal is None:
        return []
    named = list(parts.by_person(findings).items())[:20]
    links = [{"field": f"p{person}", "message": str(labels.FAULTS[fault]).capitalize()} for person, fault in named]
    return [{"field": "", "message": message_of(refusal)}, *links]
