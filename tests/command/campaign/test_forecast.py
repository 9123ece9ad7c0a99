"""The forecast of an order: drawn from the figures of its board."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from toandan.command.campaign import queries
from toandan.command.campaign.operations import create_order
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading

pytestmark = pytest.mark.django_db
DAY_14 = t.START + timedelta(days=13)


@pytest.fixture
def town():
    made = t.lived_in(1)
    create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    return made


def test_a_forecast_begins_where_the_board_stands(town):
    with reading(the_house()):
        shown = queries.board(order="ML01", as_of=DAY_14).total
        found = queries.forecast(order="ML01", as_of=DAY_14)
        again = queries.forecast(order="ML01", as_of=DAY_14)
    assert (found.goal, found.done) == (shown.goal, shown.done)
    assert found == again
    first, last = found.outlook.days[0], found.outlook.days[-1]
    assert first.day == DAY_14 + timedelta(days=1)
    assert found.done <= first.p10 <= first.p90 <= last.p90 <= found.goal
    assert 0 <= found.outlook.probability <= 1


def test_a_forecast_knows_nothing_of_the_days_after_it(town):
    with reading(the_house()):
        early = queries.forecast(order="ML01", as_of=t.START + timedelta(days=6))
        shown = queries.board(order="ML01", as_of=t.START + timedelta(days=6)).total
    assert early.done == shown.done
