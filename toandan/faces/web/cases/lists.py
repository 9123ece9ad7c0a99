"""Request lists: what a unit asked of bodies, each list as a page, a letter and a spreadsheet (danh sách đề nghị)."""

from datetime import date
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.cases import parts
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.templatetags.face import vietnamese
from toandan.sheets import letters
from toandan.work.movements.operations import letter_file
from toandan.work.movements.words import ListForm
from toandan.work.verification import labels, operations, queries
from toandan.work.verification.words import ListRow, RequestRow, VerificationPermission

READ, READ_REQUEST = VerificationPermission.READ, VerificationPermission.READ_REQUEST
PER_PAGE = 50
PAPER, EXPORT = "verification.list.paper", "verification.list.export"


@page(permission=READ)
def listing(request: Visit) -> HttpResponse:
    """Show the lists that the officer's units sent to bodies: the newest first, or what is late or due soon."""
    today, due = localdate(request.now), request.GET.get("due") == "1"
    low, high = request.unit.number, request.unit.last
    if due:
        shown, more = queries.due_lists(low=low, high=high, today=today), ""
    else:
        shown, more = _newest(low, high, request.GET.get("before", ""))
    context = {"rows": [_head(row, today) for row in shown], "next_url": more, "due": due}
    return TemplateResponse(request, "cases/lists.html", context)


def _newest(low: int, high: int, before: str) -> tuple[list[ListRow], str]:
    """Return one page of lists and the address of the next one, "" on the last."""
    last_seen = int(before) if before.isdecimal() and len(before) < 19 else None
    found = queries.lists_of(low=low, high=high, limit=PER_PAGE + 1, before=last_seen)
    shown = found[:PER_PAGE]
    return shown, f"{reverse('cases:lists')}?before={shown[-1].list_id}" if len(found) > PER_PAGE else ""


@page(permission=READ)
def show(request: Visit, list_id: int) -> HttpResponse:
    """Show one list to the unit that asked."""
    return _page(request, list_id, READ)


@page(permission=READ_REQUEST)
def show_body(request: Visit, list_id: int) -> HttpResponse:
    """Show one list to the body that was asked."""
    return _page(request, list_id, READ_REQUEST)


@page(permission=READ, purpose=PAPER)
def paper(request: Visit, list_id: int) -> HttpResponse:
    """Show one list as the letter it is, to be printed by the unit that asks."""
    return _paper(request, list_id, READ)


@page(permission=READ_REQUEST, purpose=PAPER)
def paper_body(request: Visit, list_id: int) -> HttpResponse:
    """Show one list as the letter it is, to be printed by the body, with its answers."""
    return _paper(request, list_id, READ_REQUEST)


@action(permission=READ, purpose=EXPORT)
def export(request: Visit, list_id: int) -> HttpResponse:
    """Hand out the list as a spreadsheet or a letter to the unit that asked; taking it is journalled."""
    return _export(request, list_id)


@action(permission=READ_REQUEST, purpose=EXPORT)
def export_body(request: Visit, list_id: int) -> HttpResponse:
    """Hand out the list as a spreadsheet or a letter to the body; taking it is journalled."""
    return _export(request, list_id)


def _readable(request: Visit, list_id: int, word: VerificationPermission) -> ListRow:
    """Return the list if the officer may read it on this side of it; else there is none."""
    row = queries.request_list(list_id)
    if not request.actor.may(word, row.unit if word is READ else row.body):
        raise queries.RequestListUnknown
    return row


def _lines(request: Visit, list_id: int, word: VerificationPermission) -> list[RequestRow]:
    """Return the lines, each person noted as read under the side that reads."""
    lines = queries.list_lines(list_id)
    for line in lines:
        request.read_person(line.person_id, line.unit if word is READ else line.body)
    return lines


def _page(request: Visit, list_id: int, word: VerificationPermission) -> HttpResponse:
    row = _readable(request, list_id, word)
    asking = word is READ
    context = {
        "row": row,
        "asking": asking,
        "late": row.overdue(localdate(request.now)),
        "soon": row.soon(localdate(request.now)),
        "lines": [_line(line, asking=asking) for line in _lines(request, list_id, word)],
        "facts": _facts(row),
        "paper": reverse("cases:list_paper" if asking else "cases:asked_paper", args=[list_id]),
        "export": reverse("cases:list_export" if asking else "cases:asked_export", args=[list_id]),
    }
    return TemplateResponse(request, "cases/list.html", context)


def _paper(request: Visit, list_id: int, word: VerificationPermission) -> HttpResponse:
    row = _readable(request, list_id, word)
    letter = queries.letter(row=row, lines=_lines(request, list_id, word))
    back = reverse("cases:list" if word is READ else "cases:asked", args=[list_id])
    return TemplateResponse(request, "cases/paper.html", {"row": row, "letter": letter, "back": back})


def _export(request: Visit, list_id: int) -> HttpResponse:
    """Hand out the workbook, or the letter as a document or a PDF."""
    asked = request.POST.get("form", "")
    form = ListForm(asked) if asked in set(ListForm) else ListForm.XLSX
    if form is ListForm.XLSX:
        content = operations.export(actor=request.actor, list_id=list_id)
    else:
        letter = operations.take_out(actor=request.actor, list_id=list_id, form=form)
        content = letters.write(letter) if form is ListForm.PDF else letter_file(letter, form)
    name = f"request-list-{list_id}.{form}"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name)  # type: ignore[return-value]


def _head(row: ListRow, today: date) -> dict[str, Any]:
    return {
        "address": reverse("cases:list", args=[row.list_id]),
        "number": row.number,
        "body": parts.body_name(row.body),
        "unit": parts.place(row.unit),
        "made": formats.day(row.created_at),
        "due": formats.day(row.due_on),
        "late": row.overdue(today),
        "soon": row.soon(today),
        "lines": row.lines,
        "answered": row.answered,
        "waiting": row.waiting,
    }


def _line(line: RequestRow, *, asking: bool) -> dict[str, Any]:
    to = ("cases:case", [line.case_id]) if asking else ("cases:request", [line.list_id, line.case_id])
    return {
        "address": reverse(to[0], args=to[1]),
        "name": line.full_name,
        "birth": parts.written_day(line.birth) or "–",
        "kind": labels.KINDS[line.kind],
        "answer": labels.answer(line.answer, line.released_on),
        "text": line.answer_text,
        "answered": formats.day(line.answered_at) if line.answered_at else "",
    }


def _facts(row: ListRow) -> list[dict[str, Any]]:
    reminded = [{"key": _("Reminded last"), "value": formats.day(row.reminded_on)}] if row.reminded_on else []
    return [
        {"key": _("Body asked"), "value": parts.body_name(row.body)},
        {"key": _("Asked by"), "value": vietnamese(parts.place(row.unit))},
        {"key": _("Sent"), "value": f"{formats.moment(row.created_at)}, {row.created_by}"},
        {"key": _("Answer due on"), "value": formats.day(row.due_on)},
        *reminded,
    ]
