"""Beside a state that sounds hopeful stands a forecast that is not; nowhere else."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.campaign import invented
from tests.faces.web.campaign.conftest import unit_number
from toandan.command.campaign import models, queries
from toandan.command.campaign.words import Measure, Status
from toandan.faces.web.campaign import orders
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading

CITY = "/board/ML01/01/?show=all"


def foresee(order, unit: int, probability: float) -> None:
    """Keep an outlook of a unit as the night would."""
    with acting(the_house()):
        models.Outlook.objects.create(
            order_id=order.order_id, as_of=invented.AS_OF, unit=unit, measure=order.measure.value, entry=1, goal=100,
            done=50, probability=probability, drawn_at=datetime.now(UTC),
        )  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    """Let no order be remembered from a test before: it bore the same code and another number."""
    orders._known.cache_clear()


@pytest.fixture
def rows(figures):
    """The districts of the board by state."""
    with reading(the_house()):
        board = queries.board(order="ML01", as_of=invented.AS_OF)
    found: dict[Status, list] = {}
    for row in board.rows:
        found.setdefault(row.status, []).append(row)
    return found


def said(page: str, name: str) -> str:
    row = next(line for line in page.splitlines() if f">{name}</a>" in line)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row))


def test_a_hopeful_pace_is_contradicted_where_the_forecast_does(city, figures, rows):
    keeping, *others = [row for state in (Status.ON_PACE, Status.WATCH) for row in rows.get(state, [])]
    late = (rows.get(Status.LATE) or rows[Status.OVERDUE])[0]
    foresee(figures.order, keeping.number, 0.03)
    foresee(figures.order, late.number, 0.03)
    for sure in others[:1]:
        foresee(figures.order, sure.number, 0.8)
    city.get(CITY)
    with CaptureQueriesContext(connection) as asked:
        page = city.get(CITY).content.decode()
    assert len(asked.captured_queries) <= 12, "figures are invented here, which saves none: they come with the entry"
    assert "3 %" in said(page, keeping.name_vi)
    assert page.count(" 3 %</span>") == 1, "what is late is known to be late"
    assert "80 %" not in page
    assert unit_number("01") != keeping.number
    other = city.get(CITY + f"&measure={Measure.EID_ACTIVATED.value}").content.decode()
    assert " 3 %</span>" not in other, "the forecast is about the order's own measure"
