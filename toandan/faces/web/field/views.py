"""The plan of the week, the work on it, versions side by side, and the figures plans reckon with (trang kế hoạch)."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.field import labels, queries
from toandan.command.field.words import FieldPermission, PlanState, VersionRow
from toandan.faces.web.field import comparing, drawing, narrowing, parts
from toandan.faces.web.field.forms import AgainForm, AskForm, ParametersForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.work.sessions.words import SessionsPermission

READ, MAKE, APPROVE, SET = (
    FieldPermission.READ, FieldPermission.MAKE, FieldPermission.APPROVE, FieldPermission.SET,
)  # fmt: skip
WEEK = 7
FLOORS = (0, 30)
"""Between which percents the fairness slider moves."""


@page(permission=READ)
def index(request: Visit) -> HttpResponse:
    """List the plans of the officer's units, the newest first, with the form for a new one."""
    return TemplateResponse(request, "field/index.html", listed(request, None))


def listed(request: Visit, form: AskForm | None) -> dict[str, Any]:
    """Return what the list of plans shows."""
    here = request.unit
    heads = queries.heads(low=here.number, high=here.last)
    today = localdate(request.now)
    own = [one for one in heads if one.unit == here.number]
    counts = [one for one in own if one.state is PlanState.APPROVED and queries.last_day(one) >= today]
    start = {"first_day": today + timedelta(days=1), "days": WEEK}
    may_make = request.actor.may(MAKE, here.number)
    return {
        "rows": [parts.line(one) for one in heads],
        "current": parts.line(counts[0]) if counts else None,
        "finding": parts.title(counts[0]) if counts else "",
        "form": (form or AskForm(initial=start)) if may_make else None,
        "errors": parts.errors(form) if form else [],
        "working": [(one, parts.run_state(one)) for one in queries.runs(low=here.number, high=here.last)
                    if one.under_way],
        "parameters_url": reverse("field:parameters"),
        "compare": [one.version_id for one in own[:2]] if len(own) > 1 else [],
    }  # fmt: skip


@page(permission=READ)
def run(request: Visit, run: int) -> HttpResponse:
    """Show how far the work on a plan is, or what is wrong with its inputs."""
    row = queries.run(run)
    context = {"row": row, "state": parts.run_state(row), "faults": parts.faults(row), "span": parts.span(row)}
    return TemplateResponse(request, "field/run.html", context)


@page(permission=READ)
def progress(request: Visit, run: int) -> HttpResponse:
    """Answer how far a plan is, as a fragment; once it is done, lead to it."""
    row = queries.run(run)
    if not row.under_way:
        address = reverse("field:plan", args=[row.version]) if row.version else reverse("field:run", args=[run])
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return TemplateResponse(request, "field/progress.html", {"row": row, "state": parts.run_state(row)})


@page(permission=READ)
def plan(request: Visit, plan: int) -> HttpResponse:
    """Show one version: map, kits by half-days, curve, units, homes, fairness, turnout, changes."""
    return TemplateResponse(request, "field/plan.html", shown(request, plan, None))


def shown(request: Visit, plan: int, form: AgainForm | None, *, refused: str = "") -> dict[str, Any]:
    """Return what the page of a version shows."""
    row, today = queries.version(plan), localdate(request.now)
    head, names = row.head, parts.Names(row)
    pool, several = narrowing.chosen(row, request.GET.get("pool", "")), len(narrowing.pools(row)) > 1
    part = narrowing.narrowed(row, pool) if pool and several else row
    day = parts.chosen_day(row, request.GET.get("day", ""), today)
    done, ahead = queries.actual(row, today=today), queries.foreseen(row)
    drafted = head.state is PlanState.DRAFTED
    may_again = head.state is PlanState.APPROVED and today <= queries.last_day(head)
    errors = parts.errors(form) if form else []
    plans = request.actor.may(SessionsPermission.PLAN, head.unit)
    base = queries.version(head.base).head if head.base else None
    return {
        "row": row, "head": head, "line": parts.line(head), "title": parts.title(head), "worth": parts.worth(head),
        "points": labels.POINTS,
        "roads": labels.roads(row.figures.get("roads", {})), "unsolved": labels.unsolved(row.plan),
        "span": parts.span(head),
        "keys": _keys(row, done),
        "errors": [*errors, *([{"field": "", "message": refused}] if refused else [])],
        "approve_key": uuid4() if drafted and request.actor.may(APPROVE, head.unit) else None,
        "again": (form or AgainForm()) if may_again and request.actor.may(MAKE, head.unit) else None,
        "base": parts.line(base) if base else None,
        "gain": parts.percent(head.gain_pct), "changes": narrowing.changes(part, names, calls=plans),
        "change_sums": narrowing.sums(part),
        "retimed": len(row.figures.get("retimed", [])),
        **_looked_at(row, part, names, day, pool=pool if several else "", whole=several and not pool),
        "curve": drawing.curve(row, done, ahead), "curve_rows": drawing.curve_rows(row, done, ahead),
        "band_note": drawing.band_note(row, done), "ahead": ahead, "turnout": parts.turnout(row),
        "finish": parts.finish(row),
        "floor": _floor(request, row), "sheet_url": reverse("field:sheet", args=[plan]),
    }  # fmt: skip


