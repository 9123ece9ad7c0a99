"""The pace of a unit before and after a day, counted from the ledger."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from toandan.command.campaign import queries
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading

pytestmark = pytest.mark.django_db
WARD = "00001"


def effect(day: int, today: int = 13):
    """Return the effect of something that happened on a day of the campaign, as seen on another."""
    with reading(the_house()):
        return queries.effect_of(
            unit=t.unit(WARD), order="ML01", day=t.START + timedelta(days=day), today=t.START + timedelta(days=today)
        )


@pytest.fixture
def served(db):
    """One person on each of the first eight days of the order, three on each of the four days after."""
    order_of(t.unit("01"))
    town = t.Town()
    people = town.open(t.unit(WARD), t.DUE, 60)
    for day in range(12):
        many = 1 if day < 8 else 3
        town.serve(t.START + timedelta(days=day), [people.pop() for _ in range(many)])
    return town


def test_the_week_before_and_what_followed(served):
    found = effect(8)
    assert (found.before, found.days_before) == (Decimal("1.0"), 7)
    # Four days of three and two of nothing: twelve people in six days.
    assert (found.since, found.days_since, found.change) == (Decimal("2.0"), 6, Decimal("1.0"))
    assert (found.done_before, found.row.done) == (8, 20)


def test_on_the_day_itself_one_day_is_known(served):
    assert (effect(8, today=8).since, effect(8, today=8).days_since) == (Decimal("3.0"), 1)


def test_before_the_order_nothing_is_known(served):
    assert effect(-5).before is None
    assert effect(0).before is None
    assert effect(4).days_before == 3


def test_after_the_last_known_day_nothing_followed(served):
    assert (effect(20).since, effect(20).change) == (None, None)


def test_the_row_of_a_board_tells_the_same_paces(served):
    as_of = t.START + timedelta(days=13)
    with reading(the_house()):
        board = queries.board(order="ML01", as_of=as_of, under=t.unit(WARD))
    told = {"as_of": as_of, "starts_on": t.START}
    for day in (-5, 0, 4, 8, 13, 20):
        found = effect(day)
        paces = queries.paces_of(board.total, day=t.START + timedelta(days=day), **told)
        assert paces == (found.before, found.since), day
    assert queries.paces_of(board.total, day=as_of, as_of=as_of + timedelta(days=90), starts_on=t.START)[1] is None
