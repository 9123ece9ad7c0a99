"""A map of places and routes without tiles (bản đồ phương án): positions, ways and numbers only.

A place is a circle as large as those who remain; its colour is the share of them whom the plan reaches. The numbers of
kits stand above all circles, moved aside where they would hide each other. A route runs from stop to stop. The legend
is part of the drawing, so that it is printed with it. Nothing is asked of any map server.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from math import cos, floor, log10, pi, radians, sin, sqrt

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, PAPER, REQUIRED, STEPS
from toandan.ground.charts.svg import attributes, drawing, line, polyline, rect, short, text

KM_PER_DEGREE = 111.2
BOUNDS = (10, 20, 30, 50)
"""Percent of those who remain at which the colour changes: a week reaches far fewer than a campaign does."""
LEAST, MOST, MOST_NARROW = 5.0, 20.0, 14.0
"""Radii of the smallest and the largest place, the latter on a telephone's width too."""
_MANY = 120
"""Places that are drawn in full size."""
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
    """A kit's day of visits: its base, then the homes in order; `told` says which kit and day, `mark` its number."""

    points: tuple[tuple[float, float], ...]
    told: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the marks mean: a word for each of the five colours, lowest first, and for a place where nobody remains.

    `people` says how many a circle of that size stands for; `kit`, `route` and `base` name the other marks, "" for one
    that is not drawn.
    """

    share: str
    steps: Sequence[str]
    nobody: str
    people: Callable[[int], str]
    kit: str
    route: str
    base: str


@dataclass(frozen=True, slots=True)
class MapWords:
    """The texts of one map; `km` writes the length of its scale."""

    title: str
    finding: str
    base: str
    km: Callable[[float], str]
    legend: Legend | None = None


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
    # The more places there are, the smaller they are drawn, so that they part from each other.
    most = max(LEAST + 2, (MOST_NARROW if narrow else MOST) * min(1.0, sqrt(_MANY / max(len(spots), 1))))
    size = _Size(max((spot.people for spot in spots), default=0) or 1, most)
    body = rect(0, 0, plot.width, plot.height, fill=PAPER, stroke=LINE)
    body += "".join(_spot(plot, spot, size) for spot in sorted(spots, key=lambda one: -one.people))
    body += "".join(_way(plot, way, number) for number, way in enumerate(ways))
    body += "".join(_base(plot, base, words.base) for base in bases)
    body += _chips(plot, spots, ways, size) + _scale(plot, words)
    key_to_it, deep = _legend(words.legend, size, plot.width, plot.height) if words.legend else ("", 0.0)
    return drawing(
        plot.width, plot.height + deep, body + key_to_it, key=key, title=words.title, desc=words.finding, css=css
    )


@dataclass(frozen=True, slots=True)
class _Size:
    """How large circles are: `largest` is the most people at one place, `most` the radius of its circle."""

    largest: float
    most: float

    def radius(self, people: float) -> float:
        return LEAST + (self.most - LEAST) * sqrt(max(people, 0) / self.largest)


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


def _step(rate: float) -> int:
    return sum(rate >= bound for bound in BOUNDS)


def _spot(plot: _Plot, spot: Spot, size: _Size) -> str:
    """Return a circle; where a kit comes to its edge is dark and twice as wide."""
    x, y = plot.at((spot.lat, spot.lon))
    fill = PAPER if spot.rate is None else STEPS[_step(spot.rate)]
    edge = {"stroke": INK, "stroke_width": "2"} if spot.mark else {"stroke": MUTED}
    circle = f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(size.radius(spot.people))}"'
    return f"<g>{_title(spot.told)}{circle}{attributes(fill=fill, **edge)}/></g>"


def _way(plot: _Plot, way: Way, number: int) -> str:
    points = [plot.at(point) for point in way.points]
    colour = DATA[number % len(DATA)]
    body = polyline([*points, points[0]], stroke=colour, stroke_width="1.5", stroke_dasharray="5 3")
    body += "".join(
        f'<rect x="{short(x - 3)}" y="{short(y - 3)}" width="6" height="6"{attributes(fill=colour)}/>'
        for x, y in points[1:]
    )
    return f"<g>{_title(way.told)}{body}</g>"


def _chips(plot: _Plot, spots: Sequence[Spot], ways: Sequence[Way], size: _Size) -> str:
    """Return the numbers of kits, above all else: at sessions in ink, at the first home of a route in its colour.

    Each stands on its place, or as near to it as it hides no other number, then with a line to its place.
    """
    wanted = [(plot.at((one.lat, one.lon)), size.radius(one.people), one.mark, INK) for one in spots if one.mark]
    wanted += [
        (plot.at(way.points[1]), 4.0, way.mark, DATA[number % len(DATA)])
        for number, way in enumerate(ways)
        if way.mark and len(way.points) > 1
    ]
    body, taken = "", _Taken()
    for (x, y), radius, mark, colour in wanted:
        width = 10.0 + 7.5 * len(mark)
        at = taken.place(x, y, radius, width, (plot.width, plot.height))
        if at != (x, y):
            body += line(x, y, *at, stroke=colour)
        body += rect(at[0] - width / 2, at[1] - _CHIP / 2, width, _CHIP, rx=4.0, fill=PAPER, stroke=colour)
        body += text(at[0], at[1] + 4.5, mark, fill=colour, font_size=13.0, font_weight="600", text_anchor="middle")
    return body


_CHIP = 18.0
_CELL = 60.0
"""Numbers are looked for in squares of this width; no number is wider."""


class _Taken:
    """Where numbers stand already, by the square their middle lies in."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def place(
        self, x: float, y: float, radius: float, width: float, within: tuple[float, float]
    ) -> tuple[float, float]:
        """Return where a number of this width goes that belongs to (x, y); on it when there is room nowhere near."""
        rings = [(0.0, 0.0)] + [
            (away * cos(turn * pi / 4), away * sin(turn * pi / 4))
            for away in (radius + 12, radius + 28, radius + 46, radius + 66)
            for turn in range(8)
        ]
        edge = (width / 2 + 2, _CHIP / 2 + 2)
        found = (x, y)
        for dx, dy in rings:
            here = (x + dx, y + dy)
            inside = all(low <= at <= high - low for at, low, high in zip(here, edge, within, strict=True))
            if inside and not self._hides(*here, width):
                found = here
                break
        self._cells.setdefault(self._cell(*found), []).append((*found, width))
        return found

    def _hides(self, x: float, y: float, width: float) -> bool:
        column, row = self._cell(x, y)
        return any(
            abs(x - other) < (width + wide) / 2 + 2 and abs(y - high) < _CHIP + 2
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other, high, wide in self._cells.get((column + dx, row + dy), ())
        )

    @staticmethod
    def _cell(x: float, y: float) -> tuple[int, int]:
        return floor(x / _CELL), floor(y / _CELL)


