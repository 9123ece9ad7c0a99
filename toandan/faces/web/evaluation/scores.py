"""The sheets of a period beside each other: the funnel, the table, scoring, commendations (bảng chấm điểm)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from toandan.command.campaign import queries as campaign
from toandan.command.campaign.words import CampaignPermission, OrderRow
from toandan.command.evaluation import operations, queries
from toandan.command.evaluation.words import EvaluationPermission, Redrawn, SheetRow
from toandan.faces.web.evaluation import parts
from toandan.faces.web.evaluation.forms import ScoreForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.deeds import Done, carry_out
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.ground.charts.funnel import Dot, FunnelWords
from toandan.ground.charts.funnel import funnel as drawn
from toandan.ground.quality.funnel import WARNING, Funnel, Side
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

READ, SCORE = EvaluationPermission.READ, EvaluationPermission.SCORE
Period = tuple[date, date, UnitLevel]
LEVELS = {"commune": UnitLevel.COMMUNE, "district": UnitLevel.DISTRICT}
FIRST = 40
"""Rows shown at first; who reads further asks for all of them."""
_NAMED = 12
"""Units outside the limits that the drawing names; the table has them all."""


@page(permission=READ)
def start(request: Visit) -> HttpResponseBase:
    """Lead on to the latest order the officer's unit lies under; a commune's own sheets have a page of their own."""
    found = campaign.orders()
    if not found:
        return TemplateResponse(request, "evaluation/none.html", {})
    return HttpResponseRedirect(reverse("evaluation:scores", args=[found[0].code]))


@page(permission=READ)
def listing(request: Visit, order: str) -> HttpResponse:
    """Show the sheets of one period under the officer's unit; to a commune its own sheets of every period."""
    return TemplateResponse(request, *_shown(request, order, None))


@action(permission=SCORE)
def score(request: Visit, order: str) -> HttpResponseBase:
    """Score the units below the officer's own for a period that is over."""
    form, level = ScoreForm(request.POST), _level(request)

    def score_all() -> Done:
        told = form.cleaned_data
        made = operations.score(
            actor=request.actor, now=request.now, order=order, top=request.unit.number, level=level,
            since=told["since"], until=told["until"], client_key=told["client_key"],
        )  # fmt: skip
        said = _("%(n)s units were scored.") % {"n": formats.number(made)}
        return Done(said, address(order, (told["since"], told["until"], level)))

    return carry_out(request, form, score_all, lambda: TemplateResponse(request, *_shown(request, order, form)))


def address(order: str, period: Period) -> str:
    """Return the address of the sheets of a period."""
    since, until, level = period
    told = {"since": since.isoformat(), "until": until.isoformat(), "level": level.name.lower()}
    return f"{reverse('evaluation:scores', args=[order])}?{urlencode(told)}"


def _shown(request: Visit, order: str, form: ScoreForm | None) -> tuple[str, dict[str, Any]]:
    of, here = campaign.order(order), request.unit
    require(request.actor, READ, at=here.number)
    context: dict[str, Any] = {"order": of, "criteria_url": reverse("evaluation:criteria", args=[of.code])}
    if here.level is UnitLevel.COMMUNE:
        rows = queries.of_unit(here.number, order=of.code)
        return "evaluation/own.html", context | {"rows": [_line(row, named=False) for row in rows]}
    periods = queries.periods(order=of.code, top=here.number)
    chosen = period_asked(request, periods)
    now = as_now(request, of, here, chosen)
    rows = sorted_by_points(now.rows) if now else sheets_of(of, here.number, chosen) if chosen else []
    everything = request.GET.get("show") == "all"
    may_score = request.actor.may(SCORE, here.number)
    context |= {
        "errors": parts.errors(form) if form else [],
        "form": (form or ScoreForm(initial=_initial(of, request, periods))) if may_score and not now else None,
        "periods": [(period_told(one), address(of.code, one), one == chosen) for one in periods],
        "period": period_told(chosen) if chosen else "",
        "rows": [_named_line(request, row) for row in (rows if everything else rows[:FIRST])],
        "hidden": 0 if everything else max(0, len(rows) - FIRST),
        "all_url": f"{address(of.code, chosen)}{'&units=now' if now else ''}&show=all" if chosen else "",
        "commended": _commended(rows),
        "sheet_url": reverse("evaluation:scores_sheet", args=[of.code]),
        "finding": _finding(rows),
        "charts": charts(rows),
        "appeals": [_appeal(one.appeal_id, one.sheet, one.unit) for one in _open(request)],
        "own": [] if now else [_line(row, named=False) for row in queries.of_unit(here.number, order=of.code)],
        **_both_views(request, of, here, chosen, now),
    }
    return "evaluation/scores.html", context


