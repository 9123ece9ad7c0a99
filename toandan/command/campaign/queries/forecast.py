"""When an order's units will be done, from the board of their communes (dự báo tiến độ)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from toandan.command.campaign.queries import redrawn
from toandan.command.campaign.queries.board import board
from toandan.command.campaign.words import MEASURES, Board, BoardRow, Measure, PlanUsed, Product
from toandan.ground.forecast.foresight import MOST, each, look_ahead, some, whole
from toandan.ground.forecast.plans import LATELY, HalfDays, laid_out
from toandan.ground.forecast.words import Outlook, Work
from toandan.ground.kernel.days import days_off
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.sessions import queries as sessions
from toandan.work.sessions.words import HalfDaysRow, Kind


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
    plan: PlanUsed | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What is foreseen of one unit of an order, named by its number."""

    unit: int
    goal: int
    done: int
    outlook: Outlook
    plan: PlanUsed | None = None


def forecast(
    *, order: str, as_of: date, under: int | None = None, measure: str | None = None, units_of: date | None = None
) -> Forecast:
    """Return the forecast of an order's unit (default: its own) from what was known at the end of `as_of`.

    It is drawn commune by commune and summed, so that a district says what its communes say; a commune borrows
    strength from those of its district. The sessions that were announced by then count, those of an approved plan as
    well as those announced one by one. What is foreseen of a day is the same whenever it is asked. With `units_of` it
    is drawn of the units of that day, each with the past of everything that became it.
    Raises OrderUnknown, BoardUnknown, and ValueError for a measure that is none.
    """
    found = board(
        order=order, as_of=as_of, level=UnitLevel.COMMUNE, under=under, measure=measure, units_of=units_of, as_work=True
    )  # fmt: skip
    return foresee(found, announced(found))


def announced(found: Board) -> list[HalfDaysRow]:
    """Return the half-days of sessions that the units of a board had lately and have announced, in the caller's scope.

    Whoever looks for accounts counts sessions of either kind; cards are asked for at those of enrolment alone.
    """
    numbers = [row.number for row in found.rows]
    if not numbers:
        return []
    kinds = [Kind.ENROLMENT] if MEASURES[found.measure].product is Product.CARD else list(Kind)
    since, until = found.as_of - timedelta(days=LATELY), found.as_of + timedelta(days=MOST)

    def held(low: int, high: int) -> list[HalfDaysRow]:
        return sessions.half_days(low=low, high=high, since=since, until=until, as_of=found.as_of, kinds=kinds)

    if found.units_of is None:
        return held(min(numbers), max(numbers))
    # Sessions of a unit that ended go on in the one that carries it on, as its people and days do.
    of = redrawn.kin(order=found.order, under=found.total.number, day=found.units_of)
    rows = [(of.leaf(one.unit), one) for low, high in of.spans for one in held(low, high)]
    counted = Counter[tuple[int, date, str]]()
    for leaf, one in rows:
        if leaf is not None:
            counted[leaf, one.day, one.plan] += one.count
    return [HalfDaysRow(unit, day, plan, count) for (unit, day, plan), count in sorted(counted.items())]


def foresee(found: Board, half_days: Sequence[HalfDaysRow]) -> Forecast:
    """Return the forecast that follows from a board of communes and the half-days of sessions, and nothing else."""
    as_of = found.as_of
    rows = [row for row in found.rows if row.goal] or list(found.rows)
    work = _work(rows, as_of, half_days)
    paths = look_ahead(work, found.deadline, seed=as_of.toordinal())
    outlook = whole(paths, work, found.deadline)
    goal, done = (int(figures.sum()) for figures in (work.targets, work.done[:, -1]))
    plan = _used(work, range(len(rows)))
    return Forecast(found.order, found.total.code, found.measure, as_of, found.deadline, goal, done, outlook, plan)


def foresee_parts(found: Board, half_days: Sequence[HalfDaysRow]) -> list[Part]:
    """Return what is foreseen of a board's communes, of the units between, and of the whole, out of one drawing."""
    rows = [row for row in found.rows if row.goal] or list(found.rows)
    work = _work(rows, found.as_of, half_days)
    paths = look_ahead(work, found.deadline, seed=found.as_of.toordinal())
    goals, done = work.targets, work.done[:, -1]
    parts = [
        Part(row.number, int(goals[at]), int(done[at]), outlook, _used(work, [at]))
        for at, (row, outlook) in enumerate(zip(rows, each(paths, work, found.deadline), strict=True))
    ]
    for unit, members in _between(rows, found):
        outlook = some(paths, work, members, found.deadline)
        parts.append(Part(unit, int(goals[members].sum()), int(done[members].sum()), outlook, _used(work, members)))
    together = whole(paths, work, found.deadline)
    if found.total.number not in {part.unit for part in parts}:
        plan = _used(work, range(len(rows)))
        parts.append(Part(found.total.number, int(goals.sum()), int(done.sum()), together, plan))
    return parts


def _used(work: Work, units: Sequence[int]) -> PlanUsed | None:
    """Return what was known of the sessions ahead of some units, None when nothing was."""
    if work.plan is None:
        return None
    coming = work.plan.coming[list(units)]
    known = np.flatnonzero(~np.isnan(coming).all(axis=0))
    if not len(known):
        return None
    return PlanUsed(int(np.nansum(coming)), work.last + timedelta(days=int(known[-1]) + 1))


def _between(rows: list[BoardRow], found: Board) -> list[tuple[int, Sequence[int]]]:
    """Return the units between the communes and the whole, such as districts, with the places of their communes."""
    members: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.parent and row.parent != found.total.code:
            members.setdefault(row.parent, []).append(at)
    day = found.units_of or found.as_of
    return [(units.by_code(code, as_of=day).number, places) for code, places in sorted(members.items())]


def _work(rows: list[BoardRow], as_of: date, half_days: Sequence[HalfDaysRow]) -> Work:
    """Read the last weeks of every commune off its row; whoever is done beyond the goal does not count."""
    length = max(len(row.spark) for row in rows)
    daily = np.array([(0,) * (length - len(row.spark)) + row.spark for row in rows], dtype=np.int64)
    done = np.array([min(row.done, row.goal) for row in rows], dtype=np.int64)
    after = np.cumsum(daily[:, ::-1], axis=1)[:, ::-1]
    series = np.concatenate([done[:, None] - after, done[:, None]], axis=1)
    groups = np.unique([row.parent or "" for row in rows], return_inverse=True)[1]
    goals = np.array([row.goal for row in rows], dtype=np.int64)
    first = as_of - timedelta(days=length)
    work = Work(series, goals, groups, first, days_off(first, as_of + timedelta(days=MOST)))
    places = {row.number: at for at, row in enumerate(rows)}
    known = [HalfDays(places[one.unit], one.day, one.count, one.plan) for one in half_days if one.unit in places]
    return replace(work, plan=laid_out(known, work, MOST))
