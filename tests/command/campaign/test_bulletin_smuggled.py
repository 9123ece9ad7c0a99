"""What smuggled SQL must not do to bulletins: take another unit's order, leave gaps, go back, change words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.utils import DatabaseError

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from tests.command.campaign.test_bulletins import DAY, drafted, signed
from tests.officers_help import actor_for
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
INSERT = (
    "INSERT INTO campaign_bulletin (client_key, order_id, unit, as_of, state, version, remarks, drafted_at, "
    "drafted_by, changed_at, changed_by) SELECT %s, order_id, %s, %s, 'drafted', 1, '{}', now(), %s, now(), %s "
    "FROM campaign_order"
)
SIGN = (
    "UPDATE campaign_bulletin SET state = 'signed', number = %s, entry = 1, figures = '{}', digest = 'x', "
    "sign_key = gen_random_uuid(), signed_at = now(), signed_by = %s, version = version + %s WHERE as_of = %s"
)


@pytest.fixture
def town():
    order_of(t.unit("01"))
    return t.lived_in(3, days=8)


def written(actor: Actor, statement: str, *values: object) -> int:
    """Return how many rows a smuggled statement wrote, 0 when it was refused for want of the right."""
    try:
        with acting(actor), transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except DatabaseError as error:
        assert getattr(error.__cause__, "sqlstate", "") == "42501"
        return 0


def test_nobody_takes_a_day_of_another_units_order(town):
    ward_no = t.unit("003")
    ward = actor_for("tay.ho", Role.CITY_HEADQUARTERS, ward_no)
    city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01"))
    assert written(ward, INSERT, uuid4(), ward_no, DAY, ward.name, ward.name) == 0
    before = t.START - timedelta(days=1)
    assert written(city, INSERT, uuid4(), t.unit("01"), before, city.name, city.name) == 0
    assert written(city, INSERT, uuid4(), t.unit("01"), DAY, city.name, city.name) == 1


def test_a_signature_leaves_no_gap_and_does_not_go_back(town):
    later = DAY + timedelta(days=1)
    drafted()
    drafted(day=later)
    house = the_house()
    assert written(house, SIGN, 2, house.name, 0, later) == 0
    signed(day=later)
    assert written(house, SIGN, 2, house.name, 0, DAY) == 0


def test_words_are_not_changed_by_the_signature(town):
    drafted()
    house = the_house()
    assert written(house, SIGN, 1, house.name, 1, DAY) == 0
    assert written(house, SIGN, 1, house.name, 0, DAY) == 1
