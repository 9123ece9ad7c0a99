"""When a unit and its parts will probably be done, as the night foresaw it (dự báo hoàn thành)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from toandan.command.campaign import labels
from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import Board, BoardRow, OrderRow, OutlookRow
from toandan.faces.web.campaign import chances, views
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.campaign.looking import Look, both, look, named, readable
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, page
from toandan.ground.charts.fan import FanWords, fan


@page(permission=views.READ)
def foresight(request: Visit, order: str, unit: str) -> HttpResponse:
    """Show the last forecast of a unit drawn by a day, and those of its parts, the least likely first."""
    seen = look(request, order, unit)
    of, top = seen.of, seen.shown
    foreseen = foreseen_of(seen)
    context: dict[str, Any] = {
        "view": seen.view,
        "order": of,
        "unit": top,
        "trail": views.trail(request, seen.view, of, top),
        "measure_label": labels.MEASURES[of.measure],
        "found": foreseen and foreseen.outlook,
        "finding": _("Nothing was foreseen of this unit yet"),
        **both(seen, "forecast"),
    }
    if foreseen is not None:
        context |= _told(request, seen, foreseen)
    return TemplateResponse(request, "campaign/foresight.html", context)


def foreseen_of(seen: Look) -> campaign.Foreseen | None:
    """Return the last forecast of the unit looked at, None when there is none."""
    return campaign.foreseen(order=seen.of, unit=seen.top.number, until=seen.day, units_of=seen.units_of)


def ordered(foreseen: campaign.Foreseen) -> list[tuple[BoardRow, OutlookRow]]:
    """Return the units below, the least likely to keep the deadline first."""
    board, parts = foreseen.board, foreseen.parts
    rows = [(row, parts[row.number]) for row in board.rows if row.number in parts and row.number != board.total.number]
    return sorted(rows, key=lambda pair: (pair[1].probability, -(pair[1].goal - pair[1].done), pair[0].name_vi))


def _told(request: Visit, seen: Look, foreseen: campaign.Foreseen) -> dict[str, object]:
    of = seen.of
    board, found, rows = foreseen.board, foreseen.outlook, ordered(foreseen)
    wide, narrow = _charts(of, found, board)
    other = board.units_of is not None
    return {
        "finding": _finding(of, found),
        "planned": _planned(found),
        "wide": wide,
        "narrow": narrow,
        "rows": [_row(request, seen, row, outlook, other_units=other) for row, outlook in rows],
        "bands": found.days[: max(0, (of.deadline - found.as_of).days)],
        "units_of": board.units_of,
        "divided_here": len(board.divided),
    }


def _finding(of: OrderRow, found: OutlookRow) -> str:
    if found.done >= found.goal:
        return _("Complete")
    middle = found.finish[50]
    values = {"chance": chances.said(found), "deadline": formats.day(of.deadline)}
    if middle is None:
        return _("The chance of being done by %(deadline)s is %(chance)s") % values
    values["day"] = formats.day(middle)
    return _("Probably done on %(day)s; the chance of keeping %(deadline)s is %(chance)s") % values


def _planned(found: OutlookRow) -> str:
    """Say which sessions ahead the forecast knew of."""
    if found.plan is None:
        return _("No plan of sessions was known: they are taken to go on as they did.")
    values = {"count": formats.number(found.plan.half_days), "day": formats.day(found.plan.until)}
    return _("Counted with %(count)s half-days of sessions announced up to %(day)s.") % values


def _day(of: OrderRow, found: OutlookRow, share: int) -> str:
    """Return the day by which so many of a hundred ways are complete."""
    day = found.finish[share]
    if day is not None:
        return formats.day(day)
    last = found.days[-1].day if found.days else of.deadline
    return _("after %(day)s") % {"day": formats.day(last)}


def _between(of: OrderRow, found: OutlookRow) -> str:
    """Return the days between which eight of ten ways are complete; one that all of them go beyond is said once."""
    first, last = _day(of, found, 10), _day(of, found, 90)
    return first if first == last else f"{first} – {last}"


def _charts(of: OrderRow, found: OutlookRow, board: Board) -> Sequence[SafeString]:
    past = [(point.day, point.done) for point in board.series]
    if not past:
        return SafeString(""), SafeString("")
    until = _shown_until(of, found)
    shown = [(d.day, (d.p10, d.p25, d.p50, d.p75, d.p90)) for d in found.days if d.day <= until]
    values = {"goal": formats.number(found.goal), "day": formats.short_day(of.deadline)}
    words = FanWords(
        title=_("Done so far, and what is foreseen"),
        finding=_finding(of, found),
        goal=_("To serve: %(goal)s people") % values,
        deadline=_("deadline %(day)s") % values,
        done=_("done so far"),
        middle=_("the middle of what is foreseen"),
        half=_("half of the ways drawn"),
        most=_("four of five"),
        number=formats.number,
        day=formats.short_day,
    )
    return [
        SafeString(
            fan(
                past, shown, goal=found.goal, deadline=of.deadline, words=words, key=f"fan-{name}",
                narrow=name == "narrow",
            )
        )
        for name in ("wide", "narrow")
    ]  # fmt: skip


def _shown_until(of: OrderRow, found: OutlookRow) -> date:
    """Return the last day worth drawing: the deadline, or when nearly all ways are complete, if that is later."""
    return max(of.deadline, found.finish[90] or (found.days[-1].day if found.days else of.deadline))


def _row(request: Visit, seen: Look, row: BoardRow, found: OutlookRow, *, other_units: bool) -> dict[str, object]:
    of, view = seen.of, seen.view
    here = named(row.number, row.code, other_units=other_units)
    below = BoardView(view.order, here, as_of=view.as_of, as_now=view.as_now)
    return {
        "name": row.name_vi,
        "address": below.below("forecast") if readable(seen, request.actor, row.number) else "",
        "shared": labels.DIVIDED_MARK if row.shared else "",
        "left": formats.number(found.goal - found.done),
        "rate": formats.rate(row.rate),
        "chance": chances.said(found),
        "middle": _day(of, found, 50),
        "between": _between(of, found),
        "complete": found.done >= found.goal,
    }
