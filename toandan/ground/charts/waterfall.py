"""How single comparisons add up to a weight (biểu đồ thác nước): for and against, step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toandan.ground.charts.palette import DATA, INK, MUTED
from toandan.ground.charts.svg import drawing, line, rect, text


@dataclass(frozen=True, slots=True)
class Rung:
    """One comparison and what it adds; a negative weight speaks against."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Room:
    """Where things are drawn: on a telephone the name stands above its bar, elsewhere before it."""

    width: float
    row: float
    left: float
    right: float
    name: tuple[float, float, str]
    """How far from the left and from the top of its row a name is written, and by which of its ends."""
    bar: float
    size: str


_WIDE = _Room(720.0, 30.0, 260.0, 70.0, (188.0, 20.0, "end"), 6.0, "15")
_NARROW = _Room(360.0, 50.0, 52.0, 52.0, (0.0, 14.0, "start"), 22.0, "14")


def waterfall(
    rungs: Sequence[Rung], *, key: str, title: str, desc: str, total: str, write: Callable[[float], str],
    narrow: bool = False,
) -> str:  # fmt: skip
    """Return the bars of the comparisons, each beginning where the one before it ends, and their sum below.

    Bars to the right of where they begin speak for, bars to the left against; the number at each says how much, so
    that nothing hangs on the colour. `narrow` is the drawing for a telephone's width.
    """
    room = _NARROW if narrow else _WIDE
    ends = [0.0]
    for rung in rungs:
        ends.append(ends[-1] + rung.weight)
    low, high = min(ends), max(ends)
    scale = (room.width - room.left - room.right) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return room.left + (value - low) * scale

    height = room.row * (len(rungs) + 1) + 8
    body = line(at(0), 0, at(0), height, stroke=MUTED)
    spans = [(rung.name, start, start + rung.weight, rung.weight) for rung, start in zip(rungs, ends, strict=False)]
    for place, (name, start, end, weight) in enumerate([*spans, (total, 0.0, ends[-1], ends[-1])]):
        body += _bar(room, place * room.row, name, (at(start), at(end)), write(weight), last=place == len(spans))
    css = "waterfall only-narrow" if narrow else "waterfall only-wide"
    return drawing(room.width, height, body, key=key, title=title, desc=desc, css=css)


def _bar(room: _Room, y: float, name: str, ends: tuple[float, float], said: str, *, last: bool) -> str:
    start, end = ends
    weight = "600" if last else "400"
    colour = INK if last else DATA[0] if end >= start else DATA[2]
    right, down, anchor = room.name
    piece = text(right, y + down, name, fill=INK, font_size=room.size, text_anchor=anchor, font_weight=weight)
    piece += rect(min(start, end), y + room.bar, max(abs(end - start), 1), 18, fill=colour)
    side, anchor = (max(start, end) + 6, "start") if end >= start else (min(start, end) - 6, "end")
    told = {"fill": INK, "font_size": room.size, "font_weight": "600", "text_anchor": anchor}
    return piece + text(side, y + room.bar + 14, said, **told)
