"""What a board's address says, and back (địa chỉ của bảng tiến độ).

The filter is in the address, so a link is the view.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.utils.translation import gettext_noop as _

from toandan.command.campaign import queries
from toandan.command.campaign.words import Measure, OrderRow
from toandan.faces.web.frame import formats
from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries as units
from toandan.record.units.words import Unit, UnitLevel

LEVELS: Mapping[str, UnitLevel] = {word: level for level, word in queries.LEVELS.items()}
SORTS = ("urgency", "name", "target", "done", "rate", "pace", "needed", "status", "completed")
FALLING = frozenset({"target", "done", "rate", "pace", "needed", "completed"})
"""Columns that a reader wants largest first when he turns to them."""
_UNIT_NUMBER_FROM = 8
"""Unit numbers have at least this many figures, codes have fewer."""

_UNIT_NUMBER_TO = 11
"""No unit number has this many; what is longer is looked up as a code, and not found."""


class ViewUnknown(NotThere):
    """The address names a day, level, measure or unit that does not exist."""


@dataclass(frozen=True, slots=True)
class BoardView:
    """One view of one board: everything its address says.

    `level` None means the next level below; `entry` the ledger entry up to which was counted, None for all of it.
    `as_now` shows the units of today, with the figures of old ones under their successors. `everything` shows all
    rows instead of the units in trouble; `sort` is one of SORTS, `down` its direction.
    """

    order: str
    unit: str
    as_of: date | None = None
    level: UnitLevel | None = None
    measure: Measure | None = None
    entry: int | None = None
    everything: bool = False
    sort: str = "urgency"
    down: bool = False
    as_now: bool = False

    def but(self, **changes: object) -> str:
        """Return the address of the same view with some of it changed."""
        return replace(self, **changes).address  # type: ignore[arg-type]

    @property
    def path(self) -> str:
        """Return the address without its query."""
        return path(self.order, self.unit)

    @property
    def query(self) -> str:
        """Return the query, with only what differs from the plain board."""
        said = {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "level": queries.LEVELS[self.level] if self.level is not None else None,
            "measure": self.measure.value if self.measure else None,
            "entry": self.entry,
            "units": "now" if self.as_now else None,
            "show": "all" if self.everything else None,
            "sort": self.sort if self.sort != "urgency" else None,
            "dir": ("desc" if self.down else "asc") if self.sort != "urgency" else None,
        }
        return urlencode({k: v for k, v in said.items() if v is not None})

    @property
    def address(self) -> str:
        """Return the whole address of this view."""
        return _joined(self.path, self.query)

    def below(self, word: str) -> str:
        """Return the address of a part of this view that is read on demand."""
        return _joined(f"{self.path}{word}/", self.query)

    def elsewhere(self) -> Callable[[str], str]:
        """Return what gives the address of the same view of another unit; a page asks it for hundreds of them."""
        query = self.query
        return lambda unit: _joined(path(self.order, unit), query)


def path(order: str, unit: str) -> str:
    """Return the address of a unit's board without a query."""
    return f"/board/{quote(order)}/{quote(unit)}/"


def _joined(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def read(order: str, unit: str, query: QueryDict) -> BoardView:
    """Read an address; raises ViewUnknown for words it does not know."""
    sort = query.get("sort", "urgency")
    level, measure = query.get("level", ""), query.get("measure", "")
    if sort not in SORTS or (level and level not in LEVELS) or (measure and measure not in set(Measure)):
        raise unknown(sort if sort not in SORTS else level or measure)
    return BoardView(
        order=order,
        unit=unit,
        as_of=_day(query.get("as_of", "")),
        level=LEVELS[level] if level else None,
        measure=Measure(measure) if measure else None,
        entry=_entry(query.get("entry", "")),
        everything=query.get("show") == "all",
        sort=sort,
        as_now=query.get("units") == "now",
        down=query.get("dir", "desc" if sort in FALLING else "asc") == "desc",
    )


def unit_of(text: str, order: OrderRow) -> Unit:
    """Return the unit an address means: by number, or by the code it bears in the order's own time."""
    if _UNIT_NUMBER_FROM <= len(text) < _UNIT_NUMBER_TO and text.isdecimal():
        return units.by_number(int(text))
    return units.by_code(text, as_of=order.starts_on)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return formats.read_day(text)
    except ValueError as wrong:
        raise unknown(text) from wrong


def _entry(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise unknown(text)
    return int(text)


def unknown(word: str) -> ViewUnknown:
    """Return the refusal of a word in an address."""
    message = _("This address asks for %(word)s, which does not exist.")
    return ViewUnknown(message, code="view_unknown", values={"word": word})
