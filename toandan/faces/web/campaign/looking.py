"""What a page of an order is about: the unit, the day, and by the units of which time (khi đó, hiện nay).

Boards, bridges, forecasts and slow units all read their address here, so that one word in it (`units=now`) means the
same on each of them, and the switch between both views stands in the same place and leads to the same page.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from toandan.command.campaign import queries
from toandan.command.campaign.words import CampaignPermission, OrderRow
from toandan.faces.web.campaign import address, orders
from toandan.faces.web.campaign.address import BoardView
from toandan.faces.web.frame.asking import Asking
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.operations import require
from toandan.record.units import queries as units
from toandan.record.units.words import Unit


@dataclass(frozen=True, slots=True)
class Look:
    """One view of one unit under one order, as the reader may have it."""

    view: BoardView
    of: OrderRow
    top: Unit
    day: date
    today: date

    @property
    def measure(self) -> str | None:
        """Return the measure asked for, None for the order's own."""
        return self.view.measure.value if self.view.measure else None

    @property
    def units_of(self) -> date | None:
        """Return the day whose units are asked for, None for those of the figures' own time."""
        return self.today if self.view.as_now else None

    @property
    def shown(self) -> Unit:
        """Return the unit the page speaks of: with `units=now` the one that stands for it today."""
        return (units.standing_for(self.top.number, as_of=self.today) if self.view.as_now else None) or self.top


def look(request: Asking, order: str, unit: str) -> Look:
    """Read an address and make sure that the officer may look. Raises ViewUnknown, OrderUnknown, NotAllowed."""
    view = address.read(order, unit, request.GET)
    of = orders.known(order)
    top, today = address.unit_of(unit, of), localdate(request.now)
    require_board(request, top)
    return Look(view, of, top, view.as_of or queries.default_day(of, today=today), today)


def require_board(request: Asking, top: Unit) -> None:
    """Make sure that the officer may read this unit's board. Raises NotAllowed."""
    at = queries.readable_at(actor=request.actor, unit=top.number, today=localdate(request.now))
    require(request.actor, CampaignPermission.READ.value, at=at)


def both(seen: Look, word: str = "") -> dict[str, object]:
    """Return what the switch needs: the addresses of both views of a page, and whether there are two.

    A unit of then leads to the one that stands for it today; one of today came of several, so the way back is to the
    order's own unit. `word` is that of the page below the board, "" for the board itself.
    """
    view, of = seen.view, seen.of
    own = units.by_number(of.scope)
    heir = None if seen.top.in_force(seen.today) else units.standing_for(seen.top.number, as_of=seen.today)
    # A board has rows of its own level to offer; the city's code leads to the city of then and of today alike.
    here = str(heir.number) if word and heir is not None and seen.top != own else own.code
    now = replace(view, as_now=True, unit=here, level=None)
    then = replace(view, as_now=False, unit=own.code, level=None)
    return {
        "as_now": now.below(word) if word else now.address,
        "as_then": then.below(word) if word else then.address,
        "redrawn": queries.redrawn_since(of, today=seen.today),
        "divided_address": f"{replace(view, everything=True).address}#divided",
    }


def named(number: int, code: str, *, other_units: bool) -> str:
    """Return what an address calls a unit: a code means one of the order's own time, others are named by number."""
    return str(number) if other_units else code


def readable(seen: Look, actor: Actor, number: int) -> bool:
    """Tell whether an officer may open a row's page: that of a unit of theirs, or of one that went into it."""
    if actor.may(CampaignPermission.READ.value, number):
        return True
    at = queries.readable_at(actor=actor, unit=number, today=seen.today)
    return at != number and actor.may(CampaignPermission.READ.value, at)
