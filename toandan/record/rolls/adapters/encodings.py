"""Tells in one pass over a file what its content is (SHA-256) and how its letters are written (bảng mã).

Vietnamese offices still send UTF-8 with and without a mark, UTF-16 as "Unicode text" from spreadsheets, and
Windows-1258.
"""

import codecs
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_noop as _

from toandan.record.rolls.ports import UnableToRead

_PIECE = 4 * 2**20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_OLD_WINDOWS = "cp1258"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The SHA-256 of a file's bytes in hex, its size in bytes, and the name of its encoding for Python."""

    digest: str
    size: int
    encoding: str


def digest(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file in hex and its size in bytes."""
    total = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.update(piece)
            size += len(piece)
    return total.hexdigest(), size


def fingerprint(path: Path) -> Fingerprint:
    """Read a text file; raise UnableToRead when its letters fit none of the known encodings."""
    with path.open("rb") as file:
        head = file.read(4096)
    candidates = [_by_mark(head)] if _by_mark(head) else ["utf-8", _OLD_WINDOWS]
    # Summing up the bytes leaves the interpreter to the other thread, so both readings take as long as one.
    with ThreadPoolExecutor(1) as beside:
        summed = beside.submit(digest, path)
        encoding = next((one for one in candidates if one and _fits(path, one)), None)
        checked, size = summed.result()
    if encoding:
        return Fingerprint(checked, size, encoding)
    raise UnableToRead(
        _("The letters of this file are neither UTF-8, UTF-16 nor Windows-1258. Save it as “CSV UTF-8” and try again."),
        code="rolls.encoding_unknown",
    )


def _by_mark(head: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 5:
        return "utf-16-le"
    if len(head) >= 4 and head[0::2].count(0) > len(head) // 5:
        return "utf-16-be"
    return None


def _fits(path: Path, encoding: str) -> bool:
    return _is_utf8(path) if encoding == "utf-8" else _decodes(path, encoding)


def _is_utf8(path: Path) -> bool:
    """Tell whether a file is UTF-8 without building its text, which is what most of decoding costs."""
    with path.open("rb") as file:
        # A line end is one byte by itself, so a piece cut behind it begins with a whole letter.
        while piece := file.read(_PIECE) + file.readline(_PIECE):
            try:
                pl.Series([piece], dtype=pl.Binary).cast(pl.String)
            except pl.exceptions.PolarsError:
                # A line as long as a piece may be cut in the middle of a letter.
                return not piece.endswith(b"\n") and _decodes(path, "utf-8")
    return True


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
