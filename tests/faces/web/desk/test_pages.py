"""The desk and the help page: what waits is worked out, and nothing waiting is said honestly."""

import re

import pytest

from tests.faces.web.campaign import invented
from tests.faces.web.campaign.conftest import figures, order, unit_number  # noqa: F401
from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.desk import glossary, waiting
from toandan.record.officers.words import Role


def client_of(name, role, code):
    return signed_in_client(make_officer(name, role, unit_number(code)))


def test_a_commune_sees_what_waits_with_links_to_its_people(figures):  # noqa: F811
    page = client_of("cong.an.xa", Role.COMMUNE_POLICE, "00091").get("/desk/").content.decode()
    number = unit_number("00091")
    assert f"/people/list?unit={number}&amp;card=due&amp;obstacle=none" in page
    assert "Phường Phú Thượng" in re.search(r"<h1>(.*?)</h1>", page)[1]
    assert "đơn vị cần hỗ trợ" not in page


def test_a_district_sees_the_units_to_help_first(figures):  # noqa: F811
    page = client_of("cong.an.quan", Role.DISTRICT_POLICE, "003").get("/desk/").content.decode()
    assert "đơn vị cần hỗ trợ để kịp thời hạn" in page
    assert 0 < page.count('data-label="Tình trạng"') <= waiting.TROUBLES


def test_who_may_not_read_people_gets_no_links_to_them(figures):  # noqa: F811
    page = client_of("tuphap", Role.JUSTICE, "003").get("/desk/").content.decode()
    assert "/people/list" not in page
    assert "đơn vị cần hỗ trợ" in page


def test_without_an_order_the_desk_says_so(db):
    page = client_of("den.som", Role.COMMUNE_POLICE, "00091").get("/desk/").content.decode()
    assert "Không có mệnh lệnh nào áp dụng" in page
    assert "Chưa có danh sách nào được nhập" in page


def test_outside_the_orders_unit_nothing_is_counted(figures):  # noqa: F811
    other = next(u for u in invented.tree().coded("79") if u.edition == "2023")
    client = signed_in_client(make_officer("tp.hcm", Role.DISTRICT_POLICE, other.number))
    assert "Không có mệnh lệnh nào áp dụng" in client.get("/desk/").content.decode()


def test_the_first_address_leads_to_the_desk(figures):  # noqa: F811
    assert client_of("ve.nha", Role.COMMUNE_POLICE, "00091").get("/").headers["Location"] == "/desk/"


def test_help_explains_every_state_and_holds_the_glossary(figures):  # noqa: F811
    client = client_of("hoi.dap", Role.COMMUNE_POLICE, "00091")
    page = client.get("/help/").content.decode()
    assert set(re.findall(r"tag-(\w+)", page)) == {"done", "on_pace", "watch", "late", "too_early", "overdue"}
    assert "124" in page
    few = client.get("/help/?q=to luu dong").content.decode()
    assert "tổ lưu động" in few and "khai tử" not in few
    fragment = client.get("/help/?q=zzzz", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment and "Không có thuật ngữ phù hợp" in fragment


@pytest.mark.parametrize("text", ["tổ lưu động", "to luu dong", "TLĐ", "mobile team", "TEAM mobile"])
def test_terms_are_found_in_either_language(text):
    assert "tổ lưu động" in {term.vi for term in glossary.find(text)}


def test_the_glossary_is_whole():
    terms = glossary.terms()
    assert len(terms) == 124
    assert all(term.vi and term.en and term.group for term in terms)
    assert glossary.find("") == list(terms)
