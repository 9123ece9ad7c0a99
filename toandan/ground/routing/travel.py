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
    a, b = _radians(origins), _radians(destinations)
    lat = np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
    lon = np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    half = lat + np.cos(a[:, None, 0]) * np.cos(b[None, :, 0]) * lon
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    found: NDArray[np.float64] = params.leg_min + km * params.detour / speed_kmh * 60
    return found


def _radians(points: list[Point]) -> NDArray[np.float64]:
    return np.radians(np.array([(p.lat, p.lon) for p in points], dtype=np.float64).reshape(-1, 2))
