"""Draws a version: the map of a day, kits by half-days, the curve of people reached (vẽ phương án)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toandan.command.field import labels, queries
from toandan.command.field.words import Foreseen, VersionRow
from toandan.faces.web.field import parts
from toandan.faces.web.field.parts import Names
from toandan.faces.web.frame import formats
from toandan.ground.charts.fieldmap import BOUNDS, Legend, MapWords, Spot, Way, field_map
from toandan.ground.charts.gantt import Box, Fill, GanttWords, gantt
from toandan.ground.charts.reach import ReachWords, reach

_MARKS = 4
"""So many kits at one place are written as two and an ellipsis."""
MOST_KITS = 60
"""Kits drawn at once; a city's whole fleet is looked at district by district."""


def kit_numbers(row: VersionRow) -> dict[str, int]:
    """Return a small number for each kit, which stands on map and drawing."""
    kits = [kit["code"] for pool in row.instance["pools"] for kit in pool["kits"]]
    return {code: number for number, code in enumerate(kits, start=1)}


def plan_map(row: VersionRow, names: Names, day: int | None) -> list[SafeString]:
    """Return the map of one day, or of all, for a wide page and for a telephone."""
    numbers = kit_numbers(row)
    here: dict[str, list[str]] = defaultdict(list)
    for session in parts.sessions_on(row, day):
        mark = str(numbers[session["kit"]])
        if mark not in here[session["place"]]:
            here[session["place"]].append(mark)
    reached: dict[str, float] = defaultdict(float)
    for session in row.plan["sessions"]:
        reached[session["place"]] += session["expected"]
    spots = [
        _spot(one, reached[one["code"]], here[one["code"]], names.place(one["code"])) for one in row.instance["places"]
    ]
    ways = _ways(row, names, day, numbers)
    finding = _("%(places)s places, %(sessions)s sessions and %(routes)s routes of home visits") % {
        "places": formats.number(len(spots)),
        "sessions": formats.number(sum(1 for _one in parts.sessions_on(row, day))),
        "routes": formats.number(len(ways)),
    }  # fmt: skip
    return _maps(spots, ways, row, finding, kits=True)


def overview(row: VersionRow, names: Names) -> list[SafeString]:
    """Return the map of a plan of several districts: a circle for each commune, no kits, for wide and for narrow."""
    reached: dict[str, float] = defaultdict(float)
    for session in row.plan["sessions"]:
        reached[session["place"]] += session["expected"]
    of_unit: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for place in row.instance["places"]:
        of_unit[place["unit"]].append(place)
    spots = []
    for unit, places in of_unit.items():
        middle = {name: sum(one[name] for one in places) / len(places) for name in ("lat", "lon")}
        people = sum(one["remaining"] for one in places)
        spots.append(
            _spot(middle | {"remaining": people}, sum(reached[one["code"]] for one in places), [], names.unit(unit))
        )
    finding = _("%(units)s communes, %(sessions)s sessions and %(routes)s routes of home visits") % {
        "units": formats.number(len(spots)), "sessions": formats.number(len(row.plan["sessions"])),
        "routes": formats.number(len(row.plan["routes"])),
    }  # fmt: skip
    return _maps(spots, [], row, finding, kits=False)


def _maps(spots: list[Spot], ways: list[Way], row: VersionRow, finding: str, *, kits: bool) -> list[SafeString]:
    spent = _("where the kits spend the night")
    bases = [(pool["base"]["lat"], pool["base"]["lon"]) for pool in row.instance["pools"] if pool["kits"]]
    words = MapWords(
        title=_("Places, kits and routes"), finding=finding, base=spent, km=_km,
        legend=Legend(
            share=_("The plan reaches, of those who remain:"), steps=_steps(), nobody=_("nobody remains"),
            people=lambda many: ngettext("%(n)s person remains", "%(n)s people remain", many)
            % {"n": formats.number(many)},
            kit=_("number of the kit") if kits else "", route=_("route of home visits") if kits else "", base=spent,
        ),
    )  # fmt: skip
    return [
        SafeString(field_map(spots, ways, bases, words=words, key=f"plan-map-{narrow}", narrow=narrow))
        for narrow in (False, True)
    ]


