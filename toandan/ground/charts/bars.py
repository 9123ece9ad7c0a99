"""Bars of parts and of ages (thanh phân đoạn, thanh tồn đọng)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from toandan.ground.charts.palette import DATA, INK, MUTED, PAPER, STEPS
from toandan.ground.charts.svg import drawing, rect, text


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: its name, people, and colour."""

    name: str
    people: int
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, count, and the list it leads to ("" leads nowhere)."""

    name: str
    count: int
    address: str = ""


def strip(parts: Sequence[Part], *, key: str, title: str, desc: str, width: float = 1200, height: float = 32) -> str:
    """Return one bar cut into its parts, in their order; a part with people is never thinner than 2 units."""
    total = sum(p.people for p in parts)
    shown = [p for p in parts if p.people > 0]
    room = width - 2.0 * len(shown)
    body, x = "", 0.0
    for part in shown:
        wide = 2.0 + room * part.people / total
        body += rect(x, 0.5, wide - 1, height - 1, fill=part.colour, stroke=MUTED, stroke_width="0.5")
        x += wide
    if not shown:
        body = rect(0.5, 0.5, width - 1, height - 1, fill=PAPER, stroke=MUTED)
    return drawing(width, height, body, key=key, title=title, desc=desc, css="strip-figure")


def stages(steps: Sequence[Bar], *, key: str, title: str, desc: str, write: Callable[[int], str]) -> str:
    """Return the stage strip: equal boxes in the order of the work, each with its count; darker means more."""
    width, height = 960.0, 72.0
    if not steps:
        return drawing(width, height, "", key=key, title=title, desc=desc, css="stages")
    wide, most, body = width / len(steps), max(s.count for s in steps) or 1, ""
    for i, s in enumerate(steps):
        shade = min(4, int(4 * s.count / most))
        ink = PAPER if shade >= 3 else INK
        box = rect(i * wide + 1, 1, wide - 2, height - 2, fill=STEPS[shade], stroke=MUTED)
        box += text(i * wide + 12, 32, write(s.count), fill=ink, font_size="22", font_weight="600")
        box += text(i * wide + 12, 56, s.name, fill=ink, font_size="15")
        body += _link(box, s.address)
    return drawing(width, height, body, key=key, title=title, desc=desc, css="stages")


def ageing(bars: Sequence[Bar], *, key: str, title: str, desc: str, write: Callable[[int], str]) -> str:
    """Return the ageing bars: one horizontal bar for each age class from zero, its count outside at its end."""
    width, row, left, right = 640.0, 32.0, 170.0, 90.0
    most, body = max((b.count for b in bars), default=0) or 1, ""
    for i, b in enumerate(bars):
        long, y = (width - left - right) * b.count / most, i * row
        piece = text(left - 12, y + 21, b.name, fill=INK, font_size="15", text_anchor="end")
        piece += rect(left, y + 5, max(long, 1), row - 10, fill=DATA[0])
        piece += text(left + long + 8, y + 21, write(b.count), fill=INK, font_size="15", font_weight="600")
        body += _link(piece, b.address)
    return drawing(width, row * max(len(bars), 1), body, key=key, title=title, desc=desc, css="ageing")


def _link(body: str, address: str) -> str:
    return f'<a href="{escape(address)}">{body}</a>' if address else body
