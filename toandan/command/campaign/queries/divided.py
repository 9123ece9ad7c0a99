"""Former units that were divided: under whom each is counted, and how many people that concerns (đơn vị bị chia)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from toandan.command.campaign.queries.figures import Reading
from toandan.command.campaign.queries.redrawn import Family
from toandan.command.campaign.words import Board, BoardRow, DividedUnit
from toandan.record.units import queries as units
from toandan.record.units.words import Unit

_EVE = 1
"""The first column of the figures is the day before the series; nobody of it is shown."""


def marked(board: Board, family: Family, readings: Sequence[Reading]) -> Board:
    """Return the board with its divided units, and each row with those of which it counts people of other rows."""
    found = _divided(board, family, readings)
    here = tuple(one for one in found if one.unit.number in family.under)
    rows = _rows(board.rows, here)
    (total,) = _rows([board.total], here)
    elsewhere = tuple(one for one in found if one.unit.number not in family.under)
    return replace(board, rows=rows, total=total, divided=here, elsewhere=elsewhere)


def _divided(board: Board, family: Family, readings: Sequence[Reading]) -> list[DividedUnit]:
    """Return the divided units in which anybody of the target stood on a day of the board, by rising number."""
    days = [point.day for point in board.series] or [board.as_of]
    # Before an order begins there is one column alone, and it is the one that is shown.
    first = _EVE if board.series else 0
    found = []
    for reading in readings:
        own = reading.figures
        for row, number in enumerate(own.numbers.tolist()):
            parts = family.parts.get(number, ())
            held = np.flatnonzero(own.target[row, first:])
            if parts and held.size:
                figures = int(own.target[row, -1]), int(own.done[row, -1])
                counted = _counted(family, number, parts)
                found.append(DividedUnit(units.by_number(number), parts, counted, *figures, days[int(held[-1])]))
    return found


def _counted(family: Family, number: int, parts: tuple[Unit, ...]) -> Unit:
    return units.by_number(family.under[number]) if number in family.under else parts[0]


def _rows(rows: Sequence[BoardRow], divided: Iterable[DividedUnit]) -> tuple[BoardRow, ...]:
    """Return the rows, each with the divided units it counts people of on the board's day, theirs and others'."""
    ordered = sorted(rows, key=lambda row: row.number)
    firsts = [row.number for row in ordered]
    shared: dict[int, list[DividedUnit]] = {}
    for one in divided:
        at = bisect_right(firsts, one.counted.number) - 1
        if one.target and at >= 0 and one.leaves(ordered[at].number, ordered[at].last):
            shared.setdefault(ordered[at].number, []).append(one)
    return tuple(replace(row, shared=tuple(shared[row.number])) if row.number in shared else row for row in rows)
