"""What officers do to a device from its page; a refusal comes back to the form it is about (thao tác)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.equipment import sheet as pages
from toandan.faces.web.equipment import work
from toandan.faces.web.equipment.forms import suspect_from
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action
from toandan.record.officers.queries import reading
from toandan.work.equipment import operations, queries
from toandan.work.equipment.words import Condition, DeviceSheet, EquipmentPermission, FaultKind, LoanState

Work = Callable[[dict[str, Any], DeviceSheet, Any], str]


@action(permission=EquipmentPermission.READ)
def act(request: Visit, device_id: int, verb: str) -> HttpResponseBase:
    """Do one deed to the device; which permission it needs, the operation says."""
    if verb not in DEEDS:
        raise queries.DeviceUnknown
    with reading(request.actor):
        found = pages.readable(request, device_id)
        form = _form(request, verb, found)

    def deed() -> Done:
        said = {"actor": request.actor, "now": request.now, "client_key": UUID(str(form.cleaned_data["client_key"]))}
        told = DEEDS[verb](said, found, form)
        gone = verb in {"take", "decline"}
        to = reverse("equipment:equipment_waiting") if gone else reverse("equipment:device", args=[device_id])
        return Done(told, to)

    def again() -> TemplateResponse:
        shown = pages.context(request, pages.readable(request, device_id), (verb, form))
        return TemplateResponse(request, "equipment/device.html", shown)

    return carry_out(request, form, deed, again)


def _form(request: Visit, verb: str, found: DeviceSheet) -> BaseForm:
    """Return the form of a deed with what was sent; its kind and choices are those that page offers, or would."""
    more: dict[str, Any] = {}
    if verb in {"send", "repaired"}:
        more["faults"] = [one for one in found.faults if one.repaired_on is None]
    if verb in {"hand", "lend"}:
        more["near"] = pages.near(found.head, own=verb == "hand")
    return pages.KINDS[verb](request.POST, prefix=verb, **more)


def _take(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    operations.take(**said, handover=_waiting(found))
    return _("You have taken it over; from now on it stands with you.")


def _decline(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    operations.decline(**said, handover=_waiting(found), reason=form.cleaned_data["reason"])
    return _("The hand-over was declined; the device stays where it is.")


def _hand(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.hand_over(**said, device=found.head.device_id, to=told["to"], place=told["place"], reason=told["reason"])
    return _("It stands with you until the other officer confirms.")


def _report(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.report(
        **said, device=found.head.device_id, at=said["now"], condition=Condition(told["condition"]),
        software=told["software"], place=told["place"],
    )  # fmt: skip
    return _("The report is kept.")


def _fault(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.fault(
        **said, device=found.head.device_id, kind=FaultKind(told["kind"]), stops=told["stops"], text=told["text"],
        since=told["since"],
    )  # fmt: skip
    return work.hit(said["actor"], said["now"], found.head.device_id, _("The fault is written down."))


def _send(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.begin_repair(**said, fault=told["fault"], back_on=told["back_on"], place=told["place"])
    told_so = _("It is in repair and planned nowhere until it is back.")
    return work.hit(said["actor"], said["now"], found.head.device_id, told_so)


def _repaired(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.repaired(**said, fault=told["fault"], on=told["on"], what=told["what"])
    return _("The repair is written down.")


def _lend(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    made = operations.ask_loan(
        **said, serial=found.head.serial, borrower=told["borrower"], since=told["since"], until=told["until"],
        reason=told["reason"],
    )  # fmt: skip
    with reading(said["actor"]):
        agreed = queries.loan(made).state is LoanState.AGREED
    if agreed:
        return _("The loan is agreed. Hand the device over on its first day.")
    return _("The loan is written down. It binds once the other unit, or who stands above both, has agreed.")


def _gone(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = form.cleaned_data
    operations.report_gone(
        **said, device=found.head.device_id, stolen=told["how"] == "stolen", suspect_from=suspect_from(told),
        reason=told["reason"],
    )  # fmt: skip
    return work.hit(said["actor"], said["now"], found.head.device_id, _("The device is blocked from now on."))


def _lift(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    operations.lift(**said, device=found.head.device_id, reason=form.cleaned_data["reason"])
    return _("The block is lifted; its history keeps from when to when its work was suspect.")


def _correct(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    told = {name: form.cleaned_data[name] for name in ("model", "software", "key_made_on", "place", "reason")}
    operations.correct(**said, device=found.head.device_id, **told)
    return _("The particulars are corrected.")


def _retire(said: dict[str, Any], found: DeviceSheet, form: BaseForm) -> str:
    operations.retire(**said, device=found.head.device_id, reason=form.cleaned_data["reason"])
    return _("The device is out of use.")


def _waiting(found: DeviceSheet) -> int:
    handed = pages.waiting(found)
    if handed is None:
        raise operations.UnableToEquip(operations.SENTENCES["handover_done"], code="handover_done")
    return handed.handover_id


DEEDS: dict[str, Work] = {
    "take": _take,
    "decline": _decline,
    "hand": _hand,
    "report": _report,
    "fault": _fault,
    "send": _send,
    "repaired": _repaired,
    "lend": _lend,
    "gone": _gone,
    "lift": _lift,
    "correct": _correct,
    "retire": _retire,
}
