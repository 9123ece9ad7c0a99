"""Pages of bulletins: who sees and does what, words that are refused, papers handed out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import queries
from toandan.command.campaign.words import BulletinState, Section
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
DAY = t.START + timedelta(days=10)
LIST, PAGE = "/bulletins/ML01/", f"/bulletins/ML01/{DAY.isoformat()}/"


@pytest.fixture
def town():
    order_of(t.unit("01"))
    return t.lived_in(3, days=8)


@pytest.fixture
def city(town) -> Client:
    return signed_in_client(make_officer("thanh.pho", Role.CITY_HEADQUARTERS, t.unit("01")))


@pytest.fixture
def ward(town) -> Client:
    return signed_in_client(make_officer("phu.thuong", Role.COMMUNE_POLICE, t.unit("00091")))


def drafted(client):
    return client.post(LIST, {"client_key": str(uuid4()), "day": DAY.strftime("%d/%m/%Y")})


def row():
    with reading(the_house()):
        return queries.bulletin("ML01", DAY)


def test_a_draft_is_begun_worded_and_signed(city):
    answer = drafted(city)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    page = city.get(PAGE).content.decode()
    assert "Bản dự thảo" in page or "bản dự thảo" in page
    said = {"version": "1", "preface_vi": "Đã làm {done} người.", "closing_en": "Thank you."}
    assert city.post(PAGE, said).status_code == 302
    assert row().remarks == {Section.PREFACE: {"vi": "Đã làm {done} người."}, Section.CLOSING: {"en": "Thank you."}}
    assert 'name="version" value="2"' in city.get(PAGE).content.decode().split(f"{PAGE}sign/")[1].split("</form>")[0]
    assert city.post(f"{PAGE}sign/", {"client_key": str(uuid4())}).status_code == 422
    assert city.post(f"{PAGE}sign/", {"client_key": str(uuid4()), "version": "2"}).status_code == 302
    figures = row().figures
    page = city.get(PAGE).content.decode()
    assert f"Đã làm {figures.total.done} người." in page
    assert "số liệu ấy" in page
    assert "Ký bản tin" not in page and 'name="preface_vi"' not in page
    verbs = [line.verb for line in every_line()]
    assert [v for v in verbs if v.startswith("campaign.bulletin")] == [
        "campaign.bulletin.draft", "campaign.bulletin.word", "campaign.bulletin.sign",
    ]  # fmt: skip


def test_typed_figures_come_back_with_what_was_written(city):
    drafted(city)
    answer = city.post(PAGE, {"version": "1", "preface_vi": "Đạt 90%"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Không gõ số liệu" in page and "Đạt 90%" in page
    assert row().remarks == {}


def test_a_wrong_day_is_refused_on_the_list(city):
    answer = city.post(LIST, {"client_key": str(uuid4()), "day": "01/01/2023"})
    assert answer.status_code == 422
    assert "20" in answer.content.decode()
    assert city.post(LIST, {"client_key": str(uuid4()), "day": "x"}).status_code == 422


def test_a_commune_reads_signed_bulletins_and_no_drafts(city, ward):
    drafted(city)
    assert ward.get(PAGE).status_code == 404
    assert ward.post(PAGE, {"version": "1"}).status_code == 403
    assert ward.post(f"{PAGE}sign/").status_code == 403
    assert DAY.isoformat() not in ward.get(LIST).content.decode()
    city.post(f"{PAGE}sign/", {"client_key": str(uuid4()), "version": "1"})
    assert PAGE in ward.get(LIST).content.decode()
    assert ward.get(PAGE).status_code == 200


def test_signing_twice_says_that_it_is_signed(city):
    drafted(city)
    city.post(f"{PAGE}sign/", {"client_key": str(uuid4()), "version": "1"})
    assert city.post(f"{PAGE}sign/", {"client_key": "x"}).status_code == 422
    assert row().state is BulletinState.SIGNED


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("json", b"{"), ("txt", "CÔNG AN".encode())]
)
def test_papers_are_handed_out(city, form, start):
    drafted(city)
    answer = city.get(f"{PAGE}file/{form}/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(start)
    assert f"bulletin-ML01-{DAY.isoformat()}-vi.{form}" in answer["Content-Disposition"]


def test_a_paper_comes_in_the_language_asked_for(city):
    drafted(city)
    english = b"".join(city.get(f"{PAGE}file/txt/?language=en").streaming_content).decode()
    assert "DAILY SITUATION REPORT" in english


@pytest.mark.parametrize("address", [f"{PAGE}file/exe/", "/bulletins/ML99/", "/bulletins/ML01/yesterday/", PAGE])
def test_what_does_not_exist_is_not_there(city, address):
    assert city.get(address).status_code == 404
