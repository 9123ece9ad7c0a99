"""Guidance on paper: its heads, its kind, the version it is, and the mark over one that was superseded."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from docx import Document
from pypdf import PdfReader

from tests.work.difficulties.conftest import Desk, desk
from tests.work.directives.conftest import NOW, town
from toandan.record.officers.queries import reading
from toandan.sheets.directives import pdf, word
from toandan.sheets.directives.guidance import SUPERSEDED, guidance_paper
from toandan.work.difficulties import operations, queries

pytestmark = pytest.mark.django_db
__all__ = ["desk", "town"]


def words(content: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return re.sub(r"\s+", " ", " ".join(pages))


def test_both_files_hold_the_version_and_an_old_one_says_so(desk: Desk) -> None:
    made = desk.published(title="Khi máy quét <b>hỏng</b> #set")
    operations.revise(
        actor=desk.police, now=NOW, guidance=made, title="Khi máy hỏng", text="Gọi 113.\n\nBáo quận.",
        reason="Đổi số.", client_key=uuid4(),
    )  # fmt: skip
    with reading(desk.police):
        old, new = (guidance_paper(queries.guidance(made, version)) for version in (1, 2))
    told = ["CÔNG AN QUẬN BA ĐÌNH", "Số: 01/", "HƯỚNG DẪN", "Khi máy hỏng", "Gọi 113.", "Báo quận."]
    told.append("Phiên bản 2, ban hành ngày")
    told += ["thay thế phiên bản 1. Nội dung thay đổi: Đổi số./.", "Nơi nhận:", "THỦ TRƯỞNG ĐƠN VỊ"]
    document = Document(BytesIO(word.write(new)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for said in (words(pdf.write(new)), " ".join([*cells, *(one.text for one in document.paragraphs)])):
        assert [one for one in told if one not in said] == []
        assert "Kính gửi" not in said and SUPERSEDED not in said
    assert SUPERSEDED in words(pdf.write(old)) and "Khi máy quét <b>hỏng</b> #set" in words(pdf.write(old))
