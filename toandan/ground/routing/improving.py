"""The plan of one pool with solvers: sessions by HiGHS, visits by VROOM and a search after it (cải thiện phương án).

How many days go to visits matters more than how well each part is solved, so days are taken away as long as everybody
is still visited. The greedy plan is always there; what fails or takes too long leaves it standing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from toandan.ground.routing import driving, greedy, sessions
from toandan.ground.routing.bound import Items
from toandan.ground.routing.drafts import Draft, value
from toandan.ground.routing.insertion import build
from toandan.ground.routing.polishing import polish
from toandan.ground.routing.pools import Ground, Ints

Clock = Callable[[], float]
PHI = 1.5
"""What a visit is taken to cost, times its least legs, when days of visits are chosen."""
_FAILURES = (ImportError, RuntimeError, ValueError, OSError)
"""What a solver may raise; without it the greedy plan stands."""


@dataclass
class Time:
    """How long there is, by a clock that the caller brings; `failed` says which solvers did not work."""

    clock: Clock
    until: float
    failed: list[str] = field(default_factory=list)

    def left(self) -> float:
        """Return the seconds that are left, nought at least."""
        return max(0.0, self.until - self.clock())

    def within(self, share: float) -> Callable[[], bool]:
        """Return what tells whether this share of the time that is left now is not over."""
        end = self.clock() + self.left() * share
        return lambda: self.clock() < end


def improve(ground: Ground, items: Items, *, seconds: float, clock: Clock) -> tuple[Draft, str]:
    """Return the best draft found in about so many seconds, never worth less than the greedy one, and its engine."""
    time = Time(clock, clock() + seconds)
    plain = greedy.plan(ground, items)
    try:
        draft = _solved(ground, items, plain, time)
    except _FAILURES as error:
        time.failed.append(type(error).__name__)
        return plain, "greedy"
    better = greedy.rank(ground, draft) > greedy.rank(ground, plain) and value(ground, draft) >= value(ground, plain)
    return (draft, "highs+vroom") if better else (plain, "greedy")


def _solved(ground: Ground, items: Items, plain: Draft, time: Time) -> Draft:
    draft, price = Draft(), items.price(items.budget)
    # The last step makes the most of everything before it, so its time is put aside.
    reserve = time.left() * 0.1
    time.until -= reserve
    if len(ground.homes):
        programmed = sessions.solve(ground, seconds=time.left() * 0.15, phi=PHI, gap=0.01)
        if programmed is not None:
            draft.routes = _routes(ground, programmed.visits, time)
        greedy.visit(ground, draft, ground.kit_days.copy(), price=price)
        if _packed(plain) > _packed(draft):
            draft.routes = [(day, list(stops)) for day, stops in plain.routes]
        _take_days_away(ground, draft, time, price)
    greedy.fill(ground, draft)
    visits = draft.home_days(ground.days)
    chosen = sessions.solve(ground, seconds=max(time.left(), 1.0) + reserve, visits=visits, start=draft.sessions)
    if chosen is None:
        return draft
    other = Draft(chosen.sessions, draft.routes)
    greedy.fill(ground, other)
    return max(other, draft, key=lambda one: greedy.rank(ground, one))


def _routes(ground: Ground, visits: Ints, time: Time) -> list[tuple[int, list[int]]]:
    """Return days of visits by VROOM, filled up and searched on."""
    days = [int(day) for day in np.repeat(np.arange(ground.days), visits)]
    if not days:
        return []
    draft = Draft(routes=driving.drive(ground, days, range(len(ground.homes)), seconds=time.left() * 0.6))
    used = draft.home_days(ground.days)
    # A day that the router left empty is still there for the search.
    draft.routes += [(int(day), []) for day in np.repeat(np.arange(ground.days), np.maximum(visits - used, 0))]
    squeeze(ground, draft)
    polish(ground, draft, more=time.within(0.5))
    return [(day, stops) for day, stops in draft.routes if stops]


def _packed(draft: Draft) -> tuple[int, int]:
    """Rank days of visits: who visits more first, then who needs fewer days."""
    return len(draft.visited()), -len(draft.routes)


def _take_days_away(ground: Ground, draft: Draft, time: Time, price: float) -> None:
    """Give up the day that brings least, as long as the others can take its homes or the kit brings more elsewhere."""
    tried = 0
    while time.left() > 1 and tried < len(draft.routes):
        least = sorted(draft.routes, key=lambda route: float(ground.weight[route[1]].sum()))[tried]
        fewer = Draft(routes=[(day, list(stops)) for day, stops in draft.routes if stops is not least[1]])
        polish(ground, fewer, more=time.within(0.35), seed=tried + 1)
        lost = list(draft.visited() - fewer.visited())
        if lost and (ground.params.home_promise or float(ground.weight[lost].sum()) > 2 * price):
            tried += 1
        else:
            draft.routes, tried = fewer.routes, 0


def squeeze(ground: Ground, draft: Draft) -> None:
    """Put homes that are left into routes that are there, where they fit."""
    may, visited = ground.may(), draft.visited()
    for place, (day, stops) in enumerate(draft.routes):
        free = np.array([h for h in range(len(ground.homes)) if h not in visited and may[h, day]], dtype=np.int64)
        longer = build(ground, free, ground.weight, stops)
        visited |= set(longer)
        draft.routes[place] = (day, longer)
