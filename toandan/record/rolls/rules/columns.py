"""Reads whole columns: what is surely right goes through polars, everything else through the same scalar rules.

So a million good rows cost a few vector passes, a bad cell is judged by the very rule that judges a form's field, and
the two cannot disagree.
"""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl

from toandan.ground.kernel import names

_MARK = "\u0300-\u034e\u0350-\u036f"
_LETTER = "A-Za-zÀ-ÖØ-öø-\u024f\u1e00-\u1eff"
"""Letters of the Latin blocks and the marks they bear; none among them is one that nobody sees."""
LETTERS = rf"^[{_LETTER}][{_LETTER}{_MARK}'’.\-]*(?: [{_LETTER}{_MARK}'’.\-]+)+$"
PLAIN = rf"^[{_LETTER}0-9][{_LETTER}{_MARK}0-9'’.,;:/()\-]*(?: [{_LETTER}{_MARK}0-9'’.,;:/()\-]+)*$"
"""Text that needs no second look: words of Latin letters set apart by single spaces."""
SHOWN = rf"[^\s\p{{C}}{names.UNSEEN_LETTERS}]"
"""A character that somebody sees; a cell without one is empty."""
_BARE = {
    letter: key
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if len(key := names.key(letter)) == 1 and key.isascii()
}
"""Latin letters with marks, and what a key writes for them."""
_PERHAPS_APART = "[^\u0000-\u02ff\u1e00-\u1eff]"
"""Letters outside the blocks of Latin letters, all of which stand for themselves in the composed form."""
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
        with self._one_at_a_time:
            return self._read_cells(cells)

    def _read_cells(self, cells: pl.DataFrame) -> pl.DataFrame:
        new = cells.unique().join(self._known, on="text", how="anti")["text"].to_list()
        if new:
            rows = [(text, *self._read(text)) for text in new]
            read = pl.DataFrame(rows, schema={"text": pl.String, **self._schema}, orient="row")
            self._known = read if self._known.height > self._MOST else pl.concat([self._known, read])
            if cells.height and self._known is read:
                return self._again(cells)
        return cells.join(self._known, on="text", how="left", maintain_order="left").drop("text")

    def _again(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Start the memory afresh when it has grown too large, with what this block needs."""
        rows = [(text, *self._read(text)) for text in cells.unique()["text"].to_list()]
        self._known = pl.DataFrame(rows, schema={"text": pl.String, **self._schema}, orient="row")
        return cells.join(self._known, on="text", how="left", maintain_order="left").drop("text")


def composed(column: pl.Series) -> pl.Series:
    """Return the texts in Unicode's composed form (NFC), which most columns are in as they come."""
    return column.str.normalize("NFC") if column.str.contains(_PERHAPS_APART).any() else column


def surely(column: pl.Series, pattern: str, read: Callable[[str], Reading], *, longest: int = 10**6) -> pl.DataFrame:
    """Return `value` and `code` for each cell; cells that match `pattern` are taken as they are.

    Only the cells that do not match are read one by one; an empty cell stays null without a code.
    """
    plain = column.is_null() | (column.str.contains(pattern) & (column.str.len_chars() <= longest))
    odd = column.filter(~plain)
    code = pl.Series("code", [""], dtype=pl.String).new_from_index(0, len(column)) if len(column) else None
    frame = pl.DataFrame({"value": column})
    if code is None:
        return frame.with_columns(code=pl.lit("", dtype=pl.String))
    frame = frame.with_columns(code)
    if not len(odd):
        return frame
    readings = [read(text) for text in odd.to_list()]
    places = (~plain).arg_true()
    value = frame["value"].scatter(places, [reading[0] for reading in readings])
    return pl.DataFrame({"value": value, "code": frame["code"].scatter(places, [reading[1] for reading in readings])})


def keys(column: pl.Series) -> pl.Series:
    """Return `kernel.names.key` of each name."""
    quick = column.str.replace_many(list(_BARE), list(_BARE.values())).str.to_lowercase()
    strange = quick.str.contains(r"[^ -~]|  |^ | $").fill_null(value=False)
    if not strange.any():
        return quick
    slow = [names.key(text) for text in column.filter(strange).to_list()]
    return quick.scatter(strange.arg_true(), slow)
