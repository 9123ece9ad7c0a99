"""The fan (biểu đồ dự báo): what was done, and between which bounds the coming days will probably lie; y from zero.

The darker band holds half of the ways that were drawn, the lighter one four of five; the line in them is the middle.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, REQUIRED, STEPS
from toandan.ground.charts.scale import Scale, ticks
from toandan.ground.charts.svg import attributes, drawing, line, polyline, short, text

Band = tuple[date, Sequence[float]]
"""A day and the people done at its end: the 10th, 25th, 50th, 75th and 90th percentiles."""


@dataclass(frozen=True, slots=True)
class FanWords:
    """The texts of one drawing, in the page's language; `number` and `day` write figures and days."""

    title: str
    finding: str
    goal: str
    deadline: str
    done: str
    middle: str
    half: str
    most: str
    number: Callable[[int], str]
    day: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class _Plot:
    x: Scale
    y: Scale
    since: date
    size: float

    def at(self, day: date, people: float) -> tuple[float, float]:
        return self.x((day - self.since).days), self.y(people)


def fan(
    past: Sequence[tuple[date, int]],
    bands: Sequence[Band],
    *,
    goal: int,
    deadline: date,
    words: FanWords,
    key: str,
    narrow: bool = False,
) -> str:
    """Return the drawing from the first past day to the last band; `narrow` is the one for a telephone's width."""
    end = max([deadline, past[-1][0], *(day for day, _shares in bands)])
    marks = ticks(max(goal, *(done for _day, done in past), 1))
    width, height = (360.0, 350.0) if narrow else (1200.0, 400.0)
    size = 13.0 if narrow else 15.0
    left = 12.0 + max(len(words.number(mark)) for mark in marks) * size * 0.54
    bottom = height - (116.0 if narrow else 74.0)
    since = past[0][0]
    plot = _Plot(Scale(0, max((end - since).days, 1), left, width - 14), Scale(0, marks[-1], bottom, 34.0), since, size)
    body = _grid(plot, marks, words) + _days(plot, end, words) + _bands(plot, past[-1], bands)
    body += _goal(plot, goal, deadline, words)
    done = [plot.at(day, people) for day, people in past]
    body += polyline(done, stroke=DATA[0], stroke_width="3.5", stroke_linejoin="round")
    body += _legend(plot, bottom + 44, narrow, words)
    css = "burn-up only-narrow" if narrow else "burn-up only-wide"
    return drawing(width, height, body, key=key, title=words.title, desc=words.finding, css=css)


def _grid(plot: _Plot, marks: Sequence[int], words: FanWords) -> str:
    body = ""
    for mark in marks:
        y = plot.y(mark)
        body += line(plot.x.start, y, plot.x.end, y, stroke=MUTED if mark == 0 else LINE)
        told = {"fill": MUTED, "font_size": plot.size, "text_anchor": "end"}
        body += text(plot.x.start - 8, y + plot.size * 0.34, words.number(mark), **told)
    return body


def _days(plot: _Plot, end: date, words: FanWords) -> str:
    """Return a tick a week, labelled where the labels keep clear of each other."""
    body, y, clear = "", plot.y.start, plot.size * 4.2
    shown_to = plot.x.start - clear
    for ahead in range(0, (end - plot.since).days + 1, 7):
        x = plot.x(ahead)
        body += line(x, y, x, y + 5, stroke=MUTED)
        if x - shown_to >= clear and plot.x.end - x >= clear / 2:
            told = {"fill": MUTED, "font_size": plot.size, "text_anchor": "middle"}
            body += text(x, y + 21, words.day(plot.since + timedelta(days=ahead)), **told)
            shown_to = x
    return body


def _bands(plot: _Plot, last: tuple[date, int], bands: Sequence[Band]) -> str:
    if not bands:
        return ""
    start = plot.at(*last)
    low, quarter, middle, three, high = (
        [start, *(plot.at(day, shares[place]) for day, shares in bands)] for place in range(5)
    )
    return (
        _between(low, high, STEPS[1])
        + _between(quarter, three, STEPS[2])
        + polyline(middle, stroke=DATA[0], stroke_width="2", stroke_dasharray="6 4")
    )


def _between(low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]], colour: str) -> str:
    way = "L".join(f"{short(x)} {short(y)}" for x, y in (*high, *reversed(low)))
    return f'<path d="M{way}Z"{attributes(fill=colour)}/>'


def _goal(plot: _Plot, goal: int, deadline: date, words: FanWords) -> str:
    """Return the height that must be reached and the day it must be reached on, each with its label."""
    y, (x, _top) = plot.y(goal), plot.at(deadline, 0)
    body = line(plot.x.start, y, plot.x.end, y, stroke=MUTED, stroke_width="2")
    body += text(plot.x.start + 4, y - 6, words.goal, fill=INK, font_size=plot.size)
    body += line(x, plot.y.end - 14, x, plot.y.start, stroke=REQUIRED, stroke_width="2", stroke_dasharray="8 5")
    half = len(words.deadline) * plot.size * 0.27
    place = min(max(x, half), plot.x.end - half)
    told = {"fill": REQUIRED, "font_size": plot.size, "font_weight": "600", "text_anchor": "middle"}
    return body + text(place, plot.y.end - 20, words.deadline, **told)


def _legend(plot: _Plot, y: float, narrow: bool, words: FanWords) -> str:
    signs = (
        (line(0, -4, 24, -4, stroke=DATA[0], stroke_width="3.5"), words.done),
        (line(0, -4, 24, -4, stroke=DATA[0], stroke_width="2", stroke_dasharray="6 4"), words.middle),
        (line(0, -4, 24, -4, stroke=STEPS[2], stroke_width="10"), words.half),
        (line(0, -4, 24, -4, stroke=STEPS[1], stroke_width="10"), words.most),
    )
    body, x = "", 2.0
    for sign, label in signs:
        piece = sign + text(32, 0, label, fill=INK, font_size=plot.size)
        body += f'<g transform="translate({short(x)} {short(y)})">{piece}</g>'
        if narrow:
            y += 19
        else:
            x += 56 + len(label) * plot.size * 0.52
    return body
