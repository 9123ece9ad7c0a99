"""Days of home visits built by inserting the home that brings most for the time it takes (chèn tham lam).

Needs no solver. Windows are kept by the usual push-forward test (Solomon 1987): a stop fits when it starts in time
itself and the next one can still start in time.
"""

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.pools import START, Floats, Ground, Ints

_EPS = 1e-7


def build(ground: Ground, homes: Ints, worth: Floats, stops: list[int] | None = None) -> list[int]:
    """Return a day's stops in order out of `homes`, starting from `stops`; `worth` is what each home brings, (H,)."""
    route = list(stops or [])
    waiting = homes[~np.isin(homes, route)]
    while len(waiting):
        added, places = costs(ground, route, waiting)
        ratio = np.where(np.isfinite(added), worth[waiting] / np.maximum(added, 1.0), -1.0)
        best = int(np.argmax(ratio))
        if ratio[best] <= 0:
            break
        route.insert(int(places[best]), int(waiting[best]))
        # What does not fit now will not fit later, for a route only grows.
        keep = np.isfinite(added)
        keep[best] = False
        waiting = waiting[keep]
    return route


def timetable(ground: Ground, stops: list[int]) -> tuple[list[float], float]:
    """Return when each visit starts, as early as can be, and when the kit is back; minutes after midnight."""
    legs, service, opens, _closes = ground.plain
    now, row, starts = START, legs[0], []
    for home in stops:
        now = max(now + row[home + 1], opens[home])
        starts.append(now)
        now, row = now + service[home], legs[home + 1]
    return starts, now + row[0]


def fits(ground: Ground, stops: list[int]) -> bool:
    """Tell whether every visit starts in time and the kit is back in time."""
    starts, back = timetable(ground, stops)
    in_time = all(start <= ground.closes[home] + _EPS for start, home in zip(starts, stops, strict=True))
    return in_time and back <= START + ground.minutes + _EPS


def travel(ground: Ground, stops: list[int]) -> float:
    """Return the minutes on the road."""
    nodes = [0, *(home + 1 for home in stops), 0]
    return float(ground.legs[nodes[:-1], nodes[1:]].sum()) if stops else 0.0


def costs(ground: Ground, route: list[int], waiting: Ints) -> tuple[Floats, NDArray[np.int64]]:
    """Return for each waiting home the minutes that its cheapest fitting place adds, infinite if none, and where."""
    round_trip = np.array([0, *(home + 1 for home in route), 0])
    nodes, after = round_trip[:-1], round_trip[1:]
    leaves, due = _slack(ground, route)
    legs = ground.legs
    columns = (waiting + 1)[None, :]
    starts = np.maximum(leaves[:, None] + legs[nodes[:, None], columns], ground.opens[waiting])
    # Legs are as long in both directions.
    arrives = starts + ground.service[waiting] + legs[after[:, None], columns]
    ok = (starts <= ground.closes[waiting] + _EPS) & (arrives <= due[:, None] + _EPS)
    added = np.where(ok, arrives - (leaves + legs[nodes, after])[:, None], np.inf)
    places = np.argmin(added, axis=0)
    return added[places, np.arange(len(waiting))], places


def _slack(ground: Ground, route: list[int]) -> tuple[Floats, Floats]:
    """Return when the kit leaves each node, and by when it must be at the node after it."""
    legs, service, _opens, closes = ground.plain
    starts, _back = timetable(ground, route)
    leaves = [START, *(start + service[home] for start, home in zip(starts, route, strict=True))]
    latest, after, due = START + ground.minutes, 0, [START + ground.minutes]
    for home in reversed(route):
        latest = min(closes[home], latest - service[home] - legs[home + 1][after])
        due.append(latest)
        after = home + 1
    return np.array(leaves), np.array(due[::-1])
