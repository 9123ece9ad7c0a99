"""The paper of a directive as DOCX, the form in which official papers are kept and signed (bản DOCX)."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt

from toandan.sheets.directives.paper import Paper

FONT = "Times New Roman"
_HOSTILE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""


def write(paper: Paper) -> bytes:
    """Return the document: A4, margins of 20, 20, 30 and 15 millimetres, page numbers from the second page on."""
    made = Document()
    _page(made, paper)
    left, right = _two(made, (65, 100))
    if paper.above:
        _say(left, paper.above, middle=True, size=12)
    for line in paper.issuer:
        _say(left, line, bold=True, middle=True, size=12)
    _line(left, "———————")
    _say(left, paper.number, middle=True)
    if not paper.kind:
        _say(left, paper.subject, middle=True, size=12)
    _say(right, paper.nation, bold=True, middle=True, size=12)
    _say(right, paper.motto, bold=True, middle=True)
    _line(right, "———————————————")
    _say(right, paper.place_and_day, italic=True, middle=True)
    if paper.mark:
        _say(made, paper.mark, bold=True, middle=True, before=6)
    if paper.kind:
        _say(made, paper.kind, bold=True, middle=True, before=12)
        _say(made, paper.subject, bold=True, middle=True, after=12)
    else:
        _addressees(made, paper.addressees)
    for line in paper.body:
        _say(made, line, indent=True, after=6)
    _end(made, paper)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _addressees(made: Any, names: Sequence[str]) -> None:
    if len(names) == 1:
        _say(made, f"Kính gửi: {names[0]}.", middle=True, before=12, after=12)
        return
    _say(made, "Kính gửi:", before=12).paragraph_format.left_indent = Cm(4)
    for at, one in enumerate(names, start=1):
        end = "." if at == len(names) else ";"
        said = _say(made, f"- {one}{end}", after=12 if at == len(names) else 0)
        said.paragraph_format.left_indent = Cm(5)


def _end(made: Any, paper: Paper) -> None:
    """Write the receivers at the left and the signature at the right; the two stay on one page."""
    left, right = _two(made, (75, 90))
    _say(left, "Nơi nhận:", bold=True, italic=True, size=12)
    for copy in paper.copies:
        _say(left, f"- {copy}", size=11)
    for line in paper.signer_title:
        _say(right, line, bold=True, middle=True)
    for _room in range(4):
        _say(right, "", middle=True)
    _say(right, paper.signer, bold=True, middle=True)
    for cell in (left, right):
        for paragraph in cell.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _page(made: Any, paper: Paper) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    top._p.append(number)
    plain = made.styles["Normal"]
    plain.font.name, plain.font.size = FONT, Pt(14)
    fonts = plain.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    plain.paragraph_format.space_after = Pt(0)
    made.core_properties.title = clean(paper.title)[:250]
    made.core_properties.author, made.core_properties.comments = "", ""
    made.core_properties.language = "vi-VN"


def _two(made: Any, widths: tuple[int, int]) -> Sequence[Any]:
    """Return two cells without lines side by side, as the heads and the end of a paper stand."""
    table = made.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    whole = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(whole)
    cells: Sequence[Any] = table.rows[0].cells
    for column, cell, width in zip(table.columns, cells, widths, strict=True):
        column.width = cell.width = Mm(width)
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells


def _line(place: Any, dashes: str) -> None:
    """Draw the short line under a head."""
    _say(place, dashes, middle=True, size=6)


def _say(
    place: Any, text: str, *, bold: bool = False, italic: bool = False, middle: bool = False, size: int = 14,
    before: int = 0, after: int = 0, indent: bool = False,
) -> Any:  # fmt: skip
    """Add a paragraph and return it."""
    paragraph = place.add_paragraph()
    how = paragraph.paragraph_format
    how.space_before, how.space_after = Pt(before), Pt(after)
    if indent:
        how.first_line_indent, how.line_spacing = Cm(1.27), 1.15
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def clean(text: str) -> str:
    """Return text without the characters that would break the file."""
    return _HOSTILE.sub("", text)
