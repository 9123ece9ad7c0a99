"""Looking through the objects of a PDF, those packed in compressed streams too (duyệt các đối tượng trong tệp PDF).

A plain reading of the bytes sees every dictionary of a simple file. Since PDF 1.5 dictionaries may lie in compressed
object streams, and a file may be encrypted under an empty password; a reader opens both without asking.
"""

import re
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO
from types import FrameType
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

MOST_OBJECTS = 50_000
"""Objects of a file that are looked at; a scan of a hundred pages has some hundreds."""
MOST_CALLS = 6_000_000
"""Calls that reading a file may take, some seconds of work; counted, so that no file keeps anybody waiting."""
MOST_INFLATED = 32 * 2**20
"""Bytes that the compressed object streams of a file may hold together."""
ACTIVE = frozenset(
    {
        "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/SubmitForm",
        "/ImportData", "/GoToE", "/GoToR", "/Thread", "/Rendition", "/Movie", "/FFilter",
    }
)  # fmt: skip
"""What a scan never holds and an attack on its reader does: scripts, programs, files inside files, forms that send, and
whatever fetches another file, which from a share tells the reader's password on the way."""
NAMES = re.compile(rb"/(?:" + b"|".join(name[1:].encode() for name in sorted(ACTIVE)) + rb")\b")
_PACKED = re.compile(rb"/(?:ObjStm|First|Encrypt)\b")
_PACKS = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n?")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class Unread(Exception):
    """A file that cannot be looked through: broken, locked, or more than the limits allow."""


class _TooMuch(BaseException):
    """The work is stopped; no `except Exception` of a library holds this up."""


def plain(content: bytes) -> bytes:
    """Return the bytes with names as their reader reads them, whatever of them was spelled with escapes."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def is_active(content: bytes) -> bool:
    """Tell whether a PDF holds anything active, wherever it lies. Raises Unread."""
    spelled = plain(content)
    if NAMES.search(spelled):
        return True
    if not _PACKED.search(spelled):
        # No object stream can be read without its offset `First`: every dictionary was in sight.
        return False
    packs = len(_PACKS.findall(spelled))
    return any(NAMES.search(plain(one)) for one in _inflated(content)) or _walked(content, packs)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Yield what looks like object streams, wherever in the file, named by no table of contents too. Raises Unread."""
    left = MOST_INFLATED
    for found in _STREAM.finditer(content):
        opened = zlib.decompressobj()
        try:
            start = opened.decompress(content[found.end() : found.end() + 512], 64)
            if not re.match(rb"[\s\x00]*\d+[\s\x00]+\d+", start):
                continue
            told = start + opened.decompress(opened.unconsumed_tail + content[found.end() + 512 :], left)
        except zlib.error:
            continue
        left -= len(told)
        if left <= 0:
            raise Unread
        yield told


def _walked(content: bytes, packs: int) -> bool:
    """Walk through all objects the file names, decrypted and unpacked. Raises Unread.

    `packs` are the object streams that lie in the file: one that no table names is met by nobody but a reader that
    repairs the file, and may be packed as none of the others are.
    """
    calls = 0

    def count(_frame: FrameType, _event: str, _told: Any) -> None:
        nonlocal calls
        calls += 1
        if calls > MOST_CALLS:
            raise _TooMuch

    sys.setprofile(count)
    met = 0
    try:
        for one in _objects(content):
            packed = isinstance(one, StreamObject) and one.get("/Type") == "/ObjStm"
            met += packed
            # What a table names of it was walked through by number; whatever else it holds lies there as well.
            if _is_active(one) or (packed and NAMES.search(plain(one.get_data()))):
                return True
        if met < packs:
            raise Unread
        return False
    except (PyPdfError, _TooMuch, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as wrong:
        raise Unread from wrong
    except (AttributeError, NotImplementedError, MemoryError, OSError, zlib.error) as wrong:
        raise Unread from wrong
    finally:
        sys.setprofile(None)


def _objects(content: bytes) -> Iterator[Any]:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread
    named = [(number, generation) for generation, table in reader.xref.items() for number in table]
    named += [(number, 0) for number in reader.xref_objStm]
    if len(named) > MOST_OBJECTS:
        raise Unread
    yield reader.trailer
    for number, generation in named:
        yield reader.get_object(IndirectObject(number, generation, reader))


def _is_active(held: Any) -> bool:
    """Tell whether an object, or anything directly inside it, bears one of the names."""
    waiting = [held]
    while waiting:
        one = waiting.pop()
        if isinstance(one, NameObject) and one in ACTIVE:
            return True
        if isinstance(one, DictionaryObject):
            waiting += [*one.keys(), *(one.raw_get(key) for key in one)]
        elif isinstance(one, ArrayObject):
            waiting += list.__iter__(one)
    return False
