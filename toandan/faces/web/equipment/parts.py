"""What the pages of equipment show, ready to be drawn (các phần của trang thiết bị)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.record.units import queries as units
from toandan.work.equipment import labels
from toandan.work.equipment.words import Concern, DeviceRow, EventRow, FaultRow, HandoverRow, LoanRow


def name(number: int) -> str:
    """Name a unit in the reader's language."""
    return units.by_number(number).name(get_language() or "vi")


def line(row: DeviceRow, concerns: Sequence[Concern] = ()) -> dict[str, Any]:
    """Return a device as a line of the list."""
    return {
        "address": reverse("equipment:device", args=[row.device_id]),
        "serial": row.serial,
        "kind": labels.KINDS[row.kind],
        "model": row.model,
        "unit": name(row.unit),
        "home": name(row.home) if row.lent else "",
        "place": row.place,
        "holder": row.holder,
        "state": labels.STATES[row.state],
        "tag": labels.TAGS[row.state],
        "back": formats.day(row.back_on) if row.back_on else "",
        "concerns": [labels.CONCERNS[one] for one in concerns],
        "reported": formats.moment(row.reported_at) if row.reported_at else "",
    }


def fault(row: FaultRow) -> dict[str, Any]:
    """Return a fault as a line."""
    if row.repaired_on:
        state = _("repaired on %(day)s") % {"day": formats.day(row.repaired_on)}
    elif row.repair_since:
        back = formats.day(row.back_on) if row.back_on else _("nobody knows when")
        state = _("in repair, back: %(day)s") % {"day": back}
    else:
        state = _("open")
    return {
        "kind": labels.FAULTS[row.kind],
        "text": row.text,
        "since": formats.day(row.since),
        "stops": row.stops,
        "state": state,
        "repair": row.repair,
        "by": row.reported_by,
    }


def handover(row: HandoverRow) -> dict[str, Any]:
    """Return a hand-over as a line."""
    return {
        "number": row.handover_id,
        "serial": row.serial,
        "kind": labels.KINDS[row.kind],
        "address": reverse("equipment:device", args=[row.device_id]),
        "source": name(row.source),
        "target": name(row.target),
        "place": row.place,
        "reason": row.reason,
        "given": f"{formats.moment(row.given_at)}, {row.given_by}",
        "answered": f"{formats.moment(row.answered_at)}, {row.answered_by}" if row.answered_at else "",
        "answer": row.answer,
        "state": labels.HANDOVERS[row.state],
    }


def loan(row: LoanRow) -> dict[str, Any]:
    """Return a loan as a line."""
    return {
        "number": row.loan_id,
        "serial": row.serial,
        "kind": labels.KINDS[row.kind],
        "address": reverse("equipment:device", args=[row.device_id]),
        "lender": name(row.lender),
        "borrower": name(row.borrower),
        "since": formats.day(row.since),
        "until": formats.day(row.until),
        "reason": row.reason,
        "state": labels.LOANS[row.state],
        "asked": f"{name(row.asked_no)}, {row.asked_by}",
        "answered": row.answered_by,
        "ended": formats.day(row.ended_on) if row.ended_on else "",
    }


def timeline(events: Iterable[EventRow]) -> list[dict[str, Any]]:
    """Return what happened, the newest first; what holds since earlier than it was written says so."""

    def title(event: EventRow) -> str:
        said = str(labels.VERBS[event.verb])
        to = event.detail.get("to") or event.detail.get("unit")
        return f"{said} → {name(int(to))}" if to else said

    def when(event: EventRow) -> str:
        written = formats.moment(event.recorded_at)
        if event.occurred_at >= event.recorded_at:
            return written
        return _("%(when)s, since %(since)s") % {"when": written, "since": formats.moment(event.occurred_at)}

    return [{"when": when(one), "title": title(one), "text": one.reason, "who": one.actor} for one in events]


def errors(forms: Iterable[BaseForm]) -> list[dict[str, str]]:
    """Return what is wrong with some forms, for the summary at the top."""
    return [
        {"field": "" if field == "__all__" else f"id_{form.add_prefix(field)}", "message": str(text)}
        for form in forms
        for field, texts in form.errors.items()
        for text in texts
    ]
