"""The unit pages as an officer of a ward sees them: search, facts, history, in both languages."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.frame import doors
from toandan.record.officers.words import Role
from toandan.record.units import queries

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)
TWO_TIER = date(2025, 7, 1)


def _number(code: str, day: date = DAY) -> int:
    return queries.by_code(code, as_of=day).number


@pytest.fixture
def client() -> Client:
    """An officer of Phúc Xá, signed in."""
    return signed_in_client(make_officer("phucxa", Role.COMMUNE_POLICE, _number("00001")))


def _read(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


@pytest.mark.parametrize("text", ["P. Phúc Xá", "phuc xa ba dinh", "00001"])
def test_a_search_finds_the_ward_and_links_it(client: Client, text: str) -> None:
    page = _read(client, "/units/", q=text)
    assert f'href="/units/{_number("00001")}/"' in page
    assert "Quận Ba Đình, Thành phố Hà Nội" in page


def test_a_search_finds_units_of_every_year_unless_a_day_is_named(client: Client) -> None:
    both = _read(client, "/units/", q="ba dinh ha noi")
    assert f"/units/{_number('001')}/" in both
    assert f"/units/{_number('00004', TWO_TIER)}/" in both
    later = _read(client, "/units/", q="ba dinh ha noi", as_of="2025-07-01")
    assert f"/units/{_number('001')}/" not in later
    assert f"/units/{_number('00004', TWO_TIER)}/" in later


def test_without_a_question_the_provinces_of_today_are_shown_and_the_own_unit(client: Client) -> None:
    page = _read(client, "/units/")
    assert page.count('<th scope="row">') == 34
    assert "Phường Phúc Xá" in page


def test_nothing_found_says_what_to_do(client: Client) -> None:
    assert "Hãy thử ít từ hơn" in _read(client, "/units/", q="zzzz")


def test_a_wrong_day_is_told_at_its_field(client: Client) -> None:
    page = _read(client, "/units/", q="ba dinh", as_of="2025-13-40")
    assert 'id="id_as_of-error"' in page


def test_a_fragment_is_answered_to_the_page_s_own_script(client: Client) -> None:
    response = client.get("/units/", {"q": "phuc xa"}, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="found"')


def test_a_district_shows_its_wards_with_the_people_counted(client: Client) -> None:
    page = _read(client, f"/units/{_number('001')}/")
    assert page.count("Phường") >= 14
    assert "221.893" in page
    assert "21.946" in page
    assert "Dân số theo tuổi" in page


def test_a_ward_that_is_gone_says_what_it_became_and_by_which_act(client: Client) -> None:
    page = _read(client, f"/units/{_number('00001')}/")
    assert f'href="/units/{_number("00097", TWO_TIER)}/"' in page
    assert "không còn hiệu lực" in page
    assert "1656/NQ-UBTVQH15" in page


def test_a_district_that_ended_says_that_nothing_is_recorded_after_it(client: Client) -> None:
    assert "Chưa ghi nhận đơn vị kế thừa" in _read(client, f"/units/{_number('001')}/")
    lost = _read(client, f"/units/{_number('10774')}/")
    assert "không ghi nhận đơn vị kế thừa của: Xã Phúc Thành A (10774)" in lost


def test_a_new_ward_shows_what_it_was_made_of(client: Client) -> None:
    page = _read(client, f"/units/{_number('00097', TWO_TIER)}/")
    assert f'href="/units/{_number("00001")}/"' in page
    assert "không còn hiệu lực" not in page


def test_a_part_of_a_split_unit_is_called_a_part(client: Client) -> None:
    page = _read(client, f"/units/{_number('00226')}/")
    assert "một phần (mặc định)" in page
    assert "Các bước tiếp theo" in page
    assert "một phần" in page


@pytest.mark.parametrize(("day", "below"), [(DAY, 30), (TWO_TIER, 126)])
def test_the_city_lists_what_lies_directly_below_it(client: Client, day: date, below: int) -> None:
    page = _read(client, f"/units/{_number('01', day)}/")
    assert page.count('<th scope="row"><a ') == below


def test_the_country_shows_its_provinces(client: Client) -> None:
    assert _read(client, "/units/1/").count('<th scope="row"><a ') == 34


def test_the_breadcrumb_leads_up(client: Client) -> None:
    page = _read(client, f"/units/{_number('00001')}/")
    for code in ("VN", "01", "001"):
        assert f'<a href="/units/{_number(code)}/" lang="vi">' in page


def test_english_shows_english_words_and_vietnamese_names(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "officer_language", lambda request: "en")
    page = _read(client, f"/units/{_number('001')}/")
    assert "Urban district" in page
    assert '<span lang="vi">Quận Ba Đình</span>' in page
    assert "221,893" in page
    assert "until 30 June 2025" in page


def test_an_unknown_number_is_not_there(client: Client) -> None:
    assert client.get("/units/3/").status_code == 404


def test_a_visitor_who_is_not_signed_in_is_sent_to_the_door() -> None:
    response = Client().get("/units/")
    assert response.status_code == 302
    assert "next=" in response["Location"]


@pytest.mark.parametrize("address", ["/units/?q=ba+dinh", "/units/10000020/", "/units/10000000/"])
def test_a_page_costs_few_queries(client: Client, address: str) -> None:
    queries.warm()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    # Savepoints stand here for the transaction that a page opens outside of tests.
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 12, asked
