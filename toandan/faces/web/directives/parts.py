"""What the pages of directives show, ready to be drawn (các phần của trang công văn)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.directives import labels
from toandan.work.directives.words import (
    AddresseeRow,
    AttachmentRow,
    DirectiveRow,
    EventRow,
    Listed,
    Place,
    Sheet,
    TaskRow,
)

Text = str | Promise


def mine(request: Asking) -> Place:
    """Return the unit or body the officer works for."""
    return Place(request.unit.number, request.unit.level is UnitLevel.BODY)


def name(at: Place | int) -> str:
    """Name a unit or a body in the reader's language."""
    return units.by_number(at if isinstance(at, int) else at.number).name(get_language() or "vi")


def line(row: Listed) -> dict[str, Any]:
    """Return a directive as a line of a desk."""
    head = row.head
    return {
        "address": reverse("directives:directive", args=[head.directive_id]),
        "signed": head.signed,
        "subject": head.wording.subject,
        "issuer": name(head.issuer),
        "drafter": name(head.drafter),
        "to": addressed(head),
        "issued": formats.day(head.issued_on) if head.issued_on else "",
        "due": formats.day(row.due_on) if row.due_on else "",
        "state": labels.STATES[row.state],
        "tag": "late" if row.overdue else labels.TAGS[row.state],
        "addressees": row.addressees,
        "acknowledged": row.acknowledged,
        "reported": row.reported,
        "overdue": row.overdue,
    }


def addressed(head: DirectiveRow) -> str:
    """Name the addressees of a paper: the first two, and how many more."""
    first = ", ".join(name(to) for to in head.addressed[:2])
    more = len(head.addressed) - 2
    return first if more <= 0 else _("%(first)s and %(more)s more") % {"first": first, "more": more}


def due(row: AddresseeRow, head: DirectiveRow, today: date) -> dict[str, Any]:
    """Return where an answer is late, as a line of the overdue desk."""
    return {
        "address": reverse("directives:directive", args=[row.directive_id]),
        "signed": head.signed,
        "subject": head.wording.subject,
        "issuer": name(head.issuer),
        "at": name(row.at),
        "state": labels.STATES[row.state],
        "due": formats.day(row.due_on),
        "days": (today - row.due_on).days if row.due_on else 0,
        "escalated": formats.day(row.escalated_on) if row.escalated_on else "",
    }


def facts(head: DirectiveRow) -> list[dict[str, Text]]:
    """Return the facts of a paper."""
    rows: list[dict[str, Text]] = [
        {"key": _("Number and sign"), "value": head.signed},
        {"key": _("Issuer"), "value": name(head.issuer)},
    ]
    if head.issued_on:
        rows.append({"key": _("Issued"), "value": f"{formats.day(head.issued_on)}, {head.issued_by}"})
    rows.append({"key": _("Drafted by"), "value": name(head.drafter)})
    rows.append({"key": _("Drafted"), "value": f"{formats.moment(head.drafted_at)}, {head.drafted_by}"})
    rows.append({"key": _("Addressees"), "value": ", ".join(name(to) for to in head.addressed)})
    if head.wording.signer:
        rows.append({"key": _("Signed by"), "value": ", ".join(_signed(head))})
    return rows


def _signed(head: DirectiveRow) -> list[str]:
    """Return who signs, line by line: the offices, then the name."""
    return [*head.wording.signer_title.splitlines(), head.wording.signer]


def standing(row: AddresseeRow, sheet: Sheet, today: date) -> dict[str, Any]:
    """Return how far an addressee is, with what it reported of each of its tasks."""
    tasks = sheet.tasks_of(row)
    told = [(task, sheet.answer_to(task, row)) for task in tasks]
    return {
        "at": row.at.number,
        "name": name(row.at),
        "body": row.at.body,
        "state": labels.STATES[row.state],
        "tag": "late" if row.overdue(today) else labels.TAGS[row.state],
        "late": row.overdue(today),
        "soon": row.soon(today),
        "acknowledged": formats.day(row.acknowledged_at) if row.acknowledged_at else "",
        "reported": formats.day(row.reported_at) if row.reported_at else "",
        "due": formats.day(row.due_on) if row.due_on and row.waits else "",
        "answers": [
            {"task": task.position, "text": one.text, "who": one.answered_by, "when": formats.moment(one.answered_at),
             "late": localdate(one.answered_at) > task.due_on}
            for task, one in told
            if one is not None
        ],
        "open": sum(one is None for _task, one in told),
    }  # fmt: skip


def task(row: TaskRow, measure: str) -> dict[str, Any]:
    """Return a task as a line; `measure` names what it is read from."""
    return {
        "position": row.position,
        "text": row.text,
        "due": formats.day(row.due_on),
        "at": name(row.at) if row.at else _("all addressees"),
        "aim": f"{measure}: {row.percent} %" if row.percent and measure else measure,
    }


def attachment(row: AttachmentRow) -> dict[str, Any]:
    """Return a file as a line."""
    return {
        "address": reverse("directives:directive_file", args=[row.directive_id, row.attachment_id]),
        "name": row.name,
        "kind": labels.ATTACHMENTS[row.kind],
        "size": _("%(size)s kB") % {"size": formats.number(max(row.size // 1024, 1))},
        "when": f"{formats.moment(row.added_at)}, {row.added_by}",
        "sha256": row.sha256,
    }


def timeline(sheet: Sheet) -> list[dict[str, Text]]:
    """Return what happened, the newest first."""
    places = {row.addressee_id: name(row.at) for row in sheet.addressees}

    def title(event: EventRow) -> str:
        said = str(labels.VERBS[event.verb])
        return f"{said}: {places[event.addressee_id]}" if event.addressee_id in places else said

    return [
        {"when": formats.moment(event.recorded_at), "title": title(event), "text": event.reason, "who": event.actor}
        for event in reversed(sheet.events)
    ]


def errors(forms: Iterable[BaseForm]) -> list[dict[str, str]]:
    """Return what is wrong with some forms, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for form in forms
        for field, texts in form.errors.items()
        for text in texts
    ]
