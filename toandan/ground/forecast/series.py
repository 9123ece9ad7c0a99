"""Reads a series of cumulative figures from a file with the columns `date` and `done` (đọc chuỗi số liệu)."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from toandan.ground.forecast.words import Work

MOST_DAYS = 2_000
MOST_PEOPLE = 2_000_000_000
"""More people than any country has; what is drawn is counted in words of 32 bits."""
_CELL = 40
"""Characters of a cell at fault that are shown."""


class Problem(StrEnum):
    """What keeps a file from being a series."""

    NO_COLUMNS = "no_columns"
    CELLS = "cells"
    NOT_RISING = "not_rising"
    FALLING = "falling"
    PAST_DEADLINE = "past_deadline"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_MANY = "too_many"
    ILLEGIBLE = "illegible"


class SeriesUnreadable(ValueError):
    """The file is no series; `line` and `column` say where, `problem` says what, `text` is the cell at fault."""

    def __init__(self, line: int, column: str, problem: Problem, text: str = "") -> None:
        super().__init__(f"line {line}, {column}: {problem}")
        self.line, self.column, self.problem, self.text = line, column, problem, text


@dataclass(frozen=True, slots=True)
class Gap:
    """Days a series leaves out before a line, `first` and how many in all."""

    line: int
    first: date
    days: int


def read(lines: Iterable[str], *, target: int, deadline: date | None = None) -> tuple[Work, list[Gap]]:
    """Return the series of one unit, and the days it leaves out, which are taken as days without reports.

    Days rise up to the deadline, figures never fall: they are cumulative, and a file of what was done on each day would
    be foreseen wrongly without anybody noticing. Raises SeriesUnreadable.
    """
    days: list[date] = []
    done: list[int] = []
    gaps: list[Gap] = []
    for number, day, figure in _rows(lines):
        if days and day <= days[-1]:
            raise SeriesUnreadable(number, "date", Problem.NOT_RISING, day.isoformat())
        if deadline is not None and day > deadline:
            raise SeriesUnreadable(number, "date", Problem.PAST_DEADLINE, day.isoformat())
        if done and figure < done[-1]:
            raise SeriesUnreadable(number, "done", Problem.FALLING, str(figure))
        missing = (day - days[-1]).days - 1 if days else 0
        if len(days) + missing >= MOST_DAYS:
            raise SeriesUnreadable(number, "date", Problem.TOO_LONG, day.isoformat())
        if missing:
            gaps.append(Gap(number, days[-1] + timedelta(days=1), missing))
        days += [day - timedelta(days=back) for back in range(missing, -1, -1)]
        done += [done[-1]] * missing + [figure] if missing else [figure]
    if len(days) < 2:
        raise SeriesUnreadable(len(days) + 1, "date", Problem.TOO_SHORT)
    return Work(np.array([done], dtype=np.int64), np.array([target]), np.array([0]), days[0]), gaps


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, date, int]]:
    """Give line number, day and figure of each row; spreadsheets part cells by commas, semicolons or tabs."""
    given = list(lines)
    heading = given[0] if given else ""
    rows = csv.reader(given, delimiter=next((mark for mark in ",;\t" if mark in heading), ","), strict=True)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        if names.count("date") != 1 or names.count("done") != 1:
            raise SeriesUnreadable(1, "date,done", Problem.NO_COLUMNS)
        at, figure_at = names.index("date"), names.index("done")
        for cells in rows:
            line = rows.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                # A figure with a mark of thousands would be cut in two, and read as its first digits.
                raise SeriesUnreadable(line, ",".join(names)[:_CELL], Problem.CELLS, ",".join(cells)[:_CELL])
            yield line, _day(cells[at], line), _figure(cells[figure_at], line)
    except csv.Error:
        raise SeriesUnreadable(
            max(rows.line_num, 1), "date,done", Problem.CELLS, given[rows.line_num - 1][:_CELL]
        ) from None


def _day(text: str, line: int) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise SeriesUnreadable(line, "date", Problem.ILLEGIBLE, text[:_CELL]) from None


def _figure(text: str, line: int) -> int:
    plain = text.strip()
    if not (plain.isascii() and plain.isdecimal()):
        raise SeriesUnreadable(line, "done", Problem.ILLEGIBLE, text[:_CELL])
    if len(plain) > len(str(MOST_PEOPLE)) or int(plain) > MOST_PEOPLE:
        raise SeriesUnreadable(line, "done", Problem.TOO_MANY, text[:_CELL])
    return int(plain)
