"""Sparklines and bullets: true to their numbers, small, and silent where the text beside them says the same."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts import small
from toandan.ground.charts.palette import STEPS


def walked(svg):
    """Return the points of the line, followed step by step."""
    x, y = map(int, re.search(r"M(\d+) (\d+)l", svg).groups())
    points = [(x, y)]
    for dx, dy in re.findall(r"l(-?\d+) (-?\d+)", svg):
        x, y = x + int(dx), y + int(dy)
        points.append((x, y))
    return points


@given(st.lists(st.integers(-500, 5000), min_size=2, max_size=28))
def test_the_line_ends_where_its_dot_is_and_stays_inside(values):
    svg = small.sparkline(values)
    points = walked(svg)
    assert len(points) == len(values)
    assert all(0 <= x <= 168 and 0 <= y <= 44 for x, y in points)
    assert f'cx="{points[-1][0]}" cy="{points[-1][1]}"' in svg


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=28))
def test_higher_values_stand_higher(values):
    heights = [y for _, y in walked(small.sparkline(values))]
    for a, ya in zip(values, heights, strict=True):
        for b, yb in zip(values, heights, strict=True):
            assert not (a > b and ya > yb)


def test_zero_is_common_and_shown_only_below_it():
    assert walked(small.sparkline([5, 5]))[0][1] == 6
    assert walked(small.sparkline([0, 5]))[0][1] == 38
    assert small.sparkline([3, -2]).count("<path") == 2
    assert small.sparkline([3, 2]).count("<path") == 1


def test_too_few_days_draw_no_line():
    assert "<path" not in small.sparkline([4])
    assert "<path" not in small.sparkline([])


def test_hundreds_of_them_stay_small():
    assert len(small.sparkline(list(range(28)), label="28")) < 650


def test_a_label_makes_an_image_and_none_makes_decoration():
    assert 'role="img" aria-label="&lt;b&gt;"' in small.sparkline([1, 2], label="<b>")
    assert 'aria-hidden="true"' in small.bullet(50)


def bar(svg):
    root = ElementTree.fromstring(svg)
    bars = [r for r in root if r.get("fill") == STEPS[3]]
    return float(bars[0].get("width")) if bars else None


def test_the_bar_is_as_long_as_the_rate():
    assert bar(small.bullet(50.0)) == 40
    assert bar(small.bullet(100.0)) == 80
    assert bar(small.bullet(0.0)) is None
    assert bar(small.bullet(None)) is None


def test_the_mark_stands_at_the_goal():
    assert "M78 0L78 14" in small.bullet(50, 95)
    assert "M82 0L82 14" in small.bullet(50)
