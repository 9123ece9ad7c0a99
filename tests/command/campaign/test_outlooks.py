"""Forecasts drawn once a night: one drawing for all units, kept as it was drawn, written by the house alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.db.utils import DatabaseError
from django.test import Client

from tests.command.campaign import town as t
from tests.officers_help import actor_for, make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import operations, queries
from toandan.command.campaign.queries.forecast import foresee_parts
from toandan.command.campaign.words import CampaignPermission
from toandan.faces.jobs.campaign import foretell as nightly
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.days import days_off
from toandan.record.officers.operations import acting, add_client
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.units.words import UnitLevel

pytestmark = pytest.mark.django_db
HOUSE = the_house()
DAY = t.START + timedelta(days=7)
CITY, DISTRICT = "01", "003"


@pytest.fixture
def town():
    made = t.lived_in(1)
    operations.create_order(
        actor=HOUSE, now=t.LATER, client_key=uuid4(), code="ML01", title_vi="Mệnh lệnh 01", title_en="Order 01",
        scope=t.unit(CITY), starts_on=t.START, deadline=t.DEADLINE,
    )  # fmt: skip
    return made


def foretold(day: date = DAY, now: datetime = t.LATER) -> int:
    return operations.foretell(actor=HOUSE, now=now, order="ML01", as_of=day)


def outlook(code: str, until: date = DAY):
    with reading(HOUSE):
        return queries.last_outlook(order=queries.order("ML01"), unit=t.unit(code), until=until)


def test_the_whole_says_what_its_parts_say(town) -> None:
    with reading(HOUSE):
        board = queries.board(order="ML01", as_of=DAY, level=UnitLevel.COMMUNE)
        parts = {part.unit: part for part in foresee_parts(board, [])}
        whole = queries.forecast(order="ML01", as_of=DAY)
    communes = [row for row in board.rows if row.goal]
    assert parts[t.unit(CITY)].outlook == whole.outlook
    districts = {row.parent for row in communes}
    assert set(parts) == {t.unit(CITY)} | {t.unit(code) for code in districts} | {row.number for row in communes}
    for figure in ("goal", "done"):
        of = {unit: getattr(part, figure) for unit, part in parts.items()}
        assert of[t.unit(CITY)] == sum(of[t.unit(code)] for code in districts) == sum(of[r.number] for r in communes)


def test_what_was_drawn_stays_and_later_nights_stand_beside_it(town) -> None:
    many = foretold()
    first = outlook(CITY)
    assert (many > 3, foretold(), first.as_of, first.goal) == (True, 0, DAY, outlook(CITY).goal)
    assert first.days[0].day == DAY + timedelta(days=1)
    assert first.days[0].p10 <= first.days[0].p90 <= first.goal
    assert foretold(DAY + timedelta(days=1)) > 0
    assert outlook(CITY) == first
    assert outlook(CITY, until=t.DEADLINE).as_of == DAY + timedelta(days=1)
    assert outlook(CITY, until=DAY - timedelta(days=1)) is None
    said = next(line.detail for line in every_line() if line.verb == "campaign.outlook.draw")
    assert (said["day"], said["units"]) == (DAY.isoformat(), many)


def test_of_two_who_draw_at_once_one_drawing_stays(town, monkeypatch) -> None:
    many = foretold()
    kept = outlook(CITY)
    # The second one looked before the first had written.
    monkeypatch.setattr("toandan.command.campaign.operations.outlooks._drawn", lambda *_: False)
    with transaction.atomic():
        assert (foretold(), many > 0) == (0, True)
    assert outlook(CITY) == kept


def test_the_night_draws_yesterday_of_the_orders_that_run(town, monkeypatch) -> None:
    late = datetime.combine(DAY, datetime.min.time(), tzinfo=UTC) + timedelta(hours=17, minutes=50)
    monkeypatch.setattr("toandan.faces.jobs.campaign.timezone.now", lambda: late)
    nightly(0)
    assert outlook(CITY).as_of == DAY, "ten to one in the morning: the day that is over"
    monkeypatch.setattr("toandan.faces.jobs.campaign.timezone.now", lambda: late + timedelta(days=400))
    nightly(0)
    assert outlook(CITY, until=date(2030, 1, 1)).as_of == DAY, "the order is over"


def test_nobody_but_the_house_foresees(town) -> None:
    insert = (
        "INSERT INTO campaign_outlook (order_id, as_of, unit, measure, entry, goal, done, probability, bands, drawn_at)"
        " SELECT order_id, %s, scope, measure, 1, 10, 1, 1, '[]', now() FROM campaign_order"
    )
    city = actor_for("thanh.pho", Role.CITY_HEADQUARTERS, t.unit(CITY))
    with pytest.raises(DatabaseError), acting(city), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(insert, [DAY])
    foretold()
    with pytest.raises(DatabaseError), acting(HOUSE), transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE campaign_outlook SET probability = 1")


def test_the_page_leads_down_and_the_interface_says_the_same(town) -> None:
    foretold()
    of = f"as_of={DAY}"
    page = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, t.unit(CITY)))
    shown = page.get(f"/board/ML01/{CITY}/forecast/?{of}").content.decode()
    assert shown.count('id="fan-') == 4, "two drawings, each with its title and description"
    assert f"/board/ML01/{DISTRICT}/forecast/?{of}" in shown
    below = page.get(f"/board/ML01/{DISTRICT}/forecast/?{of}").content.decode()
    assert "/board/ML01/00091/forecast/" in below
    assert page.get(f"/board/ML01/00091/forecast/?{of}").status_code == 200
    early = page.get(f"/board/ML01/{CITY}/forecast/?as_of={t.START}").content.decode()
    assert "Chưa có dự báo nào" in early
    ward = signed_in_client(make_officer("ward", Role.COMMUNE_POLICE, t.unit("00091")))
    assert ward.get(f"/board/ML01/{CITY}/forecast/?{of}").status_code == 403

    words = frozenset(str(word) for word in CampaignPermission)
    token = add_client(
        actor=HOUSE, now=datetime(2023, 1, 1, tzinfo=UTC), name="may", unit=t.unit(DISTRICT), permissions=words
    )
    system = Client(headers={"Authorization": f"Bearer {token}"})
    told = system.get(f"/api/v1/forecast?order=ML01&{of}").json()
    kept = outlook(DISTRICT)
    assert (told["unit"], told["as_of"], told["goal"]) == (DISTRICT, str(DAY), kept.goal)
    assert told["days"][0] == {"date": str(DAY + timedelta(days=1))} | {
        name: int(getattr(kept.days[0], name)) for name in ("p10", "p25", "p50", "p75", "p90")
    }
    assert system.get(f"/api/v1/forecast?order=ML01&unit={CITY}&{of}").status_code == 403
    assert system.get(f"/api/v1/forecast?order=ML01&as_of={t.START}").status_code == 404


def test_nobody_works_on_public_holidays_of_either_calendar() -> None:
    tet = {date(2023, 1, 20) + timedelta(days=ahead) for ahead in range(1, 7)}
    found = days_off(date(2023, 1, 1), date(2023, 5, 3))
    assert tet | {date(2023, 4, 30), date(2023, 5, 1)} <= found
    assert date(2023, 9, 2) not in found
    assert days_off(date(2023, 5, 20), date(2023, 6, 30)) == frozenset()
