"""Rows of a worksheet, written as they come (ghi dòng XLSX).

XlsxWriter makes the workbook and everything about it; it would take each cell through a dozen calls and searches, which
is most of the time that a long list takes. Here a row is put together as a whole and written behind those before it,
and what a text looks like in the file is worked out once for texts that come again. A text is always written as text:
the library takes one that begins and ends as a formatted text for such, and would copy it as it stands.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape

from django.utils.timezone import localtime
from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from toandan.sheets.tables.description import FIGURES, Cell, Kind, worded
from toandan.sheets.tables.safety import shortened

_FIRST = datetime.fromisoformat("1899-12-30")
_DAY = timedelta(days=1)
_CODED = re.compile("_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]")
_SHORT = 64
_LONGEST = 32_767
"""Units of UTF-16 that a cell may hold; letters beyond the first plane take two."""


class Rows(Worksheet):  # type: ignore[misc]
    """A worksheet whose heading is written by the library, and whose rows by `put`, one below the other."""

    def begin(self, kinds: Sequence[Kind], formats: dict[Kind, Any]) -> None:
        """Close the heading; `kinds` says what the columns hold, `formats` how each kind is shown."""
        self._write_single_row(1)
        self._letters = [xl_col_to_name(place) for place in range(len(kinds))]
        self._styles = {kind: found._get_xf_index() for kind, found in formats.items()}
        self._kinds = [kind if kind is not Kind.TEXT else Kind.COUNT for kind in kinds]

    def put(self, number: int, cells: Sequence[Cell]) -> None:
        """Write a row; the heading is row 0."""
        made = [f'<row r="{number + 1}">']
        for letters, kind, cell in zip(self._letters, self._kinds, cells, strict=True):
            if cell is not None and cell != "":
                style, said = self._said(cell, kind)
                made.append(f'<c r="{letters}{number + 1}" s="{style}"{said}</c>')
        made.append("</row>")
        self.fh.write("".join(made))
        self.dim_rowmax = self.previous_row = number

    def _said(self, cell: Cell, kind: Kind) -> tuple[int, str]:
        """Return how a cell is shown, and what stands in it, by what it is; text in a column of figures stays text."""
        if isinstance(cell, str):
            return self._styles[Kind.TEXT], (_known if len(cell) <= _SHORT else _text)(cell)
        if isinstance(cell, datetime):
            since = localtime(cell).replace(tzinfo=None) - _FIRST
            return self._styles[Kind.MOMENT], f"><v>{since / _DAY!r}</v>"
        if isinstance(cell, date):
            return self._styles[Kind.DAY], f"><v>{cell.toordinal() - _FIRST.toordinal()}</v>"
        if isinstance(cell, FIGURES) and not isinstance(cell, bool) and isfinite(cell):
            return self._styles[kind], f"><v>{cell}</v>"
        return self._styles[Kind.TEXT], _text(worded(cell))


def _text(text: str) -> str:
    """Return text as a cell holds it; signs that XML cannot hold are written as spreadsheets write them."""
    plain = shortened(text)
    if len(plain) > _LONGEST // 2:
        plain = plain.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    plain = _CODED.sub(lambda found: f"_x005F{found.group()}", plain)
    plain = escape(_CONTROL.sub(lambda found: f"_x{ord(found.group()):04X}_", plain))
    kept = ' xml:space="preserve"' if plain.strip() != plain or "\n" in plain else ""
    return f' t="inlineStr"><is><t{kept}>{plain}</t></is>'


_known = lru_cache(maxsize=4_096)(_text)
"""Names of units and words of standings come again and again; long texts are not remembered."""
