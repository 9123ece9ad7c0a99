"""How far the cells of a spreadsheet reach, found without laying it out (kích thước bảng tính).

A reader lays a sheet out as rows times columns. One cell written by accident, or on purpose, at the far corner of a
sheet of two rows makes a file of five kilobytes fill all memory, so that the far corner must be known before.
"""

import re
from collections.abc import Iterable, Iterator

_ATTRIBUTES = rb"((?:\s+[^\s=<>\"'/]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*"
_PREFIX = rb"<(?:[^\s<>\"'/!?:]+:)?"
_BEGUN = re.compile(_PREFIX + rb"(?:c|row)(?=[\s/>])")
_CELL = re.compile(_PREFIX + rb"c" + _ATTRIBUTES + rb"(/?)>")
_ROW = re.compile(_PREFIX + rb"row" + _ATTRIBUTES + rb"/?>")
_NAMED = re.compile(rb"<[^\s<>\"'/!?:]+:(?:c|row)[\s/>]")
_WIDE = re.compile(rb"<c r=\"([A-Z]{2,9})")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,9})([0-9]{1,9})[\"']")
_PLACED = re.compile(rb"\sr\s*=")
_ROW_BEGINS = re.compile(_PREFIX + rb"row(?=[\s/>])")
_AFTER = (b" ", b">", b"/", b"\t", b"\n", b"\r")
_FARTHEST = 10**9
_MOST_ROWS = 2**20
"""Rows that a sheet can have."""


class Extent:
    """The farthest row and column of one part of a spreadsheet, as its pieces come by.

    A quick look tells bounds of what programs usually write, rows up to the next power of ten. The careful one takes
    twenty times as long and tells a cell that holds something from one that only has a format, which is not laid out.
    A cell that does not say where it stands is behind the one before it; what nobody understands is beyond everything.
    """

    def __init__(self, *, careful: bool = False) -> None:
        self.careful = careful
        self.rows = 0
        self.columns = 0

    def taken(self, pieces: Iterable[bytes]) -> Iterator[int]:
        """Look through the pieces of one part and yield how long each is."""
        rest = b""
        for piece in pieces:
            text = rest + piece
            cut = text.rfind(b"<row") if b"<row" in text else text.rfind(b"<")
            # A row that is not whole waits for its end, unless it is longer than any that is looked at in one go.
            whole = cut >= 0 and len(text) - cut < 2**22
            self._look(text[:cut] if whole else text)
            rest = text[cut:] if whole else b""
            yield len(piece)
        self._look(rest)

    def _look(self, text: bytes) -> None:
        if self.careful or not self._quick(text):
            self._careful(text)

    def _quick(self, text: bytes) -> bool:
        """Look at what every program writes, `<c r="A1"…` in rows with numbers; False for anything else."""
        begun = sum(text.count(b"<c" + after) for after in _AFTER)
        rows = _ROW.findall(text)
        if begun != text.count(b'<c r="') or len(rows) != sum(text.count(b"<row" + after) for after in _AFTER):
            return False
        if _NAMED.search(text):
            return False
        digits = len(str(max(self.rows, *(_row(one) for one in rows), 1)))
        if re.search(rb'<c r="[A-Z]*(?![A-Z0-9])|<c r="[A-Z]+(?:[0-9]{%d}|[^0-9])|<c r="[^A-Z]' % (digits + 1), text):
            return False
        if begun:
            wide = max(map(_number, set(_WIDE.findall(text))), default=26)
            self._reach(min(10**digits - 1, _MOST_ROWS), wide)
        return True

    def _careful(self, text: bytes) -> None:
        rows, cells = _ROW.findall(text), _CELL.findall(text)
        if len(_BEGUN.findall(text)) != len(rows) + len(cells):
            self._reach(_FARTHEST, _FARTHEST)
        self._reach(max((_row(one) for one in rows), default=0), 0)
        for attributes, closed in cells:
            if not closed and _PLACED.search(attributes):
                place = _PLACE.search(attributes)
                self._reach(*(int(place[2]), _number(place[1])) if place else (_FARTHEST, _FARTHEST))
        if cells:
            self._reach(0, max(_unplaced(row) for row in _ROW_BEGINS.split(text)))

    def _reach(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def _row(attributes: bytes) -> int:
    """Return the number of a row, 0 for one that follows the one before it."""
    if not _PLACED.search(attributes):
        return 0
    place = _PLACE.search(attributes)
    return int(place[2]) if place and not place[1] else _FARTHEST


def _unplaced(row: bytes) -> int:
    """Return how many cells of a row hold something and do not say where they stand."""
    return sum(1 for attributes, closed in _CELL.findall(row) if not closed and not _PLACED.search(attributes))


def _number(letters: bytes) -> int:
    """Return which column letters name: A is 1, Z 26, AA 27."""
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found
