"""The units below a unit, and the assignments of help of one, as files (xuất bảng đơn vị, phân công hỗ trợ)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.faces.web.units import parts, views
from toandan.record.units import labels, queries
from toandan.record.units.words import Support, Unit, UnitsPermission
from toandan.sheets.tables import Column, Kind, Row, Table

UNITS = Table(
    "units",
    _("Units below"),
    (
        Column("code", _("Code")),
        Column("name", _("Name")),
        Column("name_en", _("Name in English")),
        Column("kind", _("Legal form")),
        Column("level", _("Level")),
        Column("from", _("In force on"), Kind.DAY, _("First day in force; empty when it lies before the lists begin.")),
        Column("to", _("Until"), Kind.DAY, _("Last day in force; empty while it goes on.")),
        Column("people", _("People counted"), Kind.COUNT, _("Census of 1 April 2019.")),
        Column("households", _("Households counted"), Kind.COUNT, _("Census of 1 April 2019.")),
    ),
)


SUPPORTS = Table(
    "supports",
    _("Assignments of help"),
    (
        Column("helper", _("Unit that helps")),
        Column("helped", _("Unit that is helped")),
        Column("since", _("First day"), Kind.DAY),
        Column("until", _("Last day"), Kind.DAY),
        Column("whom", _("For whom")),
        Column("act", _("Official paper")),
        Column("withdrawn", _("Withdrawn on"), Kind.DAY),
    ),
)


@sheet(permission=UnitsPermission.READ)
def below(request: Asking, number: int) -> Sheet:
    """Hand out the units below one unit."""
    found = queries.by_number(number)
    children = views.units_below(found, localdate(request.now))
    return Sheet(UNITS, _rows(found, children), found.number, found.name_vi)


@sheet(permission=UnitsPermission.READ)
def helping(request: Asking, number: int) -> Sheet:
    """Hand out whom a unit helps and who helps it, the latest assignment first."""
    found = queries.by_number(number)
    return Sheet(SUPPORTS, (_support(one) for one in queries.supports(unit=number)), found.number, found.name_vi)


def _support(one: Support) -> Row:
    return (
        queries.by_number(one.helper).name_vi, queries.by_number(one.helped).name_vi, one.since, one.until,
        _("temporary residents") if one.temporary_only else _("all residents"), one.act, one.ended_on,
    )  # fmt: skip


def _rows(found: Unit, children: list[Unit]) -> Iterator[Row]:
    for row in parts.counted_rows(children, parts.counted(found)):
        unit = row.unit
        yield (
            unit.code, unit.name_vi, unit.name_en, row.kind, labels.LEVELS[unit.level], unit.valid_from,
            unit.valid_to, row.population, row.households,
        )  # fmt: skip
