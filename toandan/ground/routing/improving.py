"""The plan of one pool with solvers: visits by a search and VROOM, sessions by HiGHS (cải thiện phương án).

How many days go to visits matters more than how well each part is solved, so days are given up as long as everybody
is still visited. The greedy plan is always there; what fails or takes too long leaves it standing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from toandan.ground.routing import driving, greedy, second, sessions
from toandan.ground.routing.bound import Items
from toandan.ground.routing.drafts import Draft, value
from toandan.ground.routing.effort import GRACE, NODES
from toandan.ground.routing.insertion import build
from toandan.ground.routing.pools import Ground
from toandan.ground.routing.strings import Routes, Search

Clock = Callable[[], float]
SEARCHED = 0.6
"""The part of the time that the search has before VROOM."""
LEAST_SECONDS = 8.0
"""VROOM is not begun with less: it takes about that long where a district is small, and the search goes on alone."""
FAILURES = (ImportError, RuntimeError, ValueError, OSError, MemoryError)
"""What a solver may raise; without it the greedy plan stands."""


@dataclass
class Time:
    """How long there is, by a clock that the caller brings; `failed` says which solvers did not work.

    `counted`: the clock counts turns, and nothing may depend on how fast the machine is.
    """

    clock: Clock
    until: float
    counted: bool = False
    interrupted: bool = False
    engine: str = "highs+search"
    failed: list[str] = field(default_factory=list)

    def left(self) -> float:
        """Return the seconds that are left, nought at least."""
        return max(0.0, self.until - self.clock())

    def share(self, part: float) -> Callable[[], float]:
        """Return what says how much is left of this part of the time that is left now: 1 now, nought at its end."""
        begin, span = self.clock(), max(self.left() * part, 1e-9)
        return lambda: max(0.0, 1 - (self.clock() - begin) / span)

    def search(self, search: Search, part: float) -> None:
        """Search for this part of the time; whoever interrupts it keeps the best days so far."""
        try:
            search.run(self.share(part))
        except KeyboardInterrupt:
            self.until, self.interrupted = 0.0, True

    def highs(self, reserve: float) -> float:
        """Return the seconds that HiGHS has: all that are left and those put aside, or plenty where turns count."""
        left = self.left()
        return GRACE if self.counted and left else max(left, 1.0) + reserve


class Improved(NamedTuple):
    """The best draft, how it was made, and whether there was more to do when the time was up.

    `failed` is the error for which there is only the plan without solvers.
    """

    draft: Draft
    engine: str
    out: bool
    interrupted: bool = False
    failed: str = ""


def improve(ground: Ground, items: Items, *, seconds: float, clock: Clock, counted: bool = False) -> Improved:
    """Return the best draft found in about so many seconds, never worth less than the greedy one."""
    time = Time(clock, clock() + seconds, counted)
    plain = greedy.plan(ground, items)
    try:
        draft = _solved(ground, items, plain, time)
    except FAILURES as error:
        return Improved(plain, "greedy", out=False, failed=type(error).__name__)
    out = bool(len(ground.homes)) or time.left() <= 0
    better = greedy.rank(ground, draft) > greedy.rank(ground, plain) and value(ground, draft) >= value(ground, plain)
    best = (draft, time.engine) if better else (plain, "greedy")
    return Improved(*best, out, time.interrupted)


def _solved(ground: Ground, items: Items, plain: Draft, time: Time) -> Draft:
    draft, price = Draft(), items.price(items.budget)
    # The last step makes the most of everything before it, so its time is put aside.
    reserve = time.left() * 0.15
    time.until -= reserve
    if len(ground.homes):
        draft.routes = _routes(ground, plain, time, price)
        greedy.visit(ground, draft, ground.kit_days.copy(), price=price)
    greedy.fill(ground, draft)
    visits = draft.home_days(ground.days)
    chosen = sessions.solve(
        ground, seconds=time.highs(reserve), visits=visits, start=draft.sessions, nodes=NODES if time.counted else None
    )
    if chosen is None:
        return draft
    other = Draft(chosen.sessions, draft.routes)
    greedy.fill(ground, other)
    return max(other, draft, key=lambda one: greedy.rank(ground, one))


def _routes(ground: Ground, plain: Draft, time: Time, price: float) -> Routes:
    """Return the greedy days of visits in fewer days; where the search is stuck, VROOM drives the same days."""
    worth = 2 * price
    search = Search(ground, plain.routes, worth=worth)
    # VROOM ends by the clock, so that it never finds the same twice.
    routed = not time.counted and time.left() * (1 - SEARCHED) * 0.6 > LEAST_SECONDS
    time.search(search, SEARCHED if routed else 0.95)
    if routed and search.waiting and search.rows and not time.interrupted:
        other = Search(ground, _driven(ground, search.days, time), worth=worth, seed=2)
        if len(other.waiting) < len(search.waiting):
            time.search(other, 0.9)
            if other.best_rank > search.best_rank:
                time.engine = "highs+vroom"
                return other.best
            return search.best
        time.search(search, 0.9)
    return search.best


def _driven(ground: Ground, days: Sequence[int], time: Time) -> Routes:
    """Return routes by VROOM on these days, or else by PyVRP, filled up."""
    homes, seconds = range(len(ground.homes)), time.left() * 0.6
    try:
        routes = driving.drive(ground, sorted(days), homes, seconds=seconds)
    except FAILURES as error:
        time.failed.append(type(error).__name__)
        routes = second.drive(ground, sorted(days), homes, seconds=seconds)
    draft = Draft(routes=routes)
    squeeze(ground, draft)
    return draft.routes


def squeeze(ground: Ground, draft: Draft) -> None:
    """Put homes that are left into routes that are there, where they fit."""
    may, visited = ground.may(), draft.visited()
    for place, (day, stops) in enumerate(draft.routes):
        free = np.array([h for h in range(len(ground.homes)) if h not in visited and may[h, day]], dtype=np.int64)
        longer = build(ground, free, ground.weight, stops)
        visited |= set(longer)
        draft.routes[place] = (day, longer)