def _steps() -> list[str]:
    """Name the classes of the colours, the lowest first."""
    return [
        _("below %(n)s %%") % {"n": BOUNDS[0]},
        *(_("%(n)s to below %(m)s %%") % {"n": n, "m": m} for n, m in pairwise(BOUNDS)),
        _("%(n)s %% or more") % {"n": BOUNDS[-1]},
    ]


def _km(km: float) -> str:
    """Write the length of the scale, in metres below a kilometre."""
    return f"{formats.number(round(km))} km" if km >= 1 else f"{formats.number(round(km * 1000))} m"


def _spot(place: Mapping[str, Any], reached: float, marks: list[str], name: str) -> Spot:
    rate = 100 * reached / place["remaining"] if place["remaining"] else None
    told = _("%(place)s: %(remaining)s remain, the plan reaches %(reached)s") % {
        "place": name, "remaining": parts.whole(place["remaining"]),
        "reached": parts.whole(reached),
    }  # fmt: skip
    if marks:
        told += " · " + _("kit no. %(numbers)s") % {"numbers": ", ".join(marks)}
    marks = sorted(marks, key=int)
    mark = "·".join(marks) if len(marks) < _MARKS else f"{marks[0]}·{marks[1]}…"
    return Spot(place["lat"], place["lon"], place["remaining"], rate, mark, told)


def _ways(row: VersionRow, names: Names, day: int | None, numbers: Mapping[str, int]) -> list[Way]:
    homes = {one["code"]: (one["lat"], one["lon"]) for one in row.instance["homes"]}
    bases = {
        kit["code"]: (pool["base"]["lat"], pool["base"]["lon"])
        for pool in row.instance["pools"]
        for kit in pool["kits"]
    }
    found = []
    for route in row.plan["routes"]:
        if day is None or route["day"] == day:
            points = (bases[route["kit"]], *(homes[stop["home"]] for stop in route["stops"] if stop["home"] in homes))
            told = _("Kit no. %(kit)s, %(day)s: %(homes)s home visits") % {
                "kit": numbers[route["kit"]], "day": names.day(route["day"]), "homes": len(route["stops"]),
            }  # fmt: skip
            found.append(Way(points, told, str(numbers[route["kit"]])))
    return found


def plan_gantt(row: VersionRow, names: Names) -> SafeString:
    """Return kits by half-days."""
    numbers = kit_numbers(row)
    rows = {code: number - 1 for code, number in numbers.items() if number <= MOST_KITS}
    boxes = [box for box in (*_sessions(row, names), *_routes(row, names), *_rests(row)) if box[0] in rows]
    lent = {one["kit"]: one for one in row.plan["loans"]}
    for kit, loan in lent.items():
        told = _("lent to %(unit)s: moves on this day") % {"unit": names.unit(loan["to_pool"])}
        boxes.append((kit, 2 * loan["first_day"], 2, Fill.LOAN, "→", told))
    days = [formats.short_day(row.head.first_day + timedelta(days=n)) for n in range(row.head.days)]
    words = GanttWords(
        title=_("Kits by day and half-day"),
        finding=parts.title(row.head),
        rows=[f"{number} · {code}" for code, number in numbers.items() if number <= MOST_KITS],
        days=days,
        legend=(
            (Fill.SESSION, _("session in the field")), (Fill.ROUTE, _("home visits")),
            (Fill.REST, _("rest, repair or other work")), (Fill.LOAN, _("lent")),
        ),
    )  # fmt: skip
    drawn = [Box(rows[kit], start, length, fill, mark, told) for kit, start, length, fill, mark, told in boxes
             if kit in rows]  # fmt: skip
    return SafeString(gantt(drawn, words=words, key="plan-gantt"))


Piece = tuple[str, int, int, Fill, str, str]


