"""Writes the letter of a list as a spreadsheet, ready to be printed on A4 (công văn dạng XLSX)."""

from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from toandan.work.movements.words.letter import Letter

WIDTHS = (5, 26, 12, 9, 16, 30, 22, 13, 24)


def write(letter: Letter) -> bytes:
    """Return the workbook; every cell is text, so that nothing is ever taken for a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    formats = _formats(book)
    _page(sheet)
    _head(sheet, letter, formats)
    first = 9
    for place, heading in enumerate(letter.headings):
        sheet.write_string(first, place, heading, formats["heading"])
    for offset, row in enumerate(letter.rows, start=first + 1):
        for place, cell in enumerate(row):
            sheet.write_string(offset, place, cell, formats["cell"])
    _foot(sheet, letter, formats, first + len(letter.rows) + 2)
    sheet.repeat_rows(first)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    middle = base | {"align": "center"}
    return {
        "plain": book.add_format(base | {"text_wrap": True}),
        "middle": book.add_format(middle),
        "strong": book.add_format(middle | {"bold": True}),
        "slanted": book.add_format(middle | {"italic": True}),
        "title": book.add_format(middle | {"bold": True, "font_size": 14}),
        "heading": book.add_format(middle | {"bold": True, "border": 1, "text_wrap": True, "font_size": 11}),
        "cell": book.add_format(base | {"border": 1, "text_wrap": True, "num_format": "@", "font_size": 11}),
    }


def _page(sheet: Any) -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)


def _head(sheet: Any, letter: Letter, formats: dict[str, Any]) -> None:
    """Write the two heads side by side, then title, addressee and the opening sentence."""
    sheet.merge_range(0, 0, 0, 3, letter.above, formats["middle"])
    sheet.merge_range(1, 0, 1, 3, letter.sender, formats["strong"])
    sheet.merge_range(2, 0, 2, 3, letter.number, formats["middle"])
    sheet.merge_range(0, 4, 0, 8, letter.nation, formats["strong"])
    sheet.merge_range(1, 4, 1, 8, letter.motto, formats["strong"])
    sheet.merge_range(2, 4, 2, 8, letter.place_and_day, formats["slanted"])
    sheet.merge_range(4, 0, 4, 8, letter.title, formats["title"])
    sheet.merge_range(5, 0, 5, 8, letter.subject, formats["strong"])
    sheet.merge_range(6, 0, 6, 8, letter.addressee, formats["middle"])
    sheet.merge_range(7, 0, 7, 8, letter.opening, formats["plain"])
    sheet.set_row(7, 34)


def _foot(sheet: Any, letter: Letter, formats: dict[str, Any], row: int) -> None:
    """Write the sum, who gets copies, and where to sign."""
    sheet.merge_range(row - 1, 0, row - 1, 8, letter.closing, formats["plain"])
    sheet.merge_range(row, 5, row, 8, letter.signed, formats["strong"])
    sheet.merge_range(row + 1, 5, row + 1, 8, letter.sign_here, formats["slanted"])
    sheet.merge_range(row, 0, row, 3, "Nơi nhận:", formats["plain"])
    for offset, copy in enumerate(letter.copies, start=1):
        sheet.merge_range(row + offset, 0, row + offset, 3, f"- {copy}", formats["plain"])
