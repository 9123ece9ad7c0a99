"""Boards of city, district and commune, and the way to them (bảng tiến độ)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.campaign import labels, queries
from toandan.command.campaign.words import Board, BoardRow, Bridge, CampaignPermission, Measure, OrderRow
from toandan.faces.web.campaign import address, chances, divided, findings, orders, outline, parts, table
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.campaign.looking import Look, both, look, named, readable
from toandan.faces.web.frame.doors import Visit, page
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

READ = CampaignPermission.READ.value


@page(permission=READ)
def start(request: Visit) -> HttpResponse:
    """Lead to the board of the running order that this officer sees first."""
    order = running(today=localdate(request.now))
    if order is None:
        return TemplateResponse(request, "campaign/no_order.html", {})
    first = units.by_number(queries.first_unit(order=order, actor=request.actor))
    return HttpResponseRedirect(BoardView(order=order.code, unit=first.code).address)


@page(permission=READ)
def order_start(request: Visit, order: str) -> HttpResponse:
    """Lead to the board of this order that this officer sees first."""
    found = orders.known(order)
    first = units.by_number(queries.first_unit(order=found, actor=request.actor))
    return HttpResponseRedirect(BoardView(order=found.code, unit=first.code).address)


@page(permission=READ)
def board(request: Visit, order: str, unit: str) -> HttpResponse:
    """Show the board of one unit under one order: finding, key strip, burn-up, table, residual, tile wall, bridge."""
    seen = look(request, order, unit)
    template = "campaign/commune.html" if seen.top.level is UnitLevel.COMMUNE else "campaign/board.html"
    return TemplateResponse(request, template, _context(request, seen, read_boards(seen)))


@page(permission=READ)
def bridge(request: Visit, order: str, unit: str) -> HttpResponse:
    """Show why the number of people to serve changed since the order began; the whole page, or its table alone."""
    seen = look(request, order, unit)
    account = account_of(seen)
    context = {
        "view": seen.view,
        "order": seen.of,
        "unit": seen.shown,
        "trail": trail(request, seen.view, seen.of, seen.shown),
        "finding": findings.bridge(account),
        "account": account,
        "lines": parts.bridge(account),
        "sheet_unit": seen.view.unit,
        **both(seen, "bridge"),
    }
    whole = request.headers.get("HX-Request") != "true"
    return TemplateResponse(request, "campaign/bridge.html" if whole else "campaign/bridge_table.html", context)


def account_of(seen: Look) -> Bridge:
    """Return why the number of people to serve changed since the order began, by the units the page asks for."""
    since = min(seen.of.starts_on, seen.day)
    return queries.bridge(
        order=seen.of.code, unit=seen.top.number, since=since, until=seen.day, measure=seen.measure,
        units_of=seen.units_of,
    )  # fmt: skip


@page(permission=READ)
def neighbours(request: Visit, order: str, unit: str) -> HttpResponse:
    """Show a commune among the communes of the unit above it, if the order covers that: counts, never people."""
    seen = look(request, order, unit)
    view, of, top = seen.view, seen.of, seen.top
    beside = around(seen, unit)
    context = {"view": view, "order": of, "unit": top, "trail": trail(request, view, of, top)}
    leads = _leading(request, seen, other_units=beside.units_of is not None)
    context |= _table(view, Boards(beside, beside, beside), top, leads, explained=False)
    whole = request.headers.get("HX-Request") != "true"
    return TemplateResponse(request, "campaign/neighbours.html" if whole else "campaign/ranked.html", context)


def around(seen: Look, unit: str) -> Board:
    """Return the board of the communes beside a commune. Raises ViewUnknown where the order does not cover them."""
    top = seen.top
    if top.parent is None or not _covers(seen.of, top.parent, seen.today):
        raise address.unknown(unit)
    (found,) = queries.boards(
        order=seen.of.code,
        as_of=seen.day,
        levels=[UnitLevel.COMMUNE],
        under=top.parent,
        measure=seen.measure,
        entry=seen.view.entry,
        units_of=seen.units_of,
        as_work=True,
    )
    return found


def _covers(of: OrderRow, number: int, today: date) -> bool:
    """Tell whether a unit lies in the order's own unit, or in the one that stands for it today."""
    heir = units.standing_for(of.scope, as_of=today)
    return units.by_number(of.scope).holds(number) or (heir is not None and heir.holds(number))


def running(*, today: date) -> OrderRow | None:
    """Return the order most readers mean: one that runs today, else the latest begun, else the next to begin."""
    known = queries.orders()
    runs = [o for o in known if o.starts_on <= today <= o.deadline]
    begun = [o for o in known if o.starts_on <= today]
    return next(iter([*runs, *begun, *known]), None)


@dataclass(frozen=True, slots=True)
class Boards:
    """The boards of one page, from one reading: the next level below, the communes, and the one in the table."""

    below: Board
    communes: Board
    shown: Board


def read_boards(seen: Look) -> Boards:
    """Read the boards of one page; that of a commune is about itself alone."""
    view, top = seen.view, seen.top

    def read(*levels: UnitLevel | None) -> list[Board]:
        return queries.boards(
            order=seen.of.code,
            as_of=seen.day,
            levels=levels,
            under=top.number,
            measure=seen.measure,
            entry=view.entry,
            units_of=seen.units_of,
            as_work=True,
        )

    if top.level is UnitLevel.COMMUNE:
        own = read(None)[0]
        return Boards(own, own, own)
    found = read(None, UnitLevel.COMMUNE)
    below, communes = found[0], found[-1]
    if view.level not in {None, below.level, communes.level}:
        raise address.unknown(queries.LEVELS[view.level] if view.level is not None else "")
    return Boards(below, communes, communes if view.level is communes.level else below)


