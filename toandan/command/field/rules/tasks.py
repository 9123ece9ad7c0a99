"""Makes the planner's task of plain rows; what is wrong with them is told by the planner's own reading (bài toán)."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from toandan.command.field.words import FaultRow, HomeIn, Inputs, LegIn, PlaceIn, PoolIn, TableIn
from toandan.ground.routing.faults import Fault, Unreadable, Wrong
from toandan.ground.routing.reading import read
from toandan.ground.routing.words import BASE, Instance

PLANNER = (
    "people_per_hour", "setup_min", "teardown_min", "free_travel_min", "day_minutes", "detour", "leg_min",
    "fairness_floor", "capacity_share",
)  # fmt: skip
"""Parameters that the planner knows under the same name."""


def written(inputs: Inputs, tables: Sequence[TableIn] = ()) -> dict[str, Any]:
    """Return the task as it is stored, in the planner's own format; `tables` are what a router told."""
    params: dict[str, Any] = {name: inputs.params[name] for name in PLANNER}
    return {
        "days": inputs.days,
        "first_day": inputs.first_day.isoformat(),
        "pools": [_pool(pool, inputs) for pool in inputs.pools],
        "places": [_place(place) for place in inputs.places],
        "homes": [_home(home) for home in inputs.homes],
        "params": params | {"loans": inputs.loans},
        "legs": [{"pool": leg.pool, "from": leg.start, "to": leg.end, "minutes": leg.minutes} for leg in _legs(inputs)],
        "tables": [asdict(table) for table in tables],
    }


def _legs(inputs: Inputs) -> list[LegIn]:
    """Return the legs both ends of which are in the plan: a place may be closed, a visit over."""
    rows: list[PlaceIn | HomeIn] = [*inputs.places, *inputs.homes]
    known = {(one.pool, one.code) for one in rows}
    known |= {(pool.code, BASE) for pool in inputs.pools}
    return [leg for leg in inputs.legs if {(leg.pool, leg.start), (leg.pool, leg.end)} <= known]


def task(found: Mapping[str, Any]) -> Instance:
    """Return a stored task. Raises Unreadable, which names every item that is wrong."""
    return read(json.dumps(found))


def faults(inputs: Inputs) -> list[FaultRow]:
    """Return what no plan can be made with, each with its item's name."""
    wrong: list[Fault] = []
    if inputs.days < 1 or inputs.today >= inputs.days:
        wrong.append(Fault(Wrong.PAST, "plan", {"days": inputs.days}))
    elif not any(pool.kits for pool in inputs.pools):
        wrong.append(Fault(Wrong.NO_KITS, "plan"))
    elif not inputs.places and not inputs.homes:
        wrong.append(Fault(Wrong.NOTHING, "plan"))
    else:
        try:
            task(written(inputs))
        except Unreadable as error:
            wrong.extend(error.faults)
    return [FaultRow(one.wrong.value, one.item, dict(one.values)) for one in wrong]


def _pool(pool: PoolIn, inputs: Inputs) -> dict[str, Any]:
    return {
        "code": pool.code,
        "units": list(pool.units),
        "kits": [{"code": code, "off_days": sorted(off)} for code, off in pool.kits],
        "base": base(pool, inputs),
        "speed_kmh": pool.speed_kmh,
    } | ({} if pool.lends is None else {"lends": list(pool.lends)})


def base(pool: PoolIn, inputs: Inputs) -> dict[str, float]:
    """Return where kits start from: the unit's seat, else the middle of its places and homes, else the map's origin."""
    if pool.base is not None:
        return {"lat": pool.base[0], "lon": pool.base[1]}
    rows: list[PlaceIn | HomeIn] = [one for one in inputs.places if one.pool == pool.code]
    rows = rows or [one for one in inputs.homes if one.pool == pool.code]
    known = [(one.latitude, one.longitude) for one in rows if one.latitude is not None and one.longitude is not None]
    if not known:
        return {"lat": 0.0, "lon": 0.0}
    return {
        "lat": round(math.fsum(lat for lat, _lon in known) / len(known), 6),
        "lon": round(math.fsum(lon for _lat, lon in known) / len(known), 6),
    }


def _place(place: PlaceIn) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": place.code, "pool": place.pool, "unit": place.unit, "kind": place.kind,
        "remaining": round(max(0.0, place.remaining), 2), "turnout": round(place.turnout, 4),
        "open": [{"day": day, "shift": shift} for day, shift in place.open],
    }  # fmt: skip
    return found | _where(place)


def _home(home: HomeIn) -> dict[str, Any]:
    found: dict[str, Any] = {
        "code": home.code, "pool": home.pool, "unit": home.unit, "service_min": home.service_min,
        "weight": home.weight, "from_day": home.from_day, "to_day": home.to_day, "shift": home.shift,
    }  # fmt: skip
    return found | _where(home)


def _where(row: PlaceIn | HomeIn) -> dict[str, float]:
    """Return the coordinates; where one is missing it is left out, and the planner says whose it is."""
    found = {"lat": row.latitude, "lon": row.longitude}
    return {name: value for name, value in found.items() if value is not None}
