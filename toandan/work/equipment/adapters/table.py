"""Reads the rows of an inventory from a CSV or XLSX file as text (đọc tệp danh mục thiết bị)."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import key as fold
from toandan.record.rolls.queries import read_table

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
NO_COLUMNS = _("The file needs the columns serial, kind and unit; it may have model, place, software and key_made_on.")
TOO_LARGE = _("The file is larger than 5 MB. Cut it in parts.")


def read(content: bytes) -> tuple[list[tuple[int, Mapping[str, str]]], tuple[int, ...]]:
    """Return every row as (line of the file, its cells by column), and the lines not laid out as the headings.

    Empty rows are left out. Raises UnableTo when the file is too large, no table, or lacks a column.
    """
    if len(content) > MOST_BYTES:
        raise UnableTo(TOO_LARGE, code="file_large")
    table = read_table(content, [said for spellings in HEADINGS.values() for said in spellings])
    found = {key: next((fold(h) for h in said if fold(h) in table.headings), None) for key, said in HEADINGS.items()}
    if not (found["serial"] and found["kind"] and found["unit"]):
        raise UnableTo(NO_COLUMNS, code="columns")
    rows: list[tuple[int, Mapping[str, str]]] = []
    for line, row in table.rows:
        cells = {key: row.get(column, "") if column else "" for key, column in found.items()}
        if any(cells.values()):
            rows.append((line, cells))
    return rows, table.broken
