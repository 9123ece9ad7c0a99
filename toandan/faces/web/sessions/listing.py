"""Sessions of some days of a unit, and what its kits did (danh sách buổi lưu động)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.faces.web.sessions import parts
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.work.equipment import queries as equipment
from toandan.work.equipment.words import BLOCKED
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import KitUse, SessionRow, SessionsPermission, State

MOST = 80
"""Sessions that are listed one by one; more are summed by the units right below, each of which leads to its own."""
WAITS = {state.value: state for state in labels.UNFINISHED}
"""What the list can be narrowed to: sessions still to be closed, never opened, not reconciled."""


@page(permission=parts.READ)
def show(request: Visit) -> HttpResponse:
    """Show the sessions of a week, day by day, with what was expected and served, and the yield of each kit."""
    unit, day = parts.within(request), parts.first_day(request)
    waits = WAITS.get(request.GET.get("waits", ""))
    rows = _waiting(unit, request, waits) if waits else queries.listed([unit.number], day, parts.DAYS)
    held = [row for row in rows if row.state is not State.CANCELLED]
    late = sum(row.state is State.CLOSED for row in held)
    address = reverse("sessions:sessions")
    groups = [] if waits else parts.folded(unit, rows, most=MOST)
    context = {
        "unit": unit,
        "unit_name": parts.name(unit.number),
        "since": formats.day(day),
        "waits": labels.UNFINISHED[waits] % len(rows) if waits else "",
        "week": parts.days_url(address, unit, day),
        "groups": [_group(one, found, address, day) for one, found in groups],
        "lines": [] if groups else parts.session_lines(rows),
        "many": len(held),
        "items": [
            {"label": _("People expected"), "value": formats.number(sum(row.expected for row in held))},
            {"label": _("People served"), "value": formats.number(sum(row.served or 0 for row in held))},
            {
                "label": _("Sessions not reconciled"),
                "value": formats.number(late),
            },
        ],
        "kits": []
        if waits or groups
        else [_kit(one) for one in queries.kit_use([unit.number], day, parts.DAYS, _kits(unit))],
        "helped": _helped(request),
        "may_plan": request.actor.may(SessionsPermission.PLAN, unit.number),
        "calendar": parts.days_url(reverse("sessions:sessions_ics"), unit, day),
        **parts.around(address, unit, day),
    }
    return TemplateResponse(request, "sessions/sessions.html", context)


def _group(unit: Unit, rows: list[SessionRow], address: str, day: date) -> dict[str, Any]:
    """Return the sums of one unit's sessions, with the address of their list."""
    held = [row for row in rows if row.state is not State.CANCELLED]
    return {
        "name": parts.name(unit.number),
        "address": parts.days_url(address, unit, day),
        "many": formats.number(len(held)),
        "expected": formats.number(sum(row.expected for row in held)),
        "served": formats.number(sum(row.served or 0 for row in held)),
        "late": formats.number(sum(row.state is State.CLOSED for row in held)),
    }


def _waiting(unit: Unit, request: Visit, state: State) -> list[SessionRow]:
    """Return the sessions of any day that wait to be closed, moved or reconciled."""
    return [one for one in queries.unfinished([unit.number], localdate(request.now)) if one.state is state]


def _helped(request: Visit) -> list[dict[str, str]]:
    """Return the units that the officer's is assigned to help today, with the addresses of their sessions."""
    today = localdate(request.now)
    numbers = {support.helped for support in units.helping([request.unit.number], on=today)}
    address = reverse("sessions:sessions")
    return [
        {"name": parts.name(number), "address": parts.days_url(address, units.by_number(number), today)}
        for number in sorted(numbers)
        if request.actor.may(parts.READ, number)
    ]


def _kits(unit: Unit) -> list[str]:
    """Return the kits that stand in the unit and below it, so that one that does nothing is named too."""
    kept = equipment.devices(unit.number, unit.last, kinds=[DeviceKind.KIT], limit=None)
    return [one.serial for one in kept if one.state not in BLOCKED]


def _kit(one: KitUse) -> dict[str, Any]:
    return {
        "kit": one.kit,
        "planned": one.planned,
        "held": one.held,
        "share": "–" if not one.planned else f"{formats.number(100 * one.held // one.planned)} %",
        "people": formats.number(one.people),
        "per_hour": "–" if one.per_hour is None else formats.number(one.per_hour, places=1),
        "routes": one.routes,
        "homes": formats.number(one.homes),
        "idle": formats.number(one.idle_days),
    }
