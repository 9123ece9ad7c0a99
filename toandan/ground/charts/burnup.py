"""The burn-up (biểu đồ lũy kế): what is done, what is required a day, and the target that may rise; y from zero.

All labels stand outside the plot at the ends of their lines, with an enforced gap. The done line ends today; a fine
line carries its height to the edge, where its label is, and shows what would be reached if nothing more were done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, REQUIRED
from toandan.ground.charts.scale import Scale, spread, ticks
from toandan.ground.charts.svg import drawing, line, polyline, text


@dataclass(frozen=True, slots=True)
class Point:
    """People of the target and people done at the end of one day."""

    day: date
    target: int
    done: int


@dataclass(frozen=True, slots=True)
class Required:
    """The straight way from `done` on `since` to `goal` on `until`."""

    since: date
    done: int
    until: date
    goal: int


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one drawing, in the page's language; `number` and `day` write figures and days.

    Each label is at most two lines, separated by a line feed.
    """

    title: str
    finding: str
    done: str
    target: str
    required: str
    today: str
    number: Callable[[int], str]
    day: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class _Label:
    place: float
    text: str
    colour: str
    dash: str | None


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plot's box, its scales, and the size of its texts."""

    x: Scale
    y: Scale
    since: date
    size: float

    def at(self, day: date, people: int) -> tuple[float, float]:
        return self.x((day - self.since).days), self.y(people)


def burn_up(
    points: Sequence[Point], required: Required | None, *, until: date, words: Words, key: str, narrow: bool = False
) -> str:
    """Return the drawing from the first point's day to `until`; `narrow` is the one for a telephone's width."""
    first, last = points[0], points[-1]
    end = max(until, last.day)
    marks = ticks(max([p.target for p in points] + [p.done for p in points] + ([required.goal] if required else [])))
    width, height = (360.0, 330.0) if narrow else (1200.0, 400.0)
    bottom = height - (112.0 if narrow else 34.0)
    right = width - (14.0 if narrow else 210.0)
    size = 13.0 if narrow else 15.0
    left = 12.0 + max(len(words.number(m)) for m in marks) * size * 0.54
    plot = _Plot(
        x=Scale(0, max((end - first.day).days, 1), left, right),
        y=Scale(0, marks[-1], bottom, 30.0),
        since=first.day,
        size=size,
    )
    labels = _labels(plot, points, required, words)
    body = _grid(plot, marks, words) + _days(plot, first.day, end, words)
    body += _lines(plot, points, required, end) + _today(plot, last.day, words)
    body += _legend(plot, labels, bottom) if narrow else _ends(plot, labels)
    css = "burn-up only-narrow" if narrow else "burn-up only-wide"
    return drawing(width, height, body, key=key, title=words.title, desc=words.finding, css=css)


def _axis(plot: _Plot) -> dict[str, object]:
    return {"fill": MUTED, "font_size": plot.size}


def _grid(plot: _Plot, marks: Sequence[int], words: Words) -> str:
    body = ""
    for mark in marks:
        y = plot.y(mark)
        body += line(plot.x.start, y, plot.x.end, y, stroke=MUTED if mark == 0 else LINE)
        body += text(
            plot.x.start - 8,
            y + plot.size * 0.34,
            words.number(mark),
            fill=MUTED,
            font_size=plot.size,
            text_anchor="end",
        )
    return body


def _days(plot: _Plot, since: date, until: date, words: Words) -> str:
    """Return a tick a week, labelled where the label keeps clear of the last day's."""
    body, y, clear = "", plot.y.start, plot.size * 4.2
    days = [since + timedelta(days=i) for i in range(0, (until - since).days, 7)]
    shown_to = plot.x.start - clear
    for day in days:
        x = plot.x((day - since).days)
        body += line(x, y, x, y + 5, stroke=MUTED)
        if x - shown_to >= clear and plot.x.end - x >= clear:
            body += text(x, y + 21, words.day(day), text_anchor="middle", **_axis(plot))
            shown_to = x
    body += line(plot.x.end, y, plot.x.end, y + 5, stroke=MUTED)
    anchor = "end" if plot.size < 14 else "middle"
    return body + text(plot.x.end, y + 21, words.day(until), fill=INK, font_size=plot.size, text_anchor=anchor)


def _lines(plot: _Plot, points: Sequence[Point], required: Required | None, end: date) -> str:
    last = points[-1]
    target = [plot.at(p.day, p.target) for p in points]
    body = polyline([*target, plot.at(end, last.target)], stroke=MUTED, stroke_width="2")
    if last.day < end:
        body += polyline(
            [plot.at(last.day, last.done), plot.at(end, last.done)], stroke=DATA[0], stroke_dasharray="1 4"
        )
    if required:
        way = [plot.at(required.since, required.done), plot.at(required.until, required.goal)]
        body += polyline(way, stroke=REQUIRED, stroke_width="2.5", stroke_dasharray="8 5")
    done = [plot.at(p.day, p.done) for p in points]
    body += polyline(done, stroke=DATA[0], stroke_width="3.5", stroke_linejoin="round")
    x, y = done[-1]
    return body + f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{DATA[0]}"/>'


def _today(plot: _Plot, day: date, words: Words) -> str:
    x = plot.x((day - plot.since).days)
    body = line(x, plot.y.end - 8, x, plot.y.start, stroke=INK)
    half = len(words.today) * plot.size * 0.27
    place = min(max(x, half), plot.x.end + (0 if plot.size < 14 else 100) - half)
    return body + text(
        place, plot.y.end - 13, words.today, fill=INK, font_size=plot.size, font_weight="600", text_anchor="middle"
    )


def _labels(plot: _Plot, points: Sequence[Point], required: Required | None, words: Words) -> list[_Label]:
    last = points[-1]
    labels = [_Label(plot.y(last.target), words.target, MUTED, None)]
    if required:
        labels.append(_Label(plot.y(required.goal), words.required, REQUIRED, "8 5"))
    labels.append(_Label(plot.y(last.done), words.done, DATA[0], None))
    return labels


def _ends(plot: _Plot, labels: Sequence[_Label]) -> str:
    """Return the labels right of the plot, moved apart, each tied to its line's end by a short stroke."""
    gap = plot.size * 2.9
    places = spread([label.place for label in labels], gap=gap, low=plot.y.end, high=plot.y.start - gap / 2)
    body, x = "", plot.x.end
    for label, place in zip(labels, places, strict=True):
        body += polyline([(x + 3, label.place), (x + 16, place)], stroke=label.colour)
        body += _two_lines(x + 22, place + plot.size * 0.34, label, plot.size)
    return body


def _legend(plot: _Plot, labels: Sequence[_Label], bottom: float) -> str:
    """Return the labels below the plot, where a narrow screen has room, each behind a piece of its line."""
    body, y = "", bottom + 46
    for label in labels:
        width = "3.5" if label.colour == DATA[0] else "2.5"
        body += line(2, y - 4, 26, y - 4, stroke=label.colour, stroke_width=width, stroke_dasharray=label.dash)
        body += text(34, y, label.text.replace("\n", ": "), fill=INK, font_size=plot.size)
        y += 21
    return body


def _two_lines(x: float, y: float, label: _Label, size: float) -> str:
    first, _, second = label.text.partition("\n")
    body = text(x, y, first, fill=label.colour, font_size=size, font_weight="600")
    return body + (text(x, y + size * 1.2, second, fill=INK, font_size=size) if second else "")
