"""The burn-up: everything inside the box, labels apart, texts escaped, title and description present."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.burnup import Point, Required, Words, burn_up

START = date(2023, 5, 20)
SVG = "{http://www.w3.org/2000/svg}"


def words(**changes):
    told = {
        "title": "Lũy kế", "finding": "Cần 10/ngày", "done": "Đạt\n1", "target": "Phải cấp\n2", "required": "Cần\n3",
        "today": "hôm nay",
    }  # fmt: skip
    return Words(**(told | changes), number="{:,}".format, day="{:%d/%m}".format)


def drawn(done, target, *, days=42, narrow=False, **changes):
    points = [Point(START + timedelta(days=i), t, d) for i, (t, d) in enumerate(zip(target, done, strict=True))]
    until = START + timedelta(days=days)
    last = points[-1]
    way = Required(last.day, last.done, until, last.target) if last.day < until and last.done < last.target else None
    return ElementTree.fromstring(burn_up(points, way, until=until, words=words(**changes), key="k", narrow=narrow))


def coordinates(root):
    """Yield every point of every path and the place of every text, as (x, y)."""
    for path in root.iter(f"{SVG}path"):
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.get("d")):
            yield float(x), float(y)
    for text in root.iter(f"{SVG}text"):
        yield float(text.get("x")), float(text.get("y"))


@pytest.mark.parametrize("narrow", [False, True])
@given(st.lists(st.tuples(st.integers(0, 9_000_000), st.integers(0, 9_000_000)), min_size=1, max_size=50))
def test_everything_stands_inside_the_drawing(narrow, figures):
    root = drawn([min(a, b) for a, b in figures], [max(a, b) for a, b in figures], narrow=narrow)
    width, height = (float(v) for v in root.get("viewBox").split()[2:])
    assert all(0 <= x <= width and 0 <= y <= height for x, y in coordinates(root))


def test_labels_of_a_full_target_keep_apart():
    """Target and required line end at the same point; their labels must not."""
    root = drawn([100, 900], [1000, 1000])
    plot_end = 1200 - 210
    places = sorted(
        float(t.get("y")) for t in root.iter(f"{SVG}text") if float(t.get("x")) > plot_end + 20 and t.get("font-weight")
    )
    assert len(places) == 3
    assert all(b - a >= 2.4 * 15 for a, b in pairwise(places))


def test_the_axis_begins_at_zero():
    root = drawn([900, 950], [1000, 1000])
    labels = [t.text for t in root.iter(f"{SVG}text") if t.get("text-anchor") == "end"]
    assert labels[0] == "0"


def test_it_is_an_image_with_title_and_description():
    root = drawn([1, 2], [4, 4])
    ids = root.get("aria-labelledby").split()
    assert root.get("role") == "img"
    assert [e.get("id") for e in (root.find(f"{SVG}title"), root.find(f"{SVG}desc"))] == ids
    assert root.find(f"{SVG}desc").text == "Cần 10/ngày"


def test_texts_cannot_leave_their_element():
    root = drawn([1, 2], [4, 4], title="<script>alert(1)</script>", today='"><a href="x">')
    assert root.find(f"{SVG}title").text == "<script>alert(1)</script>"
    assert not list(root.iter(f"{SVG}script")) + list(root.iter(f"{SVG}a"))


def test_nothing_is_required_once_done():
    assert 'stroke-dasharray="8 5"' not in ElementTree.tostring(drawn([4], [4]), encoding="unicode")
    assert 'stroke-dasharray="8 5"' in ElementTree.tostring(drawn([3], [4]), encoding="unicode")
