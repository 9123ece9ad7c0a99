"""Slow units, the forecast of the units below, and neighbours side by side as files (xuất đơn vị chậm, dự báo)."""

from decimal import Decimal
from itertools import takewhile

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels as campaign_labels
from toandan.command.campaign.words import BoardRow, OutlookRow
from toandan.command.evaluation import labels
from toandan.command.evaluation.words import SlowUnit
from toandan.faces.web.campaign import attention, foresight, table, views
from toandan.faces.web.campaign.looking import look
from toandan.faces.web.campaign.sheets import BOARD, about, board_rows
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.units import queries as units
from toandan.sheets.tables import Column, Kind, Row, Table

SLOW = Table(
    "slow-units",
    _("Who needs attention"),
    (
        Column("code", _("Code")),
        Column("unit", _("Unit")),
        Column("above", _("Unit above")),
        Column("target", _("To serve"), Kind.COUNT, _("People who must hold a card; an obstacle takes nobody out.")),
        Column("done", _("Done"), Kind.COUNT, _("People who have reached what the order counts.")),
        Column("rate", _("Done %"), Kind.DECIMAL, _("Done of those to serve, rounded down: 100 means everyone.")),
        Column("status", _("Status")),
        Column("since", _("Since"), Kind.DAY, _("The first day of what has been seen longest.")),
        Column("evidence", _("Evidence"), Kind.TEXT, _("Every reason with its figures, the gravest first.")),
        Column("obstacles", _("What holds people up")),
        Column("helpers", _("Who could help")),
        Column("head", _("In charge")),
    ),
)
FORESEEN = Table(
    "forecast",
    _("Forecast"),
    (
        Column("code", _("Code")),
        Column("unit", _("Unit")),
        Column("goal", _("Goal"), Kind.COUNT, _("How many of them must be done: all, unless a lower target is set.")),
        Column("done", _("Done"), Kind.COUNT, _("People who have reached what the order counts.")),
        Column("left", _("Left"), Kind.COUNT),
        Column("chance", _("Chance of keeping the deadline, %"), Kind.DECIMAL, _("Of the ways drawn.")),
        *(
            Column(f"p{share}", label, Kind.DAY, _("Empty where it lies beyond the days looked at."))
            for share, label in (
                (10, _("Earliest likely day")), (50, _("Probably done on")), (90, _("Latest likely day"))
            )
        ),
    ),
)  # fmt: skip

NEIGHBOURS = Table(
    "neighbours",
    _("Beside its neighbours"),
    tuple(takewhile(lambda column: column.key != "communes", BOARD.columns)),
)
"""What the page shows of others and no more: what stands in the way of whom is told to the unit itself and above."""


@sheet(permission=views.READ)
def slow(request: Asking, order: str, unit: str) -> Sheet:
    """Hand out every unit that calls for attention, or those with the reason asked for."""
    seen = look(request, order, unit)
    found, reason = attention.found_of(seen), attention.chosen_of(request)
    shown = [one for one in found.found if reason is None or one.has(reason)]
    said = [campaign_labels.MEASURES[found.measure], *([labels.REASONS[reason]] if reason else [])]
    heads = attention.in_charge(request.actor, shown, now=request.now)
    names = {one.row.parent: "" for one in shown if one.row.parent}
    day = found.units_of or found.as_of
    names = {code: units.by_code(code, as_of=day).name_vi for code in names}
    rows = (_slow(one, names.get(one.row.parent or "", ""), heads.get(one.row.number, "")) for one in shown)
    return Sheet(SLOW, rows, seen.top.number, about(seen, *map(str, said)))


def _slow(one: SlowUnit, above: str, head: str) -> Row:
    row = one.row
    sentences = [
        f"{capfirst(str(labels.REASONS[said.reason]))}: {labels.sentence(said, day=formats.day, number=formats.number)}"
        for said in one.notices
    ]
    return (
        row.code, row.name_vi, above, row.target, row.done, row.rate, campaign_labels.STATUSES[row.status],
        min((said.since for said in one.notices if said.since), default=None), " ".join(sentences),
        " · ".join(
            f"{capfirst(str(campaign_labels.RESIDUALS[kind]))}: {formats.number(many)}" for kind, many in one.obstacles
        ),
        " · ".join(helper.said for helper in one.helpers), head,
    )  # fmt: skip


@sheet(permission=views.READ)
def foreseen(request: Asking, order: str, unit: str) -> Sheet:
    """Hand out the forecast of the unit and of every unit below it, the least likely to keep the deadline first."""
    seen = look(request, order, unit)
    found = foresight.foreseen_of(seen)
    said = about(seen, entry=found.outlook.entry if found else None)
    rows = [] if found is None else [(found.board.total, found.outlook), *foresight.ordered(found)]
    return Sheet(FORESEEN, (_foreseen(row, outlook) for row, outlook in rows), seen.top.number, said)


def _foreseen(row: BoardRow, found: OutlookRow) -> Row:
    left = found.goal - found.done
    chance = Decimal(100) if left <= 0 else Decimal(found.probability * 100).quantize(Decimal("0.1"))
    days = [None if left <= 0 else found.finish[share] for share in (10, 50, 90)]
    return (row.code, row.name_vi, found.goal, found.done, max(0, left), chance, *days)


@sheet(permission=views.READ)
def neighbours(request: Asking, order: str, unit: str) -> Sheet:
    """Hand out a commune among the communes of the unit above it: counts, never people."""
    seen = look(request, order, unit)
    around = views.around(seen, unit)
    rows = board_rows(table.ordered(around.rows, seen.view), {around.total.code: around.total.name_vi})
    shown = len(NEIGHBOURS.columns)
    return Sheet(
        NEIGHBOURS,
        (row[:shown] for row in rows),
        seen.top.number,
        about(seen, str(campaign_labels.MEASURES[around.measure])),
    )