def _has_two_views(of: OrderRow, here: Unit, chosen: Period | None, today: date) -> bool:
    """Tell whether a period can be read by the units of today as well: its order's own unit has ended since."""
    if chosen is None or chosen[2] is not UnitLevel.COMMUNE or not campaign.redrawn_since(of, today=today):
        return False
    return units.standing_for(here.number, as_of=today) is not None


def as_now(request: Asking, of: OrderRow, here: Unit, chosen: Period | None) -> Redrawn | None:
    """Return the period by the units of today when the address asks for it, and there is such a view."""
    today = localdate(request.now)
    if chosen is None or request.GET.get("units") != "now" or not _has_two_views(of, here, chosen, today):
        return None
    since, until, level = chosen
    return queries.redrawn(order=of.code, top=here.number, since=since, until=until, level=level, units_of=today)


def _both_views(
    request: Visit, of: OrderRow, here: Unit, chosen: Period | None, now: Redrawn | None
) -> dict[str, Any]:  # fmt: skip
    """Return what the switch between the units of then and of today needs."""
    if chosen is None:
        return {}
    plain = address(of.code, chosen)
    board = f"/board/{quote(of.code)}/{here.number}/?as_of={chosen[1].isoformat()}&units=now&show=all"
    return {
        "view": {"as_now": now is not None},
        "units_of": now.units_of if now else None,
        "redrawn": _has_two_views(of, here, chosen, localdate(request.now)),
        "as_now": f"{plain}&units=now",
        "as_then": plain,
        "divided_here": now.divided if now else 0,
        "divided_address": f"{board}#divided",
    }


def _commended(rows: list[SheetRow]) -> list[dict[str, str]]:
    found = queries.commendations([row.sheet_id for row in rows])
    return [
        {"name": parts.name(one.unit), "words": one.words, "address": reverse("evaluation:sheet", args=[one.sheet])}
        for one in found.values()
    ]


def _open(request: Visit) -> list[Any]:
    here = request.unit
    return [one for one in queries.open_appeals(low=here.number, high=here.last) if one.unit != here.number]


def _appeal(appeal: int, sheet: int, unit: int) -> dict[str, str]:
    return {"name": parts.name(unit), "address": f"{reverse('evaluation:sheet', args=[sheet])}#appeal-{appeal}"}


def _level(request: Visit) -> UnitLevel:
    """Return the level a unit scores: communes, unless districts are asked for by who has some below."""
    return LEVELS.get(request.GET.get("level", ""), UnitLevel.COMMUNE)


def period_asked(request: Asking, periods: list[Period]) -> Period | None:
    """Return the period the address asks for, the latest one unless it does."""
    asked = (request.GET.get("since", ""), request.GET.get("until", ""), request.GET.get("level", ""))
    for one in periods:
        if asked == (one[0].isoformat(), one[1].isoformat(), one[2].name.lower()):
            return one
    return periods[0] if periods else None


def _initial(of: OrderRow, request: Visit, periods: list[Period]) -> dict[str, Any]:
    """Return the period most likely meant: from where the last one ended, up to the last day that is over."""
    today = localdate(request.now)
    until = min(campaign.default_day(of, today=today), today - timedelta(days=1), of.deadline)
    since = max([of.starts_on, *(one[1] + timedelta(days=1) for one in periods)])
    # When no day has passed since the last period, it is that one which may be scored again.
    since = periods[0][0] if since > until and periods else min(since, until)
    return {"since": since, "until": until}


def sheets_of(of: OrderRow, top: int, period: Period) -> list[SheetRow]:
    """Return the sheets, the most points first; sheets without any come last."""
    since, until, level = period
    return sorted_by_points(queries.sheets(order=of.code, top=top, since=since, until=until, level=level))