def _sessions(row: VersionRow, names: Names) -> list[Piece]:
    found: list[Piece] = []
    for one in row.plan["sessions"]:
        place, shift = names.place(one["place"]), one["shift"]
        told = _("%(place)s, %(day)s, %(shift)s: %(people)s people expected") % {
            "place": place, "day": names.day(one["day"]), "shift": labels.SHIFTS[shift],
            "people": parts.whole(one["expected"]),
        }  # fmt: skip
        start, length = 2 * one["day"] + (shift == "PM"), 2 if shift == "DAY" else 1
        found.append((one["kit"], start, length, Fill.SESSION, names.mark(one["place"]), told))
    return found


def _routes(row: VersionRow, names: Names) -> list[Piece]:
    found: list[Piece] = []
    for one in row.plan["routes"]:
        many = len(one["stops"])
        told = _("%(homes)s home visits on %(day)s") % {"homes": many, "day": names.day(one["day"])}
        found.append((one["kit"], 2 * one["day"], 2, Fill.ROUTE, str(many), told))
    return found


def _rests(row: VersionRow) -> list[Piece]:
    told = _("rest, repair or other work")
    return [
        (kit["code"], 2 * day, 2, Fill.REST, "", told)
        for pool in row.instance["pools"]
        for kit in pool["kits"]
        for day in kit["off_days"]
        if 0 <= day < row.head.days
    ]


def curve(row: VersionRow, actual: list[float], ahead: Foreseen | None) -> list[SafeString]:
    """Return the curve for a wide page and for a telephone."""
    plan, bounds = row.figures["reach"], row.figures["bounds"]
    before = _done_before(row, actual)
    by_share = {one["share"]: one["value"] for one in row.figures["turnout"]}
    middle = by_share.get(100) or 0
    band = (by_share[70] / middle, by_share[130] / middle) if middle and not before else None
    words = ReachWords(
        title=_("Points reached day by day"), finding=parts.title(row.head),
        actual=_("reached so far"), plan=_("this plan"), band=_("70 to 130 % of turnout"),
        bound=_("no plan exceeds this"), number=parts.whole, day=formats.short_day,
        foreseen=_("forecast of the campaign"),
    )  # fmt: skip
    return [
        SafeString(
            reach(
                row.head.first_day, [before + n for n in plan], [before + n for n in bounds], actual, band,
                [(low, high) for low, _middle, high in ahead.bands] if ahead else (),
                words=words, key=f"reach-{'narrow' if narrow else 'wide'}", narrow=narrow,
            )
        )
        for narrow in (False, True)
    ]  # fmt: skip


def band_note(row: VersionRow, actual: list[float]) -> str:
    """Say of which turnout the bound is, where the band of others is drawn beside it; the band may rise above it."""
    high = next((one for one in row.figures["turnout"] if one["share"] > 100), None)
    if high is None or not row.figures["reach"] or _done_before(row, actual):
        return ""
    told = _("What no plan exceeds is drawn for the turnout reckoned with; at %(share)s %% of it that is %(n)s points.")
    return told % {"share": high["share"], "n": parts.whole(high["bound"])}


def curve_rows(row: VersionRow, actual: list[float], ahead: Foreseen | None) -> list[dict[str, str]]:
    """Return what the curve draws as rows of a table, one for each day."""
    before, rows = _done_before(row, actual), []
    for number, (plan, bound) in enumerate(zip(row.figures["reach"], row.figures["bounds"], strict=True)):
        band = ahead.bands[number] if ahead and number < len(ahead.bands) else None
        rows.append(
            {
                "day": formats.day(queries.day_of(row, number)),
                "actual": parts.whole(actual[number]) if number < len(actual) else "–",
                "plan": parts.whole(before + plan), "bound": parts.whole(before + bound),
                "foreseen": f"{parts.whole(band[0])} – {parts.whole(band[2])}" if band else "–",
            }
        )  # fmt: skip
    return rows


def _done_before(row: VersionRow, actual: list[float]) -> float:
    """Return what was reached before the first day that a re-plan plans; its own figures count from there."""
    today = row.head.today or 0
    return actual[min(today, len(actual)) - 1] if today and actual else 0.0
