"""The tile wall (bản đồ ô): one numbered square per unit, grouped by district, sorted inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from toandan.ground.charts.palette import step


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit: the whole percents printed in the square ("–" without a target), its colour step, name and address."""

    name: str
    text: str
    step: int
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """The tiles of one district, from the lowest coverage to the highest, `columns` to a row."""

    name: str
    rate: str
    address: str
    columns: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as the wall needs it; `rate` in percent, rounded down, or None."""

    name: str
    rate: Decimal | None
    address: str


def columns(count: int) -> int:
    """Return how many tiles stand in a row, so that groups of every size stay near a square."""
    return 4 if count <= 16 else 5 if count <= 25 else 6


def group(name: str, rate: str, address: str, places: Sequence[Place]) -> Group:
    """Return a district's group: lowest coverage first, units without a target last, ties by name."""
    ordered = sorted(places, key=lambda p: (p.rate is None, p.rate or 0, p.name))
    tiles = tuple(
        Tile(
            name=p.name,
            text="–" if p.rate is None else str(int(p.rate)),
            step=step(None if p.rate is None else float(p.rate)),
            address=p.address,
        )
        for p in ordered
    )
    return Group(name=name, rate=rate, address=address, columns=columns(len(tiles)), tiles=tiles)
