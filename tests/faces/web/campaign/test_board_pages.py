"""Board pages: what they say, that they close, whom they let in, what they cost."""

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.campaign import invented
from tests.faces.web.campaign.conftest import unit_number
from tests.officers_help import make_officer, signed_in_client
from toandan.record.officers.words import Role

CITY = "/board/ML01/01/"


def text_of(response):
    return response.content.decode()


def visible(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def numbers(html):
    return [int(n.replace(".", "").replace(",", "")) for n in re.findall(r">([\d.,]+)</b>", html)]


def test_the_way_to_the_board_leads_to_the_officers_own_unit(city, commune):
    assert city.get("/board/").headers["Location"] == CITY
    assert commune.get("/board/").headers["Location"] == "/board/ML01/00091/"
    assert commune.get("/board/ML01/").headers["Location"] == "/board/ML01/00091/"


def test_the_title_is_the_finding(city):
    page = text_of(city.get(CITY))
    title = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert "Thành phố Hà Nội" in title
    assert re.search(r"đạt \d+,\d\xa0%", title)


def test_the_residual_on_the_page_closes(city):
    for address in (CITY, "/board/ML01/003/", "/board/ML01/00091/"):
        page = text_of(city.get(address))
        block = page[page.index('class="equation"') : page.index("</ul>", page.index('class="equation"'))]
        whole, *parts = numbers(block)
        assert len(parts) == 4
        assert whole == sum(parts) > 0


def test_every_part_leads_to_its_list(city):
    page = text_of(city.get("/board/ML01/00091/"))
    number = invented.tree().in_force("00091", invented.START).number
    assert f"/people/list?unit={number}&amp;card=due&amp;obstacle=absent" in page
    assert f"/people/list?unit={number}&amp;card=issued" in page


def rows(page):
    return re.findall(r'<th scope="row" lang="vi"><a class="plain-link" href="([^"]+)">([^<]+)', page)


def test_only_units_in_trouble_show_first_and_all_is_a_link(city):
    few, everyone = text_of(city.get(CITY)), text_of(city.get(CITY + "?show=all"))
    assert 0 < len(rows(few)) < len(rows(everyone)) == 30
    assert 'href="/board/ML01/01/?show=all#units"' in few
    assert set(re.findall(r'class="tag tag-(\w+)"', few)) <= {"late", "watch", "overdue"}


def test_heads_sort_by_links_and_say_so(city):
    page = text_of(city.get(CITY + "?show=all&sort=rate&dir=desc"))
    shown = [float(r.replace(",", ".")) for r in re.findall(r'<td class="num"><b>([\d,]+)</b></td>', page)]
    assert shown == sorted(shown, reverse=True)
    assert page.count("aria-sort") == 1
    assert 'aria-sort="descending"' in page
    assert "sort=rate&amp;dir=asc" in page


def test_the_wall_has_every_commune_once(city):
    page = text_of(city.get(CITY))
    tiles = re.findall(r'<a class="s[0-5]" href="/board/ML01/(\d{5})/"', page)
    assert len(tiles) == len(set(tiles)) == 579


def test_communes_can_fill_the_table(city):
    page = text_of(city.get(CITY + "?level=commune&show=all"))
    assert len(rows(page)) == 579
    assert "Quận Tây Hồ" in page


def test_measure_day_and_publication_stay_in_the_address(city):
    page = text_of(city.get(CITY + "?measure=eid_granted&as_of=2023-06-01"))
    assert 'value="01/06/2023"' in page
    assert "as_of=2023-06-01&amp;measure=eid_granted" in page
    assert re.search(r"as_of=2023-06-01&amp;measure=eid_granted&amp;entry=\d+", page)
    published = text_of(city.get(CITY + "?entry=7"))
    assert "bút toán số 7" in published


def test_a_commune_sees_its_neighbours_but_may_not_open_them(commune):
    assert 'href="/board/ML01/00091/neighbours/"' in text_of(commune.get("/board/ML01/00091/"))
    page = text_of(commune.get("/board/ML01/00091/neighbours/"))
    assert "Phường Nhật Tân" in page and "<html" in page
    part = text_of(commune.get("/board/ML01/00091/neighbours/", headers={"HX-Request": "true"}))
    assert "Phường Nhật Tân" in part and "<html" not in part
    assert rows(page) == []
    assert commune.get("/board/ML01/00094/").status_code == 403
    assert commune.get(CITY).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "/board/NONE/01/", "/board/ML01/99999/", CITY + "?sort=x", CITY + "?level=x", CITY + "?measure=x",
        CITY + "?as_of=yesterday", CITY + "?entry=x", "/board/ML01/003/?level=district", "/orders/NONE/",
    ],
)  # fmt: skip
def test_addresses_that_mean_nothing_are_not_there(city, address):
    assert city.get(address).status_code == 404