def _looked_at(
    row: VersionRow, part: VersionRow, names: parts.Names, day: int | None, *, pool: str, whole: bool
) -> dict[str, Any]:
    """Return what is drawn of the part looked at: one district in full, several by their sums."""
    found: dict[str, Any] = {
        "whole": whole, "pool": pool, "districts": narrowing.districts(row, names) if whole else [],
        "pools": [(code, names.unit(code), code == pool) for code in narrowing.pools(row)],
        "days": [] if whole else _days(row, day, pool), "loans": parts.loans(part, names),
        "homes_left": parts.homes_left(part),
    }  # fmt: skip
    if whole:
        return found | {"map": drawing.overview(row, names)}
    rows = parts.unit_rows(part, names)
    return found | {
        "map": drawing.plan_map(part, names, day), "gantt": drawing.plan_gantt(part, names),
        "kits": drawing.kit_numbers(part), "most_kits": drawing.MOST_KITS,
        "units": [one for one in rows if not one["empty"]],
        "done_units": [one["name"] for one in rows if one["empty"]],
        "prices": parts.prices(part, names), "unannounced": parts.unannounced(part),
    }  # fmt: skip


@page(permission=READ)
def floor(request: Visit, plan: int) -> HttpResponse:
    """Answer what another fairness floor, or another turnout, does to one district: a fragment, worked out at once."""
    row = queries.version(plan)
    return TemplateResponse(request, "field/floor.html", {"floor": _floor(request, row, answer=True), "plan": plan})


@page(permission=READ)
def compare(request: Visit) -> HttpResponse:
    """Show two versions side by side."""
    here = request.unit
    heads = queries.heads(low=here.number, high=here.last)
    asked = []
    for name in ("a", "b"):
        with suppress(ValueError):
            asked.append(int(request.GET.get(name, "")))
    rows = [queries.version(number) for number in asked]
    context = {
        "choices": [(one.version_id, f"{one.number} · {parts.span(one)}") for one in heads],
        "asked": asked, "rows": [parts.line(row.head) for row in rows],
        **(comparing.beside(rows[0], rows[1]) if len(rows) > 1 else {}),
    }  # fmt: skip
    return TemplateResponse(request, "field/compare.html", context)


@page(permission=READ)
def parameters(request: Visit) -> HttpResponse:
    """Show the figures plans reckon with, and the form to change them."""
    return TemplateResponse(request, "field/parameters.html", parameters_shown(request, None))


def parameters_shown(request: Visit, form: ParametersForm | None) -> dict[str, Any]:
    """Return what the page of figures shows."""
    unit = request.unit.number
    row = queries.parameters(unit)
    may_set = request.actor.may(SET, unit)
    return {
        "row": row,
        "values": [(labels.PARAMETERS[name], f"{row.values[name]:g}") for name in labels.PARAMETERS],
        "form": (form or ParametersForm(values=row.values)) if may_set else None,
        "errors": parts.errors(form) if form else [],
        "versions": queries.own_versions(unit),
    }


def _keys(row: VersionRow, done: list[float]) -> list[dict[str, str]]:
    """Return the four numbers of a version."""
    head, homes = row.head, len(row.instance["homes"])
    price = max(row.plan["prices"].values(), default=0.0)
    reached = _("%(n)s points reached so far") % {"n": parts.whole(done[-1])} if done else ""
    return [
        {"value": parts.whole(head.people), "label": _("people expected at sessions"), "note": reached},
        {"value": formats.number(head.homes), "label": _("homes visited"),
         "note": _("of %(n)s that wait") % {"n": formats.number(homes)}},
        {"value": parts.percent(head.stated.gap_pct), "label": _("below what is provably possible"),
         "note": _("at most %(n)s points") % {"n": parts.whole(head.stated.bound)}},
        {"value": parts.whole(2 * price), "label": _("people more for one more kit-day here"), "note": ""},
    ]  # fmt: skip


def _days(row: VersionRow, chosen: int | None, pool: str) -> list[tuple[str, str, bool]]:
    """Return the days of the map as links."""
    to = f"?pool={pool}&day=" if pool else "?day="
    found = [(formats.short_day(queries.day_of(row, n)), f"{to}{n}#map", n == chosen) for n in range(row.head.days)]
    return [*found, (_("All days"), f"{to}all#map", chosen is None)]


def _floor(request: Visit, row: VersionRow, *, answer: bool = False) -> dict[str, Any]:
    """Return what the fairness slider shows; the answer is worked out only when it is asked for."""
    names = parts.Names(row)
    pools = [pool["code"] for pool in row.instance["pools"] if pool["kits"] and pool["units"]]
    asked, (low, high) = request.GET.get("pool", ""), FLOORS
    pool = asked if asked in pools else (pools[0] if pools else "")
    usual = round(100 * row.instance["params"]["fairness_floor"])
    floor = min(max(_number(request.GET.get("floor"), usual), low), high)
    share = min(max(_number(request.GET.get("share"), 100), 50), 150)
    found: dict[str, Any] = {
        "pools": [(code, names.unit(code), code == pool) for code in pools], "floor": floor, "share": share,
        "low": low, "high": high, "address": reverse("field:floor", args=[row.head.version_id]),
    }  # fmt: skip
    if answer and pool:
        worked_out = queries.at_floors(row, pool, floors=(floor / 100, usual / 100), share=share)
        told, before = worked_out[floor / 100], worked_out[usual / 100]
        found["answer"] = {
            "value": parts.whole(told["value"]), "bound": parts.whole(told["bound"]),
            "people": parts.whole(told["people"]), "homes": formats.number(told["homes"]),
            "gap": parts.percent(told["gap_pct"]), "price": parts.whole(2 * told["price"]),
            "behind": [names.unit(code) for code in told["behind"]],
            "usual": usual, "same": floor == usual,
            "change": formats.change(round(told["people"]) - round(before["people"])),
            "homes_change": formats.change(told["homes"] - before["homes"]),
        }  # fmt: skip
    return found


def _number(text: str | None, usual: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return usual