def _base(plot: _Plot, base: tuple[float, float], told: str) -> str:
    return f"<g>{_title(told)}{_triangle(*plot.at(base))}</g>"


def _triangle(x: float, y: float) -> str:
    way = f"M{short(x)} {short(y - 9)}L{short(x + 8)} {short(y + 6)}L{short(x - 8)} {short(y + 6)}Z"
    return f'<path d="{way}"{attributes(fill=REQUIRED, stroke=PAPER)}/>'


def _scale(plot: _Plot, words: MapWords) -> str:
    """Return a bar of 1, 2 or 5 times a power of ten in km, the longest that is no wider than a fifth of the map."""
    of_km = plot.unit / KM_PER_DEGREE
    most = plot.width / 5 / of_km
    power = 10.0 ** floor(log10(most))
    km = max(power * factor for factor in (1, 2, 5) if power * factor <= most)
    end, y = 20 + km * of_km, plot.height - 12
    body = line(20, y, end, y, stroke=INK, stroke_width="2")
    return body + text(end + 6, y + 4, words.km(km), fill=INK, font_size=13.0)


_LINE, _LETTER = 26.0, 6.5
"""Height of a line of the legend, and the width of a letter with room to spare."""


def _legend(said: Legend, size: _Size, width: float, top: float) -> tuple[str, float]:
    """Return what the marks mean, in as many lines as it takes below the map, and how deep that is."""
    about = 10 ** floor(log10(max(size.largest, 1)))
    people = int(size.largest // about * about)
    radius = size.radius(people)
    items: list[tuple[float, Callable[[float, float], str], str]] = [
        (0, lambda _x, _y: "", said.share),
        *((18, partial(_swatch, fill), told) for fill, told in zip(STEPS, said.steps, strict=True)),
        (18, partial(_swatch, PAPER), said.nobody),
        (2 * radius, lambda x, y: _ellipse(x + radius, y, radius), said.people(people)),
        (20, _sample_chip, said.kit),
        (28, _sample_route, said.route),
        (18, lambda x, y: _triangle(x + 9, y), said.base),
    ]  # fmt: skip
    body, x, y = "", 2.0, top + 20
    for wide, draw, told in items:
        if not told:
            continue
        needs = wide + 6 + _LETTER * len(told) + 16
        if x > 2 and x + needs - 16 > width:
            x, y = 2.0, y + _LINE
        body += draw(x, y) + text(x + (wide + 6 if wide else 0), y + 4.5, told, fill=INK, font_size=13.0)
        x += needs if wide else needs - 6
    return body, y + 20 - top


def _swatch(fill: str, x: float, y: float) -> str:
    return rect(x, y - 7, 18, 14, fill=fill, stroke=MUTED)


def _sample_chip(x: float, y: float) -> str:
    body = rect(x, y - 8, 20, 16, rx=4.0, fill=PAPER, stroke=INK)
    return body + text(x + 10, y + 4.5, "1", fill=INK, font_size=12.0, font_weight="600", text_anchor="middle")


def _sample_route(x: float, y: float) -> str:
    body = line(x, y, x + 28, y, stroke=DATA[0], stroke_width="1.5", stroke_dasharray="5 3")
    return body + rect(x + 11, y - 3, 6, 6, fill=DATA[0])


def _ellipse(x: float, y: float, radius: float) -> str:
    mark = f'<ellipse cx="{short(x)}" cy="{short(y)}" rx="{short(radius)}" ry="{short(radius)}"'
    return f"{mark}{attributes(fill=PAPER, stroke=MUTED)}/>"


def _title(told: str) -> str:
    return f"<title>{escape(told)}</title>"