def sorted_by_points(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Return the rows, the most points first; those without any come last."""
    return sorted(rows, key=lambda row: (row.score is None, -(row.score or 0)))


def period_told(period: Period) -> str:
    """Write a period as its first and last day."""
    return f"{formats.day(period[0])} – {formats.day(period[1])}"


def _finding(rows: list[SheetRow]) -> str:
    if not rows:
        return _("No period has been scored yet")
    below = sum(row.comparison.side is Side.BELOW for row in rows)
    above = sum(row.comparison.side is Side.ABOVE for row in rows)
    if not above and not below:
        return _("Of %(units)s units none differs by more than chance explains") % {"units": formats.number(len(rows))}
    values = {"above": formats.number(above), "below": formats.number(below), "units": formats.number(len(rows))}
    return _("Of %(units)s units %(above)s did better than chance explains, %(below)s worse") % values


def _named_line(request: Visit, row: SheetRow) -> dict[str, Any]:
    """Return a row of a period; by the units of today no sheet lies behind it, but the unit's board, for who may."""
    line = _line(row, named=True)
    if row.sheet_id:
        return line
    at = campaign.readable_at(actor=request.actor, unit=row.unit, today=localdate(request.now))
    board = f"/board/{quote(row.order)}/{row.unit}/?as_of={row.until.isoformat()}&units=now"
    return line | {"address": board if request.actor.may(CampaignPermission.READ, at) else ""}


def _line(row: SheetRow, *, named: bool) -> dict[str, Any]:
    one = row.comparison
    return {
        "address": reverse("evaluation:sheet", args=[row.sheet_id]),
        "name": parts.named(row) if named or row.kept_no else period_told((row.since, row.until, row.level)),
        "parent": _beside(row, named=named),
        "score": formats.number(row.score, places=1) if row.score is not None else "–",
        "raw_score": formats.number(row.raw_score, places=1) if row.raw_score is not None else "–",
        "raw": parts.percent(one.raw),
        "adjusted": parts.percent(one.adjusted),
        "rank": one.rank,
        "side": parts.SIDES[one.side],
        "tag": parts.SIDE_TAGS[one.side],
        "version": row.version,
    }


def _beside(row: SheetRow, *, named: bool) -> str:
    """Return what stands small under a name: the unit above it, or who scored, when a unit's own sheets are listed."""
    if not named:
        return _("scored by %(unit)s") % {"unit": parts.name(row.top)}
    return parts.name(row.parent) if row.parent != row.top else ""


def charts(rows: list[SheetRow]) -> list[SafeString]:
    """Return the funnel for a wide page and for a telephone; nothing when nobody could be compared."""
    compared = [row for row in rows if row.comparison.left and row.comparison.adjusted is not None]
    if not compared:
        return []
    # Units counted over other days, because they merged within the period, have a funnel of their own.
    days = Counter(row.counted_since for row in compared).most_common(1)[0][0]
    compared = [row for row in compared if row.counted_since == days]
    shape = Funnel(compared[0].comparison.centre, compared[0].comparison.spread)
    outside = [row.unit for row in compared if row.comparison.side is not Side.INSIDE][:_NAMED]
    dots = [
        Dot(row.comparison.left, row.comparison.adjusted or 0.0, parts.name(row.unit) if row.unit in outside else "")
        for row in compared
    ]
    words = FunnelWords(
        title=_("Share done of those left at the start, by how many those were"),
        finding=_finding(rows),
        size=_("People left to be served at the start of the period"),
        centre=_("all units together"),
        outer=_("control limits: 998 of 1000 like the others lie between"),
        inner=_("warning limits: 95 of 100"),
        number=formats.number,
        percent=lambda rate: f"{formats.number(round(rate * 100))} %",
    )
    return [
        SafeString(
            drawn(
                dots, centre=shape.centre, inner=lambda size: shape.limits(size, WARNING), outer=shape.limits,
                words=words, key=f"funnel-{name}", narrow=name == "narrow",
            )
        )
        for name in ("wide", "narrow")
    ]  # fmt: skip
