"""Taking devices in: one by hand, or a whole inventory from a file (nhập thiết bị)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.equipment import parts
from toandan.faces.web.equipment.forms import DeviceForm, FileForm
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.record.officers.queries import reading
from toandan.work.equipment import operations
from toandan.work.equipment.words import EquipmentPermission, InventoryReport, Kind, NewDevice

KEEP = EquipmentPermission.KEEP
SHOWN = 200
"""How many refused lines the page shows; the rest are counted."""


@page(permission=KEEP)
def blank(request: Visit) -> HttpResponse:
    """Show the form for a device and the one for an inventory."""
    return TemplateResponse(request, "equipment/new.html", _context(_device_form(request), FileForm(prefix="file")))


@action(permission=KEEP)
def add(request: Visit) -> HttpResponseBase:
    """Take one device in."""
    form = _device_form(request, request.POST)
    if form.is_valid():
        told = dict(form.cleaned_data)
        key, kind = told.pop("client_key"), Kind(told.pop("kind"))
        try:
            made = operations.add(
                actor=request.actor, now=request.now, device=NewDevice(kind=kind, **told), client_key=key
            )
        except NotAllowed as refusal:
            form.add_error("unit", message_of(refusal))
        except UnableTo as refusal:
            form.add_error("serial" if refusal.code.startswith("serial") else None, message_of(refusal))
        else:
            messages.info(request, _("The device is in the inventory."))
            return HttpResponseRedirect(reverse("equipment:device", args=[made]))
    return _again(request, _context(form, FileForm(prefix="file")) | {"errors": parts.errors([form])})


@action(permission=KEEP)
def take_in(request: Visit) -> HttpResponseBase:
    """Take an inventory in from a file, whole or its good lines only, and tell what became of each line."""
    form = FileForm(request.POST, request.FILES, prefix="file")
    report = None
    if form.is_valid():
        told, file = form.cleaned_data, form.cleaned_data["file"]
        try:
            good, unread = operations.read_inventory(file.read(), today=localdate(request.now))
            report = operations.take_in(
                actor=request.actor, now=request.now, devices=good, unread=unread, whole=told["whole"],
                client_key=told["client_key"],
            )  # fmt: skip
        except NotAllowed:
            raise
        except UnableTo as refusal:
            form.add_error("file", message_of(refusal))
    if report is not None and not report.refused:
        messages.info(request, _("Taken in: %(added)s; there already: %(known)s.") % _counts(report))
        return HttpResponseRedirect(reverse("equipment:equipment"))
    context = _context(_device_form(request), form) | {"errors": parts.errors([form])}
    return _again(request, context | _told(report))


def _again(request: Visit, context: dict[str, Any]) -> HttpResponseBase:
    with reading(request.actor):
        return TemplateResponse(request, "equipment/new.html", context, status=422).render()


def _device_form(request: Visit, data: Any = None) -> DeviceForm:
    return DeviceForm(data, today=localdate(request.now))


def _context(form: DeviceForm, file: FileForm) -> dict[str, Any]:
    return {"form": form, "file": file}


def _counts(report: InventoryReport) -> dict[str, int]:
    return {"added": report.added, "known": report.known}


def _told(report: InventoryReport | None) -> dict[str, Any]:
    if report is None:
        return {}
    refused = [
        {"line": one.line, "serial": one.serial or "–", "column": one.column, "why": _(operations.SENTENCES[one.code])}
        for one in report.refused
    ]
    return {"report": report, "refused": refused[:SHOWN], "beyond": max(len(refused) - SHOWN, 0)}
