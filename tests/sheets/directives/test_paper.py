"""A directive on paper: the pieces the decree asks for, in both files, whatever the words are."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from tests.work.directives.conftest import LATER, NOW, District, task, town
from toandan.record.units import queries as units
from toandan.sheets.directives import pdf, word
from toandan.sheets.directives.paper import DRAFT, MOTTO, NATION, Paper, bare, paper_of
from toandan.work.directives import operations
from toandan.work.directives.words import Place, Wording

pytestmark = pytest.mark.django_db
__all__ = ["town"]
HOSTILE = '#panic("x") *a* $b$ <c> &amp; ]]>'


def texts(content: bytes) -> list[str]:
    """Return every line of a DOCX, those inside tables too, in the order they stand in the file."""
    found = (one for one in Document(BytesIO(content)).element.iter() if one.tag.endswith("}p"))
    return ["".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")) for one in found]


def plain(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


@pytest.fixture
def paper(town: District) -> Paper:
    measured = task("Cấp thẻ", at=town.ward_no, order="ML01", measure="card", percent=95)
    made = town.issued(tasks=[task("Rà soát."), measured])
    return paper_of(town.sheet(made))


def test_the_pieces_of_the_decree(paper: Paper) -> None:
    assert (paper.nation, paper.motto, paper.draft) == (NATION, MOTTO, False)
    assert paper.number == "Số: 01/UBND-KSTTHC"
    assert paper.subject == "V/v đẩy nhanh cấp căn cước"
    assert paper.place_and_day.startswith("Ba Đình, ngày ")
    assert paper.addressees == ("Cơ quan TP-001", "Công an phường Phúc Xá")
    due = f"Hoàn thành chậm nhất ngày {LATER:%d/%m/%Y}."
    assert paper.body[1] == f"1. Rà soát. {due}"
    assert paper.body[2] == f"2. Cấp thẻ. Chỉ tiêu: Đã trao thẻ CCCD đạt 95 %. Thực hiện: Công an phường Phúc Xá. {due}"
    assert paper.body[-1].endswith("./.")
    assert paper.copies == ("Như trên;", "Lưu: VT, KSTTHC.")


def test_a_paper_is_dated_at_the_unit_of_its_issuer(town: District) -> None:
    places = [Place(town.committee_no, body=True), Place(town.unit), Place(town.ward_no)]
    assert [bare(at) for at in places] == ["Ba Đình", "Ba Đình", "Phúc Xá"]
    numbered = units.by_code("760", as_of=date(2023, 6, 1))
    assert bare(Place(numbered.number)) == "Quận 1"


def test_the_docx_holds_them_in_order(paper: Paper) -> None:
    content = word.write(paper)
    said = texts(content)
    wanted = [
        *paper.issuer, paper.number, paper.subject, NATION, MOTTO, paper.place_and_day, "Kính gửi:", *paper.body,
        "Nơi nhận:", "CHỦ TỊCH", "Phạm Văn Ký",
    ]  # fmt: skip
    places = [said.index(line) for line in wanted]
    assert places == sorted(places)
    section = Document(BytesIO(content)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one / Mm(1)) for one in margins] == [20, 20, 30, 15]


def test_the_pdf_has_its_own_fonts_and_the_same_words(paper: Paper) -> None:
    content = pdf.write(paper)
    assert content.startswith(b"%PDF-")
    assert b"LiberationSerif" in content
    said = plain(content)
    for line in (NATION, MOTTO, paper.number, "Phạm Văn Ký", "Nơi nhận:", "- Công an phường Phúc Xá."):
        assert line in said, line
    assert DRAFT not in said


def test_a_police_unit_stands_under_the_one_above(town: District) -> None:
    made = town.draft(town.ward_no, issuer=town.unit, sign="CAQ-QLHC")
    paper = paper_of(town.sheet(made))
    assert (paper.above, paper.issuer) == ("CÔNG AN THÀNH PHỐ HÀ NỘI", ("CÔNG AN QUẬN BA ĐÌNH",))
    assert paper.draft
    assert "ngày      tháng" in paper.place_and_day
    assert DRAFT in texts(word.write(paper))
    operations.issue(actor=town.police, now=NOW, directive=made, client_key=uuid4())
    assert paper_of(town.sheet(made)).number == "Số: 01/CAQ-QLHC"


def test_hostile_words_are_words(town: District) -> None:
    made = operations.draw_up(
        actor=town.police, now=NOW, drafter=town.unit, issuer=town.unit, addressees=[town.ward_no],
        wording=Wording("CAQ-QLHC", "#panic(1)", HOSTILE, "#eval", "*A*", "@b"),
        tasks=[task('#read("/etc/passwd")')], client_key=uuid4(),
    )  # fmt: skip
    paper = paper_of(town.sheet(made))
    said = plain(pdf.write(paper))
    for words in (HOSTILE, '#read("/etc/passwd")', "*A*", "@b"):
        assert words in said, words
    assert HOSTILE in texts(word.write(paper))


def test_what_no_file_can_hold_is_left_out(paper: Paper) -> None:
    broken = replace(paper, body=("a\x00b\x0bc",), subject="\ud800x")
    assert "abc" in texts(word.write(broken))
    assert pdf.write(broken).startswith(b"%PDF-")
