"""Taking out what a list shows: those people, masked as on the page, journalled, and nothing of other units."""

import csv
import io
import zipfile

import polars as pl
import pytest
from django.test import Client

from tests.faces.web.people.conftest import DUE, NUMBER, enter
from tests.faces.web.people.test_pages import journalled
from tests.record.people.conftest import unit_of


def taken_out(client: Client, form: str, asked: str = "") -> bytes:
    answer = client.post(f"/people/list/export?unit={unit_of('00001')}{asked}", {"format": form})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content)


def test_the_csv_holds_exactly_the_people_of_the_list(client: Client, people: dict[str, int]) -> None:
    text = taken_out(client, "csv", "&card=due").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["full_name"] for row in rows} == {"Nguyễn Văn Mẫu", "Lê Văn Vắng"}


def test_the_spreadsheet_opens_and_is_journalled(client: Client, people: dict[str, int]) -> None:
    sheet = pl.read_excel(io.BytesIO(taken_out(client, "xlsx")))
    assert set(people) == set(sheet["full_name"])
    assert journalled("rolls.roll.export")


def test_a_name_that_looks_like_a_formula_stays_text(client: Client, people: dict[str, int]) -> None:
    enter("Lê Văn Tốt", DUE, present_address='=HYPERLINK("http://x.test";"a")')
    with zipfile.ZipFile(io.BytesIO(taken_out(client, "xlsx"))) as book:
        cells = book.read("xl/worksheets/sheet1.xml")
        written = b"".join(book.read(name) for name in book.namelist())
    assert b"HYPERLINK" in written
    assert b"<f>" not in cells


def test_another_unit_cannot_be_taken_out(neighbour: Client, people: dict[str, int]) -> None:
    answer = neighbour.post(f"/people/list/export?unit={unit_of('00001')}", {"format": "csv"})
    assert answer.status_code in {403, 404}
    assert NUMBER.encode() not in answer.content


@pytest.mark.parametrize("method", ["get", "put"])
def test_it_is_taken_by_post_only(client: Client, people: dict[str, int], method: str) -> None:
    assert getattr(client, method)("/people/list/export").status_code == 405


def test_the_page_offers_it(client: Client, people: dict[str, int]) -> None:
    page = client.get(f"/people/list?unit={unit_of('00001')}&card=due").content.decode()
    assert f'action="/people/list/export?unit={unit_of("00001")}&amp;card=due"' in page
