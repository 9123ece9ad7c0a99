"""Request lists: the letter, the spreadsheet, what is late or due soon, and who sees none of it."""

import io
import re
import zipfile
from datetime import date, timedelta
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client
from docx import Document

from tests.faces.web.cases.conftest import Desks
from tests.faces.web.cases.test_pages import body
from tests.record.journal.lines import every_line
from tests.work.verification.conftest import LATER, NOW, PAPER, TODAY, YEAR_ONLY, Ward, enter
from toandan.ground.kernel.partial_date import PartialDate
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Answer, Outcome

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://x","y")'


def made(ward: Ward, *cases: int, due_on: date = LATER, days_ago: int = 0) -> int:
    """Put cases on a list some days ago and return the list."""
    operations.ask(
        actor=ward.police, now=NOW - timedelta(days=days_ago), unit=ward.unit, body=ward.justice_no, cases=cases,
        question="Còn sống không?", due_on=due_on, client_key=uuid4(),
    )  # fmt: skip
    with reading(ward.police):
        return queries.lists_of(low=ward.unit, high=ward.unit)[0].list_id


def answered(ward: Ward, list_id: int, case: int, text: str = "Đã khai tử") -> None:
    operations.answer(
        actor=ward.justice, now=NOW, list_id=list_id, case_id=case, answer=Answer.CONFIRMED, text=text,
        evidence=PAPER, found_day=TODAY, client_key=uuid4(),
    )  # fmt: skip


def taken(client: Client, address: str) -> list[list[str | float | None]]:
    """Take a list out and return its cells as they are written: text, or a number such as a day is; None when empty."""
    response = client.post(address)
    assert response.status_code == 200, address
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as parts:  # type: ignore[arg-type]
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    assert not [node.tag for node in sheet.iter() if node.tag.endswith(("}f", "}hyperlink"))]
    rows = [node for node in sheet.iter() if node.tag.endswith("}row")]
    found: list[list[str | float | None]] = []
    for row in rows:
        found.append([None] * 13)
        for cell in row:
            text = "".join(cell.itertext())
            found[-1][ord(cell.attrib["r"][0]) - 65] = text if "t" in cell.attrib else float(text)
    return found


def serial(day: date) -> float:
    """Return a day as spreadsheets count it."""
    return float((day - date(1899, 12, 30)).days)


@pytest.fixture
def asked(ward: Ward) -> tuple[int, int]:
    """A list about two people, of which one is answered; the list and the answered case."""
    cases = [
        ward.open(enter("Lê Văn Cụ", birth=PartialDate.of(1950, 2, 3), father_name="Lê Văn Kỵ")),
        ward.open(enter("Trần Thị Năm", birth=YEAR_ONLY)),
    ]
    list_id = made(ward, *cases)
    answered(ward, list_id, cases[0], FORMULA)
    return list_id, cases[0]


class TestLetter:
    def test_it_is_a_vietnamese_office_letter_in_every_language(self, desks: Desks, asked: tuple[int, int]) -> None:
        list_id, _ = asked
        for client, address in ((desks.police, "/cases/lists/"), (desks.justice, "/requests/lists/")):
            client.cookies["django_language"] = "en"
            paper = body(client, f"{address}{list_id}/paper")
            for said in (
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CÔNG AN PHƯỜNG PHÚC XÁ", "DANH SÁCH ĐỀ NGHỊ XÁC MINH",
                "Kính gửi: Cơ quan TP-001", f"Số: 01/{TODAY.year}/00001/ĐN-CA", "Còn sống không?", "03/02/1950",
                "Lê Văn Kỵ", "Nghi đã chết", "Danh sách gồm 2 trường hợp.", f"chậm nhất ngày {LATER:%d/%m/%Y}",
            ):  # fmt: skip
                assert said in paper, (address, said)

    def test_the_page_says_how_far_it_is_answered(self, desks: Desks, asked: tuple[int, int]) -> None:
        list_id, case = asked
        for client, address in ((desks.police, "/cases/lists/"), (desks.justice, "/requests/lists/")):
            client.cookies["django_language"] = "en"
            page = body(client, f"{address}{list_id}/")
            assert "1 of 2 questions answered" in page
            assert f"{address}{list_id}/paper" in page
        assert f"/cases/lists/{list_id}/" in body(desks.police, "/cases/lists/")
        assert f"/cases/lists/{list_id}/" in body(desks.police, f"/cases/{case}/")
        assert f"/requests/lists/{list_id}/" in body(desks.justice, "/requests/")

    @pytest.mark.parametrize("query", ["before=x", "before=-1", "before=99999999999999999999", "due=2", "due=1"])
    def test_a_strange_query_is_an_open_page(self, desks: Desks, query: str) -> None:
        body(desks.police, f"/cases/lists/?{query}")


