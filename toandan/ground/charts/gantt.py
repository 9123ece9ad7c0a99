"""Kits by days and half-days (biểu đồ Gantt): sessions as boxes, days of visits as stripes, rest days, loans."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from toandan.ground.charts.palette import DATA, INK, LINE, MUTED, PAPER, REQUIRED, STEPS
from toandan.ground.charts.svg import attributes, drawing, line, rect, text

_ROW, _HEAD, _LEFT = 26.0, 30.0, 118.0
_FIT = 8
"""Days that fit on a page; a longer plan is drawn wider than it."""


class Fill(StrEnum):
    """What a kit does."""

    SESSION = "session"
    ROUTE = "route"
    REST = "rest"
    LOAN = "loan"


@dataclass(frozen=True, slots=True)
class Box:
    """What one kit does from a half-day on, for so many half-days; `start` is twice the day, one more after noon."""

    row: int
    start: int
    length: int
    fill: Fill
    mark: str
    told: str


@dataclass(frozen=True, slots=True)
class GanttWords:
    """The texts of one drawing: kits by row, days as they are headed, and what each kind of box means."""

    title: str
    finding: str
    rows: Sequence[str]
    days: Sequence[str]
    legend: Sequence[tuple[Fill, str]]


def gantt(boxes: Sequence[Box], *, words: GanttWords, key: str) -> str:
    """Return the drawing; it is as wide as its days need and scrolls inside its own frame."""
    cell = 46.0
    width = _LEFT + 2 * cell * len(words.days) + 2
    bottom = _HEAD + _ROW * len(words.rows)
    body = _pattern(key) + _grid(words, width, bottom, cell)
    body += "".join(_box(box, cell, key) for box in boxes)
    body += _legend(words, bottom + 24, key)
    css = "gantt gantt-long" if len(words.days) > _FIT else "gantt"
    return drawing(width, bottom + 36, body, key=key, title=words.title, desc=words.finding, css=css)


def _pattern(key: str) -> str:
    """Return the stripes of days of visits."""
    stripe = f'<path d="M0 8L8 0"{attributes(stroke=DATA[2], stroke_width="2")}/>'
    return (
        f'<defs><pattern id="{escape(key)}-stripes" width="8" height="8" patternUnits="userSpaceOnUse">'
        f"{rect(0, 0, 8, 8, fill='#F3E6EC')}{stripe}</pattern></defs>"
    )


def _grid(words: GanttWords, width: float, bottom: float, cell: float) -> str:
    body = ""
    for day, name in enumerate(words.days):
        x = _LEFT + 2 * cell * day
        body += line(x, _HEAD - 8, x, bottom, stroke=LINE)
        body += text(x + cell, _HEAD - 12, name, fill=INK, font_size=13.0, text_anchor="middle")
    for row, name in enumerate(words.rows):
        y = _HEAD + _ROW * row
        body += line(0, y, width, y, stroke=LINE)
        body += text(4, y + _ROW - 8, name, fill=INK, font_size=13.0, font_weight="600")
    return body + line(0, bottom, width, bottom, stroke=LINE)


def _colour(fill: Fill, key: str) -> tuple[str, str]:
    """Return fill and stroke of a kind of box."""
    return {
        Fill.SESSION: (STEPS[1], STEPS[3]),
        Fill.ROUTE: (f"url(#{escape(key)}-stripes)", DATA[2]),
        Fill.REST: ("#ECEEF1", "#ECEEF1"),
        Fill.LOAN: (PAPER, REQUIRED),
    }[fill]


def _box(box: Box, cell: float, key: str) -> str:
    x, y = _LEFT + cell * box.start + 1.5, _HEAD + _ROW * box.row + 3
    width = cell * box.length - 3
    fill, stroke = _colour(box.fill, key)
    body = rect(x, y, width, _ROW - 6, fill=fill, stroke=stroke, rx="3")
    room = int(width / 6.6)
    mark = box.mark if len(box.mark) <= room else box.mark[: max(room - 1, 0)] + "…"
    ink = MUTED if box.fill is Fill.REST else INK
    if box.mark and room > 1:
        # A rim of paper lifts the letters off the stripes.
        rim = {"stroke": PAPER, "stroke_width": "3", "paint_order": "stroke"} if box.fill is Fill.ROUTE else {}
        body += text(x + 4, y + _ROW - 12, mark, fill=ink, font_size=11.0, **rim)
    return f"<g><title>{escape(box.told)}</title>{body}</g>"


def _legend(words: GanttWords, y: float, key: str) -> str:
    body, x = "", 4.0
    for kind, label in words.legend:
        fill, stroke = _colour(kind, key)
        body += rect(x, y - 11, 16, 14, fill=fill, stroke=stroke, rx="3")
        body += text(x + 22, y, label, fill=INK, font_size=13.0)
        x += 44 + len(label) * 7.5
    return body
