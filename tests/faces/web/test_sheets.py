"""Tables of the pages as files: what the page shows, to whom it shows it, and a line of the journal for each."""

import csv
import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.command.campaign import town as t
from tests.command.campaign.test_board import order_of
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.command.campaign import queries
from toandan.faces.web.frame.counter import COUNTER, make
from toandan.faces.web.people import sheets as people_sheets
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.movements import operations as movements
from toandan.work.movements.words import Grouping, Wish

pytestmark = pytest.mark.django_db
DAY = t.START + timedelta(days=10)
CITY_SHEETS = {
    "/board/ML01/01/": "/board/ML01/01/sheet/",
    "/board/ML01/00091/": "/board/ML01/00091/sheet/",
    "/board/ML01/01/bridge/": "/board/ML01/01/bridge/sheet/",
    "/orders/": "/orders/sheet/",
    "/people/list": "/people/list/sheet/",
    "/lists/?way=out": "/lists/sheet/?way=out",
    "/journal/": "/journal/sheet/",
    "/officers/": "/officers/sheet/",
}


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


def taken(client, address, form="csv"):
    answer = client.post(address, {"format": form})
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def rows(client, address):
    return list(csv.reader(io.StringIO(taken(client, address).decode("utf-8-sig"), newline="")))


def lines(verb="journal.sheet.take"):
    return [line for line in every_line() if line.verb == verb]


@pytest.fixture
def list_out(town):
    """Let Phú Thượng draw up a list, so that its table has a row."""
    people = [p for p, history in town.histories.items() if history[-1][1] == t.unit("00091")]
    movements.draw_up(
        actor=the_house(), now=t.LATER, sender=t.unit("00091"), wishes=[Wish(people[0], t.unit("00094"))],
        reason="Tổ trưởng báo", client_key=uuid4(), grouping=Grouping.COMMUNE,
    )  # fmt: skip


@pytest.mark.parametrize(("page", "address"), CITY_SHEETS.items())
def test_every_page_hands_out_its_table_in_every_format(city, list_out, page, address):
    shown = city.get(page).content.decode()
    assert f'action="{address}"'.replace("&", "&amp;") in shown
    made = rows(city, address)
    assert len(made) > 1 and len({len(row) for row in made}) == 1
    content = zipfile.ZipFile(io.BytesIO(taken(city, address, "xlsx")))
    assert content.testzip() is None
    assert taken(city, address, "pdf").startswith(b"%PDF-")
    told = [line.detail for line in lines()]
    assert [detail["format"] for detail in told] == ["csv", "xlsx", "pdf"]
    assert {detail["rows"] for detail in told[:1]} == {len(made) - 1}


def test_every_table_of_the_house_is_written_whatever_lies_there(city, list_out, tmp_path):
    """The rows of each are held by its own room's tests; here each can be made, and says what its columns hold."""
    named = {"order": "ML01", "unit": "00091", "number": str(t.unit("003"))}
    made = {}
    for one in COUNTER.offers():
        if not set(one.names) <= set(named):
            continue
        of = {name: named[name] for name in one.names}
        for form in ("csv", "xlsx"):
            wish = COUNTER.wish(name=one.name, of=of, asked={}, form=form, language="en")
            path = tmp_path / f"{one.name}.{form}"
            made[one.name] = make(actor=the_house(), now=t.LATER, wish=wish, path=path, heard=lambda _rows: None).rows
        widths = {len(row) for row in csv.reader(io.StringIO((tmp_path / f"{one.name}.csv").read_text("utf-8-sig")))}
        assert len(widths) == 1, one.name
    assert len(made) > 30
    assert made["campaign.neighbours"] > 1 and made["journal.journal"]
    beside = (tmp_path / "campaign.neighbours.csv").read_text("utf-8-sig").splitlines()[0]
    assert "Done %" in beside and "suspected" not in beside.lower(), "what holds up others' people is not a commune's"


def test_the_board_in_a_file_is_the_board(city):
    made = rows(city, f"/board/ML01/01/sheet/?as_of={DAY}&level=commune")
    with reading(the_house()):
        found = queries.board(order="ML01", as_of=DAY, level=queries.LEVELS and list(queries.LEVELS)[-1])
    heads = made[0]
    done = {row[0]: row[heads.index("Đã thực hiện")] for row in made[1:]}
    assert done == {row.code: str(row.done) for row in found.rows}
    assert len(done) == 579


def test_units_below_are_handed_out(city):
    made = rows(city, f"/units/{t.unit('003')}/sheet/")
    assert len(made) == 9
    assert "Phường Phú Thượng" in {row[1] for row in made}


def test_people_leave_page_by_page_masked_and_journalled(ward, town, monkeypatch):
    monkeypatch.setattr(people_sheets, "PAGE", 2)
    made = rows(ward, "/people/list/sheet/")
    here = sum(history[-1][1] == t.unit("00091") for history in town.histories.values())
    assert len(made) - 1 == here
    assert [line.detail["people"] for line in lines()] == [here]
    read = [person for line in lines("people.person.read") for person in line.detail["people"]]
    assert len(read) == len(set(read)) == here


def test_the_filter_of_the_address_holds_for_the_file(ward):
    everybody, due = rows(ward, "/people/list/sheet/"), rows(ward, "/people/list/sheet/?card=due")
    assert 1 < len(due) < len(everybody)


def test_a_commune_takes_nothing_of_another_unit(ward):
    for address in ("/board/ML01/01/sheet/", "/board/ML01/00094/sheet/", "/journal/sheet/", "/officers/sheet/"):
        assert ward.post(address, {"format": "csv"}).status_code == 403
    other = ward.post(f"/people/list/sheet/?unit={t.unit('00094')}", {"format": "csv"})
    assert other.status_code in {403, 404}
    assert lines() == []


def test_whoever_may_not_take_people_out_gets_no_table(town):
    auditor = signed_in_client(make_officer("kiem.toan", Role.AUDITOR, t.unit("01")))
    assert auditor.post("/people/list/sheet/", {"format": "csv"}).status_code == 403


def test_taking_is_an_act(city):
    assert city.get("/orders/sheet/").status_code == 405


@pytest.mark.parametrize("address", ["/cases/sheet/", "/cases/lists/sheet/?due=1", "/lists/sheet/?way=in",
                                     "/movements/sheet/", "/directives/sheet/?desk=late"])  # fmt: skip
def test_a_table_without_rows_has_its_headings(ward, address):
    (heads,) = rows(ward, address)
    assert len(heads) >= 8
