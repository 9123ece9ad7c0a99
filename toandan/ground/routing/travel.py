"""Minutes between points: straight line, times a detour, over the speed, and a little for each leg (thời gian đi lại).

An estimate. A detour of 1.2 to 1.25 is what station studies find (Newell 1980); alleys and rivers justify 1.35.
"""

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.words import Params, Point

EARTH_KM = 6371.0088


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
    chord = np.sqrt(square, out=square) / 2
    km = 2 * EARTH_KM * np.arcsin(np.minimum(chord, 1.0))
    found: NDArray[np.float64] = params.leg_min + km * (params.detour / speed_kmh * 60)
    return found


def _sphere(points: list[Point]) -> NDArray[np.float64]:
    lat, lon = np.radians(np.array([(p.lat, p.lon) for p in points], dtype=np.float64).reshape(-1, 2)).T
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
