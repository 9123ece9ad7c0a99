"""Writes the letter of a list as a document in the form of official papers (công văn dạng DOCX).

The form is that of Decree 30/2020/NĐ-CP: A4, Times New Roman, margins of 20, 20, 30 and 15 millimetres, national motto
at the right. The page lies on its side, as lists of nine columns do.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from toandan.work.movements.words.letter import Letter

FONT = "Times New Roman"
_HOSTILE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""


def write(letter: Letter) -> bytes:
    """Return the document; what XML cannot hold is left out of names and addresses."""
    paper = Document()
    _page(paper)
    above = _two(paper)
    _say(above[0], letter.above, middle=True)
    _say(above[0], letter.sender, bold=True, middle=True)
    _say(above[0], letter.number, middle=True)
    _say(above[1], letter.nation, bold=True, middle=True)
    _say(above[1], letter.motto, bold=True, middle=True)
    _say(above[1], letter.place_and_day, italic=True, middle=True)
    _say(paper, "")
    _say(paper, letter.title, bold=True, middle=True, size=14)
    _say(paper, letter.subject, bold=True, middle=True)
    _say(paper, letter.addressee, middle=True, after=6)
    _say(paper, letter.opening, after=6)
    _table(paper, letter)
    _say(paper, letter.closing, before=6, after=6)
    below = _two(paper)
    _say(below[0], "Nơi nhận:", bold=True, italic=True, size=12)
    for copy in letter.copies:
        _say(below[0], f"- {copy}", size=11)
    _say(below[1], letter.signed, bold=True, middle=True)
    _say(below[1], letter.sign_here, italic=True, middle=True)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Any) -> None:
    """Lay the page on its side, set its margins, its letter and its page numbers."""
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    plain = paper.styles["Normal"]
    plain.font.name, plain.font.size = FONT, Pt(13)
    fonts = plain.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    plain.paragraph_format.space_after = Pt(0)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)
    paper.core_properties.author, paper.core_properties.comments = "", ""
    paper.core_properties.language = "vi-VN"


def _two(paper: Any) -> Sequence[Any]:
    """Return two cells without lines side by side, as the heads and the end of a letter stand."""
    table = paper.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _widths(table, (106, 146))
    cells: Sequence[Any] = table.rows[0].cells
    for cell in cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells


def _table(paper: Any, letter: Letter) -> None:
    """Write the table; each row is a copy of one pattern, since a list may hold thousands."""
    table = paper.add_table(rows=2, cols=len(letter.headings))
    table.style = "Table Grid"
    _widths(table, letter.widths)
    for cell, heading in zip(table.rows[0].cells, letter.headings, strict=True):
        _write(cell.paragraphs[0], heading, bold=True, middle=True, size=11)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    whole = OxmlElement("w:cantSplit")
    pattern = table.rows[1]._tr
    pattern.get_or_add_trPr().append(whole)
    for cell in table.rows[1].cells:
        _write(cell.paragraphs[0], "x", size=11)
    for row in letter.rows:
        made = deepcopy(pattern)
        for text, said in zip(made.iter(qn("w:t")), row, strict=True):
            text.text = clean(said)
            text.set(qn("xml:space"), "preserve")
        pattern.addprevious(made)
    table._tbl.remove(pattern)


def _widths(table: Any, widths: Sequence[int]) -> None:
    """Fix the columns, since programs differ in what they make of columns left to them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _say(place: Any, text: str, *, before: int = 0, after: int = 0, **how: Any) -> None:
    """Add a paragraph."""
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    _write(paragraph, text, **how)


def _write(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, middle: bool = False, size: int = 13
) -> None:
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def clean(text: str) -> str:
    """Return text without the characters that would break the file."""
    return _HOSTILE.sub("", text)
