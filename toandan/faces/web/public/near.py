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
from toandan.record.units.queries import UnitUnknown
from toandan.record.units.words import Unit, UnitLevel
from toandan.work.sessions import labels, queries
from toandan.work.sessions.words import PublicSession

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
        address = reverse("public:near_unit", args=(language, number))
        groups[above].append({"name": unit.name_vi, "address": address, "many": many})
    told: list[dict[str, Any]] = [
        {"name": name, "units": sorted(groups[name], key=_by_name)} for name in sorted(groups)
    ]
    context = {"here": "near", "groups": told, "many": sum(found.values()), "until": formats.day(today + AHEAD)}
    return TemplateResponse(request, "public/near.html", frame("public:near_all") | context)


def _by_name(row: dict[str, Any]) -> str:
    return str(row["name"])


@public_page
def commune(request: Visit, unit: int) -> HttpResponse:
    """Show the sessions of one commune in the next two weeks, and of those it was made of."""
    here = units.by_numbers([unit]).get(unit)
    if here is None:
        raise UnitUnknown(unit)
    return _commune(request, here, frame("public:near_unit", here.number), formerly=[])


@public_page
def coded(request: Visit, unit: str) -> HttpResponse:
    """Show the commune that bears this code now; the communes that bore it before, unless it holds them, as links.

    Such addresses stand on papers of the time when links went by code. The reform of 2025 gave old codes away again.
    """
    here = units.bearer(unit, as_of=localdate(request.now))
    known = {one.number for one in units.lineage(here.number)}
    formerly = [one for one in units.bearing(unit) if one.number not in known and one.level is here.level]
    return _commune(request, here, frame("public:near", here.code), formerly=formerly)


def _commune(request: Visit, here: Unit, words: dict[str, str], *, formerly: list[Unit]) -> HttpResponse:
    today = localdate(request.now)
    language = (get_language() or "vi")[:2]
    made_of = units.lineage(here.number) if here.level is UnitLevel.COMMUNE else [here]
    names = {one.number: one.name_vi for one in made_of}
    rows = queries.public_sessions(names, since=today, until=today + AHEAD)
    later = [one for one in units.ended_in(here.number) if one.number != here.number]
    context = {
        "here": "near",
        "name": here.name_vi,
        "until": formats.day(today + AHEAD),
        "rows": [_row(one, names[one.unit] if one.unit != here.number else "") for one in rows],
        "later": [_link(one, language) for one in later],
        "formerly": [_link(one, language) for one in formerly],
    }
    return TemplateResponse(request, "public/near_commune.html", words | context)


def _link(unit: Unit, language: str) -> dict[str, str]:
    return {"name": unit.name_vi, "address": reverse("public:near_unit", args=(language, unit.number))}


def _row(one: PublicSession, unit: str) -> dict[str, Any]:
    return {
        "day": f"{labels.WEEKDAYS[one.day.weekday()]}, {formats.day(one.day)}",
        "shift": labels.SHIFTS[one.shift],
        "kind": labels.KINDS[one.kind],
        "unit": "" if unit in one.address else unit,
        "place": one.place,
        "address": one.address,
        "point": f"{one.latitude:.5f}, {one.longitude:.5f} ({labels.LOCATED[one.located]})",
    }
