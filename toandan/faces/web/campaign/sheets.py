"""The tables of boards, bridges and orders as files (xuất bảng tiến độ, biến động chỉ tiêu, mệnh lệnh)."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from toandan.command.campaign import labels, queries
from toandan.command.campaign.words import RESIDUAL_KINDS, BoardRow, CampaignPermission
from toandan.faces.web.campaign import orders, table, views
from toandan.faces.web.campaign.looking import Look, look
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.sheets.tables import Column, Kind, Row, Table

READ = CampaignPermission.READ.value

BOARD = Table(
    "board",
    _("Board"),
    (
        Column("code", _("Code")),
        Column("unit", _("Unit")),
        Column("above", _("Unit above")),
        Column("target", _("To serve"), Kind.COUNT, _("People who must hold a card; an obstacle takes nobody out.")),
        Column("goal", _("Goal"), Kind.COUNT, _("How many of them must be done: all, unless a lower target is set.")),
        Column("done", _("Done"), Kind.COUNT, _("People who have reached what the order counts.")),
        Column("rate", _("Done %"), Kind.DECIMAL, _("Done of those to serve, rounded down: 100 means everyone.")),
        Column("today", _("That day"), Kind.COUNT, _("Change of the people done on the day of the figures.")),
        Column("pace", _("A day, now"), Kind.DECIMAL, _("People a day over the last seven days.")),
        Column("needed", _("A day, needed"), Kind.DECIMAL, _("People a day from tomorrow to the deadline.")),
        Column("status", _("State")),
        Column("completed", _("Complete since"), Kind.DAY, _("First day of the unbroken run of complete days.")),
        Column("communes", _("Communes"), Kind.COUNT),
        Column("complete", _("Communes complete"), Kind.COUNT, _("Communes that have reached their goal.")),
        *(
            Column(kind, labels.RESIDUALS[kind], Kind.COUNT, _("People not done, by what stands in the way."))
            for kind in RESIDUAL_KINDS
        ),
    ),
)
BRIDGE = Table(
    "bridge",
    _("Target bridge"),
    (
        Column("step", _("Step")),
        Column("people", _("People"), Kind.COUNT, _("Opening and every change add up to the present target.")),
    ),
)
ORDERS = Table(
    "orders",
    _("Orders"),
    (
        Column("code", _("Code")),
        Column("title", _("Title")),
        Column("unit", _("Unit")),
        Column("measure", _("Counted as done")),
        Column("since", _("From"), Kind.DAY),
        Column("deadline", _("Deadline"), Kind.DAY, _("The last day that counts, included.")),
        Column("issuer", _("Issued by")),
        Column("number", _("Number of the document")),
    ),
)


@sheet(permission=READ)
def board(request: Asking, order: str, unit: str) -> Sheet:
    """Hand out every row of the board, in its order: districts or communes, whichever the address shows."""
    seen = look(request, order, unit)
    found = views.read_boards(seen)
    shown = found.shown
    above = {row.code: row.name_vi for row in (*found.below.rows, found.below.total)}
    said = about(seen, str(labels.MEASURES[shown.measure]), entry=shown.entry)
    return Sheet(BOARD, board_rows(table.ordered(shown.rows, seen.view), above), seen.top.number, said)


def about(seen: Look, *said: str, entry: int | None = None) -> str:
    """Return what a sheet says it is of: order, unit and day, and whose units they are when not those of the day."""
    told = [seen.of.code, seen.shown.name_vi, *said, formats.day(seen.day)]
    if entry is not None:
        told.append(str(entry))
    if seen.units_of is not None:
        told.append(str(labels.BY_UNITS_OF) % {"day": formats.day(seen.units_of)})
    return " · ".join(told)


def board_rows(rows: Iterable[BoardRow], above: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a board; `above` names the units above them by code."""
    for row in rows:
        yield (
            row.code, row.name_vi, above.get(row.parent or "", ""), row.target, row.goal, row.done, row.rate,
            row.spark[-1] if row.spark else 0, row.pace, row.pace_needed, labels.STATUSES[row.status],
            row.completed_on, row.units, row.units_complete, *(row.residual[kind] for kind in RESIDUAL_KINDS),
        )  # fmt: skip


@sheet(permission=READ)
def bridge(request: Asking, order: str, unit: str) -> Sheet:
    """Hand out why the number of people to serve changed since the order began."""
    seen = look(request, order, unit)
    found = views.account_of(seen)
    rows: list[Row] = [(labels.OPENING, found.opening)]
    rows += [(labels.STEPS[step], people) for step, people in found.steps.items()]
    rows.append((labels.PRESENT, found.present))
    rows += [(label, people) for label, people in labels.redrawn(found)]
    return Sheet(BRIDGE, rows, seen.top.number, about(seen))


@sheet(permission=READ)
def every_order(request: Asking) -> Sheet:
    """Hand out the list of orders."""
    require(request.actor, READ, at=request.actor.at)
    found = queries.orders()
    names = units.by_numbers([o.scope for o in found])
    rows = (
        (
            o.code, orders.title(o), names[o.scope].name_vi, labels.MEASURES[o.measure], o.starts_on, o.deadline,
            o.issuer, o.number,
        )
        for o in found
    )  # fmt: skip
    return Sheet(ORDERS, rows, request.actor.at)
