"""Minutes between points: straight line, times a detour, over the speed, and a little for each leg (thời gian đi lại).

An estimate. What somebody knows better, or a router on the same machine, takes the place of the straight line leg by
leg. A detour of 1.2 to 1.25 is what station studies find (Newell 1980); alleys and rivers justify 1.35.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.words import Leg, Params, Point, Table

EARTH_KM = 6371.0088
NEAR = 1e-4
"""The square of half a chord of 127 km on a sphere of radius 1: districts are smaller."""


def minutes(
    origins: list[Point], destinations: list[Point], *, speed_kmh: float, params: Params
) -> NDArray[np.float64]:
    """Return minutes from every origin to every destination; shape (origins, destinations)."""
    # On the unit sphere the chord is 2 sin(angle / 2). No product of matrices: it would start threads for a trifle.
    square = np.zeros((len(origins), len(destinations)))
    for a, b in zip(_sphere(origins), _sphere(destinations), strict=True):
        apart = a[:, None] - b[None, :]
        apart *= apart
        square += apart
    square /= 4
    found = np.sqrt(square)
    if square.max(initial=0.0) < NEAR:
        # The arc sine of so little is its series, and quicker: what is left out is some millionths of a millimetre.
        square *= 3 / 40 * square + 1 / 6
        square += 1
        found *= square
    else:
        found = np.arcsin(np.minimum(found, 1.0, out=found), out=found)
    found *= 2 * EARTH_KM * (params.detour / speed_kmh * 60)
    found += params.leg_min
    return found


@dataclass(frozen=True)
class Known:
    """What is known of one pool's legs: single ones, and tables of a router, which single ones overrule."""

    legs: tuple[Leg, ...] = ()
    tables: tuple[Table, ...] = ()

    @classmethod
    def of(cls, pool: str, legs: Iterable[Leg], tables: Iterable[Table]) -> "Known":
        """Return what is known of a pool."""
        return cls(tuple(one for one in legs if one.pool == pool), tuple(one for one in tables if one.pool == pool))

    def correct(self, found: NDArray[np.float64], rows: Sequence[str], columns: Sequence[str]) -> None:
        """Put what is known into minutes from `rows` to `columns`, points by name; both directions take the longer."""
        if not self.legs and not self.tables:
            return
        row_of, column_of = ({name: n for n, name in enumerate(names)} for names in (rows, columns))
        for table in self.tables:
            at = {name: n for n, name in enumerate(table.points)}
            from_, to = ([name for name in names if name in at] for names in (row_of, column_of))
            told = np.array(table.minutes, dtype=np.float64)
            longer = np.maximum(told, told.T)[np.ix_([at[n] for n in from_], [at[n] for n in to])]
            where = np.ix_([row_of[n] for n in from_], [column_of[n] for n in to])
            found[where] = np.where(np.isnan(longer), found[where], longer)
        for leg in self.legs:
            for a, b in ((leg.a, leg.b), (leg.b, leg.a)):
                if a in row_of and b in column_of:
                    found[row_of[a], column_of[b]] = leg.minutes


def _sphere(points: list[Point]) -> NDArray[np.float64]:
    lat, lon = np.radians(np.array([(p.lat, p.lon) for p in points], dtype=np.float64).reshape(-1, 2)).T
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
