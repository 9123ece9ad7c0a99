"""Reads whole columns: what is surely right goes through polars, everything else through the same scalar rules.

So a million good rows cost a few vector passes, a bad cell is judged by the very rule that judges a form's field, and
the two cannot disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import polars as pl

from toandan.ground.kernel import names

_MARK = "\u0300-\u034e\u0350-\u036f"
_LETTER = "A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff"
"""Letters of the Latin blocks and the marks they bear; none among them is one that nobody sees."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a cell that needs no second look is like as it comes, and, for texts, once it is in composed form (NFC).

    What `plain` matches must be in composed form by nature.
    """

    plain: str
    composed: str = ""


LETTERS = Pattern(
    rf"^[{_LETTER}][{_LETTER}'’.\-]*(?: [{_LETTER}'’.\-]+)+$",
    rf"^[{_LETTER}][{_LETTER}{_MARK}'’.\-]*(?: [{_LETTER}{_MARK}'’.\-]+)+$",
)
PLAIN = Pattern(
    rf"^[{_LETTER}0-9][{_LETTER}0-9'’.,;:/()\-]*(?: [{_LETTER}0-9'’.,;:/()\-]+)*$",
    rf"^[{_LETTER}0-9][{_LETTER}{_MARK}0-9'’.,;:/()\-]*(?: [{_LETTER}{_MARK}0-9'’.,;:/()\-]+)*$",
)
"""Text that needs no second look: words of Latin letters set apart by single spaces."""
SHOWN = rf"[^\s\p{{C}}{names.UNSEEN_LETTERS}]"
"""A character that somebody sees; a cell without one is empty."""
_BARE = {
    letter: key
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if len(key := names.key(letter)) == 1 and key.isascii()
}
"""Latin letters with marks, and what a key writes for them."""
Reading = tuple[Any, str]
Schema = Mapping[str, type[pl.DataType]]
"""Names and types of the columns a reading makes."""


class Memory:
    """Remembers what each different text of a column means; columns of few different values are read once each.

    Blocks of one file may be read by several threads.
    """

    _MOST = 200_000

    def __init__(self, read: Callable[[str], Sequence[Any]], schema: Schema) -> None:
        self._read = read
        self._schema = schema
        self._known: pl.DataFrame = pl.DataFrame(schema={"text": pl.String, **schema})
        self._one_at_a_time = Lock()

    def read(self, column: pl.Series) -> pl.DataFrame:
        """Return one row of readings for each cell; an empty cell reads as an empty text."""
        cells = column.fill_null("").rename("text").to_frame()
        found = self._laid_beside(cells)
        if found["code"].null_count():
            with self._one_at_a_time:
                self._learn(cells["text"])
                found = self._laid_beside(cells)
        return found.drop("text")

    def _laid_beside(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Lay what is known beside the cells; the code of what is not known yet is null."""
        return cells.join(self._known, on="text", how="left", maintain_order="left")

    def _learn(self, texts: pl.Series) -> None:
        """Read what is new among the texts; a memory that has grown too large starts afresh with these texts alone."""
        new = texts.unique().to_frame().join(self._known, on="text", how="anti")["text"].to_list()
        if self._known.height + len(new) > self._MOST:
            self._known = self._known.clear()
            new = texts.unique().to_list()
        rows = [(text, *self._read(text)) for text in new]
        read = pl.DataFrame(rows, schema={"text": pl.String, **self._schema}, orient="row")
        self._known = pl.concat([self._known, read])


def surely(
    column: pl.Series, pattern: Pattern, read: Callable[[str], Reading], *, longest: int = 10**6
) -> pl.DataFrame:
    """Return `value` and `code` for each cell; cells that match `pattern` are taken as they are.

    Only the cells that do not match are read one by one; an empty cell stays null without a code.
    """
    value, places = column, _others(column, pattern.plain, longest)
    if len(places) and pattern.composed:
        # Letters written apart from their marks are put together, and looked at once more.
        odd = column.gather(places).str.normalize("NFC")
        value = value.scatter(places, odd)
        places = places.gather(_others(odd, pattern.composed, longest))
    code = pl.repeat("", len(column), eager=True)
    if len(places):
        readings = [read(text) for text in value.gather(places).to_list()]
        value = value.scatter(places, [reading[0] for reading in readings])
        code = code.scatter(places, [reading[1] for reading in readings])
    return pl.DataFrame({"value": value, "code": code})


def _others(column: pl.Series, pattern: str, longest: int) -> pl.Series:
    """Return the places of the cells that do not match or are longer than `longest` letters."""
    plain = column.is_null() | column.str.contains(pattern)
    if (column.str.len_bytes() > longest).any():
        plain &= column.is_null() | (column.str.len_chars() <= longest)
    return (~plain).arg_true()


def shown(column: pl.Series) -> pl.Series:
    """Return the cells, null for those in which nobody would see anything."""
    # Most cells begin with a visible ASCII character, and comparing tells that in a fraction of a pattern's time.
    others = (~((column >= "!") & (column < "\x7f"))).arg_true()
    if not len(others):
        return column
    doubtful = column.gather(others)
    return column.scatter(others, doubtful.set(~doubtful.str.contains(SHOWN), None))


def keys(column: pl.Series) -> pl.Series:
    """Return `kernel.names.key` of each name."""
    quick = column.str.replace_many(list(_BARE), list(_BARE.values())).str.to_lowercase()
    strange = quick.str.contains(r"[^ -~]|  |^ | $").fill_null(value=False)
    if not strange.any():
        return quick
    slow = [names.key(text) for text in column.filter(strange).to_list()]
    return quick.scatter(strange.arg_true(), slow)
