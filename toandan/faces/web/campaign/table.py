"""The ranked table (bảng xếp hạng đơn vị): rows written out once, in the page's language, for a quick template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toandan.command.campaign import labels
from toandan.command.campaign.words import BoardRow, Status
from toandan.faces.web.campaign import chances
from toandan.faces.web.campaign.address import FALLING, BoardView
from toandan.faces.web.campaign.divided import Mark
from toandan.faces.web.frame import formats
from toandan.ground.charts import small
from toandan.ground.kernel import names

TROUBLE = frozenset({Status.LATE, Status.OVERDUE, Status.WATCH})
_TENTHS_BELOW = 10
_SEVERITY = (
    Status.OVERDUE,
    Status.LATE,
    Status.WATCH,
    Status.TOO_EARLY,
    Status.ON_PACE,
    Status.DONE,
    Status.EMPTY,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is printed; `address` is empty where the officer may not look further down."""

    place: str
    name: str
    address: str
    above: str
    target: str
    done: str
    rate: str
    bullet: SafeString
    pace: str
    needed: str
    spark: SafeString
    status: str
    status_label: str | Promise
    completed: str
    rank: str
    here: bool
    mark: Mark | None = None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One head of the table: its label, sorting link and present direction ("" when not sorted by it)."""

    label: str | Promise
    address: str
    direction: str
    css: str


_HEADS: tuple[tuple[str, str | Promise, str], ...] = (
    ("urgency", gettext_lazy("#"), "num"),
    ("name", gettext_lazy("Unit"), ""),
    ("target", gettext_lazy("To serve"), "num"),
    ("done", gettext_lazy("Done"), "num"),
    ("rate", gettext_lazy("Done %"), "num"),
    ("", gettext_lazy("Goal marked"), ""),
    ("pace", gettext_lazy("A day, now"), "num"),
    ("needed", gettext_lazy("A day, needed"), "num"),
    ("", gettext_lazy("Last days"), ""),
    ("status", gettext_lazy("State"), ""),
    ("completed", gettext_lazy("Complete since"), "num"),
)

_KEYS: Mapping[str, Callable[[BoardRow], Any]] = {
    "urgency": lambda r: r.urgency,
    "name": lambda r: names.key(r.name_vi.partition(" ")[2] or r.name_vi),
    "target": lambda r: r.target,
    "done": lambda r: r.done,
    "rate": lambda r: r.rate,
    "pace": lambda r: r.pace,
    "needed": lambda r: r.pace_needed,
    "status": lambda r: _SEVERITY.index(r.status),
    "completed": lambda r: r.completed_on,
}


def heads(view: BoardView, *, above: bool, completed: bool) -> list[Head]:
    """Return the heads; `above` adds the unit above, which only a list of communes needs.

    Without `completed` the last column is left out: nobody in the table would have anything in it.
    """
    made = []
    for sort, label, css in _HEADS if completed else _HEADS[:-1]:
        direction = ""
        if sort and view.sort == sort:
            direction = "descending" if view.down else "ascending"
        down = not view.down if direction else sort in FALLING
        address = view.but(sort=sort, down=down) if sort else ""
        made.append(Head(label, address, direction, css))
        if above and sort == "name":
            made.append(Head(_("District"), "", "", ""))
    return made


def in_trouble(rows: Sequence[BoardRow]) -> list[BoardRow]:
    """Return the rows that need somebody's hand: late, overdue, to watch."""
    return [row for row in rows if row.status in TROUBLE]


def ordered(rows: Sequence[BoardRow], view: BoardView) -> list[BoardRow]:
    """Return the rows in the view's order; rows without the figure come last either way, ties stay by urgency."""
    key = _KEYS[view.sort]
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    return sorted(known, key=key, reverse=view.down) + unknown


def lines(
    rows: Sequence[BoardRow],
    *,
    address: Callable[[BoardRow], str],
    above: Mapping[str, str],
    here: int | None = None,
    marks: Mapping[int, Mark] | None = None,
    warned: Mapping[int, str] | None = None,
) -> list[Line]:
    """Write the rows out; `above` names the units above by code, `here` is the number of the page's own unit.

    `marks` are those of rows that count people of divided units, `warned` the chances of rows whose pace is too
    hopeful, both by the number of the row.
    """
    words = {status: str(label) for status, label in labels.STATUSES.items()}
    heard = _("net done on each of the last %(days)s days, at most %(most)s")
    return [
        Line(
            place=str(row.urgency or formats.MISSING),
            name=row.name_vi,
            address=address(row),
            above=above.get(row.parent or "", ""),
            target=formats.number(row.target),
            done=formats.number(row.done),
            rate=formats.rate(row.rate),
            bullet=SafeString(small.bullet(None if row.rate is None else float(row.rate), _goal(row))),
            pace=pace(row.pace),
            needed=pace_needed(row.pace_needed),
            spark=SafeString(
                small.sparkline(
                    row.spark,
                    label=heard % {"days": len(row.spark), "most": formats.number(max(row.spark, default=0))},
                )
            ),
            status=row.status.value,
            status_label=words[row.status],
            completed=formats.day(row.completed_on) if row.completed_on else "",
            rank=str(row.rank or formats.MISSING),
            here=row.number == here,
            mark=marks.get(row.number) if marks else None,
            warning=chances.shown(row, warned or {}),
        )
        for row in rows
    ]


def _goal(row: BoardRow) -> float:
    """Return the goal in percent of the people to serve."""
    return 100.0 if row.target == 0 else 100.0 * row.goal / row.target


def pace(value: Decimal | None) -> str:
    """Write a present pace: rounded down to whole people from ten a day on, with a tenth below."""
    if value is None or abs(value) < _TENTHS_BELOW:
        return formats.number(value, places=1)
    return formats.number(floor(value))


def pace_needed(value: Decimal | None) -> str:
    """Write a needed pace: rounded up to whole people from ten a day on, with a tenth below."""
    if value is None or abs(value) < _TENTHS_BELOW:
        return formats.number(value, places=1)
    return formats.number(ceil(value))
