"""The files of a list's letter: what a document says, and that nothing written in a name can break it."""

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from tests.record.journal.lines import every_line
from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, opened, sent, towns
from toandan.work.movements import operations
from toandan.work.movements.adapters import letter_docx, letter_xlsx
from toandan.work.movements.words import ListForm
from toandan.work.movements.words.letter import Letter

ROW = ("1", "Nguyễn Văn Mẫu", "17/05/1985", "Nam", "001••••••000", "Ngõ 52", "Phường Phú Thượng", "0912345678", "")
LETTER = Letter(
    above="CÔNG AN QUẬN BA ĐÌNH",
    sender="CÔNG AN PHƯỜNG PHÚC XÁ",
    nation="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    number="Số: 7/DS-CA",
    place_and_day="Hà Nội, ngày 10 tháng 06 năm 2023",
    title="DANH SÁCH THÔNG BÁO",
    subject="Công dân thực tế đang cư trú tại địa bàn đơn vị tiếp nhận",
    addressee="Kính gửi: Công an Phường Phú Thượng",
    opening="Đề nghị quý đơn vị tiếp nhận.",
    headings=("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Nơi ở", "Xã", "Điện thoại", "Kết quả"),
    widths=(28,) * 9,
    rows=(ROW, ("2", *ROW[1:])),
    closing="Danh sách gồm 2 người.",
    copies=("Như trên;", "Lưu: VT."),
    signed="TRƯỞNG CÔNG AN",
    sign_here="(Ký, ghi rõ họ tên, đóng dấu)",
)


def opened_again(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def paragraphs(paper: Any) -> list[str]:
    """Return every paragraph in the order of the page, the cells of tables row by row."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paper.element.body.iter(qn("w:p"))]


def test_a_document_has_every_part_of_an_office_letter_in_its_order() -> None:
    said = paragraphs(opened_again(letter_docx.write(LETTER)))
    parts = (
        LETTER.above, LETTER.sender, LETTER.number, LETTER.nation, LETTER.motto, LETTER.place_and_day, LETTER.title,
        LETTER.subject, LETTER.addressee, LETTER.opening, *LETTER.headings, *ROW[:8], LETTER.closing, "Nơi nhận:",
        "- Như trên;", "- Lưu: VT.", LETTER.signed, LETTER.sign_here,
    )  # fmt: skip
    places = [said.index(part) for part in parts if part]
    assert places == sorted(places)
    assert said.count("Nguyễn Văn Mẫu") == 2


def test_the_page_is_a4_on_its_side_and_the_headings_come_again_on_every_page() -> None:
    paper = opened_again(letter_docx.write(LETTER))
    section = paper.sections[0]
    sizes = [round(size.mm) for size in (section.page_width, section.page_height, section.left_margin)]
    assert sizes == [297, 210, 30]
    _above, table, _below = paper.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[2].cells] == ["2", *ROW[1:]]
    assert {run.font.name or paper.styles["Normal"].font.name for p in paper.paragraphs for run in p.runs} == {
        "Times New Roman"
    }


HOSTILE = "A\x00\x08\x0b<b>&\"'\ud800\ufffe]]>é\U0001f600B"


@pytest.mark.parametrize("writer", [letter_docx, letter_xlsx])
def test_a_list_of_nobody_is_a_letter_too(writer: Any) -> None:
    assert writer.write(replace(LETTER, rows=())).startswith(b"PK")


def test_hostile_characters_are_left_out_and_the_rest_is_kept() -> None:
    paper = opened_again(letter_docx.write(replace(LETTER, rows=(("1", HOSTILE, *ROW[2:]),), addressee=HOSTILE)))
    assert paper.tables[1].rows[1].cells[1].text == "A<b>&\"']]>é\U0001f600B"
    assert "A<b>&\"']]>é\U0001f600B" in paragraphs(paper)


@given(st.lists(st.text(max_size=20), min_size=9, max_size=9))
def test_no_text_breaks_the_file(cells: list[str]) -> None:
    paper = opened_again(letter_docx.write(replace(LETTER, rows=(tuple(cells),), opening=cells[0])))
    assert len(paper.tables[1].rows) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("form", list(ListForm))
def test_taking_a_file_out_is_journalled_with_its_form_and_its_people(form: ListForm) -> None:
    here, there = towns(2)
    persons = opened(here, 2)
    list_id = sent(here, persons, there)
    told = {"actor": HOUSE, "now": NOW, "list_id": list_id, "form": form}
    if form is ListForm.PDF:
        assert len(operations.take_out(**told).rows) == 2
    else:
        assert operations.export(**told).startswith(b"PK")
    lines = every_line()
    (taken,) = [line for line in lines if line.verb == "movements.list.export"]
    assert (taken.detail["format"], taken.detail["people"]) == (form.value, 2)
    (shown,) = [line for line in lines if line.detail.get("purpose") == "movements.list.export"]
    assert all(str(person) in str(shown.detail["people"]) for person in persons)
