"""When an order's units will be done, from the board of their communes (dự báo tiến độ)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.words import Board, BoardRow, Measure
from toandan.ground.forecast.foresight import MOST, each, look_ahead, some, whole
from toandan.ground.forecast.words import Outlook, Work
from toandan.ground.kernel.days import days_off
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is foreseen of a unit: people to serve (`goal`) and `done` at the end of `as_of`, and the outlook."""

    order: str
    unit: str
    measure: Measure
    as_of: date
    deadline: date
    goal: int
    done: int
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Part:
    """What is foreseen of one unit of an order, named by its number."""

    unit: int
    goal: int
    done: int
    outlook: Outlook


def forecast(*, order: str, as_of: date, under: int | None = None, measure: str | None = None) -> Forecast:
    """Return the forecast of an order's unit (default: its own) from what was known at the end of `as_of`.

    It is drawn commune by commune and summed, so that a district says what its communes say; a commune borrows
    strength from those of its district. What is foreseen of a day is the same whenever it is asked.
    Raises OrderUnknown, BoardUnknown, and ValueError for a measure that is none.
    """
    return foresee(board(order=order, as_of=as_of, level=UnitLevel.COMMUNE, under=under, measure=measure))


def foresee(found: Board) -> Forecast:
    """Return the forecast that follows from a board of communes and from nothing else."""
    as_of = found.as_of
    rows = [row for row in found.rows if row.goal] or list(found.rows)
    work = _work(rows, as_of)
    paths = look_ahead(work, found.deadline, seed=as_of.toordinal())
    outlook = whole(paths, work, found.deadline)
    goal, done = (int(figures.sum()) for figures in (work.targets, work.done[:, -1]))
    return Forecast(found.order, found.total.code, found.measure, as_of, found.deadline, goal, done, outlook)


def foresee_parts(found: Board) -> list[Part]:
    """Return what is foreseen of a board's communes, of the units between, and of the whole, out of one drawing."""
    rows = [row for row in found.rows if row.goal] or list(found.rows)
    work = _work(rows, found.as_of)
    paths = look_ahead(work, found.deadline, seed=found.as_of.toordinal())
    goals, done = work.targets, work.done[:, -1]
    parts = [
        Part(row.number, int(goals[at]), int(done[at]), outlook)
        for at, (row, outlook) in enumerate(zip(rows, each(paths, work, found.deadline), strict=True))
    ]
    for unit, members in _between(rows, found):
        outlook = some(paths, work, members, found.deadline)
        parts.append(Part(unit, int(goals[members].sum()), int(done[members].sum()), outlook))
    together = whole(paths, work, found.deadline)
    if found.total.number not in {part.unit for part in parts}:
        parts.append(Part(found.total.number, int(goals.sum()), int(done.sum()), together))
    return parts


def _between(rows: list[BoardRow], found: Board) -> list[tuple[int, Sequence[int]]]:
    """Return the units between the communes and the whole, such as districts, with the places of their communes."""
    members: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.parent and row.parent != found.total.code:
            members.setdefault(row.parent, []).append(at)
    day = found.units_of or found.as_of
    return [(units.by_code(code, as_of=day).number, places) for code, places in sorted(members.items())]


def _work(rows: list[BoardRow], as_of: date) -> Work:
    """Read the last weeks of every commune off its row; whoever is done beyond the goal does not count."""
    length = max(len(row.spark) for row in rows)
    daily = np.array([(0,) * (length - len(row.spark)) + row.spark for row in rows], dtype=np.int64)
    done = np.array([min(row.done, row.goal) for row in rows], dtype=np.int64)
    after = np.cumsum(daily[:, ::-1], axis=1)[:, ::-1]
    series = np.concatenate([done[:, None] - after, done[:, None]], axis=1)
    groups = np.unique([row.parent or "" for row in rows], return_inverse=True)[1]
    goals = np.array([row.goal for row in rows], dtype=np.int64)
    first = as_of - timedelta(days=length)
    return Work(series, goals, groups, first, days_off(first, as_of + timedelta(days=MOST)))
