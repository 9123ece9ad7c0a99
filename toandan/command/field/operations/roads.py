"""Minutes between the points of a plan, from a router on this machine where there is one (thời gian đi lại).

Every point of a district is asked about, in blocks that routers take by default. Whatever goes wrong, the plan is made
with the straight line's estimate, and says so.
"""

import time
from collections.abc import Sequence

from django.conf import settings

from toandan.command.field.adapters.local import SECONDS, router
from toandan.command.field.ports import NoRouter, Router, Where
from toandan.command.field.rules import tasks
from toandan.command.field.words import HomeIn, Inputs, PlaceIn, PoolIn, Roads, RoadsFailed, TableIn
from toandan.ground.routing.words import BASE

BLOCK = 50
"""Points on each side of one question: OSRM takes a hundred together, Valhalla 2,500 pairs."""
MOST_SECONDS = 120.0
"""How long all questions of a plan may take together."""


def asked(inputs: Inputs, *, engine: str | None = None, address: str | None = None, seconds: float = SECONDS) -> Roads:
    """Return tables of minutes of every district, or why there are none; nothing is asked where no router is set."""
    engine = settings.ROADS_ENGINE if engine is None else engine
    address = settings.ROADS_URL if address is None else address
    if not address:
        return Roads()
    until = time.monotonic() + MOST_SECONDS
    try:
        told = router(engine, address, seconds=seconds)
        tables = [_table(told, pool, inputs, engine, until) for pool in inputs.pools if pool.kits]
    except NoRouter as error:
        return Roads(engine, error.why)
    return Roads(engine, "", tuple(one for one in tables if len(one.points) > 1))


def _table(told: Router, pool: PoolIn, inputs: Inputs, engine: str, until: float) -> TableIn:
    """Return the minutes between all points of a district; places are asked only from the base and back."""
    base = tasks.base(pool, inputs)
    rows: list[HomeIn | PlaceIn] = [*inputs.homes, *inputs.places]
    here = [one for one in rows if one.pool == pool.code and None not in (one.latitude, one.longitude)]
    points = [(BASE, (base["lat"], base["lon"])), *((one.code, (one.latitude, one.longitude)) for one in here)]
    where: list[Where] = [(float(lat or 0), float(lon or 0)) for _code, (lat, lon) in points]
    factor, each = pool.travel_factor, float(inputs.params["leg_min"])
    minutes = [
        tuple(None if one is None else round(one * factor + each, 2) for one in row)
        for row in _blocks(told, where, until)
    ]
    return TableIn(pool.code, engine, tuple(code for code, _at in points), tuple(minutes))


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
