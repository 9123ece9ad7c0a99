"""Asks a router how long all ways of districts take, block by block (hỏi thời gian đi lại).

Blocks are of the size routers take by default. Whatever goes wrong, nothing is told but why: a plan is then made with
the straight line's estimate, and says so.
"""

import time
from collections.abc import Sequence

from toandan.command.field.adapters.local import SECONDS, router
from toandan.command.field.ports import NoRouter, Router, Where
from toandan.command.field.words import Roads, RoadsFailed, TableIn, WaysIn

BLOCK = 50
"""Points on each side of one question: OSRM takes a hundred together, Valhalla 2,500 pairs."""
MOST_SECONDS = 120.0
"""How long all questions of a plan may take together."""


def tables(wanted: Sequence[WaysIn], engine: str, address: str, *, seconds: float = SECONDS) -> Roads:
    """Return a table of minutes for every district with two points or more, or why there are none."""
    until = time.monotonic() + MOST_SECONDS
    try:
        told = router(engine, address, seconds=seconds)
        found = tuple(_table(told, ways, engine, until) for ways in wanted if len(ways.points) > 1)
    except NoRouter as error:
        return Roads(engine, error.why)
    return Roads(engine, "", found)


def _table(told: Router, ways: WaysIn, engine: str, until: float) -> TableIn:
    where: list[Where] = [at for _name, at in ways.points]
    minutes = tuple(
        tuple(None if one is None else round(one * ways.factor + ways.each, 2) for one in row)
        for row in _blocks(told, where, until)
    )
    return TableIn(ways.pool, engine, tuple(name for name, _at in ways.points), minutes)


def _blocks(told: Router, where: Sequence[Where], until: float) -> list[list[float | None]]:
    """Return a square of minutes, asked block by block."""
    found: list[list[float | None]] = [[] for _ in where]
    for first in range(0, len(where), BLOCK):
        sources = where[first : first + BLOCK]
        for start in range(0, len(where), BLOCK):
            if time.monotonic() > until:
                raise NoRouter(RoadsFailed.TIMEOUT)
            for row, minutes in enumerate(told.minutes(sources, where[start : start + BLOCK]), start=first):
                found[row] += minutes
    return found
