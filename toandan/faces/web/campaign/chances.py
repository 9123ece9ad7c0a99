"""The chance of keeping the deadline, as pages say it, and where it contradicts the pace (khả năng đúng hạn)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from toandan.command.campaign import queries
from toandan.command.campaign.words import Board, BoardRow, OrderRow, OutlookRow, Status

_EVEN = 0.5
_HOPEFUL = frozenset({Status.ON_PACE, Status.WATCH})


def said(found: OutlookRow) -> str:
    """Return a probability in whole percent; nothing drawn is certain, so that 0 and 100 are said of what is over."""
    if found.done >= found.goal:
        return "100 %"
    percent = round(found.probability * 100)
    return _("under 1 %") if percent < 1 else _("over 99 %") if percent > 99 else f"{percent} %"


def warnings(of: OrderRow, about: Board, *, published: bool) -> Mapping[int, str]:
    """Return the chance of every unit that keeps its pace and yet will hardly keep the deadline, by number.

    A pace is a mean of seven days and does not know that the last people take longest; the forecast does. Only what the
    night drew of the board's own day and measure is said, and nothing of a `published` state or of redrawn units.
    """
    hopeful = [row.number for row in about.rows if row.status in _HOPEFUL]
    if not hopeful or about.measure is not of.measure or published or about.units_of is not None:
        return {}
    drawn = queries.outlooks(order=of, units=hopeful, as_of=about.as_of)
    return {number: said(found) for number, found in drawn.items() if found.probability < _EVEN}


def shown(row: BoardRow, warned: Mapping[int, str]) -> str:
    """Return what stands below the state of a row, "" for nothing."""
    return _("chance %(chance)s") % {"chance": warned[row.number]} if row.number in warned else ""
