"""Boards, bridges and orders for other systems, through the interface as it is mounted."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.command.campaign import town as t
from toandan.command.campaign import queries
from toandan.command.campaign.words import CampaignPermission
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.operations import add_client
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY_14 = t.START + timedelta(days=13)
MADE = datetime(2023, 1, 1, tzinfo=UTC)
ALL = frozenset(str(word) for word in CampaignPermission)


def system(code, words=ALL):
    """Return a client of the interface whose token opens the unit with this code."""
    at = units.by_code(code, as_of=t.START)
    token = add_client(actor=the_house(), now=MADE, name=f"may-chu-{code}", unit=at.number, permissions=words)
    return Client(headers={"Authorization": f"Bearer {token}"})


def order(**changed):
    return {
        "client_key": str(uuid4()),
        "code": "ML01",
        "title_vi": "Mệnh lệnh 01",
        "title_en": "Order 01",
        "unit": "01",
        "start": str(t.START),
        "deadline": str(t.DEADLINE),
    } | changed


def give(client, **changed):
    return client.post("/api/v1/orders", order(**changed), content_type="application/json")


def test_an_order_is_given_once_and_listed():
    city = system("01")
    first = give(city)
    assert (first.status_code, first.json()["measure"]) == (200, "card")
    assert give(city).json() == first.json()
    assert city.get("/api/v1/orders").json() == [first.json()]


@pytest.mark.parametrize(
    ("changed", "status", "code"),
    [
        ({"deadline": "2023-05-01"}, 422, "deadline_before_start"),
        ({"code": "M L"}, 422, "code_malformed"),
    ],
)
def test_an_order_that_cannot_be_is_refused_in_both_languages(changed, status, code):
    refused = give(system("01"), **changed)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    vi, en = refused.json()["message_vi"], refused.json()["message_en"]
    assert vi != en
    assert "%(" not in vi + en
    assert queries.orders() == []


def test_a_system_of_one_district_cannot_order_the_city():
    assert give(system("003")).status_code == 403


def test_a_system_without_the_word_is_turned_away():
    nobody = system("01", frozenset({"units.unit.read"}))
    assert nobody.get("/api/v1/orders").status_code == 403
    assert nobody.get("/api/v1/board?order=ML01").status_code == 403
    assert Client().get("/api/v1/orders").status_code == 401


def test_the_board_and_its_burn_up():
    city = system("01")
    give(city)
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 4)
    town.serve(t.START, people[:3])
    board = city.get(f"/api/v1/board?order=ML01&as_of={DAY_14}").json()
    row = next(row for row in board["rows"] if row["code"] == "003")
    assert (row["target"], row["done"], row["rate"], row["issued"], row["units"]) == (4, 3, 75.0, 3, 8)
    assert row["target"] == row["done"] + sum(row["residual"].values())
    assert [point["done"] for point in board["series"]] == [3] * 14
    communes = city.get(f"/api/v1/board?order=ML01&as_of={DAY_14}&level=commune&unit=003").json()
    assert {row["parent"] for row in communes["rows"]} == {"003"}
    assert city.get("/api/v1/board?order=ML01&level=ward").status_code == 422
    assert city.get("/api/v1/board?order=ML99").status_code == 404


def test_by_todays_units_a_row_names_the_divided_units_it_counts():
    city = system("01")
    give(city)
    t.Town().open(t.unit("00007"), t.DUE, 4)
    now = city.get(f"/api/v1/board?order=ML01&as_of={DAY_14}&as_now=true").json()
    assert {row["code"]: row["shared"] for row in now["rows"] if row["shared"]} == {"00008": ["00007"]}
    (told,) = now["divided_units"]
    assert (now["divided"], told["code"], told["counted_under"], told["target"]) == (1, "00007", "00008", 4)
    assert [(part["code"], part["share"]) for part in told["parts"]] == [("00008", None), ("00025", None)]
    then = city.get(f"/api/v1/board?order=ML01&as_of={DAY_14}").json()
    assert (then["divided"], then["divided_units"], {str(row["shared"]) for row in then["rows"]}) == (0, [], {"[]"})


def test_a_unit_of_today_answers_for_what_it_was_made_of():
    city = system("01")
    give(city)
    town = t.Town()
    for code, people in (("00004", 3), ("00013", 5), ("00007", 4)):
        town.open(t.unit(code), t.DUE, people)
    span = f"order=ML01&from={t.START}&to={DAY_14}"
    then = city.get(f"/api/v1/bridge?{span}&unit=00013").json()
    now = city.get(f"/api/v1/bridge?{span}&unit=00013&as_now=true").json()
    assert (then["unit"], then["opening"], then["units_of"], then["shared"]) == ("00013", 5, None, [])
    assert (now["unit"], now["opening"], now["shared"], now["units_of"] is None) == ("00004", 8, [], False)
    # Cống Vị is counted whole under Ngọc Hà, although a part of it went to Giảng Võ.
    assert city.get(f"/api/v1/bridge?{span}&unit=00007&as_now=true").json()["shared"] == ["00007"]
    asked = f"order=ML01&as_of={DAY_14}"
    slow = {row["code"]: row for row in city.get(f"/api/v1/slow?{asked}&as_now=true").json()["found"]}
    assert slow["00004"]["target"] == 8 and slow["00008"]["shared"] == ["00007"] and "00013" not in slow
    foreseen = city.get(f"/api/v1/forecast?{asked}&unit=00013&as_now=true").json()
    assert (foreseen["unit"], foreseen["goal"], foreseen["as_of"]) == ("00004", 8, str(DAY_14))
    assert city.get(f"/api/v1/forecast?{asked}&unit=00013").status_code == 404, "no night has drawn any"
    figures = city.get(f"/api/v1/bulletin?order=ML01&date={DAY_14}&as_now=true").json()
    assert figures["digest"] is None and figures["units_of"] == now["units_of"]
    assert {row["code"]: row["target"] for row in figures["figures"]["communes"] if row["target"]} == {
        "00004": 8, "00008": 4
    }  # fmt: skip


def test_the_description_of_the_interface_tells_what_shared_is():
    told = Client().get("/api/v1/openapi.json").json()["components"]["schemas"]
    assert "shared" in told["RowOut"]["properties"] and "`shared`" in told["RowOut"]["description"]
    assert told["BoardOut"]["properties"]["divided_units"]["items"]["$ref"].endswith("/DividedOut")


def test_a_system_of_one_district_sees_its_own_board():
    give(system("01"))
    district = system("003")
    assert district.get(f"/api/v1/board?order=ML01&as_of={DAY_14}").json()["total"]["code"] == "003"
    assert district.get(f"/api/v1/board?order=ML01&as_of={DAY_14}&unit=004").status_code == 403


def test_the_bridge_closes_also_for_a_system_that_may_read_no_person():
    give(system("01"))
    town = t.Town()
    people = town.open(t.unit("00091"), t.DUE, 4)
    town.move(t.Verb.HANDED_OVER, t.START, people[:1], at=t.unit("00118"))
    looker = system("003", frozenset({str(CampaignPermission.READ)}))
    bridge = looker.get(f"/api/v1/bridge?order=ML01&unit=003&from={t.START}&to={DAY_14}").json()
    assert (bridge["opening"], bridge["departures"], bridge["present"]) == (4, -1, 3)
    assert bridge["verbs"]["departures"] == {"handed_over": -1}
    assert bridge["from"] == str(t.START)
    backwards = looker.get(f"/api/v1/bridge?order=ML01&unit=003&from={DAY_14}&to={t.START}")
    assert backwards.status_code == 422
