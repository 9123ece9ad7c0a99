"""Dots stand where their figures say, limits stay in the plot, and only named units are named."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.funnel import Dot, FunnelWords, funnel

WORDS = FunnelWords("t", "f", "size", "centre", "outer", "inner", str, lambda rate: f"{rate:.0%}")
SVG = "{http://www.w3.org/2000/svg}"


def draw(dots: list[Dot], centre: float = 0.5, narrow: bool = False) -> ElementTree.Element:
    def limits(wide: float):
        return lambda size: (max(0.0, centre - wide / size**0.5), min(1.0, centre + wide / size**0.5))

    made = funnel(dots, centre=centre, inner=limits(1), outer=limits(1.6), words=WORDS, key="k", narrow=narrow)
    return ElementTree.fromstring(made)


@given(st.lists(st.builds(Dot, st.integers(0, 50_000), st.floats(0, 1), st.sampled_from(["", "Xã"])), max_size=30),
       st.floats(0, 1), st.booleans())  # fmt: skip
def test_everything_lies_in_the_drawing_and_a_higher_rate_stands_higher(
    dots: list[Dot], centre: float, narrow: bool
) -> None:
    drawn = draw(dots, centre, narrow)
    _x, _y, width, height = map(float, drawn.attrib["viewBox"].split())
    circles = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in drawn.iter(f"{SVG}circle")]
    shown = [dot for dot in dots if dot.size]
    assert len(circles) == len(shown)
    assert all(0 <= cx <= width and 0 <= cy <= height for cx, cy in circles)
    for one, (ax, ay) in zip(shown, circles, strict=True):
        for other, (bx, by) in zip(shown, circles, strict=True):
            assert one.rate <= other.rate or ay <= by
            assert one.size <= other.size or ax >= bx
    for path in drawn.iter(f"{SVG}path"):
        points = [tuple(map(float, pair.split())) for pair in re.findall(r"[ML]([-\d.]+ [-\d.]+)", path.attrib["d"])]
        assert all(-5 <= py <= height for _px, py in points)


def test_named_units_are_named_beside_the_plot_and_escaped() -> None:
    drawn = draw([Dot(100, 0.9, "Xã <A>"), Dot(120, 0.5), Dot(5000, 0.1, "Xã B")])
    texts = [one.text for one in drawn.iter(f"{SVG}text")]
    assert {"Xã <A>", "Xã B"} <= set(texts)
    assert "size" in texts