def test_both_languages(city):
    assert "đơn vị chậm tiến độ" in visible(text_of(city.get(CITY)))
    city.cookies["django_language"] = "en"
    page = text_of(city.get(CITY))
    assert '<html lang="en">' in page
    assert '<span lang="vi">Thành phố Hà Nội</span> stands at' in page
    assert "units are late" in visible(page)
    assert re.search(r"\d,\d{3},\d{3}", page)


def test_without_boundaries_a_note_stands_in_the_place_of_the_map(city):
    assert "Máy chủ chưa nạp địa giới" in text_of(city.get(CITY))


def test_with_boundaries_a_map_is_drawn(city, settings, tmp_path):
    file = tmp_path / "hanoi.geojson"
    ring = "[[105.8,21.0],[105.9,21.0],[105.9,21.1],[105.8,21.0]]"
    file.write_text(
        '{"features":[{"properties":{"code":"003","x":"<script>"},'
        f'"geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}'
    )
    settings.BOUNDARIES = str(file)
    page = text_of(city.get(CITY))
    assert 'class="map"' in page and "Máy chủ chưa nạp địa giới" not in page
    assert "<script>" not in page[page.index('class="map"') :]
    file.write_text("no geojson")
    assert "Máy chủ chưa nạp địa giới" in text_of(city.get(CITY))


def test_a_signed_out_reader_is_asked_to_sign_in(client, figures):
    response = client.get(CITY + "?measure=card")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/?next=%2Fboard%2FML01%2F01%2F%3Fmeasure%3Dcard")


AS_NOW = CITY + "?units=now&show=all"
WIDE = [CITY, CITY + "?level=commune&show=all", "/board/ML01/003/", "/board/ML01/00091/", AS_NOW]


@pytest.mark.parametrize("address", WIDE)
def test_a_board_is_small(city, address):
    page = city.get(address).content.decode()
    assert (page.count('<tr id="divided-') > 150) == (address == AS_NOW)
    assert len(gzip.compress(city.get(address).content, 6)) <= 60 * 1024


@pytest.mark.parametrize("address", ["01/", "01/?level=commune&show=all", "003/", "00091/"])
def test_a_board_asks_little(order, address):
    """Everything counts: session, officer, posts, transaction, scope; the register is the real, empty one."""
    client = signed_in_client(make_officer("city", Role.CITY_HEADQUARTERS, unit_number("01")))
    day = "&as_of=2023-06-03" if "?" in address else "?as_of=2023-06-03"
    client.get(f"/board/ML01/{address}{day}")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/board/ML01/{address}{day}").status_code == 200
    told = [q["sql"][:90] for q in asked.captured_queries]
    assert len(told) <= 12, told


def test_no_page_is_kept_by_a_cache(city):
    assert "no-store" in city.get(CITY).headers["Cache-Control"]


@pytest.mark.parametrize("day", ["9999-12-31", "2199-01-01", "0001-01-01"])
@pytest.mark.parametrize("part", ["", "neighbours/"])
def test_a_day_out_of_reach_does_not_exist_instead_of_filling_the_memory(city, day, part):
    assert city.get(f"/board/ML01/003/{part}?as_of={day}").status_code == 404


def test_before_its_first_day_an_order_says_when_it_begins(city):
    page = city.get(f"{CITY}?as_of=2023-05-01")
    assert page.status_code == 200
    assert "Mệnh lệnh bắt đầu từ ngày 20/05/2023." in visible(text_of(page))
    assert 'class="figure"' not in text_of(page)


@pytest.mark.parametrize("unit", ["9" * 25, "9" * 5000, "²" * 8, "٣" * 8])
def test_a_unit_nobody_can_have_is_not_there(city, unit):
    assert city.get(f"/board/ML01/{unit}/").status_code == 404
