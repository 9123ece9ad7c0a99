"""Ways of a task as a router on this machine tells them (thời gian đi lại theo máy chỉ đường).

The house binds who asks: how to talk to OSRM or Valhalla, and to no other machine, is known in the room of plans.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toandan.ground.routing.words import BASE, Home, Instance, Place, Table

if TYPE_CHECKING:
    from toandan.command.field.words import Roads, WaysIn

Ask = Callable[[Sequence["WaysIn"], str, str], "Roads"]
_bound: dict[str, Ask] = {}


def bind(ask: Ask) -> None:
    """Let the house say who asks a router: for the points of districts, by its kind and its address."""
    _bound["ask"] = ask


def known(task: Instance, engine: str, address: str) -> tuple[Instance, str]:
    """Return the task with the minutes a router tells, or as it was and a word of `RoadsFailed`.

    What the router tells takes the place of tables in the task; single legs written there still overrule it.
    """
    from toandan.command.field.words import WaysIn

    points: dict[str, list[tuple[str, tuple[float, float]]]] = {
        pool.code: [(BASE, (pool.base.lat, pool.base.lon))] for pool in task.pools
    }
    rows: list[Home | Place] = [*task.homes, *task.places]
    for one in rows:
        points[one.pool].append((one.code, (one.point.lat, one.point.lon)))
    ways = [WaysIn(pool, tuple(here), each=task.params.leg_min) for pool, here in points.items()]
    told = _bound["ask"](ways, engine, address)
    if told.failed:
        return task, told.failed
    found = tuple(Table(one.pool, one.source, one.points, one.minutes) for one in told.tables)
    asked = {one.pool for one in found}
    return replace(task, tables=(*(one for one in task.tables if one.pool not in asked), *found)), ""
