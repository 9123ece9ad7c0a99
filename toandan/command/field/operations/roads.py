"""Minutes between the points of a plan, from a router on this machine where there is one (thời gian đi lại)."""

from django.conf import settings

from toandan.command.field.adapters import asking
from toandan.command.field.adapters.local import SECONDS
from toandan.command.field.rules import tasks
from toandan.command.field.words import HomeIn, Inputs, PlaceIn, PoolIn, Roads, WaysIn
from toandan.ground.routing.words import BASE


def asked(inputs: Inputs, *, engine: str | None = None, address: str | None = None, seconds: float = SECONDS) -> Roads:
    """Return tables of minutes of every district, or why there are none; nothing is asked where no router is set."""
    engine = settings.ROADS_ENGINE if engine is None else engine
    address = settings.ROADS_URL if address is None else address
    if not address:
        return Roads()
    return asking.tables([_ways(pool, inputs) for pool in inputs.pools if pool.kits], engine, address, seconds=seconds)


def _ways(pool: PoolIn, inputs: Inputs) -> WaysIn:
    """Return all points of a district; places are reached only from the base and back."""
    base = tasks.base(pool, inputs)
    rows: list[HomeIn | PlaceIn] = [*inputs.homes, *inputs.places]
    here = (
        (one.code, (one.latitude, one.longitude))
        for one in rows
        if one.pool == pool.code and one.latitude is not None and one.longitude is not None
    )
    points = ((BASE, (base["lat"], base["lon"])), *here)
    return WaysIn(pool.code, points, pool.travel_factor, float(inputs.params["leg_min"]))
