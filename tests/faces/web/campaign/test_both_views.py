"""The units of then and of today on every page of an order: one switch, in one place, that leads to the same page."""

import re
from uuid import uuid4

import pytest

from tests.command.campaign import town as t
from tests.command.reorganisation.mapping import ON
from tests.faces.web.campaign import invented
from tests.officers_help import make_officer, signed_in_client
from toandan.command.campaign import operations
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

DAY = "as_of=2023-06-03"
NOW, THEN = "Xem số liệu này theo đơn vị hiện nay", "Xem theo đơn vị thời đó"
SWITCH = re.compile(rf'<a (?:class="plain-link" )?href="([^"]*)">(?:{NOW}|{THEN})</a>')


@pytest.fixture
def city(order):
    """A client of the city of today; of the order's units one was divided and two became one."""
    made = t.Town()
    for code, people in (("00007", 4), ("00004", 3), ("00013", 5)):
        made.open(t.unit(code), t.DUE, people)
    return signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, units.by_code("01", as_of=ON).number))


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def switch(text):
    (address,) = SWITCH.findall(text)
    return address.replace("&amp;", "&")


@pytest.mark.parametrize("word", ["", "bridge/", "attention/", "forecast/"])
def test_the_switch_leads_to_the_same_page_by_the_other_units_and_back(city, word):
    here = f"/board/ML01/01/{word}?{DAY}"
    now = switch(page(city, here))
    assert now == f"{here}&units=now"
    shown = page(city, now)
    # The whole city counts every part of a divided unit, so that its bridge has nothing to say of it.
    assert ("1 đơn vị cũ bị chia" in shown and "#divided" in shown) == (word != "bridge/")
    assert switch(shown) == here
    commune = page(city, f"/board/ML01/00013/{word}?{DAY}")
    below = switch(commune)
    assert ("/board/ML01/01/" in below) == (word == "")
    if word:
        # A commune of then leads to what it became, by whose name the page goes.
        heir = units.standing_for(t.unit("00013"), as_of=ON)
        assert f"/{heir.number}/{word}" in below and heir.name_vi in page(city, below)


def test_what_two_units_became_has_the_people_of_both_on_its_pages_and_files(city):
    heir = units.standing_for(t.unit("00013"), as_of=ON).number
    where = f"/board/ML01/{heir}/bridge/"
    told = page(city, f"{where}?{DAY}&units=now")
    assert "có 8 người phải cấp" in told
    sheet = city.post(f"{where}sheet/?{DAY}&units=now", {"format": "csv", "client_key": str(uuid4())})
    assert (sheet.status_code, b"8" in b"".join(sheet)) == (200, True)


def test_a_directive_to_a_slow_unit_of_today_begins_with_its_figures(city):
    heir = units.standing_for(t.unit("00013"), as_of=ON)
    slow = page(city, f"/board/ML01/01/attention/?{DAY}&units=now")
    (address,) = re.findall(rf'href="(/directives/new/\?to={heir.number}[^"]*)"', slow)
    draft = page(city, address.replace("&amp;", "&"))
    assert f"{heir.name_vi} đã thực hiện 0 trên 8" in draft


def test_a_bulletin_by_the_units_of_today_is_no_paper_and_not_what_was_signed(city, order):
    day = t.START + (invented.AS_OF - invented.START)
    house = {"actor": the_house(), "now": t.LATER, "order": "ML01", "as_of": day}
    operations.draft_bulletin(**house, client_key=uuid4())
    operations.sign_bulletin(**house, client_key=uuid4(), version=1)
    here = f"/bulletins/ML01/{day.isoformat()}/"
    then = page(city, here)
    assert switch(then) == f"{here}?units=now"
    now = page(city, f"{here}?units=now")
    assert switch(now) == here
    assert "đã ký và chốt số liệu" in then and "đã ký và chốt số liệu" not in now
    assert "PDF" in then and "PDF" not in now and "không phải nội dung đã ký" in now
    assert "Quận Ba Đình" in then and "Quận Ba Đình" not in now


def test_an_order_over_units_in_force_has_one_view(db):
    given = invented.order("2025")
    operations.create_order(
        actor=the_house(), now=t.LATER, client_key=uuid4(), code="ML25", title_vi="Mệnh lệnh", title_en="Order",
        scope=given.scope, starts_on=given.starts_on, deadline=given.deadline,
    )  # fmt: skip
    client = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, given.scope))
    for word in ("", "bridge/", "attention/", "forecast/"):
        assert SWITCH.findall(page(client, f"/board/ML25/01/{word}")) == []
