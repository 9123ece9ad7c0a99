"""A bulletin as DOCX, in the form of official papers (bản tin dạng DOCX).

The form is that of Decree 30/2020/NĐ-CP: A4, Times New Roman, margins of 20, 20, 30 and 15 millimetres, the nation's
name and motto at the right.
"""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from toandan.sheets.bulletin.paper import Grid, Paper

FONT = "Times New Roman"
_HOSTILE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""


def docx(paper: Paper) -> bytes:
    """Return the document."""
    made = Document()
    _page(made, paper)
    _head(made, paper)
    for words, how in (
        (paper.title.upper(), {"bold": True, "size": 14}),
        (paper.subtitle, {"bold": True}),
        (paper.draft.upper(), {"bold": True}),
        (paper.stamp, {"italic": True, "size": 10}),
    ):
        if words:
            _say(made, words, middle=True, **how)
    _keys(made, paper)
    for chapter in paper.chapters:
        if chapter.heading:
            _say(made, chapter.heading, bold=True, before=6)
        for words in chapter.said:
            _say(made, words, after=3)
        for words in chapter.remarks:
            _say(made, words, italic=True, after=3)
    for grid in (paper.units, paper.obstacles, paper.corrections):
        if grid.rows:
            _grid(made, grid)
    _end(made, paper)
    out = BytesIO()
    made.save(out)
    return _timeless(out)


def _page(made: Any, paper: Paper) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    plain = made.styles["Normal"]
    plain.font.name, plain.font.size = FONT, Pt(13)
    fonts = plain.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    plain.paragraph_format.space_after = Pt(0)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{_clean(paper.foot)} · ").font.size = Pt(9)
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    foot._p.append(number)
    made.core_properties.author, made.core_properties.comments = "", ""
    made.core_properties.title = _clean(paper.title)
    made.core_properties.language = "vi-VN" if paper.language == "vi" else "en-GB"


def _head(made: Any, paper: Paper) -> None:
    """Write the two heads side by side."""
    head = paper.head
    left, right = _cells(made, (75, 90))
    for place, words, how in (
        (left, head.above.upper(), {}),
        (left, head.issuer.upper(), {"bold": True}),
        (left, head.number, {}),
        (right, head.nation.upper(), {"bold": True}),
        (right, head.motto, {"bold": True}),
        (right, head.place_and_day, {"italic": True}),
    ):
        _say(place, words, middle=True, size=12, **how)
    _say(made, "")


def _keys(made: Any, paper: Paper) -> None:
    """Write the great figures in a row."""
    cells = _cells(made, [165 // len(paper.keys)] * len(paper.keys))
    for cell, key in zip(cells, paper.keys, strict=True):
        _say(cell, key.value, bold=True, middle=True, size=18, before=6)
        _say(cell, key.label, middle=True, size=10)
        _say(cell, key.note, middle=True, size=9, italic=True, after=6)


def _cells(made: Any, widths: Sequence[int]) -> Sequence[Any]:
    """Return cells without lines side by side."""
    table = made.add_table(rows=1, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    cells: Sequence[Any] = table.rows[0].cells
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
        cell._tc.remove(cell.paragraphs[0]._p)
    return cells


def _grid(made: Any, grid: Grid) -> None:
    """Write a table whose head is repeated on every page and whose rows are not broken."""
    _say(made, grid.title, bold=True, before=9, after=3)
    table = made.add_table(rows=0, cols=len(grid.headings))
    table.style = "Table Grid"
    for place, row in enumerate((grid.headings, *grid.rows)):
        line = table.add_row()
        mark = OxmlElement("w:tblHeader" if place == 0 else "w:cantSplit")
        line._tr.get_or_add_trPr().append(mark)
        for column, (cell, words) in enumerate(zip(line.cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            _write(paragraph, words, bold=place == 0, size=9)
            if column and place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if grid.more:
        _say(made, grid.more, italic=True, size=10)


def _end(made: Any, paper: Paper) -> None:
    """Write who signed it, at the right."""
    if paper.signed:
        _left, right = _cells(made, (85, 80))
        _say(_left, "")
        for place, words in enumerate(paper.signed):
            _say(right, words, middle=True, bold=place == 1, before=9 if place == 0 else 0)


def _say(place: Any, words: str, *, before: int = 0, after: int = 0, middle: bool = False, **how: Any) -> None:
    """Add a paragraph."""
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, words, **how)


def _write(paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: int = 12) -> None:
    run = paragraph.add_run(_clean(words))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _clean(words: str) -> str:
    """Return text without the characters that would break the file."""
    return _HOSTILE.sub("", words)


def _timeless(made: BytesIO) -> bytes:
    """Return the same document without the moment it was written at, which would be another one at every print."""
    out = BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(zipfile.ZipInfo(part), old.read(part), zipfile.ZIP_DEFLATED)
    return out.getvalue()
