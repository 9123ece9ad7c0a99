"""A plan as a table for other programs (xuất phương án)."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from toandan.command.field import labels, queries
from toandan.command.field.words import FieldPermission, VersionRow
from toandan.faces.web.field import narrowing, parts
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.sheets.tables import Column, Kind, Row, Table

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
