"""One directive: its words, tasks, who is how far, what may be done now, what it brought about (một công văn)."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate

from toandan.faces.web.directives import choices, figures, parts
from toandan.faces.web.directives.forms import (
    AttachForm,
    IssueForm,
    NoteForm,
    ReasonForm,
    ReportForm,
    ReturnForm,
)
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.directives import labels, queries, states
from toandan.work.directives.words import AddresseeRow, DirectivesPermission, DirectiveState, DirectiveVerb, Sheet

READ = DirectivesPermission.READ


@page(permission=READ)
def show(request: Visit, directive_id: int) -> HttpResponse:
    """Show a directive to its drafter, its issuer or an addressee."""
    return TemplateResponse(request, "directives/directive.html", context(request, readable(request, directive_id)))


def readable(request: Visit, directive_id: int) -> Sheet:
    """Return the directive if the officer may read it on one of its sides; else there is none."""
    sheet = queries.sheet(directive_id)
    sides = (sheet.head.drafter, sheet.head.issuer, *(row.at for row in sheet.addressees))
    if not any(queries.reaches(request.actor, READ, side) for side in sides):
        raise queries.DirectiveUnknown
    return sheet


def own(request: Visit, sheet: Sheet) -> AddresseeRow | None:
    """Return the addressee that the officer works for, None when there is none."""
    at = parts.mine(request)
    mine = (row for row in sheet.addressees if row.at == at and row.state is not DirectiveState.DRAFTED)
    found = next(mine, None)
    return found if found and queries.reaches(request.actor, DirectivesPermission.ANSWER, found.at) else None


def context(request: Visit, sheet: Sheet, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `refused` is a form that was sent and could not be carried out."""
    today, head = localdate(request.now), sheet.head
    state = states.shown(head.state, (row.state for row in sheet.addressees))
    late = sum(row.overdue(today) for row in sheet.addressees)
    forms = deeds(request, sheet)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    return {
        "sheet": sheet,
        "head": head,
        "state_label": labels.STATES[state],
        "tag": "late" if late else labels.TAGS[state],
        "late": late,
        "facts": parts.facts(head),
        "tasks": [parts.task(task, choices.measure_name(task.order, task.measure)) for task in sheet.tasks],
        "standings": [parts.standing(row, sheet, today) for row in sheet.addressees],
        "files": [parts.attachment(one) for one in sheet.attachments],
        "effects": figures.effects(request, sheet),
        "timeline": parts.timeline(sheet),
        "forms": forms,
        "open_form": refused[0] if refused else "",
        "first": next(iter(forms), ""),
        "may_change": head.state is DirectiveState.DRAFTED
        and queries.reaches(request.actor, DirectivesPermission.DRAFT, head.drafter),
        "errors": parts.errors([refused[1]]) if refused else [],
    }


def deeds(request: Visit, sheet: Sheet) -> dict[str, BaseForm]:
    """Return the forms of what may be done now, by the name of the deed; the table of states says which."""
    head = sheet.head
    made: dict[str, BaseForm] = {}

    def may(verb: DirectiveVerb, permission: DirectivesPermission) -> bool:
        side = head.drafter if permission is DirectivesPermission.DRAFT else head.issuer
        return states.may(verb, head.state) and queries.reaches(request.actor, permission, side)

    own_paper = head.drafter == head.issuer
    if (mine := own(request, sheet)) is not None:
        made |= answers(sheet, mine)
    if not own_paper and may(DirectiveVerb.PROPOSED, DirectivesPermission.DRAFT):
        made["propose"] = NoteForm(prefix="propose")
    ready = own_paper or head.state is DirectiveState.PROPOSED
    if ready and may(DirectiveVerb.ISSUED, DirectivesPermission.ISSUE):
        made["issue"] = IssueForm(prefix="issue", first=queries.is_first(head, year=localdate(request.now).year))
    if may(DirectiveVerb.SENT_BACK, DirectivesPermission.ISSUE):
        made["send_back"] = ReasonForm(prefix="send_back")
    if may(DirectiveVerb.CLOSED, DirectivesPermission.ISSUE):
        if reported := reports(sheet):
            made["return"] = ReturnForm(prefix="return", reported=reported)
        made["close"] = ReasonForm(prefix="close")
    word = DirectivesPermission.ISSUE if head.state is DirectiveState.ISSUED else DirectivesPermission.DRAFT
    if may(DirectiveVerb.WITHDRAWN, word):
        made["withdraw"] = ReasonForm(prefix="withdraw")
    if (side := keeps(request, sheet)) is not None:
        made["attach"] = AttachForm(prefix="attach", reporting=side)
    return made


def keeps(request: Visit, sheet: Sheet) -> bool | None:
    """Tell as what the officer may attach a file: True with a report, False as a side of the paper, None not at all."""
    head, at = sheet.head, parts.mine(request)
    if head.state in {DirectiveState.CLOSED, DirectiveState.WITHDRAWN}:
        return None
    words = {head.issuer: DirectivesPermission.ISSUE, head.drafter: DirectivesPermission.DRAFT}
    if at in words:
        return False if queries.reaches(request.actor, words[at], at) else None
    return True if own(request, sheet) is not None else None


def answers(sheet: Sheet, mine: AddresseeRow) -> dict[str, BaseForm]:
    """Return the forms of an addressee: to acknowledge, or to report what is not reported yet."""
    if states.may(DirectiveVerb.ACKNOWLEDGED, mine.state, of=states.STANDING):
        return {"acknowledge": NoteForm(prefix="acknowledge")}
    if states.may(DirectiveVerb.ANSWERED, mine.state, of=states.STANDING):
        return {"report": ReportForm(prefix="report", tasks=left(sheet, mine))}
    return {}


def left(sheet: Sheet, mine: AddresseeRow) -> list[Any]:
    """Return the tasks an addressee has not reported yet."""
    return [task for task in sheet.tasks_of(mine) if sheet.answer_to(task, mine) is None]


def reports(sheet: Sheet) -> list[tuple[str, str]]:
    """Return whose reports may be returned, as choices."""
    done = [row for row in sheet.addressees if row.state is DirectiveState.REPORTED]
    return [(str(row.at.number), parts.name(row.at)) for row in done]
