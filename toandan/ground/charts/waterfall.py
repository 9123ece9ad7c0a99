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


def waterfall(
    rungs: Sequence[Rung], *, key: str, title: str, desc: str, total: str, write: Callable[[float], str]
) -> str:
    """Return the bars of the comparisons, each beginning where the one before it ends, and their sum below.

    Bars to the right of where they begin speak for, bars to the left against; the number at each says how much, so
    that nothing hangs on the colour.
    """
    width, row, left, right = 720.0, 30.0, 200.0, 70.0
    ends = [0.0]
    for rung in rungs:
        ends.append(ends[-1] + rung.weight)
    low, high = min(ends), max(ends)
    scale = (width - left - right - 60) / ((high - low) or 1.0)

    def at(value: float) -> float:
        return left + 60 + (value - low) * scale

    height = row * (len(rungs) + 1) + 8
    body = line(at(0), 0, at(0), height, stroke=MUTED)
    spans = [(rung.name, start, start + rung.weight, rung.weight) for rung, start in zip(rungs, ends, strict=False)]
    for place, (name, start, end, weight) in enumerate([*spans, (total, 0.0, ends[-1], ends[-1])]):
        body += _bar(place * row, name, (at(start), at(end)), write(weight), last=place == len(spans), left=left)
    return drawing(width, height, body, key=key, title=title, desc=desc, css="waterfall")


def _bar(y: float, name: str, ends: tuple[float, float], said: str, *, last: bool, left: float) -> str:
    start, end = ends
    weight = "600" if last else "400"
    colour = INK if last else DATA[0] if end >= start else DATA[2]
    piece = text(left - 12, y + 20, name, fill=INK, font_size="15", text_anchor="end", font_weight=weight)
    piece += rect(min(start, end), y + 6, max(abs(end - start), 1), 18, fill=colour)
    side, anchor = (max(start, end) + 6, "start") if end >= start else (min(start, end) - 6, "end")
    return piece + text(side, y + 20, said, fill=INK, font_size="15", font_weight="600", text_anchor=anchor)
