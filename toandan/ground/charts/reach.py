"""People reached day by day (đường cong tiếp cận): what was, what the plan says, and what no plan can exceed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, REQUIRED, STEPS
from toandan.ground.charts.scale import Scale, spread, ticks
from toandan.ground.charts.svg import attributes, drawing, line, polyline, short, text


@dataclass(frozen=True, slots=True)
class ReachWords:
    """The texts of one drawing, in the page's language; `number` and `day` write figures and days."""

    title: str
    finding: str
    actual: str
    plan: str
    band: str
    bound: str
    number: Callable[[float], str]
    day: Callable[[date], str]
    foreseen: str = ""


@dataclass(frozen=True, slots=True)
class _Plot:
    x: Scale
    y: Scale
    size: float

    def way(self, values: Sequence[float]) -> list[tuple[float, float]]:
        """Return the line through the ends of the days, from nothing on the evening before."""
        return [(self.x(n), self.y(value)) for n, value in enumerate([0.0, *values])]


def reach(
    first_day: date,
    plan: Sequence[float],
    bound: Sequence[float],
    actual: Sequence[float] = (),
    band: tuple[float, float] | None = None,
    foreseen: Sequence[tuple[float, float]] = (),
    *,
    words: ReachWords,
    key: str,
    narrow: bool = False,
) -> str:
    """Return the drawing of running totals at the ends of the days.

    `actual` may be shorter than the calendar. `band` is how much of the plan comes at the lowest and at the highest
    turnout looked at, as shares of 1. `foreseen` is between what the whole campaign is expected to reach, by days; it
    may end before the calendar does.
    """
    tops = (*(value * (band or (0, 0))[1] for value in plan), *(high for _low, high in foreseen))
    marks = ticks(max([*plan, *bound, *actual, 1.0, *tops]))
    width, height = (360.0, 360.0 if foreseen else 340.0) if narrow else (1200.0, 360.0)
    size = 13.0 if narrow else 15.0
    left = 12.0 + max(len(words.number(mark)) for mark in marks) * size * 0.54
    below = 132.0 if foreseen else 112.0
    bottom, right = height - (below if narrow else 34.0), width - (14.0 if narrow else 230.0)
    plot = _Plot(Scale(0, max(len(plan), 1), left, right), Scale(0, marks[-1], bottom, 20.0), size)
    body = _grid(plot, marks, words) + _days(plot, first_day, len(plan), words)
    if band:
        body += _band(plot, plan, band)
    if foreseen:
        # Over the band of turnout, which would hide its edge.
        body += _foreseen(plot, foreseen)
    body += polyline(plot.way(bound), stroke=REQUIRED, stroke_width="2.5", stroke_dasharray="8 5")
    body += polyline(plot.way(plan), stroke=DATA[0], stroke_width="2.5", stroke_dasharray="2 4")
    if actual:
        body += polyline(plot.way(actual), stroke=DATA[1], stroke_width="3.5", stroke_linejoin="round")
        x, y = plot.way(actual)[-1]
        body += f'<circle cx="{short(x)}" cy="{short(y)}" r="5"{attributes(fill=DATA[1])}/>'
    found = [(bound[-1] if bound else 0.0, words.bound, REQUIRED), (plan[-1] if plan else 0.0, words.plan, DATA[0])]
    if actual:
        found.append((actual[-1], words.actual, DATA[1]))
    if foreseen:
        found.append((sum(foreseen[-1]) / 2, words.foreseen, MUTED))
    body += _labels(plot, found, bottom, narrow, words)
    css = "burn-up only-narrow" if narrow else "burn-up only-wide"
    return drawing(width, height, body, key=key, title=words.title, desc=words.finding, css=css)


def _grid(plot: _Plot, marks: Sequence[int], words: ReachWords) -> str:
    body = ""
    for mark in marks:
        y = plot.y(mark)
        body += line(plot.x.start, y, plot.x.end, y, stroke=MUTED if mark == 0 else LINE)
        told = {"fill": MUTED, "font_size": plot.size, "text_anchor": "end"}
        body += text(plot.x.start - 8, y + plot.size * 0.34, words.number(mark), **told)
    return body


def _days(plot: _Plot, first: date, days: int, words: ReachWords) -> str:
    """Return a tick a day, labelled where there is room."""
    body, y, shown_to = "", plot.y.start, plot.x.start - plot.size * 5
    for number in range(1, days + 1):
        x = plot.x(number)
        body += line(x, y, x, y + 5, stroke=MUTED)
        if x - shown_to >= plot.size * 4.6:
            label = words.day(first + timedelta(days=number - 1))
            told = {"fill": MUTED, "font_size": plot.size, "text_anchor": "middle"}
            body += text(min(x, plot.x.end - plot.size), y + 21, label, **told)
            shown_to = x
    return body


def _band(plot: _Plot, plan: Sequence[float], band: tuple[float, float]) -> str:
    low, high = ([value * share for value in plan] for share in band)
    way = "L".join(f"{short(x)} {short(y)}" for x, y in (*plot.way(high), *reversed(plot.way(low))))
    return f'<path d="M{way}Z"{attributes(fill=STEPS[0])}/>'


def _foreseen(plot: _Plot, days: Sequence[tuple[float, float]]) -> str:
    """Return the band of the forecast: grey, with an edge, so that it is told from that of turnout without colour."""
    low, high = (plot.way([day[side] for day in days]) for side in (0, 1))
    way = "L".join(f"{short(x)} {short(y)}" for x, y in (*high, *reversed(low)))
    told = {"fill": MUTED, "fill_opacity": "0.14", "stroke": MUTED, "stroke_width": "1.5", "stroke_dasharray": "2 3"}
    return f'<path d="M{way}Z"{attributes(**told)}/>'


def _labels(
    plot: _Plot, found: Sequence[tuple[float, str, str]], bottom: float, narrow: bool, words: ReachWords
) -> str:
    """Return the names of the lines, at their ends where there is room, else below the drawing."""
    if narrow:
        rows = [*found, (0.0, words.band, STEPS[1])]
        return "".join(
            line(2, y - 4, 26, y - 4, stroke=colour, stroke_width="3") + text(34, y, label, fill=INK, font_size=13.0)
            for y, (_value, label, colour) in zip((bottom + 44 + 21 * n for n in range(len(rows))), rows, strict=True)
        )
    places = spread([plot.y(value) for value, _l, _c in found], gap=plot.size * 1.6, low=20, high=bottom)
    body, x = "", plot.x.end
    for place, (value, label, colour) in zip(places, found, strict=True):
        body += polyline([(x + 3, plot.y(value)), (x + 16, place)], stroke=colour)
        body += text(x + 22, place + plot.size * 0.34, label, fill=INK, font_size=plot.size)
    return body + text(x + 22, bottom + 21, words.band, fill=MUTED, font_size=13.0)
