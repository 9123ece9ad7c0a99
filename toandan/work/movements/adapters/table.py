"""Reads the rows of a small CSV or XLSX file as text (đọc tệp danh sách)."""

from io import BytesIO

import polars as pl
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import key as fold

HEADINGS = {
    "number": ("personal_number", "personal number", "so dinh danh ca nhan", "so dinh danh", "so cccd", "cccd"),
    "old_number": ("old_number", "old number", "so cmnd", "cmnd", "so cmnd cu"),
    "commune": ("present_commune", "present commune", "ma xa", "ma phuong xa", "noi o hien nay (ma xa)"),
}
"""How the headings of the three columns are written, without marks and in small letters."""

UNREADABLE = _("This file cannot be read. Save it as XLSX, or as “CSV UTF-8”.")
NO_COLUMNS = _("The file needs a column personal_number or old_number, and may have a column present_commune.")


def read(name: str, content: bytes) -> list[tuple[int, str, str]]:
    """Return every row as (line of the file, number, commune code); the heading is line 1, empty rows are left out.

    Raises UnableTo when the file is no table, is not written in UTF-8, or has no column of numbers.
    """
    table = _table(name, content)
    known = {fold(column): column for column in table.columns}
    found = {key: next((known[h] for h in said if h in known), None) for key, said in HEADINGS.items()}
    if not found["number"] and not found["old_number"]:
        raise UnableTo(NO_COLUMNS, code="columns")
    rows = []
    for place, row in enumerate(table.iter_rows(named=True), start=2):
        cells = {key: str(row[column] or "").strip() if column else "" for key, column in found.items()}
        if any(cells.values()):
            rows.append((place, cells["number"] or cells["old_number"], cells["commune"]))
    return rows


def _table(name: str, content: bytes) -> pl.DataFrame:
    try:
        if name.lower().endswith(".xlsx"):
            return pl.read_excel(BytesIO(content), infer_schema_length=0, drop_empty_rows=False)
        return pl.read_csv(content, infer_schema=False, separator=_separator(content))
    except Exception as error:  # polars and its readers raise errors of many families
        raise UnableTo(UNREADABLE, code="unreadable") from error


def _separator(content: bytes) -> str:
    """Return what parts the headings: the commonest of comma, semicolon and tab in the first line."""
    first = content.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(",;\t", key=first.count)
