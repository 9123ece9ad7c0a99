"""Writing a table to a file in the format of its ending, row by row (ghi bảng)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from toandan.ground.kernel.errors import UnableTo
from toandan.sheets.tables import comma, printed, spreadsheet
from toandan.sheets.tables.description import Row, Table

FORMATS = ("xlsx", "csv", "pdf")
MOST_IN_XLSX = 1_000_000
MOST_IN_PDF = 5_000
"""A paper of more lines is read by nobody; it is not set row by row, and takes 170 MB of memory for every thousand."""


class UnableToWrite(UnableTo):
    """The table was not written; the code says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What stands beside the table: when it was taken, by whom, and what was asked for."""

    at: datetime
    by: str
    about: str


def write(table: Table, rows: Iterable[Row], path: Path, *, language: str, taken: Taken) -> int:
    """Write a table as XLSX, CSV or PDF, by the ending of the file; return how many rows it has.

    XLSX and CSV hold one row in memory, however many there are. Raises UnableToWrite for another ending, and for
    more rows than the format bears.
    """
    form = path.suffix.removeprefix(".")
    # Words that a row brings along are said where they are written, in the language of the table.
    with override(language):
        if form == "csv":
            return comma.write(table, rows, path, language=language)
        if form == "xlsx":
            said = _bounded(rows, MOST_IN_XLSX)
            return spreadsheet.write(table, said, path, language=language, at=taken.at, by=taken.by, about=taken.about)
        if form == "pdf":
            said = _bounded(rows, MOST_IN_PDF)
            return printed.write(table, said, path, language=language, at=taken.at, by=taken.by, about=taken.about)
    raise unknown_format()


def unknown_format() -> UnableToWrite:
    """Return the refusal of a format that a table does not leave as."""
    return UnableToWrite(_("This table does not leave in that format."), code="format_unknown")


def refuse_if_longer(rows: int, form: str) -> None:
    """Refuse a table of so many rows beforehand. Raises UnableToWrite when the format bears fewer."""
    most = {"xlsx": MOST_IN_XLSX, "pdf": MOST_IN_PDF}.get(form, rows)
    if rows > most:
        raise _too_many(most)


def _bounded(rows: Iterable[Row], most: int) -> Iterable[Row]:
    for number, row in enumerate(rows):
        if number >= most:
            raise _too_many(most)
        yield row


def _too_many(most: int) -> UnableToWrite:
    return UnableToWrite(
        _("This table has more than %(most)s rows. Take it as CSV, or narrow it first."),
        code="too_many_rows",
        values={"most": most},
    )
