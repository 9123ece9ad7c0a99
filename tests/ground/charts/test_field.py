"""Drawings of plans: inside their box, texts escaped, largest places below, every kit and day there."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.fieldmap import Legend, MapWords, Spot, Way, field_map
from toandan.ground.charts.gantt import Box, Fill, GanttWords, gantt
from toandan.ground.charts.reach import ReachWords, reach

WORDS = MapWords("t", "f", "gốc <1>", str)
points = st.tuples(st.floats(8, 23), st.floats(102, 109))


@given(st.lists(st.tuples(points, st.floats(0, 9999)), min_size=1, max_size=12), points, st.booleans())
def test_the_map_holds_all_its_places_and_its_scale_whatever_they_lie_like(places, base, narrow) -> None:
    spots = [Spot(lat, lon, people, None, "1", "x") for (lat, lon), people in places]
    ways = [Way((base, *(point for point, _people in places)), "r")]
    svg = field_map(spots, ways, [base], words=WORDS, key="m", narrow=narrow)
    width, height = (float(n) for n in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    circles = [tuple(map(float, found)) for found in re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"', svg)]
    assert len(circles) == len(places)
    assert all(x - r >= 0 and x + r <= width and y - r >= 0 and y + r <= height for x, y, r in circles)
    end = float(re.findall(r'<path d="M20 [\d.]+L([\d.]+) ', svg)[-1])
    assert 0 < end - 20 <= width / 5 + 0.1
    assert [r for _x, _y, r in circles] == sorted((r for _x, _y, r in circles), reverse=True)


def test_numbers_of_kits_stand_above_all_circles_and_hide_none_and_the_legend_lies_below_the_map() -> None:
    near = [Spot(21 + n / 2000, 105.8, 50 - n, 15.0, f"{n + 1}", "x") for n in range(6)]
    far, ways = Spot(21.3, 105.9, 60, None, "", "y"), [Way(((21.1, 105.8), (21.001, 105.8)), "r", "7")]
    legend = Legend("share", list("abcde"), "nobody", lambda n: f"{n} people", "kit", "route", "base")
    for narrow in (False, True):
        bare, said = (
            field_map([*near, far], ways, [], words=replace(WORDS, legend=one), key="m", narrow=narrow)
            for one in (None, legend)
        )
        found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="18" rx="4"', bare)
        chips = [(float(x), float(y), float(wide)) for x, y, wide in found]
        assert len(chips) == 7 and bare.rindex("<circle") < bare.index('rx="4"')
        for at, (x, y, wide) in enumerate(chips):
            assert all(abs(y - v) >= 18 or x + wide <= u or u + w <= x for u, v, w in chips[:at])
        tall, deep = (float(re.search(r'viewBox="0 0 \S+ ([\d.]+)"', one)[1]) for one in (bare, said))
        words = [
            float(y)
            for y in re.findall(r'y="([\d.]+)"[^>]*font-size="13">(?:share|[a-e]|nobody|60 people|kit|base)<', said)
        ]
        assert len(words) == 10 and tall < min(words) and max(words) < deep
    ElementTree.fromstring(said)


def test_texts_are_escaped_and_north_is_up() -> None:
    spots = [Spot(21.2, 105.8, 10, 95.0, "3", "Nhà <A>"), Spot(21.0, 105.8, 10, None, "", "B")]
    svg = field_map(spots, [], [(21.1, 105.8)], words=WORDS, key="m")
    ElementTree.fromstring(svg)
    assert "Nhà &lt;A&gt;" in svg and "gốc &lt;1&gt;" in svg
    north, south = re.findall(r'cy="([\d.]+)"', svg)
    assert float(north) < float(south)


def test_the_gantt_puts_half_days_side_by_side() -> None:
    boxes = [Box(0, 0, 1, Fill.SESSION, "HALL", "Hội <trường>"), Box(1, 2, 2, Fill.ROUTE, "4", "x")]
    words = GanttWords("t", "f", ("K1", "K2"), ("5/6", "6/6"), ((Fill.SESSION, "s"), (Fill.ROUTE, "r")))
    svg = gantt(boxes, words=words, key="g")
    ElementTree.fromstring(svg)
    assert "Hội &lt;trường&gt;" in svg
    (left, _a, short), (right, _b, long) = (
        tuple(map(float, found))
        for found in re.findall(r'</title><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', svg)
    )
    assert right - left == 2 * (short + 3)
    assert long == 2 * short + 3


def test_the_curve_begins_at_nothing_and_ends_at_its_totals() -> None:
    words = ReachWords("t", "f", "thực", "phương án", "70–130 %", "chặn", lambda n: f"{n:g}", str)
    svg = reach(date(2023, 6, 5), [10, 20, 40], [20, 40, 50], [12], (0.7, 1.3), words=words, key="c")
    ElementTree.fromstring(svg)
    ways = re.findall(r'<path d="M([\d. L]+)" fill="none" stroke="(#\w+)" stroke-(?:width|linejoin)', svg)
    heights = {colour: [float(p.split()[1]) for p in way.split("L")] for way, colour in ways}
    assert [len(found) for found in heights.values()] == [4, 4, 2]
    assert all(found == sorted(found, reverse=True) for found in heights.values())
    assert 'fill-opacity="0.14"' not in svg
    ahead = reach(
        date(2023, 6, 5), [10, 20], [20, 40], band=None, foreseen=[(5, 8), (9, 90)],
        words=replace(words, foreseen="dự báo"), key="c",
    )  # fmt: skip
    (band,) = re.findall(r'<path d="M([\d. L]+)Z" fill="#5A6370" fill-opacity="0.14"', ahead)
    heights_of = [float(point.split()[1]) for point in band.split("L")]
    assert heights_of[0] == heights_of[-1] and min(heights_of) == heights_of[2] >= 20, "the highest day lies inside"
    assert "dự báo</text>" in ahead
    assert "burn-up only-narrow" in reach(date(2023, 6, 5), [1], [2], words=words, key="n", narrow=True)
