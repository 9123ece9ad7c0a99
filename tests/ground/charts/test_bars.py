"""The strip closes, nobody disappears from it, and texts are escaped."""

import re

from hypothesis import given
from hypothesis import strategies as st

from toandan.ground.charts.bars import Bar, Part, ageing, stages, strip


def widths(svg):
    return [float(w) for w in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"', svg)]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=13))
def test_the_strip_is_as_wide_as_its_parts_and_every_part_is_seen(people):
    svg = strip([Part(str(i), n, "#000") for i, n in enumerate(people)], key="s", title="t", desc="d")
    found = widths(svg)
    if not any(people):
        assert len(found) == 1
        return
    assert len(found) == sum(n > 0 for n in people)
    assert min(found) >= 0.9
    assert abs(sum(found) + len(found) - 1200) < 1


def test_bars_lead_to_their_lists_and_texts_are_escaped():
    svg = ageing([Bar("0–3 <ngày>", 5, "/a?b=1&c=2"), Bar("4–7", 0)], key="a", title="t", desc="d", write=str)
    assert '<a href="/a?b=1&amp;c=2">' in svg
    assert "0–3 &lt;ngày&gt;" in svg
    assert svg.count("<a ") == 1


def test_the_longest_bar_fills_the_room():
    found = widths(ageing([Bar("a", 10), Bar("b", 5)], key="a", title="t", desc="d", write=str))
    assert found == [380, 190]


def test_stages_print_every_count():
    svg = stages([Bar("Chờ", 120), Bar("In", 48)], key="s", title="t", desc="d", write=str)
    assert ">120<" in svg and ">48<" in svg
    assert 'role="img"' in stages([], key="s", title="t", desc="d", write=str)