class TestSpreadsheet:
    def test_days_are_days_numbers_numbers_and_text_never_a_formula(self, desks: Desks, asked: tuple[int, int]) -> None:
        for client, address in ((desks.police, "/cases/lists/"), (desks.justice, "/requests/lists/")):
            _, first, second = taken(client, f"{address}{asked[0]}/export")
            assert first[:3] == [1, "Lê Văn Cụ", serial(date(1950, 2, 3))]
            assert second[:3] == [2, "Trần Thị Năm", "1950"]
            assert [first[place] for place in (7, 11, 12)] == [serial(day) for day in (LATER, TODAY, TODAY)]
            assert (first[9], second[8]) == (FORMULA, None)

    @pytest.mark.parametrize(("language", "said"), [("vi", "Họ và tên"), ("en", "Full name")])
    def test_headings_are_in_the_reader_s_language(
        self, desks: Desks, asked: tuple[int, int], language: str, said: str
    ) -> None:
        desks.police.cookies["django_language"] = language
        headings = taken(desks.police, f"/cases/lists/{asked[0]}/export")[0]
        assert headings[1] == said and len(headings) == len(set(headings)) == 13

    def test_taking_it_out_is_a_read_of_everybody_on_it(self, desks: Desks, asked: tuple[int, int]) -> None:
        taken(desks.police, f"/cases/lists/{asked[0]}/export")
        reads = [line for line in every_line() if line.detail.get("purpose") == "verification.list.export"]
        assert [(line.verb, len(line.detail["people"])) for line in reads] == [("people.person.read", 2)]
        (export,) = [line for line in every_line() if line.verb == "verification.list.export"]
        assert (export.subject, export.detail) == (f"request_list:{asked[0]}", {"people": 2, "format": "xlsx"})


class TestDocument:
    @pytest.mark.parametrize("side", ["police", "justice"])
    def test_it_is_the_letter_with_every_line_and_its_answer(
        self, desks: Desks, asked: tuple[int, int], side: str
    ) -> None:
        address = {"police": "/cases/lists/", "justice": "/requests/lists/"}[side]
        given = getattr(desks, side).post(f"{address}{asked[0]}/export", {"form": "docx"})
        assert given["Content-Disposition"].endswith(f'request-list-{asked[0]}.docx"')
        paper = Document(io.BytesIO(b"".join(given.streaming_content)))
        head, lines = paper.tables[0], paper.tables[1]
        assert "CÔNG AN PHƯỜNG PHÚC XÁ" in head.rows[0].cells[0].text
        assert "Kính gửi: Cơ quan TP-001" in [paragraph.text for paragraph in paper.paragraphs]
        rows = [[cell.text for cell in row.cells] for row in lines.rows]
        assert [len(row) for row in rows] == [8, 8, 8] and rows[0][7] == "Kết quả xác minh"
        assert rows[1][:3] == ["1", "Lê Văn Cụ", "03/02/1950"] and FORMULA in rows[1][7]
        (export,) = [line for line in every_line() if line.verb == "verification.list.export"]
        assert export.detail == {"people": 2, "format": "docx"}


