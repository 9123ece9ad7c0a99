"""A small map of a day's stops, drawn from their coordinates alone: no tiles, nobody is asked (sơ đồ tuyến)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH, HEIGHT, EDGE = 520.0, 300.0, 24.0
_LEAST = 0.002
"""Degrees that are shown at least, about 200 metres: stops in one house are not blown up to a city."""

_DEGREE = 111_195.0
"""Metres of a degree of latitude."""
_ROUND = tuple(n * 10**power for power in (1, 2, 3, 4, 5) for n in (1, 2, 5))
_LONGEST = 130.0


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop, by its number and degrees."""

    number: int
    latitude: float
    longitude: float


def svg(stops: Sequence[Stop]) -> str:
    """Return the stops in their order as SVG, north at the top, joined by straight lines."""
    points, scale = _placed(stops)
    line = " ".join(f"{x:.1f},{y:.1f}" for _stop, x, y in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="10" fill="#12436d"/><text x="{x:.1f}" y="{y + 4:.1f}" fill="#ffffff" '
        f'font-size="11" text-anchor="middle" font-family="Liberation Serif">{stop.number}</text>'
        for stop, x, y in points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" width="{WIDTH:.0f}" '
        f'height="{HEIGHT:.0f}"><rect x="0.5" y="0.5" width="{WIDTH - 1:.0f}" height="{HEIGHT - 1:.0f}" fill="#ffffff" '
        f'stroke="#c9cfd6"/><polyline points="{line}" fill="none" stroke="#5a6370" stroke-width="1.5"/>{marks}'
        f"{_bar(scale)}</svg>"
    )


def _bar(scale: float) -> str:
    """Return a bar of a round length in the lower left corner, so that whoever drives can tell how far it is."""
    metre = scale / _DEGREE
    metres = max((n for n in _ROUND if n * metre <= _LONGEST), default=_ROUND[0])
    said = f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"
    x, y = 10.0, HEIGHT - 9.0
    return (
        f'<path d="M{x:.1f} {y - 4:.1f}V{y:.1f}H{x + metres * metre:.1f}V{y - 4:.1f}" fill="none" stroke="#1a1d21"/>'
        f'<text x="{x + metres * metre + 5:.1f}" y="{y:.1f}" fill="#1a1d21" font-size="10" '
        f'font-family="Liberation Serif">{said}</text>'
    )


def _placed(stops: Sequence[Stop]) -> tuple[list[tuple[Stop, float, float]], float]:
    """Return where each stop is drawn, and the points to a degree; a degree of longitude is as short as it is there."""
    if not stops:
        return [], WIDTH / _LEAST
    south, north = min(one.latitude for one in stops), max(one.latitude for one in stops)
    west, east = min(one.longitude for one in stops), max(one.longitude for one in stops)
    narrow = cos(radians((south + north) / 2))
    high, wide = max(north - south, _LEAST), max((east - west) * narrow, _LEAST)
    scale = min((HEIGHT - 2 * EDGE) / high, (WIDTH - 2 * EDGE) / wide)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    placed = [
        (
            one,
            WIDTH / 2 + (one.longitude - middle_x) * narrow * scale,
            HEIGHT / 2 - (one.latitude - middle_y) * scale,
        )
        for one in stops
    ]
    return placed, scale
