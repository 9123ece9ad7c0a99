"""Opens a file of people by what it is, not by what it is called."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext_noop as _

from toandan.record.rolls.adapters.csv_file import CsvFile
from toandan.record.rolls.adapters.xlsx_file import XlsxFile
from toandan.record.rolls.ports import UnableToRead

MOST_BYTES = 4 * 2**30
"""The largest file taken in: four times a register of eight million people."""


def open_roll(path: Path, wanted: Sequence[str] = ()) -> CsvFile | XlsxFile:
    """Return the reader for a file; `wanted` are headings of a given mapping. Raises UnableToRead."""
    if not path.is_file():
        raise UnableToRead(_("There is no file %(file)s."), code="rolls.file_missing", values={"file": str(path)})
    if path.stat().st_size > MOST_BYTES:
        raise UnableToRead(_("This file is larger than 4 GB. Cut it in parts."), code="rolls.file_large")
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"PK\x03\x04"):
        return XlsxFile(path, wanted)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnableToRead(
            _("This is an old XLS file or one protected by a password. Save it as XLSX or CSV."), code="rolls.file_old"
        )
    return CsvFile(path, wanted)
