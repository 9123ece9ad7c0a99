"""Days of home visits by VROOM: homes of most weight first, then least travel (tuyến bằng VROOM)."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from toandan.ground.routing.insertion import fits
from toandan.ground.routing.pools import START, Ground

if TYPE_CHECKING:
    import vroom

_TICKS = 60
"""Ticks in a minute: seconds."""
_DAY = 1440 * _TICKS


def drive(
    ground: Ground, days: Sequence[int], homes: Sequence[int], *, seconds: float, exploration: int = 1
) -> list[tuple[int, list[int]]]:
    """Return a route for each entry of `days` (a day may come more than once) that visits some of `homes`.

    The days' hours are laid end to end, so that a home has one window for each day on which it may be visited. Legs and
    visits are rounded up, so that what fits here fits exactly.
    """
    import vroom

    task = vroom.Input()
    task.set_durations_matrix("car", np.ceil(ground.legs * _TICKS - 1e-6).astype(np.uint32))
    for number, day in enumerate(days):
        begin = int(day * _DAY + START * _TICKS)
        span = vroom.TimeWindow(begin, begin + math.floor(ground.minutes * _TICKS))
        task.add_vehicle(vroom.Vehicle(number, start=0, end=0, time_window=span))
    may, used = ground.may(), sorted(set(days))
    for home in homes:
        open_on = [day for day in used if may[home, day]]
        if open_on:
            task.add_job(_job(ground, home, open_on))
    solved = task.solve(exploration, 1, timeout=timedelta(seconds=max(seconds, 0.5)))
    return _routes(ground, days, solved)


def _job(ground: Ground, home: int, days: Sequence[int]) -> "vroom.Job":
    import vroom

    opens, closes = math.ceil(ground.opens[home] * _TICKS), math.floor(ground.closes[home] * _TICKS)
    windows = [vroom.TimeWindow(day * _DAY + opens, day * _DAY + closes) for day in days]
    priority = min(100, max(1, round(10 * float(ground.weight[home]))))
    service = math.ceil(float(ground.service[home]) * _TICKS)
    return vroom.Job(home, location=home + 1, default_service=service, priority=priority, time_windows=windows)


def _routes(ground: Ground, days: Sequence[int], solved: "vroom.Solution") -> list[tuple[int, list[int]]]:
    stops: dict[int, list[int]] = {}
    for vehicle, home in solved.routes.loc[solved.routes["type"] == "job", ["vehicle_id", "id"]].itertuples(
        index=False
    ):
        stops.setdefault(int(vehicle), []).append(int(home))
    # Rounded up it fits; if it ever did not, the day is left to the greedy insertion.
    return [(days[vehicle], route) for vehicle, route in sorted(stops.items()) if fits(ground, route)]
