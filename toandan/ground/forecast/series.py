"""Reads a series of cumulative figures from a file with the columns `date` and `done` (đọc chuỗi số liệu)."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn

import numpy as np

from toandan.ground.forecast.words import Work

MOST_DAYS = 2_000


class Problem(StrEnum):
    """What keeps a file from being a series."""

    NO_COLUMNS = "no_columns"
    NOT_RISING = "not_rising"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    ILLEGIBLE = "illegible"


class SeriesUnreadable(ValueError):
    """The file is no series; `line` and `column` say where, `problem` says what, `text` is the cell at fault."""

    def __init__(self, line: int, column: str, problem: Problem, text: str = "") -> None:
        super().__init__(f"line {line}, {column}: {problem}")
        self.line, self.column, self.problem, self.text = line, column, problem, text


def read(lines: Iterable[str], *, target: int) -> Work:
    """Return the series of one unit; a day that is missing is taken as one on which nothing was reported.

    Days rise, figures never fall below nought. Raises SeriesUnreadable.
    """
    rows = csv.DictReader(lines)
    if not {"date", "done"} <= set(rows.fieldnames or ()):
        raise SeriesUnreadable(1, "date,done", Problem.NO_COLUMNS)
    days: list[date] = []
    done: list[int] = []
    for number, row in enumerate(rows, start=2):
        day, figure = _day(row["date"], number), _figure(row["done"], number)
        if days and day <= days[-1]:
            raise SeriesUnreadable(number, "date", Problem.NOT_RISING)
        missing = (day - days[-1]).days - 1 if days else 0
        if len(days) + missing > MOST_DAYS:
            raise SeriesUnreadable(number, "date", Problem.TOO_LONG)
        for _gap in range(missing):
            days.append(days[-1] + timedelta(days=1))
            done.append(done[-1])
        days.append(day)
        done.append(figure)
    if len(days) < 2:
        raise SeriesUnreadable(2, "date", Problem.TOO_SHORT)
    return Work(np.array([done], dtype=np.int64), np.array([target]), np.array([0]), days[0])


def _day(text: str | None, line: int) -> date:
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError:
        _refuse(line, "date", text)


def _figure(text: str | None, line: int) -> int:
    plain = (text or "").strip()
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= 12):
        _refuse(line, "done", text)
    return int(plain)


def _refuse(line: int, column: str, text: str | None) -> NoReturn:
    raise SeriesUnreadable(line, column, Problem.ILLEGIBLE, (text or "")[:40])
