"""Two versions side by side: what each is worth, and whom each brings on the days that both plan (đặt cạnh nhau)."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from toandan.command.field.words import VersionRow
from toandan.faces.web.field import parts
from toandan.faces.web.frame import formats


def beside(first: VersionRow, second: VersionRow) -> dict[str, Any]:
    """Return what the page of a comparison shows of two versions.

    A plan made anew holds nothing of the days before it, so people are compared on the days that both plan.
    """
    rows, since = [first, second], max(_begins(first), _begins(second))
    people = [_people(row, since) for row in rows]
    units = sorted({one["unit"] for row in rows for one in row.figures["units"]})
    names = parts.Names(first)
    apart = _begins(first) != _begins(second)
    return {
        "finding": _which_more(rows, [sum(found.values()) for found in people]),
        "since": since if apart else None,
        "table": _side_by_side(rows),
        "units": [(names.unit(code), [parts.whole(found.get(code, 0.0)) for found in people]) for code in units],
    }


def _begins(row: VersionRow) -> date:
    """Return the first day a version plans itself."""
    return row.head.first_day + timedelta(days=row.head.today or 0)


def _people(row: VersionRow, since: date) -> dict[str, float]:
    """Return who is expected at sessions from a day on, by unit."""
    unit_of = {one["code"]: one["unit"] for one in row.instance["places"]}
    found: dict[str, float] = defaultdict(float)
    for one in row.plan["sessions"]:
        if row.head.first_day + timedelta(days=one["day"]) >= since:
            found[unit_of[one["place"]]] += one["expected"]
    return found


def _which_more(rows: list[VersionRow], people: list[float]) -> str:
    """Say which of two plans brings more people, as the title of their comparison."""
    (more, most), (less, least) = sorted(
        ((row.head, round(many)) for row, many in zip(rows, people, strict=True)), key=lambda one: -one[1]
    )
    told = {"more": more.number, "less": less.number, "n": formats.number(most - least or most)}
    if most == least:
        return _("Both plans expect %(n)s people") % told
    return _("Plan %(more)s expects %(n)s people more than plan %(less)s") % told


def _side_by_side(rows: list[VersionRow]) -> list[tuple[str, list[str]]]:
    told: tuple[tuple[str, Callable[[VersionRow], str]], ...] = (
        (_("Days of the plan"), lambda row: parts.short_span(row.head, _begins(row))),
        (_("People expected"), lambda row: parts.whole(row.head.people)),
        (_("Homes visited"), lambda row: formats.number(row.head.homes)),
        (_("Homes left"), lambda row: formats.number(len(row.plan["homes_left"]))),
        (_("No plan exceeds"), lambda row: parts.whole(row.head.stated.bound)),
        (_("Below that"), lambda row: parts.percent(row.head.stated.gap_pct)),
        (_("Sessions"), lambda row: formats.number(len(row.plan["sessions"]))),
        (_("Days of home visits"), lambda row: formats.number(len(row.plan["routes"]))),
        (_("Units left behind"), lambda row: formats.number(len(parts.behind(row)))),
        (_("Kits lent"), lambda row: formats.number(len(row.plan["loans"]))),
        (_("How it was made"), lambda row: _("without solvers") if row.head.engine == "greedy" else _("with solvers")),
        (_("Seconds of the work"), lambda row: formats.number(row.head.seconds, places=1)),
    )
    return [(label, [write(row) for row in rows]) for label, write in told]
