"""Finds people who stand in one file twice (người trùng trong tệp); memory grows by 32 bytes a row.

Two rows are the same person when their personal or old numbers are equal, or when name, birth and unit are equal and
not both have a personal number of their own. The first row of such a group stays, the later ones are duplicates.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from toandan.record.rolls.rules.checks import FINDINGS_SCHEMA
from toandan.record.rolls.words import FindingCode, RollColumn

Words = npt.NDArray[np.uint64]
LOOKS = ("name_key", "birth_year", "birth_month", "birth_day", "unit_no")
_NO_NUMBER = np.uint64(2**63)


@dataclass(slots=True)
class Seen:
    """Collects what identifies the good rows of a file, block by block."""

    lines: list[npt.NDArray[np.int64]] = field(default_factory=list)
    numbers: list[Words] = field(default_factory=list)
    old_numbers: list[Words] = field(default_factory=list)
    looks: list[Words] = field(default_factory=list)

    def add(self, good: pl.DataFrame) -> None:
        """Take in the good rows of a block: `line`, both numbers, and the columns of `LOOKS`."""
        self.lines.append(good["line"].to_numpy())
        for column, kept in (("personal_number", self.numbers), ("old_number", self.old_numbers)):
            kept.append(good[column].cast(pl.UInt64).fill_null(int(_NO_NUMBER)).to_numpy())
        self.looks.append(good.select(pl.struct(LOOKS).hash(seed=0)).to_series().to_numpy())

    def findings(self) -> pl.DataFrame:
        """Return one finding for every row that repeats an earlier one; the value names the earlier line."""
        if not self.lines:
            return pl.DataFrame(schema=FINDINGS_SCHEMA)
        lines = np.concatenate(self.lines)
        numbers = np.concatenate(self.numbers)
        old = np.concatenate(self.old_numbers)
        found = [
            _repeats(lines, numbers, numbers != _NO_NUMBER, RollColumn.PERSONAL_NUMBER, FindingCode.NUMBER_TWICE),
            _repeats(lines, old, old != _NO_NUMBER, RollColumn.OLD_NUMBER, FindingCode.OLD_NUMBER_TWICE),
            _lookalikes(lines, np.concatenate(self.looks), numbers == _NO_NUMBER),
        ]
        return pl.concat(found).unique(["line", "code"], keep="first").sort("line")


def _repeats(
    lines: npt.NDArray[np.int64], words: Words, mask: npt.NDArray[np.bool_], column: str, code: FindingCode
) -> pl.DataFrame:
    lines, words = lines[mask], words[mask]
    order = np.argsort(words, kind="stable")
    same = np.flatnonzero(words[order][1:] == words[order][:-1]) + 1
    if not len(same):
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    first = np.searchsorted(words[order], words[order][same])
    return _found(lines[order][same], lines[order][first], column, code)


def _lookalikes(lines: npt.NDArray[np.int64], looks: Words, bare: npt.NDArray[np.bool_]) -> pl.DataFrame:
    """Rows without a number are duplicates of whoever looks like them; rows with one only of a row without."""
    order = np.argsort(looks, kind="stable")
    start = np.flatnonzero(np.concatenate(([True], looks[order][1:] != looks[order][:-1])))
    size = np.diff(np.append(start, len(order)))
    found: list[tuple[int, int]] = []
    for at, many in zip(start[size > 1], size[size > 1], strict=True):
        group = order[at : at + many]
        if not bare[group].any():
            continue
        kept = group[np.flatnonzero(~bare[group])[0]] if not bare[group].all() else group[0]
        found += [(int(lines[row]), int(lines[kept])) for row in group if bare[row] and row != kept]
    if not found:
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    again, first = (np.array(side, dtype=np.int64) for side in zip(*found, strict=True))
    return _found(again, first, "", FindingCode.LOOKS_TWICE)


def _found(again: npt.NDArray[np.int64], first: npt.NDArray[np.int64], column: str, code: FindingCode) -> pl.DataFrame:
    frame = pl.DataFrame({"line": again, "detail": first}).select(
        "line",
        column=pl.lit(str(column)),
        value=pl.lit(""),
        code=pl.lit(code.value),
        detail=pl.format("line={}", "detail"),
    )
    return frame.cast(FINDINGS_SCHEMA)
