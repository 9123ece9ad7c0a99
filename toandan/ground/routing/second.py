"""Days of home visits by PyVRP, the second engine: an optional extra (tuyến bằng PyVRP).

PyVRP knows one window for each client, so that every day is a kind of vehicle with legs of its own: whoever cannot be
visited on that day lies out of reach. All days share one clock. The processor's time stops it, not the wall's.
"""

import math
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from toandan.ground.routing.insertion import fits
from toandan.ground.routing.pools import START, Ground, Ints

if TYPE_CHECKING:
    import pyvrp

_TICKS = 60
"""Ticks in a minute: seconds."""
_PRIZE = 10_000_000
"""What a weight of one counts, in ticks of a leg: nobody is left out to save the road."""
_FAR = 10_000_000


def drive(ground: Ground, days: Sequence[int], homes: Sequence[int], *, seconds: float) -> list[tuple[int, list[int]]]:
    """Return a route for each entry of `days` that visits some of `homes`, as `driving.drive` does."""
    import pyvrp

    used, began = sorted(set(days)), time.process_time()
    matrices = [_legs(ground, day, homes) for day in used]
    task = _task(ground, days, homes).data().replace(distance_matrices=matrices, duration_matrices=matrices)
    solved = pyvrp.solve(task, stop=lambda _best: time.process_time() - began > seconds, seed=1, collect_stats=False)
    found = []
    for route in solved.best.routes():
        stops = [homes[visit.idx] for visit in route if visit.is_client()]
        if stops and fits(ground, stops):
            found.append((used[route.vehicle_type()], stops))
    return sorted(found)


def _task(ground: Ground, days: Sequence[int], homes: Sequence[int]) -> "pyvrp.Model":
    """Return the base, clients and kits of a day; legs are put in afterwards."""
    import pyvrp

    model = pyvrp.Model()
    at = [model.add_location(0, 0) for _ in range(len(homes) + 1)]
    base = model.add_depot(at[0])
    for place, home in enumerate(homes, start=1):
        model.add_client(
            at[place],
            service_duration=math.ceil(float(ground.service[home]) * _TICKS),
            tw_early=math.ceil(float(ground.opens[home]) * _TICKS),
            tw_late=math.floor(float(ground.closes[home]) * _TICKS),
            prize=round(float(ground.weight[home]) * _PRIZE),
            required=False,
        )
    begin, span = int(START * _TICKS), math.floor(ground.minutes * _TICKS)
    for day in sorted(set(days)):
        model.add_vehicle_type(
            list(days).count(day), start_depot=base, end_depot=base, tw_early=begin, tw_late=begin + span,
            profile=model.add_profile(),
        )  # fmt: skip
    model.add_edge(at[0], at[-1], 1, 1)
    return model


def _legs(ground: Ground, day: int, homes: Sequence[int]) -> Ints:
    """Return legs in ticks, rounded up; out of reach is who cannot be visited on that day."""
    nodes = np.append(0, np.array(homes, dtype=np.int64) + 1)
    found: Ints = np.ceil(ground.legs[np.ix_(nodes, nodes)] * _TICKS - 1e-6).astype(np.int64)
    shut = 1 + np.flatnonzero(~ground.may()[np.array(homes, dtype=np.int64), day])
    found[shut, :] = _FAR
    found[:, shut] = _FAR
    np.fill_diagonal(found, 0)
    return found
