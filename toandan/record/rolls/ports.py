"""What a file of people looks like to this room, whatever its format (cổng đọc tệp danh sách)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

from toandan.ground.kernel.errors import UnableTo
from toandan.record.rolls.words import FindingRow

MOST_COLUMNS = 1_000
"""Columns that a file of people may have; a roll has some tens."""


class UnableToRead(UnableTo):
    """The file cannot be read as a roll; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a file: `rows` holds `line` (Int64) and a String column per cell, `c0`, `c1`, …; empty is null.

    `findings` are about rows that could not be laid into cells; such rows are not in `rows` but in `broken`,
    each as its line number and the text as it stood.
    """

    rows: pl.DataFrame
    findings: tuple[FindingRow, ...] = ()
    broken: tuple[tuple[int, str], ...] = ()


Part = Callable[[], Block]
"""A piece of a file that is cut off but not yet laid into cells; calling it does that, in any thread."""


class RollFile(Protocol):
    """One file of people, read from front to back as often as needed, always in the same blocks.

    `digest` is the SHA-256 of its bytes; `estimate` says about how many rows it has, for progress.
    """

    path: Path
    digest: str
    estimate: int

    @property
    def headings(self) -> Sequence[str]:
        """The cells of the heading row."""
        ...

    @property
    def nature(self) -> Mapping[str, str]:
        """What was found out about the file: format, encoding, separator, sheet; for the report."""
        ...

    def parts(self, rows: int) -> Iterator[Part]:
        """Cut the rows after the heading into blocks of about `rows` rows; the cut depends on the content alone."""
        ...


def blocks(file: RollFile, rows: int) -> Iterator[Block]:
    """Yield the rows after the heading in blocks of about `rows` rows, one after the other."""
    return (part() for part in file.parts(rows))
