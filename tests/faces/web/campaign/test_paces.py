"""How paces are written: achieved ones rounded down, needed ones up, and the finding never says "0 a day"."""

import re
from dataclasses import replace
from decimal import Decimal
from math import ceil, floor

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from toandan.command.campaign.words import Status
from toandan.faces.web.campaign import findings, table

paces = st.decimals(0, 100_000, places=1)


@given(paces)
def test_a_pace_is_never_written_better_than_it_is(value):
    with override("en"):
        now, needed = (Decimal(write(value).replace(",", "")) for write in (table.pace, table.pace_needed))
    assert now <= value <= needed
    if value >= 10:
        assert (now, needed) == (floor(value), ceil(value))


@given(paces.filter(lambda value: value < 10))
def test_below_ten_a_day_every_pace_has_its_tenth(value):
    with override("vi"):
        assert re.fullmatch(r"\d,\d", table.pace(value))
        assert re.fullmatch(r"\d,\d", table.pace_needed(value))


@pytest.mark.parametrize(("needed", "said"), [("1.5", "0,1"), ("12.0", "11"), ("1380.1", "1.379")])
def test_the_finding_says_how_much_is_missing_a_day(city, needed, said):
    board = city.get("/board/ML01/01/").context["board"]
    late = replace(board.total, status=Status.LATE, pace=Decimal("1.4"), pace_needed=Decimal(needed))
    with override("vi"):
        assert f"mỗi ngày còn thiếu {said} thẻ" in findings.title(replace(board, total=late))
