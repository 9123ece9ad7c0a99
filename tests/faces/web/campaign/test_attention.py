"""The page of units that call for attention: what it says, whom it lets in, what it costs."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.campaign.test_board_pages import text_of
from tests.officers_help import make_officer
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

PAGE = "/board/ML01/01/attention/"


def test_the_title_counts_the_slow_units_and_the_board_leads_here(city):
    page = text_of(city.get(PAGE))
    title = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert re.search(r"\d+ trong 579 đơn vị bị chậm", title)
    assert PAGE in text_of(city.get("/board/ML01/01/"))


def test_a_reason_narrows_the_table_to_as_many_units_as_it_says(city):
    page = text_of(city.get(PAGE + "?show=all"))
    ways = re.findall(r'href="([^"]*reason=[a-z_]+)"[^>]*>[^<]*\((\d+)\)', page)
    assert ways
    for address, count in ways:
        joint = address.replace("&amp;", "&") + "&show=all"
        assert text_of(city.get(joint)).count('<tr><th scope="row"') == int(count)


def test_only_the_first_rows_show_and_the_rest_is_a_link(city):
    short, whole = text_of(city.get(PAGE)), text_of(city.get(PAGE + "?show=all"))
    assert short.count('<tr><th scope="row"') == 40 < whole.count('<tr><th scope="row"')
    assert "Hiện thêm" in short
    assert "Hiện thêm" not in whole


def test_a_commune_may_not_look_into_the_city_but_sees_itself(commune):
    assert commune.get(PAGE).status_code == 403
    assert commune.get("/board/ML01/00091/attention/").status_code == 200


def test_both_languages_and_few_queries(city):
    city.post("/language/", {"language": "en"})
    with CaptureQueriesContext(connection) as asked:
        page = text_of(city.get(PAGE))
    assert re.search(r"<h1>\d+ of 579 units are slow", page)
    assert "a day, needs" in page
    names = re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', page)
    assert len(names) == 40
    assert not [name for name in names if re.match("Phường|Xã|Thị trấn", name)], "units have their English names"
    assert len(asked) <= 24


def test_who_is_in_charge_is_named_beside_the_unit_and_on_the_draft(city):
    draft = re.search(r'href="(/directives/new/\?to=(\d+)[^"]*)"', text_of(city.get(PAGE)))
    number = int(draft[2])
    make_officer("ca.cham", Role.COMMUNE_POLICE, number)
    make_officer("soat.xet", Role.AUDITOR, number)
    (row,) = (line for line in text_of(city.get(PAGE)).split("<tr>") if f"to={number}&" in line)
    assert units.by_number(number).name_vi in row
    assert re.search(r"Phụ trách:\s*(<[^>]*>)?Cán bộ ca.cham", row)
    assert "soat.xet" not in row
    assert "Phụ trách đơn vị: Cán bộ ca.cham." in text_of(city.get(draft[1].replace("&amp;", "&")))
