"""The territory rule and the assignments that bend it: who may sign, from when to when, and what they open."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from tests.officers_help import actor_for
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers import queries as officers
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.record.units import operations, queries
from toandan.record.units.rules.territory import judged
from toandan.record.units.words import Support, Territory, Unit, UnitLevel

NOW = datetime(2023, 6, 10, 3, 0, tzinfo=UTC)
TODAY = date(2023, 6, 10)
LAST = date(2023, 6, 30)

pytestmark = pytest.mark.django_db


def sign(actor: Actor, helper: str = "00091", helped: str = "00001", **more: object) -> int:
    given: dict[str, object] = {
        "since": TODAY,
        "until": LAST,
        "act": "QĐ 12",
        "reason": "hết việc",
        "client_key": uuid4(),
    }
    units = {"helper": unit_of(helper), "helped": unit_of(helped)}
    with acting(actor):
        return operations.sign_support(actor=actor, now=NOW, **(units | given | more))  # type: ignore[arg-type]


@pytest.fixture
def city() -> Actor:
    return actor_for("pc06", Role.CITY_HEADQUARTERS, unit_of("01"))


def may(on: date = TODAY, *, temporary: bool = False, unit: str = "00091", at: str = "00001") -> Territory:
    return queries.may_capture(unit=unit_of(unit), at=unit_of(at), on=on, temporary=temporary)


def test_a_unit_serves_its_own_people_and_no_others() -> None:
    assert may(at="00091") is Territory.OWN
    assert may(unit="003", at="00091") is Territory.OWN
    assert may(unit="00091", at="003") is Territory.OUTSIDE
    assert may() is Territory.OUTSIDE


def test_an_assignment_allows_it_from_its_first_day_to_its_last(city: Actor) -> None:
    sign(city)
    days = {TODAY - timedelta(1): False, TODAY: True, LAST: True, LAST + timedelta(1): False}
    assert {day: may(day).allowed for day in days} == days
    assert may(unit="00001", at="00091") is Territory.OUTSIDE


def test_one_for_temporary_residents_opens_nobody_else(city: Actor) -> None:
    sign(city, temporary_only=True)
    assert (may(temporary=True), may()) == (Territory.SUPPORTED, Territory.OUTSIDE)


def test_a_district_lends_its_wards_and_is_lent_with_them(city: Actor) -> None:
    sign(city, "003", "001")
    assert may() is Territory.SUPPORTED


def test_a_withdrawn_one_ends_at_once(city: Actor) -> None:
    number = sign(city)
    with acting(city):
        operations.end_support(actor=city, now=NOW, support=number, reason="xong")
        operations.end_support(actor=city, now=NOW, support=number, reason="xong")
    assert may() is Territory.OUTSIDE
    assert queries.supports(unit=unit_of("00001"))[0].ended_on == TODAY


def test_only_headquarters_of_both_signs(city: Actor) -> None:
    for actor in (
        actor_for("tay.ho", Role.DISTRICT_POLICE, unit_of("003")),
        actor_for("ba.dinh", Role.CITY_HEADQUARTERS, unit_of("001")),
    ):
        with pytest.raises(NotAllowed):
            sign(actor)
    number = sign(city)
    with acting(actor), pytest.raises(NotAllowed):
        operations.end_support(actor=actor, now=NOW, support=number, reason="x")


def test_sql_under_the_programs_login_cannot_sign_out_of_scope() -> None:
    ward = actor_for("phuc.xa", Role.COMMUNE_POLICE, unit_of("00001"))
    statement = (
        "INSERT INTO units_support (helper, helped, since, until, temporary_only, act, reason, signed_by, signed_by_id,"
        " signed_at, ended_by, client_key) VALUES (%s, %s, now(), now(), false, 'x', 'x', %s, %s, now(), '', %s)"
    )
    values = [unit_of("00001"), unit_of("00091"), ward.name, ward.officer, uuid4()]
    with acting(ward), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ({"helped": "00091"}, "helped", "same_unit"),
        ({"until": TODAY - timedelta(1)}, "until", "period_wrong"),
        ({"since": date(2023, 5, 1), "until": date(2023, 5, 2)}, "until", "period_over"),
        ({"act": " "}, "act", "act_missing"),
        ({"reason": ""}, "reason", "reason_missing"),
    ],
)
def test_what_is_wrong_is_said_at_its_box(city: Actor, more: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(operations.UnableToSupport) as refused:
        sign(city, **more)  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_repeat_signs_once_and_a_key_serves_one(city: Actor) -> None:
    key: UUID = uuid4()
    assert sign(city, client_key=key) == sign(city, client_key=key)
    assert len(queries.supports()) == 1
    with pytest.raises(operations.UnableToSupport):
        sign(city, client_key=key, act="QĐ 13")


def test_who_is_sent_to_help_sees_the_people_and_no_longer_afterwards(city: Actor) -> None:
    helper = actor_for("phu.thuong", Role.COMMUNE_POLICE, unit_of("00091"))
    assert helper.officer
    sign(city)
    there = unit_of("00001")
    during = officers.actor_of(helper.officer, now=NOW)
    after = officers.actor_of(helper.officer, now=NOW + timedelta(days=30))
    words = ("people.person.read", "movements.dossier.record", "people.person.correct", "movements.civil.record")
    assert [during.may(word, there) for word in words] == [True, True, False, False]
    assert not any(after.may(word, there) for word in words)
    assert during.at == helper.at


def _unit(number: int, last: int) -> Unit:
    return Unit(number, last, "x", UnitLevel.COMMUNE, "x", "x", "x", "x", None, None, None, "2023")


@given(
    at=st.integers(1, 30),
    temporary=st.booleans(),
    day=st.integers(0, 20),
    since=st.integers(0, 20),
    length=st.integers(0, 5),
    only=st.booleans(),
)
def test_the_rule_is_nothing_but_place_day_and_kind(
    at: int, temporary: bool, day: int, since: int, length: int, only: bool
) -> None:
    start = date(2023, 6, 1)
    support = Support(1, 1, 20, start + timedelta(since), start + timedelta(since + length), only, "x", "x", "x")
    found = judged(
        unit=_unit(1, 9), at=at, temporary=temporary, supports=[support], helped={20: _unit(20, 24)},
        on=start + timedelta(day),
    )  # fmt: skip
    helped = 20 <= at <= 24 and since <= day <= since + length and (temporary or not only)
    assert found is (Territory.OWN if at <= 9 else Territory.SUPPORTED if helped else Territory.OUTSIDE)


def test_the_house_may_sign_anywhere() -> None:
    assert sign(the_house()) > 0
