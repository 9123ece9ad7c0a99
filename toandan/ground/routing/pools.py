"""One pool's part of an instance as arrays: what every step of planning computes with (dữ liệu của một cụm)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.travel import Known, minutes
from toandan.ground.routing.words import (
    BASE,
    HALF_MINUTES,
    HalfDays,
    Home,
    Instance,
    Kit,
    Loan,
    Params,
    Place,
    Pool,
    Shift,
    window,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
START = 450.0
"""A day of home visits begins at 07:30."""


@dataclass(frozen=True)
class Ground:
    """A pool with its places and homes; P places, H homes, D days, K kits.

    `half`, `full`: people a session of half a day and of a whole one can serve, shape (P,). `open`: (P, D, 2).
    `works`: which kit works on which day, (K, D). `legs`: minutes between base (first) and homes, (H+1, H+1).
    `opens`, `closes`: earliest and latest start of a visit, minutes after midnight, (H,).
    """

    pool: Pool
    kits: tuple[Kit, ...]
    places: tuple[Place, ...]
    homes: tuple[Home, ...]
    days: int
    params: Params
    remaining: Floats
    turnout: Floats
    half: Floats
    full: Floats
    open: NDArray[np.bool_]
    works: NDArray[np.bool_]
    unit_of: Ints
    legs: Floats
    service: Floats
    weight: Floats
    opens: Floats
    closes: Floats
    first: Ints
    last: Ints
    too_far: NDArray[np.bool_] = field(repr=False)

    @property
    def kit_days(self) -> Ints:
        """Kits at work on each day; shape (D,)."""
        found: Ints = self.works.sum(axis=0)
        return found

    @property
    def minutes(self) -> float:
        """Minutes of a day of home visits."""
        return self.params.day_minutes

    @cached_property
    def plain(self) -> tuple[list[list[float]], list[float], list[float], list[float]]:
        """Legs, service, earliest and latest starts as lists, which single look-ups are much faster in."""
        return self.legs.tolist(), self.service.tolist(), self.opens.tolist(), self.closes.tolist()

    def may(self) -> NDArray[np.bool_]:
        """Which home may be visited on which day on which a kit works; shape (H, D)."""
        days = np.arange(self.days)
        inside = (self.first[:, None] <= days) & (days <= self.last[:, None]) & (self.kit_days > 0)
        found: NDArray[np.bool_] = inside & ~self.too_far[:, None]
        return found


def grounds(instance: Instance, loans: Sequence[Loan] = (), wanted: Set[str] | None = None) -> Iterator[Ground]:
    """Yield every pool, or those wanted, with the kits that work for it.

    One at a time, since a country's matrices fill a memory.
    """
    places, homes = defaultdict(list), defaultdict(list)
    for place in instance.places:
        places[place.pool].append(place)
    for home in instance.homes:
        homes[home.pool].append(home)
    lent = {loan.kit: loan for loan in loans}
    kits = {kit.code: kit for pool in instance.pools for kit in pool.kits}
    for pool in instance.pools:
        if wanted is not None and pool.code not in wanted:
            continue
        own = [kit for kit in pool.kits if kit.code not in lent]
        own += [_moved(kits[loan.kit], loan) for loan in loans if loan.to_pool == pool.code]
        known = Known.of(pool.code, instance.legs, instance.tables)
        here = (places[pool.code], homes[pool.code])
        yield ground(pool, own, *here, days=instance.days, params=instance.params, known=known)


def _moved(kit: Kit, loan: Loan) -> Kit:
    return Kit(kit.code, kit.off_days | {loan.first_day})


def ground(
    pool: Pool,
    kits: Sequence[Kit],
    places: Sequence[Place],
    homes: Sequence[Home],
    *,
    days: int,
    params: Params,
    known: Known,
) -> Ground:
    """Return one pool as arrays."""
    half, full = _capacities(pool, places, params, known)
    units = {unit: n for n, unit in enumerate(pool.units)}
    points = [pool.base, *(home.point for home in homes)]
    legs = minutes(points, points, speed_kmh=pool.speed_kmh, params=params)
    names = [BASE, *(home.code for home in homes)]
    known.correct(legs, names, names)
    service = np.array([home.service_min for home in homes], dtype=np.float64)
    opens, closes = _windows(homes, params)
    late = START + params.day_minutes
    arrives = np.maximum(START + legs[0, 1:], opens)
    too_far = (arrives > closes + 1e-9) | (arrives + service + legs[1:, 0] > late + 1e-9)
    return Ground(
        pool=pool, kits=tuple(kits), places=tuple(places), homes=tuple(homes), days=days, params=params,
        remaining=np.array([place.remaining for place in places], dtype=np.float64),
        turnout=np.array([place.turnout for place in places], dtype=np.float64),
        half=half, full=full,
        open=_open(places, days), works=_works(kits, days),
        unit_of=np.array([units[place.unit] for place in places], dtype=np.int64),
        legs=legs, service=service,
        weight=np.array([home.weight for home in homes], dtype=np.float64),
        opens=opens, closes=closes,
        first=np.array([home.from_day for home in homes], dtype=np.int64),
        last=np.array([home.to_day for home in homes], dtype=np.int64),
        too_far=too_far,
    )  # fmt: skip


def _capacities(pool: Pool, places: Sequence[Place], params: Params, known: Known) -> tuple[Floats, Floats]:
    """Return people served in half a day and in a whole one, after setting up, taking down and a long way each way."""
    points = [place.point for place in places]
    ways = minutes([pool.base], points, speed_kmh=pool.speed_kmh, params=params)
    known.correct(ways, [BASE], [place.code for place in places])
    way = ways[0]
    lost = params.setup_min + params.teardown_min + 2 * np.maximum(0.0, way - params.free_travel_min)
    rate = params.people_per_hour / 60 * params.capacity_share
    half = rate * np.maximum(0.0, HALF_MINUTES - lost)
    return half, rate * np.maximum(0.0, 2 * HALF_MINUTES - lost)


def _windows(homes: Sequence[Home], params: Params) -> tuple[Floats, Floats]:
    """Return earliest and latest start of each visit, so that it ends within its half of the day."""
    of = {shift: window(shift) for shift in Shift}
    spans = np.array([of[home.shift] for home in homes], dtype=np.float64).reshape(-1, 2)
    service = np.array([home.service_min for home in homes], dtype=np.float64)
    return np.maximum(spans[:, 0], START), np.minimum(spans[:, 1], START + params.day_minutes) - service


def _open(places: Sequence[Place], days: int) -> NDArray[np.bool_]:
    size = (days * 2 + 7) // 8
    packed = [(p.open if isinstance(p.open, HalfDays) else HalfDays(p.open)).packed(size) for p in places]
    bits = np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(places), size)
    found: NDArray[np.bool_] = np.unpackbits(bits, axis=1, count=days * 2, bitorder="little").astype(np.bool_)
    return found.reshape(len(places), days, 2)


def _works(kits: Sequence[Kit], days: int) -> NDArray[np.bool_]:
    found = np.ones((len(kits), days), dtype=np.bool_)
    for n, kit in enumerate(kits):
        found[n, [day for day in kit.off_days if 0 <= day < days]] = False
    return found