def _context(request: Visit, seen: Look, found: Boards) -> dict[str, object]:
    view, of, top, about = seen.view, seen.of, seen.top, found.below
    leads = _leading(request, seen, other_units=about.units_of is not None)
    wide, narrow = parts.burn_up(about)
    context: dict[str, object] = {
        "view": view,
        "order": of,
        "board": about,
        "unit": top,
        "trail": trail(request, view, of, top),
        "finding": findings.title(about),
        "measure_label": labels.MEASURES[about.measure],
        "keys": parts.keys(about, found.communes),
        "burn_wide": wide,
        "burn_narrow": narrow,
        "burn_finding": findings.chart(about),
        "days": parts.days(about),
        "residual": parts.residual(about),
        "counters": parts.counters(about),
        "measures": [(labels.MEASURES[m], view.but(measure=m), m is about.measure) for m in Measure],
        "published": view.but(as_of=about.as_of, entry=about.entry),
        "current": view.but(entry=None),
        "bridge_address": view.below("bridge"),
        "attention_address": view.below("attention"),
        "forecast_address": view.below("forecast"),
        "neighbours_address": view.below("neighbours"),
        "is_past": about.as_of < seen.today,
        **both(seen),
    }
    warned = chances.warnings(of, found.shown, published=view.entry is not None)
    context.update(_table(view, found, top, leads, warned=warned))
    context.update(divided.context(about, view))
    return context


def _leading(request: Visit, seen: Look, *, other_units: bool = False) -> parts.Address:
    """Return what leads from a row to its board: the same day and measure, "" where the officer may not look."""
    view = seen.view
    plain = BoardView(view.order, "", as_of=view.as_of, measure=view.measure, entry=view.entry, as_now=view.as_now)
    board_of = plain.elsewhere()

    def leads(row: BoardRow) -> str:
        if not readable(seen, request.actor, row.number):
            return ""
        return board_of(named(row.number, row.code, other_units=other_units))

    return leads


def _table(
    view: BoardView,
    found: Boards,
    top: Unit,
    leads: parts.Address,
    *,
    explained: bool = True,
    warned: Mapping[int, str] = MappingProxyType({}),
) -> dict[str, object]:
    """Return what the table of rows shows; without `explained` the page has no lines about divided units to lead to."""
    about, communes, trouble = found.shown, found.communes, table.in_trouble(found.shown.rows)
    everything = view.everything or not trouble or top.level is UnitLevel.COMMUNE
    shown = table.ordered(about.rows if everything else trouble, view)
    above = {row.code: row.name_vi for row in found.below.rows} if about.level > found.below.level else {}
    groups = found.below.rows if found.below.level < communes.level else (found.below.total,)
    completed = view.sort == "completed" or any(row.completed_on for row in shown)
    return {
        "heads": table.heads(view, above=bool(above), completed=completed),
        "completed": completed,
        "lines": table.lines(
            shown,
            address=leads,
            above=above,
            here=top.number,
            marks=divided.marks(about, view, linked=explained),
            warned=warned,
        ),
        "warned": any(row.number in warned for row in shown),
        "marked": any(row.shared for row in shown),
        "several": bool(above),
        "table_title": findings.trouble(about.rows),
        "all_rows": len(about.rows),
        "hidden": len(about.rows) - len(shown),
        "all_address": view.but(everything=True),
        "trouble_address": view.but(everything=False),
        "can_fold": bool(trouble) and top.level is not UnitLevel.COMMUNE,
        "levels": _levels(view, found),
        "wall": parts.wall(groups, communes.rows, leads) if _wants_wall(found) else [],
        "legend": parts.legend(),
        "map": outline.drawn(about.rows, leads),
    }


def _wants_wall(found: Boards) -> bool:
    """Tell whether a wall says more than the table: not for one commune, nor beside a table of the same communes."""
    return found.communes.total.units > 1 and (found.shown is not found.communes or found.below is found.communes)


def _levels(view: BoardView, found: Boards) -> list[tuple[str, str, bool]]:
    """Return the levels the table may show: label, address, whether it is shown now; none where there is no choice."""
    if found.below.level == found.communes.level:
        return []
    names = {UnitLevel.PROVINCE: _("Cities"), UnitLevel.DISTRICT: _("Districts"), UnitLevel.COMMUNE: _("Communes")}
    return [
        (names[b.level], view.but(level=b.level, sort="urgency", down=False), b is found.shown)
        for b in (found.below, found.communes)
    ]


def trail(request: Visit, view: BoardView, of: OrderRow, top: Unit) -> list[dict[str, str]]:
    """Return the units from the order's own down to this one; only those the officer may look at carry an address."""
    scope = units.by_number(of.scope)
    held = scope.holds(top.number)
    # A unit of another time lies under what stands for the order's own unit in that time, if anything does.
    above = scope if held else units.standing_for(scope.number, as_of=top.valid_from or view.as_of or of.starts_on)
    steps = [u for u in units.ancestors(top.number) if above is not None and above.holds(u.number)] + [top]
    plain = BoardView(view.order, "", as_of=view.as_of, measure=view.measure, as_now=view.as_now)
    return [
        {
            "name": u.name_vi,
            "address": replace(plain, unit=named(u.number, u.code, other_units=not held)).address
            if request.actor.may(READ, u.number)
            else "",
        }
        for u in steps
    ]
