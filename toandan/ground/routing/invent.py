"""Invented planning tasks of four sizes, the same for the same seed: to test, measure and look at (bài toán mẫu).

Rates of turnout, service times and speeds are assumptions; nothing here is a real place.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from toandan.ground.routing.words import HalfDays, Home, Instance, Kit, Params, Place, Point, Pool, Shift

FIRST_DAY = date(2023, 5, 15)
TURNOUT = {"office": 0.13, "hall": 0.30, "school": 0.24, "factory": 0.45, "social_centre": 0.70}
_CROWD = {"office": 2.0, "hall": 1.0, "school": 1.2, "factory": 1.5, "social_centre": 0.3}
_OTHERS = ("hall", "school", "factory", "social_centre")
_SHARES = (0.62, 0.22, 0.10, 0.06)
SUMMER = 17
"""From this day on schools are on holiday."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large a task is; `remaining` is people who can come."""

    pools: int
    units: int
    kits: int
    days: int
    places: int
    remaining: int
    homes: int


SIZES = {
    "S": Size(1, 20, 3, 15, 60, 4_202, 300),
    "S2": Size(1, 20, 3, 15, 60, 13_017, 300),
    "M": Size(30, 579, 120, 45, 3_000, 552_112, 20_000),
    "L": Size(705, 10_600, 2_000, 45, 55_000, 8_371_525, 350_000),
}


def invent(size: str, seed: int, *, pools: int | None = None) -> Instance:
    """Return a task; `pools` takes only the first districts of it, each as it is in the whole."""
    of = SIZES[size]
    counts = {name: _split(getattr(of, name), of.pools) for name in ("units", "kits", "places", "homes")}
    made = []
    for number in range(min(pools or of.pools, of.pools)):
        random = np.random.default_rng((seed, number))
        whole = {name: int(parts[number]) for name, parts in counts.items()}
        made.append(_Maker(random, number, of.days, whole).make(of.remaining / of.places))
    return Instance(
        of.days,
        FIRST_DAY,
        tuple(pool for pool, _places, _homes in made),
        tuple(place for _pool, places, _homes in made for place in places),
        tuple(home for _pool, _places, homes in made for home in homes),
        Params(),
    )


def _split(total: int, parts: int) -> list[int]:
    """Share out as evenly as whole numbers go."""
    return [total * (n + 1) // parts - total * n // parts for n in range(parts)]


class _Maker:
    """Makes one district."""

    def __init__(self, random: np.random.Generator, number: int, days: int, counts: dict[str, int]) -> None:
        self.random, self.number, self.days, self.counts = random, number, days, counts
        self.dense = bool(random.random() < 0.4)
        self.centre = (20.6 + random.random() * 0.8, 105.5 + random.random() * 0.6)
        self.km = 3.5 if self.dense else 9.0
        self.units = [f"U{number:03}{n:02}" for n in range(counts["units"])]
        self.at = random.normal(0, self.km / 2, (len(self.units), 2))

    def make(self, people: float) -> tuple[Pool, list[Place], list[Home]]:
        """Return the district; `people` is the mean of those who remain at a place."""
        kits = tuple(
            Kit(f"K{self.number:03}{n:02}", frozenset(range(int(self.random.integers(7)), self.days, 7)))
            for n in range(self.counts["kits"])
        )
        speed = 18.0 if self.dense else 28.0
        pool = Pool(f"P{self.number:03}", tuple(self.units), kits, Point(*self.centre), speed)
        return pool, self._places(pool, people), [self._home(pool, n) for n in range(self.counts["homes"])]

    def _places(self, pool: Pool, people: float) -> list[Place]:
        kinds = ["office"] * len(self.units)
        kinds += [str(k) for k in self.random.choice(_OTHERS, self.counts["places"] - len(kinds), p=_SHARES)]
        crowd = np.array([_CROWD[kind] for kind in kinds]) * self.random.lognormal(0, 0.6, len(kinds))
        remaining = np.round(crowd * people * len(kinds) / crowd.sum())
        return [
            Place(
                code=f"{pool.code}-{n:03}", pool=pool.code, unit=self.units[n % len(self.units)], kind=kind,
                point=self._near(n % len(self.units)), remaining=float(remaining[n]),
                turnout=round(TURNOUT[kind] * float(self.random.uniform(0.75, 1.25)), 4), open=self._open(kind),
            )
            for n, kind in enumerate(kinds)
        ]  # fmt: skip

    def _near(self, unit: int) -> Point:
        north, east = self.at[unit] + self.random.normal(0, self.km / 8, 2)
        return Point(round(self.centre[0] + north / 111.2, 6), round(self.centre[1] + east / 104.0, 6))

    def _open(self, kind: str) -> HalfDays:
        days: Sequence[int] = range(self.days)
        if kind == "hall":
            days = [day for day in days if self.random.random() < 0.6]
        elif kind == "school":
            days = [day for day in days if (FIRST_DAY + timedelta(days=day)).weekday() >= 5 or day >= SUMMER]
        elif kind != "office":
            count = 4 if kind == "factory" else 3
            days = [int(day) for day in self.random.choice(self.days, min(count, self.days), replace=False)]
        return HalfDays(half for day in days for half in (2 * day, 2 * day + 1))

    def _home(self, pool: Pool, number: int) -> Home:
        random = self.random
        unit = int(random.integers(len(self.units)))
        first, last = 0, self.days - 1
        if random.random() < 0.36:
            length = int(random.integers(3, max(4, self.days // 2)))
            first = int(random.integers(0, max(1, self.days - length + 1)))
            last = min(self.days - 1, first + length - 1)
        shift = (Shift.ANY, Shift.AM, Shift.PM)[int(random.choice(3, p=(0.7, 0.15, 0.15)))]
        return Home(
            code=f"{pool.code}-H{number:04}", pool=pool.code, unit=self.units[unit], point=self._near(unit),
            service_min=float(random.integers(12, 22)), weight=float(random.choice((3, 4, 5), p=(0.6, 0.25, 0.15))),
            from_day=first, to_day=last, shift=shift,
        )  # fmt: skip


def plain(instance: Instance) -> dict[str, Any]:
    """Return an instance as it is written to a file."""
    return {
        "days": instance.days,
        "first_day": instance.first_day.isoformat(),
        "pools": [
            {
                "code": pool.code,
                "units": list(pool.units),
                "kits": [{"code": kit.code, "off_days": sorted(kit.off_days)} for kit in pool.kits],
                "base": asdict(pool.base),
                "speed_kmh": pool.speed_kmh,
            }
            | ({} if pool.lends is None else {"lends": list(pool.lends)})
            for pool in instance.pools
        ],
        "places": [_located(place) | {"open": _openings(place)} for place in instance.places],
        "homes": [_located(home) for home in instance.homes],
        "params": asdict(instance.params),
        "legs": [{"pool": leg.pool, "from": leg.a, "to": leg.b, "minutes": leg.minutes} for leg in instance.legs],
        "tables": [asdict(table) for table in instance.tables],
    }


def _located(record: Place | Home) -> dict[str, Any]:
    fields: dict[str, Any] = asdict(record)
    point: dict[str, float] = fields.pop("point")
    return fields | point


def _openings(place: Place) -> list[dict[str, Any]]:
    return [{"day": half // 2, "shift": "PM" if half % 2 else "AM"} for half in sorted(place.open)]


def without_kit(instance: Instance, code: str) -> Instance:
    """Return the task without one of its kits."""
    pools = tuple(replace(p, kits=tuple(k for k in p.kits if k.code != code)) for p in instance.pools)
    return replace(instance, pools=pools)
