"""Word-sized drawings for table cells (hình nhỏ trong bảng): sparkline, bullet."""

from collections.abc import Sequence

from toandan.ground.charts.palette import DATA, INK, LINE, STEPS
from toandan.ground.charts.svg import glyph, line, polyline, rect, short

SPARK = (84.0, 22.0)
BULLET = (84.0, 14.0)


def sparkline(values: Sequence[float], *, label: str = "", width: float = SPARK[0], height: float = SPARK[1]) -> str:
    """Return a line of the last days' values, oldest first, from zero; the last value carries a dot.

    Values may be negative (corrections); then the zero line is drawn. Fewer than two values draw nothing but the box.
    """
    if len(values) < 2:
        return glyph(width, height, "", label=label, css="spark")
    high, low, edge = max(0, *values), min(0, *values), 3.0
    span = (high - low) or 1
    across = (width - 2 * edge) / (len(values) - 1)

    def down(value: float) -> float:
        return height - edge - (value - low) / span * (height - 2 * edge)

    points = [(edge + i * across, down(v)) for i, v in enumerate(values)]
    body = line(0, down(0), width, down(0), stroke=LINE) if low < 0 else ""
    body += polyline(points, stroke=DATA[0], stroke_width="1.5", stroke_linejoin="round")
    x, y = points[-1]
    body += f'<circle cx="{short(x)}" cy="{short(y)}" r="2.2" fill="{DATA[0]}"/>'
    return glyph(width, height, body, label=label, css="spark")


def bullet(
    rate: float | None, target: float = 100.0, *, label: str = "", width: float = BULLET[0], height: float = BULLET[1]
) -> str:
    """Return a bar of `rate` percent on a track of 100, with a mark at `target` percent."""
    pad = 2.0
    inner = width - 2 * pad
    body = rect(pad, 2, inner, height - 4, fill=STEPS[0])
    if rate:
        body += rect(pad, 2, inner * min(rate, 100.0) / 100, height - 4, fill=STEPS[3])
    at = pad + inner * min(target, 100.0) / 100
    body += line(at, 0, at, height, stroke=INK, stroke_width="2.5")
    return glyph(width, height, body, label=label, css="bullet")
