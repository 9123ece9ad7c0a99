"""What a table is (mô tả bảng): its columns with their labels, types and meanings, said once for every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import override

Cell = str | int | float | Decimal | date | datetime | Promise | None
Row = Sequence[Cell]
FIGURES = (int, float, Decimal)


def worded(cell: Cell) -> str:
    """Return what a cell says in words; a label begins with a capital, as it does on a page."""
    return capfirst(str(cell)) if isinstance(cell, Promise) else str(cell)


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    """What something is called by: digits without the marks that part a large figure."""
    DECIMAL = "decimal"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `label` and `meaning` are marked for translation, `meaning` says how a figure comes about."""

    key: str
    label: str | Promise
    kind: Kind = Kind.TEXT
    meaning: str | Promise = ""

    def said(self, language: str) -> tuple[str, str]:
        """Return label and meaning in one language."""
        with override(language):
            return capfirst(str(self.label)), str(self.meaning)

    def heading(self, language: str) -> str:
        """Return the heading for a reader: Vietnamese always stands there, in brackets behind another language's."""
        vietnamese, own = self.said("vi")[0], self.said(language)[0]
        return own if own == vietnamese else f"{own} ({vietnamese})"


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name; with `people` every row is about one person, and the journal counts them."""

    name: str
    title: str | Promise
    columns: tuple[Column, ...]
    people: bool = False

    def said(self, language: str) -> str:
        """Return the title in one language."""
        with override(language):
            return str(self.title)
