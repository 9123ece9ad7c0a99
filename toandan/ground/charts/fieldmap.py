"""A map of places and routes without tiles (bản đồ phương án): positions, ways and numbers only.

A place is a circle as large as those who remain; its colour is the coverage the plan brings it, and the number of its
kit stands in it. A route runs from stop to stop. Nothing is asked of any map server.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, floor, log10, radians, sqrt

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, ON_STEPS, PAPER, REQUIRED, STEPS, step
from toandan.ground.charts.svg import attributes, drawing, line, polyline, rect, short, text

KM_PER_DEGREE = 111.2
LEAST, MOST = 6.0, 22.0
"""Radii of the smallest and the largest place."""
_EDGE = 34.0
_WIDE, _NARROW = (1200.0, 460.0), (360.0, 380.0)
"""Width, and the most height that the places take up."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: who remains, the share of them in percent whom the plan reaches, and what stands in it and is told."""

    lat: float
    lon: float
    people: float
    rate: float | None
    mark: str
    told: str


@dataclass(frozen=True, slots=True)
class Way:
    """A kit's day of visits: its base, then the homes in order; `told` says which kit and day."""

    points: tuple[tuple[float, float], ...]
    told: str


@dataclass(frozen=True, slots=True)
class MapWords:
    """The texts of one map; `km` writes the length of its scale."""

    title: str
    finding: str
    base: str
    km: Callable[[float], str]


def field_map(
    spots: Sequence[Spot],
    ways: Sequence[Way],
    bases: Sequence[tuple[float, float]],
    *,
    words: MapWords,
    key: str,
    narrow: bool = False,
) -> str:
    """Return the map; the largest places lie below the small ones, so that none hides another.

    `narrow` is the one for a telephone's width.
    """
    css = "map only-narrow" if narrow else "map only-wide"
    points = [(spot.lat, spot.lon) for spot in spots] + [p for way in ways for p in way.points] + list(bases)
    if not points:
        return drawing(1, 1, "", key=key, title=words.title, desc=words.finding, css=css)
    plot = _Plot.around(points, *(_NARROW if narrow else _WIDE))
    body = rect(0, 0, plot.width, plot.height, fill=PAPER, stroke=LINE)
    body += "".join(_way(plot, way, number) for number, way in enumerate(ways))
    largest = max((spot.people for spot in spots), default=0) or 1
    body += "".join(_spot(plot, spot, largest) for spot in sorted(spots, key=lambda one: -one.people))
    body += "".join(_base(plot, base, words.base) for base in bases)
    return drawing(
        plot.width, plot.height, body + _scale(plot, words), key=key, title=words.title, desc=words.finding, css=css
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    north: float
    west: float
    squeeze: float
    unit: float
    width: float
    height: float

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]], width: float, tallest: float) -> "_Plot":
        """Return the box around all points, never flatter or taller than a page can show."""
        north, south = max(p[0] for p in points), min(p[0] for p in points)
        west, east = min(p[1] for p in points), max(p[1] for p in points)
        squeeze = cos(radians((north + south) / 2))
        across, down = max((east - west) * squeeze, 1e-3), max(north - south, 1e-3)
        room = width - 2 * _EDGE
        unit = min(room / across, tallest / down)
        height = max(down * unit, 160.0) + 2 * _EDGE
        # What is narrower than the page stands in its middle.
        west -= (room / unit - across) / 2 / squeeze
        return cls(north, west, squeeze, unit, width, height)

    def at(self, point: tuple[float, float]) -> tuple[float, float]:
        x = _EDGE + (point[1] - self.west) * self.squeeze * self.unit
        return x, _EDGE + (self.north - point[0]) * self.unit


def _spot(plot: _Plot, spot: Spot, largest: float) -> str:
    x, y = plot.at((spot.lat, spot.lon))
    radius = LEAST + (MOST - LEAST) * sqrt(max(spot.people, 0) / largest)
    colour = step(spot.rate)
    fill = STEPS[colour - 1] if colour else PAPER
    ink = ON_STEPS[colour - 1] if colour else INK
    body = f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"{attributes(fill=fill, stroke=MUTED)}/>'
    if spot.mark:
        body += text(x, y + 4, spot.mark, fill=ink, font_size=12.0, font_weight="600", text_anchor="middle")
    return f"<g>{_title(spot.told)}{body}</g>"


def _way(plot: _Plot, way: Way, number: int) -> str:
    points = [plot.at(point) for point in way.points]
    colour = DATA[number % len(DATA)]
    body = polyline([*points, points[0]], stroke=colour, stroke_width="1.5", stroke_dasharray="5 3")
    body += "".join(
        f'<rect x="{short(x - 3)}" y="{short(y - 3)}" width="6" height="6"{attributes(fill=colour)}/>'
        for x, y in points[1:]
    )
    return f"<g>{_title(way.told)}{body}</g>"


def _base(plot: _Plot, base: tuple[float, float], told: str) -> str:
    x, y = plot.at(base)
    way = f"M{short(x)} {short(y - 9)}L{short(x + 8)} {short(y + 6)}L{short(x - 8)} {short(y + 6)}Z"
    return f'<g>{_title(told)}<path d="{way}"{attributes(fill=REQUIRED, stroke=PAPER)}/></g>'


def _scale(plot: _Plot, words: MapWords) -> str:
    """Return a bar of 1, 2 or 5 times a power of ten in km, the longest that is no wider than a fifth of the map."""
    of_km = plot.unit / KM_PER_DEGREE
    most = plot.width / 5 / of_km
    power = 10.0 ** floor(log10(most))
    km = max(power * factor for factor in (1, 2, 5) if power * factor <= most)
    end, y = 20 + km * of_km, plot.height - 12
    body = line(20, y, end, y, stroke=INK, stroke_width="2")
    return body + text(end + 6, y + 4, words.km(km), fill=INK, font_size=13.0)


def _title(told: str) -> str:
    return f"<title>{escape(told)}</title>"
