"""Reads the rows of a small CSV or XLSX file as text (đọc tệp danh sách)."""

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.ground.kernel.names import key as fold
from toandan.record.rolls.queries import read_table

HEADINGS = {
    "number": ("personal_number", "personal number", "so dinh danh ca nhan", "so dinh danh", "so cccd", "cccd"),
    "old_number": ("old_number", "old number", "so cmnd", "cmnd", "so cmnd cu"),
    "commune": ("present_commune", "present commune", "ma xa", "ma phuong xa", "noi o hien nay (ma xa)"),
    "address": ("present_address", "present address", "dia chi hien nay", "noi o hien nay", "dia chi"),
}
"""How the headings of the columns are written, without marks and in small letters."""

NO_COLUMNS = _(
    "The file needs a column personal_number or old_number, and may have columns present_commune and present_address."
)


def read(content: bytes) -> tuple[list[tuple[int, str, str, str]], tuple[int, ...]]:
    """Return every row as (line of the file, number, commune code, street), and the lines not laid out as the headings.

    Empty rows are left out. Raises UnableTo when the file is no table, or has no column of numbers.
    """
    table = read_table(content, [said for spellings in HEADINGS.values() for said in spellings])
    found = {key: next((fold(h) for h in said if fold(h) in table.headings), None) for key, said in HEADINGS.items()}
    if not found["number"] and not found["old_number"]:
        raise UnableTo(NO_COLUMNS, code="columns")
    rows = []
    for line, row in table.rows:
        cells = {key: row.get(column, "") if column else "" for key, column in found.items()}
        if any(cells.values()):
            rows.append((line, cells["number"] or cells["old_number"], cells["commune"], cells["address"]))
    return rows, table.broken
