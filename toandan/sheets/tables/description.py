"""What a table is (mô tả bảng): its columns with their labels, types and meanings, said once for every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import override

Cell = str | int | Decimal | date | datetime | Promise | None
Row = Sequence[Cell]


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    COUNT = "count"
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
            return str(self.label), str(self.meaning)

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
