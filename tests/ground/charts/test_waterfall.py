"""Each bar begins where the one before it ends, and the sum is drawn from nought."""

import re

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.waterfall import Rung, waterfall


def bars(svg):
    found = re.findall(r'<rect x="([-\d.]+)" y="[\d.]+" width="([\d.]+)"', svg)
    return [(float(x), float(x) + float(w)) for x, w in found]


def draw(weights, *, narrow=False):
    rungs = [Rung(f"so sánh {i}", w) for i, w in enumerate(weights)]
    return waterfall(rungs, key="w", title="t", desc="d", total="Tổng", write=lambda w: f"{w:+.1f}", narrow=narrow)


@given(st.lists(st.floats(-20, 20).filter(lambda w: abs(w) > 0.5), min_size=1, max_size=8), st.booleans())
def test_every_bar_begins_where_the_one_before_ends_and_all_stay_inside(weights, narrow):
    found = bars(draw(weights, narrow=narrow))
    assert len(found) == len(weights) + 1
    for before, after, weight, following in zip(found, found[1:-1], weights, weights[1:], strict=False):
        end = before[1] if weight > 0 else before[0]
        start = after[0] if following > 0 else after[1]
        assert abs(end - start) <= 0.21
    first, last = (51.9, 309) if narrow else (259.9, 651)
    assert min(low for low, _ in found) >= first
    assert max(high for _, high in found) <= last


def test_numbers_and_names_are_written_and_escaped():
    svg = waterfall([Rung("<họ tên>", 8.5), Rung("năm sinh", -3.0)], key="w", title="t", desc="d", total="Tổng",
                    write=lambda w: f"{w:+.1f}")  # fmt: skip
    assert "&lt;họ tên&gt;" in svg
    assert [said in svg for said in (">+8.5<", ">-3.0<", ">+5.5<", ">Tổng<")] == [True] * 4


def test_nothing_to_compare_is_an_empty_sum():
    assert ">+0.0<" in draw([])
