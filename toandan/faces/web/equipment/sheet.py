"""One device: where it is, how it is, what may be done now, what happened (một thiết bị)."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from toandan.faces.web.equipment import parts, work
from toandan.faces.web.equipment.forms import (
    Choice,
    CorrectForm,
    FaultForm,
    GoneForm,
    HandForm,
    LendForm,
    NoteForm,
    ReasonForm,
    RepairedForm,
    ReportForm,
    SendForm,
)
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.record.units import queries as units
from toandan.work.equipment import labels, queries, states
from toandan.work.equipment.words import (
    Concern,
    DeviceRow,
    DeviceSheet,
    DeviceVerb,
    EquipmentPermission,
    HandoverRow,
    HandoverState,
)

READ = EquipmentPermission.READ


@page(permission=READ)
def show(request: Visit, device_id: int) -> HttpResponse:
    """Show a device to whoever has it, owns it or is to get it, and to the police above."""
    return TemplateResponse(request, "equipment/device.html", context(request, readable(request, device_id)))


def readable(request: Visit, device_id: int) -> DeviceSheet:
    """Return the device if the officer may read devices on one of its sides; else there is none."""
    found = queries.sheet(device_id)
    head = found.head
    sides = {
        head.unit,
        head.home,
        head.bound_for,
        *(side for one in found.loans for side in (one.lender, one.borrower)),
    }
    if not any(request.actor.may(READ, side) for side in sides if side is not None):
        raise queries.DeviceUnknown
    return found


def context(request: Visit, found: DeviceSheet, refused: tuple[str, BaseForm] | None = None) -> dict[str, Any]:
    """Return everything the page shows; `refused` is a form that was sent and could not be carried out."""
    head = found.head
    forms = deeds(request, found)
    if refused is not None and refused[0] in forms:
        forms[refused[0]] = refused[1]
    opened = refused[0] if refused else ("take" if "take" in forms else "")
    titles = TITLES | TAKEN_BACK if _gave(request, found) else TITLES
    concerns = queries.warnings([head.device_id], today=localdate(request.now), now=request.now)[head.device_id]
    return {
        "head": head,
        "kind": labels.KINDS[head.kind],
        "state_label": labels.STATES[head.state],
        "tag": labels.TAGS[head.state],
        "concerns": [labels.CONCERNS[one] for one in concerns],
        "facts": _facts(head, key_old=Concern.KEY_OLD in concerns),
        "deeds": [
            {"verb": verb, "form": form, "title": titles[verb][0], "button": titles[verb][1], "open": verb == opened}
            for verb, form in forms.items()
        ],
        "faults": [parts.fault(one) for one in found.faults],
        "handovers": [parts.handover(one) for one in found.handovers],
        "loans": [parts.loan(one) for one in found.loans],
        "timeline": parts.timeline(found.events),
        "ahead": work.ahead(request, found),
        "suspect": work.suspect(request, found),
        "errors": parts.errors([refused[1]]) if refused else [],
    }


def _gave(request: Visit, found: DeviceSheet) -> bool:
    """Tell whether the officer is of the side that handed the device over, and so takes that back."""
    handed = waiting(found)
    return handed is not None and request.actor.at != handed.target


def waiting(found: DeviceSheet) -> HandoverRow | None:
    """Return the hand-over that waits for an answer."""
    return next((one for one in found.handovers if one.state is HandoverState.WAITING), None)


def deeds(request: Visit, found: DeviceSheet) -> dict[str, BaseForm]:
    """Return the forms of what may be done now, by the name of the deed; the table of states says which."""
    head, made, handed = found.head, {}, waiting(found)
    today = {"day": localdate(request.now), "since": localdate(request.now), "on": localdate(request.now)}
    still = [one for one in found.faults if one.repaired_on is None]

    def may(verb: DeviceVerb, at: int | None = None) -> bool:
        unit = head.unit if at is None else at
        return states.may(verb, head.state) and request.actor.may(states.LIFE[verb].permission, unit)

    def offer(verb: DeviceVerb, deed: str, **more: Any) -> None:
        if may(verb):
            made[deed] = KINDS[deed](prefix=deed, **more)

    if handed is not None:
        if may(DeviceVerb.TAKEN, handed.target) and request.actor.at == handed.target:
            made["take"] = NoteForm(prefix="take")
        if may(DeviceVerb.DECLINED, handed.target) or may(DeviceVerb.DECLINED):
            made["decline"] = ReasonForm(prefix="decline")
    else:
        offer(DeviceVerb.OFFERED, "hand", near=near(head, own=True))
    offer(DeviceVerb.REPORTED, "report", initial={"condition": head.condition.value})
    offer(DeviceVerb.FAULT, "fault", initial=today)
    if [one for one in still if one.repair_since is None]:
        offer(DeviceVerb.REPAIR, "send", faults=[one for one in still if one.repair_since is None])
    if still:
        offer(DeviceVerb.REPAIRED, "repaired", faults=still, initial=today)
    if states.may(DeviceVerb.LOAN_ASKED, head.state) and request.actor.may(EquipmentPermission.LEND, head.home):
        made["lend"] = LendForm(prefix="lend", near=near(head))
    offer(DeviceVerb.STOLEN, "gone", initial=today)
    offer(DeviceVerb.LIFTED, "lift")
    told = {"model": head.model, "software": head.software, "place": head.place, "key_made_on": head.key_made_on}
    offer(DeviceVerb.CORRECTED, "correct", initial=told)
    offer(DeviceVerb.RETIRED, "retire")
    return made


def near(head: DeviceRow, *, own: bool = False) -> list[Choice]:
    """Return the units a device can go to: those beside and right below its unit, the one above; the own when asked."""
    language, unit = get_language() or "vi", units.by_number(head.home if not own else head.unit)
    above = [] if unit.parent is None else [units.by_number(unit.parent)]
    beside = [] if unit.parent is None else units.children(unit.parent)
    found = {one.number: one for one in [*above, *units.children(unit.number), *beside]}
    found.pop(unit.number, None)
    told = [(str(one.number), one.name(language)) for one in found.values()]
    same = _("%(unit)s, another officer") % {"unit": unit.name(language)}
    return [(str(unit.number), same), *told] if own else told


KINDS: dict[str, type[BaseForm]] = {
    "take": NoteForm, "decline": ReasonForm, "hand": HandForm, "report": ReportForm, "fault": FaultForm,
    "send": SendForm, "repaired": RepairedForm, "lend": LendForm, "gone": GoneForm, "lift": ReasonForm,
    "correct": CorrectForm, "retire": ReasonForm,
}  # fmt: skip
"""The form of each deed."""
TITLES = {
    "take": (gettext_lazy("Take it over"), gettext_lazy("I have it: take it over")),
    "decline": (gettext_lazy("Decline the hand-over"), gettext_lazy("Decline")),
    "hand": (gettext_lazy("Hand it over"), gettext_lazy("Hand over")),
    "report": (gettext_lazy("Report how it is doing"), gettext_lazy("Report")),
    "fault": (gettext_lazy("Report a fault"), gettext_lazy("Report the fault")),
    "send": (gettext_lazy("Send it to be repaired"), gettext_lazy("Send")),
    "repaired": (gettext_lazy("Write down a repair"), gettext_lazy("It is repaired")),
    "lend": (gettext_lazy("Lend it"), gettext_lazy("Offer the loan")),
    "gone": (gettext_lazy("Report it stolen or lost"), gettext_lazy("Block it now")),
    "lift": (gettext_lazy("Lift the block"), gettext_lazy("Lift the block")),
    "correct": (gettext_lazy("Correct its particulars"), gettext_lazy("Correct")),
    "retire": (gettext_lazy("Take it out of use"), gettext_lazy("Take it out of use")),
}
TAKEN_BACK = {"decline": (gettext_lazy("Take the hand-over back"), gettext_lazy("Take the hand-over back"))}
"""What whoever gave a device does with a hand-over that nobody has confirmed."""


def _facts(head: DeviceRow, *, key_old: bool) -> list[dict[str, Any]]:
    made = formats.day(head.key_made_on) if head.key_made_on else ""
    if key_old:
        made = _("%(day)s: too old") % {"day": made}
    rows = [
        (_("Kind of device"), f"{labels.KINDS[head.kind]}{f', {head.model}' if head.model else ''}"),
        (_("In custody of"), f"{parts.name(head.unit)}{f', {head.holder}' if head.holder else ''}"),
        (_("Belongs to"), parts.name(head.home) if head.lent else ""),
        (_("Handed over to, not yet confirmed"), parts.name(head.bound_for) if head.bound_for else ""),
        (_("Where it stands"), head.place),
        (_("Work suspect from"), formats.moment(head.suspect_from) if head.suspect_from else ""),
        (_("Expected back on"), formats.day(head.back_on) if head.back_on else ""),
        (_("Condition"), labels.CONDITIONS[head.condition]),
        (_("Last report"), formats.moment(head.reported_at) if head.reported_at else _("none")),
        (_("Software version"), head.software),
        (_("Key made on"), made),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]
