"""The table of notification lists as a file (xuất bảng danh sách thông báo)."""

from collections.abc import Iterator

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import Sheet, sheet
from toandan.faces.web.lists import parts
from toandan.faces.web.lists.overview import IN, OUT
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.movements import labels, queries
from toandan.work.movements.words import ListsPermission, ListState

PAGE = 500
LISTS = Table(
    "lists",
    _("Notification lists"),
    (
        Column("list", _("List"), Kind.NUMBER),
        Column("sender", _("Sending unit")),
        Column("receiver", _("Receiving unit")),
        Column("state", _("State")),
        Column("people", _("People"), Kind.COUNT),
        Column("accepted", _("Taken over"), Kind.COUNT, _("People who are in the receiver's account now.")),
        Column("returned", _("Sent back"), Kind.COUNT, _("People whom the receiver did not find or refused.")),
        Column("open", _("Waiting"), Kind.COUNT, _("People who still count in the sender's account.")),
        Column("sent", _("Sent"), Kind.MOMENT),
        Column("due", _("Answer by"), Kind.DAY),
        Column("closed", _("Closed"), Kind.MOMENT),
    ),
)

STATEMENT = Table(
    "statement",
    _("Statement between units"),
    (
        Column("sender", _("Sending unit")),
        Column("receiver", _("Receiving unit")),
        Column("lists", _("Lists"), Kind.COUNT),
        Column("sent", _("People sent"), Kind.COUNT, _("Taken over, sent back and waiting together.")),
        Column("accepted", _("Taken over"), Kind.COUNT, _("People who are in the receiver's account now.")),
        Column("returned", _("Sent back"), Kind.COUNT, _("People whom the receiver did not find or refused.")),
        Column("open", _("Waiting"), Kind.COUNT, _("People who still count in the sender's account.")),
        Column("overdue", _("Lists overdue"), Kind.COUNT),
        Column("withdrawn", _("Withdrawn"), Kind.COUNT, _("What was withdrawn does not count as sent.")),
    ),
)


@sheet(permission=ListsPermission.READ)
def statement(request: Asking) -> Sheet:
    """Hand out what went between every pair of units."""
    unit = request.unit
    rows = (
        (
            parts.name_of(one.sender), parts.name_of(one.receiver), one.lists, one.sent, one.accepted, one.returned,
            one.open, one.overdue, one.withdrawn,
        )
        for one in queries.statement(low=unit.number, high=unit.last, today=localdate(request.now))
    )  # fmt: skip
    return Sheet(STATEMENT, rows, unit.number, unit.name_vi)


@sheet(permission=ListsPermission.READ)
def lists(request: Asking) -> Sheet:
    """Hand out the lists in or out, with the state the page was asked for."""
    way = OUT if request.GET.get("way") == OUT else IN
    asked = request.GET.get("state", "")
    state = ListState(asked) if asked in set(ListState) else None
    about = " · ".join(
        [request.unit.name_vi, str(_("Lists out") if way == OUT else _("Lists in"))]
        + ([str(labels.STATES[state])] if state else [])
    )
    return Sheet(LISTS, _rows(way, request.unit.number, request.unit.last, state), request.unit.number, about)


def _rows(way: str, low: int, high: int, state: ListState | None) -> Iterator[Row]:
    read = queries.lists_in if way == IN else queries.lists_out
    before: int | None = None
    while found := read(low=low, high=high, state=state, before=before, limit=PAGE):
        for row in found:
            yield (
                row.list_id, parts.name_of(row.sender), parts.name_of(row.receiver), labels.STATES[row.state],
                row.lines, row.accepted, row.returned, row.open, row.sent_at, row.due_on, row.closed_at,
            )  # fmt: skip
        before = found[-1].list_id
