"""Which units call for attention, by which evidence, and who could help (đơn vị chậm)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.command.campaign import labels as campaign_labels
from toandan.command.campaign.words import BoardRow
from toandan.command.evaluation import labels, queries
from toandan.command.evaluation.words import Attention, Helper, Reason, SlowUnit
from toandan.faces.web.campaign import views
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.campaign.given import given
from toandan.faces.web.campaign.looking import Look, both, look, named, readable
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, page
from toandan.ground.kernel.actor import Actor
from toandan.record.officers import queries as officers
from toandan.record.units import queries as units
from toandan.record.units.words import Unit
from toandan.work.directives.words import DirectivesPermission

FIRST = 40
"""Rows shown at first; who reads further asks for all of them."""


@page(permission=views.READ)
def attention(request: Visit, order: str, unit: str) -> HttpResponse:
    """Show the communes under a unit that call for attention: evidence, what holds their people up, helpers."""
    seen = look(request, order, unit)
    view, of, top = seen.view, seen.of, seen.shown
    found, chosen = found_of(seen), chosen_of(request)
    chosen_ones = [one for one in found.found if chosen is None or one.has(chosen)]
    shown = chosen_ones if view.everything else chosen_ones[:FIRST]
    heads, papers = in_charge(request.actor, shown, now=request.now), given(request, seen, shown)
    context = {
        "view": view,
        "order": of,
        "unit": top,
        "unit_name": _name(top),
        "trail": views.trail(request, view, of, top),
        "finding": _finding(found),
        "found": found,
        "measure_label": campaign_labels.MEASURES[found.measure],
        "ways": _ways(found, view, chosen),
        "rows": [_row(request, seen, found, one, heads) | {"given": papers.get(one.row.number)} for one in shown],
        "hidden": 0 if view.everything else max(0, len(chosen_ones) - FIRST),
        "all_address": _also(replace(view, everything=True).below("attention"), chosen),
        "above": _several(found, top),
        **both(seen, "attention"),
    }
    return TemplateResponse(request, "campaign/attention.html", context)


def found_of(seen: Look) -> Attention:
    """Return who calls for attention under the unit looked at."""
    return queries.attention(
        order=seen.of.code, as_of=seen.day, under=seen.top.number, measure=seen.measure, units_of=seen.units_of
    )


def chosen_of(request: Asking) -> Reason | None:
    """Return the reason the address names, None for all."""
    asked = request.GET.get("reason")
    return Reason(asked) if asked in set(Reason) else None


def _finding(found: Attention) -> str:
    slow = sum(unit.slow for unit in found.found)
    if not slow:
        return ngettext(
            "Of %(units)s unit none is slow", "Of %(units)s units none is slow", found.units
        ) % {"units": formats.number(found.units)}  # fmt: skip
    return ngettext(
        "%(slow)s of %(units)s units is slow", "%(slow)s of %(units)s units are slow", slow
    ) % {"slow": formats.number(slow), "units": formats.number(found.units)}  # fmt: skip


def _ways(found: Attention, view: BoardView, chosen: Reason | None) -> list[dict[str, Any]]:
    """Return the ways to narrow the table, each with how many units it leaves."""
    base = view.below("attention")
    ways: list[dict[str, Any]] = [
        {"label": _("All"), "count": len(found.found), "address": base, "current": chosen is None}
    ]
    for reason, label in labels.REASONS.items():
        count = sum(unit.has(reason) for unit in found.found)
        if count:
            ways.append(
                {
                    "label": label, "count": count, "address": _also(base, reason),
                    "current": reason is chosen,
                }
            )  # fmt: skip
    return ways


def _also(base: str, reason: Reason | None) -> str:
    """Return the address narrowed to one reason."""
    return f"{base}{'&' if '?' in base else '?'}reason={reason.value}" if reason else base


def _several(found: Attention, top: Unit) -> dict[str, str]:
    """Return the names of the units above by code, when the table holds units of several."""
    parents = sorted({unit.row.parent for unit in found.found if unit.row.parent} - {top.code})
    return {code: _name(units.by_code(code, as_of=found.units_of or found.as_of)) for code in parents}


def _name(unit: Unit | BoardRow | Helper) -> str:
    """Return a unit's name in the language of the page; the Vietnamese one where it has no other."""
    return unit.name_vi if formats.vietnamese() else unit.name_en or unit.name_vi


def in_charge(actor: Actor, shown: list[SlowUnit], *, now: datetime) -> dict[int, str]:
    """Name who is in charge of the units and of those who could help, as far as the reader may look into them."""
    numbers = {number for one in shown for number in (one.row.number, *(helper.number for helper in one.helpers))}
    return officers.in_charge([n for n in numbers if actor.may(views.READ, n)], now=now)


def _row(request: Visit, seen: Look, found: Attention, one: SlowUnit, heads: Mapping[int, str]) -> dict[str, Any]:
    row, view = one.row, seen.view
    here = named(row.number, row.code, other_units=found.units_of is not None)
    plain = BoardView(view.order, here, as_of=view.as_of, measure=view.measure, as_now=view.as_now)
    return {
        "name": _name(row),
        "address": plain.address if readable(seen, request.actor, row.number) else "",
        "shared": campaign_labels.DIVIDED_MARK if row.shared else "",
        "parent": row.parent,
        "done": formats.number(row.done),
        "target": formats.number(row.target),
        "rate": formats.rate(row.rate),
        "status": row.status.value,
        "status_label": campaign_labels.STATUSES[row.status],
        "notices": [
            {"label": labels.REASONS[n.reason], "said": labels.sentence(n, day=formats.day, number=formats.number)}
            for n in one.notices
        ],
        "obstacles": [f"{campaign_labels.RESIDUALS[kind]}: {formats.number(people)}" for kind, people in one.obstacles],
        "head": heads.get(row.number, ""),
        "helpers": [
            {"said": helper.named(_name(helper)), "head": heads.get(helper.number, "")} for helper in one.helpers
        ],
        "draft_address": _draft_address(request, view, one),
    }


def _draft_address(request: Visit, view: BoardView, one: SlowUnit) -> str:
    """Return where a directive to the unit begins, with its figures on the form; "" for who may draw none up."""
    if not one.slow or not request.actor.may(DirectivesPermission.DRAFT, request.unit.number):
        return ""
    told = {"to": one.row.number, "slow": view.order, "as_of": view.as_of.isoformat() if view.as_of else None}
    told["units"] = "now" if view.as_now else None
    return f"/directives/new/?{urlencode({name: value for name, value in told.items() if value is not None})}"
