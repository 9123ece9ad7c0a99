"""What was foreseen of a unit and its parts, by the units of then or of today (dự báo theo đơn vị khi đó, hiện nay).

The night draws outlooks of the units its board shows and they stay. By the units of today nothing was drawn on a day
before they began: it is drawn when somebody asks, from the past of everything that became each of them.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from toandan.command.campaign.queries.board import board
from toandan.command.campaign.queries.forecast import Part, announced, foresee_parts
from toandan.command.campaign.queries.outlooks import last_outlook, outlooks
from toandan.command.campaign.words import Board, OrderRow, OutlookRow
from toandan.record.units import queries as units
from toandan.record.units.words import UnitLevel
from toandan.work.sessions.words import HalfDaysRow

KEPT = 16
"""Drawings kept per process; one of a whole city takes half a second to make."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is foreseen of a unit from the end of a day: its own outlook, and those of units below it by number.

    `board` is that of the same day and unit, by the same units, of the level next below it.
    """

    outlook: OutlookRow
    parts: Mapping[int, OutlookRow]
    board: Board


def foreseen(*, order: OrderRow, unit: int, until: date, units_of: date | None = None) -> Foreseen | None:
    """Return the last forecast of a unit from a day not after `until`; None when nothing was drawn by then.

    With `units_of` it is drawn by the units of that day, from the day the last night drew one of the order, or from
    `until` where none did. Raises BoardUnknown when no unit of the day stands for this one.
    """
    at = units.by_number(unit)
    level = UnitLevel.COMMUNE if at.level is UnitLevel.COMMUNE else None
    if units_of is None:
        found = last_of(order=order, unit=unit, until=until)
        if found is None:
            return None
        about = board(order=order.code, as_of=found.as_of, under=unit, level=level)
        return Foreseen(found, _of_rows(order, about, found.as_of), about)
    night = last_of(order=order, unit=order.scope, until=until)
    day = night.as_of if night is not None else min(until, order.deadline - timedelta(days=1))
    if day < order.starts_on:
        return None
    about = board(order=order.code, as_of=day, under=unit, level=level, units_of=units_of)
    parts = _drawn(
        board(order=order.code, as_of=day, under=unit, level=UnitLevel.COMMUNE, units_of=units_of, as_work=True)
    )
    own = parts[about.total.number]
    return Foreseen(own, {row.number: parts[row.number] for row in about.rows if row.number in parts}, about)


def last_of(*, order: OrderRow, unit: int, until: date) -> OutlookRow | None:
    """Return the last outlook of a unit, or of the one that carries it on, from a day not after `until`."""
    at = units.by_number(unit)
    heir = None if at.in_force(until) else units.standing_for(unit, as_of=until)
    numbers: Collection[int] = {unit} if heir is None else {unit, heir.number}
    drawn = [one for number in numbers if (one := last_outlook(order=order, unit=number, until=until)) is not None]
    return max(drawn, key=lambda one: one.as_of, default=None)


def _of_rows(order: OrderRow, about: Board, day: date) -> Mapping[int, OutlookRow]:
    return outlooks(order=order, units=[row.number for row in about.rows], as_of=day)


_lock = threading.Lock()
_kept: "OrderedDict[tuple[object, ...], Mapping[int, OutlookRow]]" = OrderedDict()


def _drawn(found: Board) -> Mapping[int, OutlookRow]:
    """Return the outlooks of a board of communes by unit; the same figures and sessions are drawn once a process."""
    half_days = announced(found)
    key = _key(found, half_days)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = {part.unit: _row(found, part) for part in foresee_parts(found, half_days)}
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _key(found: Board, half_days: Sequence[HalfDaysRow]) -> tuple[object, ...]:
    database = connection.settings_dict["HOST"], connection.settings_dict["NAME"]
    figures = tuple((row.number, row.target, row.goal, row.done, row.spark) for row in found.rows)
    return database, found.order, found.measure, found.as_of, found.entry, figures, tuple(half_days)


def _row(found: Board, part: Part) -> OutlookRow:
    seen = part.outlook
    return OutlookRow(
        unit=part.unit, as_of=found.as_of, measure=found.measure, entry=found.entry, goal=part.goal, done=part.done,
        probability=seen.probability, finish=seen.finish, days=tuple(seen.days), drawn_at=timezone.now(),
        plan=part.plan,
    )  # fmt: skip
