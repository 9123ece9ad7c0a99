"""Reads the rows of an inventory from a CSV or XLSX file as text (đọc tệp danh mục thiết bị)."""

from io import BytesIO

import polars as pl
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import key as fold

HEADINGS = {
    "serial": ("serial", "serial number", "so seri", "so se-ri", "so may", "ma thiet bi"),
    "kind": ("kind", "type", "loai", "loai thiet bi"),
    "unit": ("unit", "unit code", "don vi", "ma don vi", "ma xa"),
    "model": ("model", "mau", "chung loai", "nhan hieu"),
    "place": ("place", "location", "vi tri", "noi dat"),
    "software": ("software", "software version", "phan mem", "phien ban phan mem"),
    "key_made_on": ("key_made_on", "key made on", "ngay tao khoa"),
}
"""How the headings of the columns are written, without marks and in small letters; the first three must be there."""
MOST_BYTES = 5 * 2**20
UNREADABLE = _("This file cannot be read. Save it as XLSX, or as “CSV UTF-8”.")
NO_COLUMNS = _("The file needs the columns serial, kind and unit; it may have model, place, software and key_made_on.")
TOO_LARGE = _("The file is larger than 5 MB. Cut it in parts.")


def read(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return every row as (line of the file, its cells by column); the heading is line 1, empty rows are left out.

    Raises UnableTo when the file is too large, no table, not written in UTF-8, or lacks a column.
    """
    if len(content) > MOST_BYTES:
        raise UnableTo(TOO_LARGE, code="file_large")
    table = _table(name, content)
    known = {fold(column): column for column in table.columns}
    found = {key: next((known[fold(h)] for h in said if fold(h) in known), None) for key, said in HEADINGS.items()}
    if not (found["serial"] and found["kind"] and found["unit"]):
        raise UnableTo(NO_COLUMNS, code="columns")
    rows = []
    for place, row in enumerate(table.iter_rows(named=True), start=2):
        cells = {key: str(row[column] or "").strip() if column else "" for key, column in found.items()}
        if any(cells.values()):
            rows.append((place, cells))
    return rows


def _table(name: str, content: bytes) -> pl.DataFrame:
    try:
        if name.lower().endswith(".xlsx"):
            return pl.read_excel(BytesIO(content), infer_schema_length=0, drop_empty_rows=False)
        return pl.read_csv(content, infer_schema=False, separator=_separator(content))
    except Exception as error:  # polars and its readers raise errors of many families
        raise UnableTo(UNREADABLE, code="unreadable") from error


def _separator(content: bytes) -> str:
    first = content.split(b"\n", 1)[0].decode("utf-8", "replace")
    return max(",;\t", key=first.count)
