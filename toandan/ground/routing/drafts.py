"""A pool's plan before kits have names, and what it brings (bản nháp phương án của một cụm)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from toandan.ground.routing.pools import Floats, Ground, Ints
from toandan.ground.routing.words import announced

_EPS = 1e-6
MORNING, AFTERNOON, WHOLE = 1, 2, 3


@dataclass
class Draft:
    """Sessions by place and day (1 morning, 2 afternoon, 3 whole day), and days of visits as homes in order."""

    sessions: dict[tuple[int, int], int] = field(default_factory=dict)
    routes: list[tuple[int, list[int]]] = field(default_factory=list)

    def visited(self) -> set[int]:
        """Return the homes that are visited."""
        return {home for _day, stops in self.routes for home in stops}

    def home_days(self, days: int) -> Ints:
        """Return how many kits visit homes on each day."""
        return np.bincount([day for day, _stops in self.routes], minlength=days).astype(np.int64)


def attendance(ground: Ground, sessions: dict[tuple[int, int], int]) -> dict[tuple[int, int], float]:
    """Return the people expected at each session: fewer come as fewer remain, and a kit serves so many an hour."""
    by_place = defaultdict(list)
    for place, day in sorted(sessions):
        by_place[place].append(day)
    found = {}
    for place, days in by_place.items():
        left, turnout = float(ground.remaining[place]), float(ground.turnout[place])
        for day in days:
            whole = sessions[place, day] == WHOLE
            most = float(ground.full[place]) / 2 if whole else float(ground.half[place])
            came = 0.0
            for _half in range(2 if whole else 1):
                now = min(most, turnout * left)
                came, left = came + now, left - now
            found[place, day] = came
    return found


def settled(
    ground: Ground, sessions: dict[tuple[int, int], int], keep: Collection[tuple[int, int]] = ()
) -> dict[tuple[int, int], int]:
    """Return the sessions that will be announced, and those to `keep`, which are announced already.

    Of a place's sessions that expect too few the smallest goes first, since more are left for the others then.
    """
    found, looked_at = dict(sessions), sessions
    while looked_at:
        least: dict[int, tuple[float, int]] = {}
        for (place, day), people in attendance(ground, looked_at).items():
            if not announced(people) and (place, day) not in keep:
                least[place] = min(least.get(place, (np.inf, 0)), (people, -day))
        for place, (_people, day) in least.items():
            del found[place, -day]
        looked_at = {key: halves for key, halves in found.items() if key[0] in least}
    return found


def reached(ground: Ground, expected: dict[tuple[int, int], float]) -> Floats:
    """Return the people reached by unit at sessions that are announced; shape (units,)."""
    found = np.zeros(len(ground.pool.units))
    for (place, _day), people in expected.items():
        if announced(people):
            found[ground.unit_of[place]] += people
    return found


def unit_people(ground: Ground) -> Floats:
    """Return the people who remain by unit; shape (units,)."""
    return np.bincount(ground.unit_of, ground.remaining, len(ground.pool.units)).astype(np.float64)


def behind(ground: Ground, draft: Draft) -> dict[int, float]:
    """Return the units that stay under the fairness floor, with the share of their people that is reached."""
    people = unit_people(ground)
    got = reached(ground, attendance(ground, draft.sessions))
    share = np.divide(got, people, out=np.ones_like(got), where=people > 0)
    return {int(unit): float(share[unit]) for unit in np.flatnonzero(share < ground.params.fairness_floor - _EPS)}


@dataclass(frozen=True)
class Missed:
    """Homes and units, by number, of whom a promise is not kept: who could be visited, who stays under the floor."""

    homes: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()


def missed(ground: Ground, draft: Draft) -> Missed:
    """Return whom a draft leaves behind; where visits are no promise, nobody need be visited once somebody is not."""
    can = {int(home) for home in np.flatnonzero(ground.may().any(axis=1))}
    left = can - draft.visited()
    homes = can if left and not ground.params.home_promise else left
    return Missed(frozenset(homes), frozenset(behind(ground, draft)))


def value(ground: Ground, draft: Draft) -> float:
    """Return people expected plus the weight of homes visited."""
    homes = sum(float(ground.weight[home]) for home in draft.visited())
    return sum(attendance(ground, draft.sessions).values()) + homes
