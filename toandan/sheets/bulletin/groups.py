"""Which units stand where, and how a rate is said (phân nhóm đơn vị và cách nói tỷ lệ); pure decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from toandan.command.campaign.words import Status, UnitFigures

NEARLY = Decimal(85)
"""From this rate on a unit is about to reach the finish."""
HALF = Decimal(50)
_NEAR, _ABOUT = Decimal(2), Decimal("0.5")
BEHIND = frozenset({Status.LATE, Status.OVERDUE})


@dataclass(frozen=True, slots=True)
class Groups:
    """The units by how far they are, the fullest first; `behind` come in order of urgency and stand in another too."""

    complete: tuple[UnitFigures, ...]
    nearly: tuple[UnitFigures, ...]
    halfway: tuple[UnitFigures, ...]
    below: tuple[UnitFigures, ...]
    behind: tuple[UnitFigures, ...]


def grouped(rows: Sequence[UnitFigures]) -> Groups:
    """Return the units in their groups; units with nobody to serve are in none."""
    by_rate = sorted((r for r in rows if r.rate is not None), key=lambda r: -(r.rate or 0))
    complete = tuple(r for r in by_rate if r.status is Status.DONE)
    rest = [(r, r.rate or Decimal(0)) for r in by_rate if r.status is not Status.DONE]
    return Groups(
        complete=complete,
        nearly=tuple(r for r, rate in rest if rate >= NEARLY),
        halfway=tuple(r for r, rate in rest if HALF <= rate < NEARLY),
        below=tuple(r for r, rate in rest if rate < HALF),
        behind=tuple(r for r in rows if r.status in BEHIND),
    )


def spoken(rate: Decimal) -> tuple[str, int] | None:
    """Return how a rate is said in round tens: ("nearly", 90) up to two below, ("about", 70) up to half a point off.

    None when no ten is that near; 100 is never rounded to, since it means everyone.
    """
    ten = int((rate / 10).to_integral_value() * 10)
    off = rate - ten
    if ten == 100 or not ten:
        return None
    if ten >= NEARLY and -_NEAR <= off < 0:
        return "nearly", ten
    return ("about", ten) if abs(off) <= _ABOUT else None
