"""Word-sized drawings for table cells (hình nhỏ trong bảng): sparkline, bullet."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from toandan.ground.charts.palette import DATA, INK, LINE, STEPS
from toandan.ground.charts.svg import glyph, line, rect

SPARK = (84.0, 22.0)
BULLET = (84.0, 14.0)


def sparkline(values: Sequence[float], *, label: str = "", width: float = SPARK[0], height: float = SPARK[1]) -> str:
    """Return a line of the last days' values, oldest first, from zero; the last value carries a dot.

    Values may be negative (corrections); then the zero line is drawn. Fewer than two values draw nothing but the box.
    The path is drawn in half pixels by relative whole steps: hundreds of them must stay small on a slow line.
    """
    if len(values) < 2:
        return glyph(width, height, "", label=label, css="spark")
    high, low, edge = max(0, *values), min(0, *values), 3.0
    span = (high - low) or 1

    def place(i: int, value: float) -> tuple[int, int]:
        across = edge + i / (len(values) - 1) * (width - 2 * edge)
        return round(2 * across), round(2 * (height - edge - (value - low) / span * (height - 2 * edge)))

    points = [place(i, v) for i, v in enumerate(values)]
    steps = "".join(f"l{x - x0} {y - y0}" for (x0, y0), (x, y) in pairwise(points))
    body = ""
    if low < 0:
        zero = place(0, 0)[1]
        body = f'<path d="M0 {zero}H{2 * width:.0f}" stroke="{LINE}" stroke-width="2"/>'
    body += f'<path d="M{points[0][0]} {points[0][1]}{steps}" fill="none" stroke="{DATA[0]}" stroke-width="3"/>'
    x, y = points[-1]
    body += f'<circle cx="{x}" cy="{y}" r="4.4" fill="{DATA[0]}"/>'
    return glyph(width, height, body, label=label, css="spark", detail=2)


@lru_cache(maxsize=2048)
def bullet(
    rate: float | None, target: float = 100.0, *, label: str = "", width: float = BULLET[0], height: float = BULLET[1]
) -> str:
    """Return a bar of `rate` percent on a track of 100, with a mark at `target` percent.

    There are hardly more different ones than tenths of a percent, and a board of a city has hundreds.
    """
    pad = 2.0
    inner = width - 2 * pad
    body = rect(pad, 2, inner, height - 4, fill=STEPS[0])
    if rate:
        body += rect(pad, 2, inner * min(rate, 100.0) / 100, height - 4, fill=STEPS[3])
    at = pad + inner * min(target, 100.0) / 100
    body += line(at, 0, at, height, stroke=INK, stroke_width="2.5")
    return glyph(width, height, body, label=label, css="bullet")
