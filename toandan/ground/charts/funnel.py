"""The funnel (biểu đồ phễu): each unit's rate over its size, and the limits within which chance could have put it.

Sizes lie on a logarithmic axis, because communes differ thirtyfold. Units outside the outer limits bear their names.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, REQUIRED
from toandan.ground.charts.scale import Scale, spread
from toandan.ground.charts.svg import attributes, drawing, line, polyline, short, text

_STEPS = 60
"""Points of each limit's curve."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit: people it could have served, its rate from 0 to 1, and its name when it is to be told."""

    size: int
    rate: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class FunnelWords:
    """The texts of one drawing, in the page's language."""

    title: str
    finding: str
    size: str
    centre: str
    outer: str
    inner: str
    number: Callable[[int], str]
    percent: Callable[[float], str]


Limits = Callable[[float], tuple[float, float]]
"""The lower and upper limit of a unit of some size."""


def funnel(
    dots: Sequence[Dot], *, centre: float, inner: Limits, outer: Limits, words: FunnelWords, key: str,
    narrow: bool = False,
) -> str:  # fmt: skip
    """Return the drawing; `narrow` is the one for a telephone's width. Dots without people are left out."""
    shown = [dot for dot in dots if dot.size > 0]
    sizes = [dot.size for dot in shown] or [1]
    low, high = log10(min(sizes)) - 0.08, log10(max(sizes)) + 0.08
    width, height = (360.0, 380.0) if narrow else (1200.0, 460.0)
    size = 13.0 if narrow else 15.0
    bottom, right = height - (106.0 if narrow else 84.0), width - (14.0 if narrow else 190.0)
    top_rate = min(1.0, max([dot.rate for dot in shown] + [centre]) * 1.15 + 0.02)
    floor_rate = max(0.0, min([dot.rate for dot in shown] + [centre]) * 0.85 - 0.02)
    x, y = Scale(low, high, 52.0, right), Scale(floor_rate, top_rate, bottom, 16.0)
    body = _axes(x, y, size, words)
    body += _curves(x, y, outer, "") + _curves(x, y, inner, "5 5")
    body += line(x.start, y(centre), x.end, y(centre), stroke=INK, stroke_width="2")
    body += "".join(_dot(x, y, dot) for dot in shown)
    body += _names(x, y, size, [dot for dot in shown if dot.name], narrow=narrow)
    body += _legend(x.start, bottom + 52, size, words, narrow=narrow)
    css = "burn-up only-narrow" if narrow else "burn-up only-wide"
    return drawing(width, height, body, key=key, title=words.title, desc=words.finding, css=css)


def _axes(x: Scale, y: Scale, size: float, words: FunnelWords) -> str:
    body, told = "", {"fill": MUTED, "font_size": size}
    for part in range(5):
        rate = y.low + (y.high - y.low) * part / 4
        body += line(x.start, y(rate), x.end, y(rate), stroke=MUTED if part == 0 else LINE)
        body += text(x.start - 8, y(rate) + size * 0.34, words.percent(rate), text_anchor="end", **told)
    shown_to = 0.0
    for power in range(7):
        for factor in (1, 2, 5):
            place = x(log10(factor * 10**power))
            if x.start <= place <= x.end and place - shown_to >= size * 3.4:
                body += line(place, y.start, place, y.start + 5, stroke=MUTED)
                body += text(place, y.start + 21, words.number(factor * 10**power), text_anchor="middle", **told)
                shown_to = place
    return body


def _curves(x: Scale, y: Scale, limits: Limits, dash: str) -> str:
    steps = [x.low + (x.high - x.low) * part / _STEPS for part in range(_STEPS + 1)]
    found = [(x(step), *limits(10**step)) for step in steps]
    body = ""
    for side in (1, 2):
        # A limit that leaves the plot is not drawn along its edge, where it would be taken for a limit at that height.
        inside = [(point[0], point[side]) for point in found if max(y.low, 0) < point[side] < min(y.high, 1)]
        body += polyline(
            [(at, y(rate)) for at, rate in inside], stroke=REQUIRED, stroke_width="1.5", stroke_dasharray=dash or None
        )
    return body


def _dot(x: Scale, y: Scale, dot: Dot) -> str:
    colour = DATA[2] if dot.name else DATA[0]
    place = {"cx": short(x(log10(dot.size))), "cy": short(y(dot.rate)), "r": "5" if dot.name else "3"}
    return f"<circle{attributes(**place, fill=colour, fill_opacity='0.85')}/>"


def _names(x: Scale, y: Scale, size: float, named: Sequence[Dot], *, narrow: bool) -> str:
    """Return the names at the right edge, with a fine line to each dot; a telephone's width has no room for them."""
    if narrow or not named:
        return ""
    places = spread([y(dot.rate) for dot in named], gap=size * 1.15, low=y.end + 6, high=y.start)
    body = ""
    for dot, place in zip(named, places, strict=True):
        body += line(x(log10(dot.size)) + 6, y(dot.rate), x.end + 6, place, stroke=LINE)
        body += text(x.end + 10, place + size * 0.34, dot.name, fill=INK, font_size=size)
    return body


def _legend(left: float, y: float, size: float, words: FunnelWords, *, narrow: bool) -> str:
    signs = (
        (line(0, -4, 24, -4, stroke=INK, stroke_width="2"), words.centre),
        (line(0, -4, 24, -4, stroke=REQUIRED, stroke_width="1.5"), words.outer),
        (line(0, -4, 24, -4, stroke=REQUIRED, stroke_width="1.5", stroke_dasharray="5 5"), words.inner),
    )
    body = text(left, y - 8, words.size, fill=MUTED, font_size=size)
    x, y = 2.0 if narrow else left, y + 14
    for sign, label in signs:
        body += f'<g transform="translate({short(x)} {short(y)})">'
        body += sign + text(32, 0, label, fill=INK, font_size=size) + "</g>"
        if narrow:
            y += 17
        else:
            x += 60 + len(label) * size * 0.52
    return body
