"""A table as XLSX: typed cells, frozen head, filters, and a sheet of definitions (ghi XLSX).

Rows leave memory as they are written. Text is written as text, so that nothing is ever taken for a formula or a link.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from django.utils.translation import override

from toandan.sheets import formats
from toandan.sheets.tables.description import Kind, Row, Table
from toandan.sheets.tables.rows import Rows
from toandan.sheets.tables.safety import shortened

_FORMATS = {
    Kind.TEXT: "@", Kind.COUNT: "#,##0", Kind.NUMBER: "0", Kind.DECIMAL: "#,##0.0", Kind.DAY: "dd/mm/yyyy",
    Kind.MOMENT: "dd/mm/yyyy hh:mm",
}  # fmt: skip
_WIDTHS = {Kind.TEXT: 26, Kind.COUNT: 12, Kind.NUMBER: 12, Kind.DECIMAL: 12, Kind.DAY: 12, Kind.MOMENT: 17}
_NAME = 31
"""Letters the name of a sheet may have."""


def write(table: Table, rows: Iterable[Row], path: Path, *, language: str, at: datetime, by: str, about: str) -> int:
    """Write the table and its definitions; return how many rows."""
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        # What is written on the way lies where the file does, closed to others, and goes with it.
        "tmpdir": str(path.parent),
    }  # fmt: skip
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        kinds = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        written = _rows(book, table, rows, bold, kinds, language)
        _definitions(book, table, bold, language, at, by, about)
    return written


def _rows(book: Any, table: Table, rows: Iterable[Row], bold: Any, kinds: dict[Kind, Any], language: str) -> int:
    page = book.add_worksheet(_name(table.said(language)), worksheet_class=Rows)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for place, column in enumerate(table.columns):
        heading = column.heading(language)
        page.set_column(place, place, max(_WIDTHS[column.kind], min(40, len(heading) // 2 + 4)))
        page.write_string(0, place, heading, bold)
    page.begin([column.kind for column in table.columns], kinds)
    written = 0
    for written, row in enumerate(rows, start=1):
        page.put(written, row)
    page.autofilter(0, 0, max(written, 1), len(table.columns) - 1)
    return written


def _definitions(book: Any, table: Table, bold: Any, language: str, at: datetime, by: str, about: str) -> None:
    """Write what the table is, when and by whom it was taken, and what each column means."""
    with override(language):
        page = book.add_worksheet(_name(_("Definitions")))
        page.set_column(0, 1, 32)
        page.set_column(2, 2, 90)
        lines: list[tuple[str, ...]] = [
            (table.said(language), table.said("vi")),
            (_("Taken at"), formats.moment(at)),
            (_("Taken by"), by),
            (_("What was asked for"), about or "–"),
            (),
            ("Tiếng Việt", "English", _("Meaning")),
        ]
        lines += [(c.said("vi")[0], c.said("en")[0], c.said(language)[1]) for c in table.columns]
        for row, line in enumerate(lines):
            for place, words in enumerate(line):
                page.write_string(row, place, shortened(words), *([bold] if row in {0, 5} else []))


def _name(title: str) -> str:
    """Return a title as the name of a sheet, without the signs that cannot stand in one."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:_NAME].strip() or "1"
