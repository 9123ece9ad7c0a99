"""The forecast respects the plan: sessions announced by a day count in what is foreseen of it (kế hoạch)."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.command.campaign import town as t
from tests.officers_help import make_officer, signed_in_client
from toandan.command.campaign import operations, queries
from toandan.command.campaign.queries.forecast import announced, foresee_parts
from toandan.command.campaign.words import CampaignPermission, PlanUsed
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.operations import add_client
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units.words import UnitLevel
from toandan.work.equipment import operations as equipment
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.equipment.words import NewDevice
from toandan.work.sessions import operations as sessions
from toandan.work.sessions.words import Kind, NewPlace, NewSession, PlaceKind, Shift

pytestmark = pytest.mark.django_db
HOUSE = the_house()
DAY = t.START + timedelta(days=9)
BUSY, QUIET = "00091", "00094"


def morning(day: date) -> datetime:
    return datetime.combine(day, time(1), UTC)


@pytest.fixture
def town() -> None:
    made = t.Town()
    for code in (BUSY, QUIET):
        people = made.open(t.unit(code), t.DUE, 60)
        for ahead in range(10):
            made.serve(t.START + timedelta(days=ahead), people[2 * ahead : 2 * ahead + 2])
    operations.create_order(
        actor=HOUSE, now=t.LATER, client_key=uuid4(), code="ML07", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit("01"), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    place = NewPlace("P1", t.unit(BUSY), PlaceKind.OFFICE, "Trụ sở công an", "1 phố", 0.5, 21.04, 105.84)
    sessions.add_place(actor=HOUSE, now=morning(DAY), place=place, client_key=uuid4())
    kit = NewDevice("KIT-1", DeviceKind.KIT, t.unit(BUSY))
    equipment.add(actor=HOUSE, now=morning(t.START), device=kit, client_key=uuid4())


def announce(days: range, *, on: date = DAY, plan: str = "KH-1", kind: Kind = Kind.ENROLMENT) -> list[str]:
    return [
        sessions.announce(
            actor=HOUSE, now=morning(on), plan=plan, client_key=uuid4(),
            session=NewSession(kind, "P1", "KIT-1", DAY + timedelta(days=ahead), Shift.DAY, 40),
        )
        for ahead in days
    ]  # fmt: skip


def parts():
    with reading(HOUSE):
        board = queries.board(order="ML07", as_of=DAY, level=UnitLevel.COMMUNE)
        return {part.unit: part for part in foresee_parts(board, announced(board))}


def test_a_plan_is_counted_and_said_on_the_page_the_interface_and_the_bulletin(town: None) -> None:
    before = parts()
    announce(range(1, 15))
    after = parts()
    busy, quiet = t.unit(BUSY), t.unit(QUIET)
    assert {part.plan for part in before.values()} == {None}
    assert after[busy].plan == PlanUsed(28, DAY + timedelta(days=14))
    assert after[quiet].plan == PlanUsed(0, DAY + timedelta(days=14)), "its district's plan passes it over"
    assert after[t.unit("01")].plan == after[busy].plan
    sooner = after[busy].outlook.days[9].p50 - before[busy].outlook.days[9].p50
    assert sooner >= 4, "the days with sessions bring more"
    assert abs(after[quiet].outlook.days[9].p50 - before[quiet].outlook.days[9].p50) <= 3, "it had none before either"

    operations.foretell(actor=HOUSE, now=t.LATER, order="ML07", as_of=DAY)
    city = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, t.unit("01")))
    assert "28 nửa ngày lưu động" in city.get(f"/board/ML07/{BUSY}/forecast/?as_of={DAY}").content.decode()
    token = add_client(
        actor=HOUSE, now=morning(t.START), name="may", unit=t.unit("01"),
        permissions=frozenset(str(word) for word in CampaignPermission),
    )  # fmt: skip
    told = Client(headers={"Authorization": f"Bearer {token}"}).get(f"/api/v1/forecast?order=ML07&as_of={DAY}").json()
    assert told["plan"] == {"half_days": 28, "until": str(DAY + timedelta(days=14))}
    with reading(HOUSE):
        board = queries.board(order="ML07", as_of=DAY, level=UnitLevel.COMMUNE)
        assert queries.edition("ML07", DAY)[0].foresight.p50 == after[board.total.number].outlook.finish[50]


def test_what_was_not_known_that_day_does_not_count(town: None) -> None:
    announce(range(3, 8), on=DAY + timedelta(days=1))
    activation = announce(range(1, 2), kind=Kind.ACTIVATION)
    assert {part.plan for part in parts().values()} == {None}, "told later, or for accounts: no card is made there"
    announce(range(2, 3), plan="")
    sessions.cancel(
        actor=HOUSE, now=morning(DAY + timedelta(days=1)), code=activation[0], reason="Mất điện", client_key=uuid4()
    )
    alone = parts()
    assert alone[t.unit(BUSY)].plan == PlanUsed(2, DAY + timedelta(days=2))
    assert alone[t.unit(QUIET)].plan is None, "a session announced by itself speaks for its own unit"
