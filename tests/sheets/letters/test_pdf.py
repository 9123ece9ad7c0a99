"""The letter of a list as PDF: every line is on it, nothing written in a name is a command, many lines fill pages."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from tests.work.movements.test_letter_files import HOSTILE, LETTER, ROW
from toandan.sheets import letters


def test_every_line_and_both_heads_are_on_it() -> None:
    said = " ".join(PdfReader(BytesIO(letters.write(LETTER))).pages[0].extract_text().split())
    for words in (LETTER.sender, LETTER.nation, LETTER.title, LETTER.addressee, LETTER.signed, "Nguyễn Văn Mẫu"):
        assert words in said, words


def test_what_stands_in_a_name_is_text_and_the_head_of_the_table_is_on_every_page() -> None:
    strange = '#read("/etc/passwd") *x* $y$ \x00'
    rows = (("1", HOSTILE, *ROW[2:]), *((str(n), strange, *ROW[2:]) for n in range(60)))
    pages = [
        " ".join(page.extract_text().split())
        for page in PdfReader(BytesIO(letters.write(replace(LETTER, rows=rows)))).pages
    ]
    assert len(pages) > 1 and all("Số định danh" in page for page in pages[:-1])
    assert "#read(" in pages[0] and letters.write(LETTER) == letters.write(LETTER)
