"""A plan as a table for other programs (xuất phương án)."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from toandan.command.field import labels, queries
from toandan.command.field.words import FieldPermission, VersionRow
from toandan.faces.web.field import narrowing, parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.ground.routing.words import BASE
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.sessions import queries as sessions

PLAN = Table(
    "field-plan",
    _("Plan of the kits"),
    (
        Column("day", _("Day"), Kind.DAY),
        Column("kit", _("Kit")),
        Column("what", _("What")),
        Column("shift", _("Half of the day")),
        Column("place", _("Place of the session")),
        Column("expected", _("People expected"), Kind.DECIMAL),
        Column("homes", _("Homes visited"), Kind.COUNT),
        Column("travel", _("Minutes of travel"), Kind.COUNT),
    ),
)

PLANS = Table(
    "field-plans",
    _("Plans so far"),
    (
        Column("number", _("Version"), Kind.NUMBER),
        Column("unit", _("Unit")),
        Column("since", _("First day"), Kind.DAY),
        Column("days", _("Days"), Kind.COUNT),
        Column("state", _("State")),
        Column("people", _("People expected"), Kind.DECIMAL),
        Column("homes", _("Homes visited"), Kind.COUNT),
        Column("bound", _("No plan exceeds"), Kind.DECIMAL, _("Points: people expected, and homes by their urgency.")),
        Column("gap", _("Below that, %"), Kind.DECIMAL),
        Column("by", _("By")),
        Column("at", _("Made at"), Kind.MOMENT),
        Column("why", _("Reason")),
    ),
)
LEGS = Table(
    "travel-times",
    _("Travel times entered by hand"),
    (
        Column("start", _("One end of the trip")),
        Column("end", _("The other end"), Kind.TEXT, _("The time holds in both directions.")),
        Column("minutes", _("Minutes"), Kind.DECIMAL),
        Column("why", _("Reason")),
        Column("unit", _("Unit")),
        Column("by", _("By")),
        Column("at", _("Entered at"), Kind.MOMENT),
    ),
)


@sheet(permission=FieldPermission.READ)
def plans(request: Asking) -> Sheet:
    """Hand out the plans of the officer's units, the newest first."""
    here = request.unit
    rows = (
        (
            one.number, parts.unit_name(one.unit), one.first_day, one.days, labels.STATES[one.state],
            round(Decimal(one.people), 1), one.homes, round(Decimal(one.stated.bound), 1),
            round(Decimal(one.stated.gap_pct), 1), one.made_by, one.made_at, one.why,
        )
        for one in queries.heads(low=here.number, high=here.last)
    )  # fmt: skip
    return Sheet(PLANS, rows, here.number, here.name_vi)


@sheet(permission=FieldPermission.READ)
def travel(request: Asking) -> Sheet:
    """Hand out the travel times that somebody entered by hand for the officer's units."""
    here = request.unit
    found = queries.legs_within(here.number, here.last)
    named = sessions.places({end for row in found for end in (row.start, row.end)})

    def end(code: str) -> str:
        return str(_("base")) if code == BASE else f"{code} {named[code].name}" if code in named else code

    rows = (
        (
            end(one.start), end(one.end), None if one.minutes is None else round(Decimal(one.minutes), 1), one.why,
            parts.unit_name(one.unit), one.set_by, one.set_at,
        )
        for one in found
    )  # fmt: skip
    return Sheet(LEGS, rows, here.number, here.name_vi)


@sheet(permission=FieldPermission.READ)
def plan(request: Asking, plan: int) -> Sheet:
    """Hand out the sessions and days of visits of a version, day by day; homes are counted, not named."""
    row = queries.version(plan)
    if pool := narrowing.chosen(row, request.GET.get("pool", "")):
        row = narrowing.narrowed(row, pool)
    return Sheet(PLAN, _rows(row), row.head.unit, f"{parts.span(row.head)} · {row.head.number}")


def _rows(row: VersionRow) -> Iterator[Row]:
    names = parts.Names(row)
    for one in sorted(row.plan["sessions"], key=lambda s: (s["day"], s["kit"])):
        shift = labels.SHIFTS[one["shift"]]
        yield (
            queries.day_of(row, one["day"]), one["kit"], _("session in the field"), shift, names.place(one["place"]),
            round(one["expected"], 1), None, None,
        )  # fmt: skip
    for one in sorted(row.plan["routes"], key=lambda r: (r["day"], r["kit"])):
        yield (
            queries.day_of(row, one["day"]), one["kit"], _("home visits"), labels.SHIFTS["DAY"], "", None,
            len(one["stops"]), round(one["travel_min"]),
        )  # fmt: skip
