"""The list of devices by unit, kind and state, on the page and as a file (danh sách thiết bị)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.equipment import parts
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.sheets.tables import Column, Row, Table
from toandan.sheets.tables import Kind as Cells
from toandan.work.equipment import labels, queries
from toandan.work.equipment.words import DeviceState, EquipmentPermission, Kind

READ = EquipmentPermission.READ
PER_PAGE = 50
DEVICES = Table(
    "equipment",
    _("Equipment"),
    (
        Column("serial", _("Serial number")),
        Column("kind", _("Kind of device")),
        Column("model", _("Model")),
        Column("unit", _("In custody of")),
        Column("home", _("Belongs to")),
        Column("place", _("Where it stands")),
        Column("holder", _("Officer")),
        Column("state", _("State")),
        Column("back", _("Expected back on"), Cells.DAY),
        Column("concerns", _("Worth a look")),
        Column("software", _("Software version")),
        Column("key", _("Key made on"), Cells.DAY),
        Column("reported", _("Last report"), Cells.MOMENT),
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    unit: Unit
    kinds: tuple[Kind, ...]
    states: tuple[DeviceState, ...]
    text: str


def asked(request: Asking) -> Asked:
    """Return what the address asks for; the officer's own unit, and devices that are in use, unless told otherwise."""
    number = request.GET.get("unit", "")
    unit = units.by_number(int(number)) if number.isdecimal() and len(number) < 10 else request.unit
    require(request.actor, READ, at=unit.number)
    kinds = tuple(kind for kind in Kind if kind.value == request.GET.get("kind"))
    states = tuple(state for state in DeviceState if state.value == request.GET.get("state"))
    return Asked(unit, kinds, states, request.GET.get("q", "").strip()[:60])


@page(permission=READ)
def devices(request: Visit) -> HttpResponse:
    """List devices that stand in a unit or belong to it, by serial; how many there are of each state stands above."""
    wish, language = asked(request), get_language() or "vi"
    after = request.GET.get("after", "")[:60]
    found = queries.devices(
        wish.unit.number, wish.unit.last, kinds=wish.kinds, states=wish.states, text=wish.text, after=after,
        limit=PER_PAGE + 1,
    )  # fmt: skip
    shown = found[:PER_PAGE]
    told = queries.warnings([row.device_id for row in shown], today=localdate(request.now), now=request.now)
    counts = queries.counts(wish.unit.number, wish.unit.last)
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    more = f"?{urlencode(kept | {'after': shown[-1].serial})}" if len(found) > PER_PAGE else ""
    own, actor = request.unit, request.actor
    context: dict[str, Any] = {
        "unit": wish.unit,
        "units": [own, *(one for one in units.children(own.number))],
        "kinds": [(kind.value, label, kind in wish.kinds) for kind, label in labels.KINDS.items()],
        "states": [(state.value, label, state in wish.states) for state, label in labels.STATES.items()],
        "asked": wish.text,
        "rows": [parts.line(row, told.get(row.device_id, ())) for row in shown],
        "keys": _keys(counts),
        "ready": counts[Kind.KIT, DeviceState.READY],
        "total": sum(many for (kind, state), many in counts.items() if kind is Kind.KIT and state.value != "retired"),
        "next_url": more,
        "may_keep": actor.may_somewhere(EquipmentPermission.KEEP),
        "may_use": actor.may(EquipmentPermission.USE, own.number),
        "waits": len(queries.to_confirm(own.number, officer=actor.officer)) + len(queries.loans_to_answer(own.number)),
        "caption": wish.unit.name(language),
    }
    return TemplateResponse(request, "equipment/list.html", context)


@sheet(permission=READ)
def taken(request: Asking) -> Sheet:
    """Hand out the devices that the page's address asks for, all of them."""
    wish = asked(request)
    return Sheet(DEVICES, _rows(request, wish), wish.unit.number, wish.unit.name_vi)


def _rows(request: Asking, wish: Asked) -> Iterator[Row]:
    low, high = wish.unit.number, wish.unit.last
    found = queries.devices(low, high, kinds=wish.kinds, states=wish.states, text=wish.text, limit=None)
    told = queries.warnings([row.device_id for row in found], today=localdate(request.now), now=request.now)
    for row in found:
        concerns = "; ".join(str(labels.CONCERNS[one]) for one in told.get(row.device_id, ()))
        yield (
            row.serial, labels.KINDS[row.kind], row.model, parts.name(row.unit), parts.name(row.home), row.place,
            row.holder, labels.STATES[row.state], row.back_on, concerns, row.software, row.key_made_on, row.reported_at,
        )  # fmt: skip


def _keys(counts: Counter[tuple[Kind, DeviceState]]) -> list[dict[str, Any]]:
    """Return how many kits work, are out of work, and are blocked."""

    def many(*states: DeviceState) -> str:
        return formats.number(sum(counts[Kind.KIT, state] for state in states))

    return [
        {"label": gettext("Kits ready"), "value": many(DeviceState.READY)},
        {"label": gettext("Faulty or in repair"), "value": many(DeviceState.FAULTY, DeviceState.IN_REPAIR)},
        {"label": gettext("Stolen or lost"), "value": many(DeviceState.STOLEN, DeviceState.LOST)},
    ]
