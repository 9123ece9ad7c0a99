"""Giving orders and setting targets: once, with permission, journalled, and clear about what cannot be."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.officers_help import actor_for
from toandan.command.campaign import queries
from toandan.command.campaign.operations import UnableToOrder, UnableToSetTarget, create_order, set_target
from toandan.command.campaign.queries import OrderUnknown
from toandan.command.campaign.words import CampaignPermission, Measure, Product
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed, NotThere
from toandan.record.officers.operations import add_client
from toandan.record.officers.queries import client_of
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
START, DEADLINE = date(2023, 5, 20), date(2023, 6, 30)
NOW = datetime(2023, 5, 19, 8, tzinfo=UTC)


def city():
    return units.by_code("01", as_of=START)


def give(**changed):
    facts = {
        "actor": the_house(),
        "now": NOW,
        "client_key": uuid4(),
        "code": "ML01",
        "title_vi": "Mệnh lệnh 01",
        "title_en": "Order 01",
        "scope": city().number,
        "starts_on": START,
        "deadline": DEADLINE,
    }
    return create_order(**(facts | changed))


def aim(**changed):
    facts = {
        "actor": the_house(),
        "now": NOW,
        "client_key": uuid4(),
        "order": "ML01",
        "unit": units.by_code("003", as_of=START).number,
        "product": "card",
        "percent": 95,
        "since": START,
        "reason": "khu vực khó khăn",
    }
    return set_target(**(facts | changed))


def journalled(verb):
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_line WHERE verb = %s", [verb])
        return cursor.fetchone()[0]


def test_an_order_is_kept_as_given():
    given = give(other_measure=Measure.EID_ACTIVATED, issuer="Công an thành phố Hà Nội", number="01/ML-CAHN-PC06")
    assert queries.order("ML01") == given
    assert queries.orders() == [given]
    assert given.measures == {Product.CARD: Measure.CARD, Product.EID: Measure.EID_ACTIVATED}


def test_the_same_order_again_changes_nothing():
    key = uuid4()
    first = give(client_key=key)
    assert give(client_key=key) == first
    assert give(now=datetime(2023, 5, 25, tzinfo=UTC)) == first
    assert len(queries.orders()) == 1


def test_the_same_code_with_other_content_is_refused():
    give()
    with pytest.raises(UnableToOrder) as refused:
        give(deadline=date(2023, 7, 31))
    assert refused.value.code == "code_taken"
    assert queries.order("ML01").deadline == DEADLINE


def test_a_key_that_made_one_order_makes_no_other():
    key = uuid4()
    give(client_key=key)
    with pytest.raises(UnableToOrder) as refused:
        give(client_key=key, code="ML02")
    assert refused.value.code == "key_used"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"deadline": date(2023, 5, 19)}, "deadline_before_start"),
        ({"deadline": date(9999, 12, 31)}, "period_too_long"),
        ({"code": "ML 01"}, "code_malformed"),
        ({"code": ""}, "code_malformed"),
        ({"code": "x" * 33}, "code_malformed"),
        ({"title_en": "  "}, "title_missing"),
        ({"measure": "cards"}, "measure_unknown"),
        ({"measure": ""}, "measure_unknown"),
        ({"other_measure": "card_collected"}, "measures_alike"),
    ],
)
def test_what_cannot_be_ordered_is_named(changed, code):
    with pytest.raises(UnableToOrder) as refused:
        give(**changed)
    assert refused.value.code == code
    assert refused.value.message % refused.value.values
    assert queries.orders() == []


def test_an_order_over_an_unknown_unit_is_refused():
    with pytest.raises(NotThere):
        give(scope=1_999_999_999)


def test_an_order_of_one_day_is_an_order():
    assert give(deadline=START).deadline == START


def test_only_who_may_order_at_the_scope_can():
    district = units.by_code("003", as_of=START)
    officer = actor_for("tay.ho", Role.CITY_HEADQUARTERS, district.number)
    with pytest.raises(NotAllowed):
        give(actor=officer)
    assert give(actor=officer, scope=district.number).scope == district.number


def test_a_system_that_may_give_orders_and_nothing_else_gives_one():
    district = units.by_code("003", as_of=START)
    words = {str(CampaignPermission.ORDER)}
    token = add_client(actor=the_house(), now=NOW, name="may-chu", unit=district.number, permissions=words)
    system = client_of(token, now=NOW)
    assert system
    with pytest.raises(NotAllowed):
        give(actor=system)
    assert give(actor=system, scope=district.number).scope == district.number


def test_an_unknown_order_is_said_to_be_unknown():
    with pytest.raises(OrderUnknown) as missing:
        queries.order("ML99")
    assert missing.value.values == {"code": "ML99"}


def test_a_target_is_kept_and_repeating_it_changes_nothing():
    order = give()
    assert aim() == aim()
    assert [t.percent for t in queries.targets(order)] == [95]
    assert queries.targets(order, Product.EID) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"percent": 0}, "percent_out_of_range"),
        ({"percent": 101}, "percent_out_of_range"),
        ({"reason": " "}, "reason_missing"),
        ({"since": date(2023, 5, 19)}, "day_outside_order"),
        ({"since": date(2023, 7, 1)}, "day_outside_order"),
        ({"unit": 2_000_000_000 - 1}, "unit_outside_order"),
    ],
)
def test_what_cannot_be_a_target_is_named(changed, code):
    order = give()
    with pytest.raises(UnableToSetTarget) as refused:
        aim(**changed)
    assert refused.value.code == code
    assert queries.targets(order) == []


def test_a_later_target_never_reaches_back():
    order = give()
    aim()
    today = datetime(2023, 6, 1, 3, tzinfo=UTC)
    with pytest.raises(UnableToSetTarget) as refused:
        aim(percent=90, since=date(2023, 5, 31), now=today)
    assert refused.value.code == "target_rewrites_past"
    aim(percent=90, since=date(2023, 6, 1), now=today)
    assert [(t.percent, t.since) for t in queries.targets(order)] == [(95, START), (90, date(2023, 6, 1))]


def test_orders_are_written_once_by_the_program():
    from django.db import connection, transaction
    from django.db.utils import ProgrammingError

    give()
    for statement in ("UPDATE campaign_order SET deadline = deadline + 30", "DELETE FROM campaign_order"):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
