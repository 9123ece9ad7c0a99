"""Sessions near me: where a kit stands in the next two weeks, for anybody (buổi lưu động gần nhà)."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language

from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit
from toandan.faces.web.public.tongue import frame, public_page
from toandan.record.units import queries as units
from toandan.work.sessions import labels, queries

AHEAD = timedelta(days=14)


@public_page
def everywhere(request: Visit) -> HttpResponse:
    """Show the communes that have sessions in the next two weeks, by district."""
    today = localdate(request.now)
    language = (get_language() or "vi")[:2]
    found = queries.public_units(since=today, until=today + AHEAD)
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, many in found.items():
        unit = units.by_number(number)
        above = units.by_number(unit.parent).name_vi if unit.parent else ""
        address = reverse("public:near", args=(language, unit.code))
        groups[above].append({"name": unit.name_vi, "address": address, "many": many})
    told: list[dict[str, Any]] = [
        {"name": name, "units": sorted(groups[name], key=_by_name)} for name in sorted(groups)
    ]
    context = {"here": "near", "groups": told, "many": sum(found.values()), "until": formats.day(today + AHEAD)}
    return TemplateResponse(request, "public/near.html", frame("public:near_all") | context)


def _by_name(row: dict[str, Any]) -> str:
    return str(row["name"])


@public_page
def commune(request: Visit, unit: str) -> HttpResponse:
    """Show the sessions of one commune in the next two weeks."""
    today = localdate(request.now)
    here = units.bearer(unit, as_of=today)
    rows = queries.public_sessions(here.number, since=today, until=today + AHEAD)
    context = {
        "here": "near",
        "name": here.name_vi,
        "until": formats.day(today + AHEAD),
        "rows": [
            {
                "day": f"{labels.WEEKDAYS[one.day.weekday()]}, {formats.day(one.day)}",
                "shift": labels.SHIFTS[one.shift],
                "kind": labels.KINDS[one.kind],
                "place": one.place,
                "address": one.address,
                "point": f"{one.latitude:.5f}, {one.longitude:.5f} ({labels.LOCATED[one.located]})",
            }
            for one in rows
        ],
    }
    return TemplateResponse(request, "public/near_commune.html", frame("public:near", here.code) | context)