def test_the_letter_leaves_as_a_pdf_that_is_journalled(desks: Desks, asked: tuple[int, int]) -> None:
    given = desks.police.post(f"/cases/lists/{asked[0]}/export", {"form": "pdf"})
    assert given["Content-Disposition"].endswith(f'request-list-{asked[0]}.pdf"')
    assert b"".join(given.streaming_content).startswith(b"%PDF")
    (export,) = [line for line in every_line() if line.verb == "verification.list.export"]
    assert export.detail == {"people": 2, "format": "pdf"}


class TestStrangers:
    def test_nobody_else_reads_prints_or_takes_it(self, desks: Desks, asked: tuple[int, int]) -> None:
        list_id, _ = asked
        refused = (
            (desks.neighbour, "/cases/lists/", 404), (desks.centre, "/requests/lists/", 404),
            (desks.justice, "/cases/lists/", 403), (desks.police, "/requests/lists/", 403),
        )  # fmt: skip
        for client, address, status in refused:
            for page in ("", "paper"):
                assert "Lê Văn Cụ" not in body(client, f"{address}{list_id}/{page}", status)
            assert client.post(f"{address}{list_id}/export").status_code == status
        assert f"/cases/lists/{list_id}/" not in body(desks.neighbour, "/cases/lists/")
        assert f"/cases/lists/{list_id}/" not in body(desks.neighbour, "/cases/lists/?due=1")


class TestDue:
    @pytest.mark.parametrize(
        ("days", "there", "not_there"), [(-2, "quá hạn", "trong ba ngày"), (2, "trong ba ngày", "quá hạn"), (9, "", "")]
    )
    def test_late_and_soon_stand_on_both_desks_once(
        self, ward: Ward, desks: Desks, days: int, there: str, not_there: str
    ) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        list_id = made(ward, case, due_on=TODAY + timedelta(days=days), days_ago=20)
        clients = (desks.police, desks.justice)
        for client in clients:
            said = tasks(client)
            assert len(said) == bool(there), said
            assert all(there in line and not_there not in line for line in said)
        listed = f"/cases/lists/{list_id}/" in body(desks.police, "/cases/lists/?due=1")
        assert listed is bool(there)
        if there:
            answered(ward, list_id, case)
            for client in clients:
                assert tasks(client) == []


class TestNoLongerNeeded:
    def test_the_body_is_told_since_when_and_has_nothing_to_answer(self, ward: Ward, desks: Desks) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        list_id = made(ward, case, due_on=TODAY - timedelta(days=1), days_ago=20)
        one = f"/requests/{list_id}/{case}/"
        assert tasks(desks.justice) and 'name="answer"' in body(desks.justice, one)
        ward.decide(case, Outcome.ALIVE)
        since = f"Không còn cần trả lời từ {TODAY:%d/%m/%Y}"
        assert (tasks(desks.justice), tasks(desks.police)) == ([], [])
        page = body(desks.justice, one)
        assert since in page and 'name="answer"' not in page
        desks.justice.cookies["django_language"] = "en"
        assert f"No longer needed since {TODAY.day} {TODAY:%B %Y}" in body(desks.justice, one)
        desks.justice.cookies["django_language"] = "vi"
        desk = body(desks.justice, "/requests/")
        assert since in desk and "Không có đề nghị nào chờ trả lời" in desk
        for client, address in ((desks.police, f"/cases/{case}/"), (desks.police, f"/cases/lists/{list_id}/")):
            assert since in body(client, address)
        assert since in body(desks.justice, f"/requests/lists/{list_id}/")
        assert taken(desks.police, f"/cases/lists/{list_id}/export")[1][8] == since


def tasks(client: Client) -> list[str]:
    """Return what the desk says waits of lists."""
    found = re.findall(r'<li><b class="num">\d+</b><span><a [^>]*>([^<]*)</a>', body(client, "/desk/"))
    return [said for said in found if "danh sách" in said]
