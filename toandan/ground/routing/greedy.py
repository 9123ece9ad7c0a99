"""A whole plan of one pool without a solver: homes first, then the best increments (phương án tham lam).

It is the comparator and the net under every solver: whatever fails, this plan is there.
"""

import heapq
from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from toandan.ground.routing.bound import Items
from toandan.ground.routing.drafts import (
    AFTERNOON,
    MORNING,
    WHOLE,
    Draft,
    attendance,
    behind,
    reached,
    settled,
    unit_people,
    value,
)
from toandan.ground.routing.insertion import build
from toandan.ground.routing.pools import Floats, Ground, Ints
from toandan.ground.routing.words import announced

URGENCIES = (4.0, 2.0, 3.0, 6.0, 9.0)
SMALL = 400
"""Homes up to which a pool is planned with every urgency."""


def plan(ground: Ground, items: Items) -> Draft:
    """Return the greedy plan: days of visits, then what the fairness floor asks, then the best sessions.

    A small pool is planned with several urgencies, since which one packs days best is chance; the best one is returned.
    """
    return max(_tries(ground, items), key=lambda draft: rank(ground, draft))


def rank(ground: Ground, draft: Draft) -> tuple[int, int, float]:
    """Rank by homes visited where that is promised, then by units that get their floor, then by value."""
    homes = len(draft.visited()) if ground.params.home_promise else 0
    return homes, -len(behind(ground, draft)), value(ground, draft)


def _tries(ground: Ground, items: Items) -> Iterator[Draft]:
    for urgency in URGENCIES if 0 < len(ground.homes) <= SMALL else URGENCIES[:1]:
        draft = Draft()
        visit(ground, draft, ground.kit_days.copy(), price=items.price(items.budget), urgency=urgency)
        routes = [(day, list(stops)) for day, stops in draft.routes]
        fill(ground, draft)
        yield draft
        # Where the floor asks for more than there is, reaching for it may cost people and lift nobody over it.
        if behind(ground, draft):
            free = Draft({}, routes)
            fill(ground, free, floor=False)
            yield free


def visit(ground: Ground, draft: Draft, kits: Ints, *, price: float, urgency: float = 4.0) -> None:
    """Add days of visits while `kits` (D,) are free and somebody waits; unpromised, only days worth their price.

    `urgency` is how much more a home is worth that can be visited on one day only.
    """
    may = ground.may()
    waiting = np.asarray(may.any(axis=1))
    waiting[list(draft.visited())] = False
    kits = kits - draft.home_days(ground.days)
    while waiting.any() and (kits > 0).any():
        open_days = may & (kits > 0)
        # Who can be visited on few days only is worth more today.
        chances = np.maximum((open_days * np.maximum(kits, 0)).sum(axis=1), 1)
        worth = ground.weight * (1 + urgency / chances)
        wanted = np.where(kits > 0, (worth / chances * waiting) @ open_days, -1.0)
        day = int(np.argmax(wanted))
        if wanted[day] <= 0:
            break
        stops = build(ground, np.flatnonzero(waiting & may[:, day]), worth)
        brings = ground.weight[stops].sum() if stops else 0.0
        if not stops or (not ground.params.home_promise and brings < 2 * price):
            kits[day] = 0
            continue
        draft.routes.append((day, stops))
        waiting[stops] = False
        kits[day] -= 1


def fill(ground: Ground, draft: Draft, keep: Collection[tuple[int, int]] = (), *, floor: bool = True) -> None:
    """Add sessions for the kits that are left: first what every unit's `floor` asks for, then the best anywhere.

    Sessions that nobody would be told of are given up, but for those to `keep`.
    """
    draft.sessions = settled(ground, draft.sessions, keep)
    filler = _Filler(ground, draft)
    if floor:
        filler.lift()
    filler.run(range(len(ground.places)))
    draft.sessions = settled(ground, draft.sessions, keep)


class _Filler:
    """Places sessions one by one; a place's next half-session never brings more than its last."""

    def __init__(self, ground: Ground, draft: Draft) -> None:
        self.ground, self.draft = ground, draft
        free = ground.kit_days - draft.home_days(ground.days)
        self.free = np.repeat(free[:, None], 2, axis=1)
        self.open = ground.open.copy()
        self.left = ground.remaining.copy()
        for (place, day), halves in draft.sessions.items():
            for half in (0, 1):
                if halves & (1 << half):
                    self.free[day, half] -= 1
                    self.open[place, day, half] = False
        for (place, _day), came in attendance(ground, draft.sessions).items():
            self.left[place] -= came

    def lift(self) -> None:
        """Give every unit its floor, those with the fewest open half-days first."""
        ground = self.ground
        lacks = ground.params.fairness_floor * unit_people(ground)
        lacks -= reached(ground, attendance(ground, self.draft.sessions))
        chances = np.bincount(ground.unit_of, weights=self.open.sum(axis=(1, 2)), minlength=len(lacks))
        for unit in np.argsort(chances, kind="stable"):
            if lacks[unit] > 1e-9:
                self.run([int(p) for p in np.flatnonzero(ground.unit_of == unit)], until=float(lacks[unit]))

    def run(self, places: range | list[int], until: float = np.inf) -> None:
        """Take the best next session among places until so many people are reached or nothing fits."""
        heap = [(-self._next(place)[0], place) for place in places]
        heapq.heapify(heap)
        while heap and until > 1e-9:
            density, place = heapq.heappop(heap)
            now, wants_whole = self._next(place)
            if now <= 1e-9:
                continue
            if now < -density - 1e-9:
                heapq.heappush(heap, (-now, place))
                continue
            came = self._take(place, wants_whole)
            if came is not None:
                until -= came
                heapq.heappush(heap, (-self._next(place)[0], place))

    def _next(self, place: int) -> tuple[float, bool]:
        """Return people per half-day of the next session at a place, and whether a whole day is the better one.

        Where too few come on half a day to announce it, a whole one may still gather enough.
        """
        ground, left = self.ground, float(self.left[place])
        turnout, most = float(ground.turnout[place]), float(ground.full[place]) / 2
        half = min(float(ground.half[place]), turnout * left)
        first = min(most, turnout * left)
        whole = (first + min(most, turnout * (left - first))) / 2
        if not announced(max(half, 2 * whole)):
            return 0.0, False
        return (whole, True) if whole > half or not announced(half) else (half, False)

    def _take(self, place: int, wants_whole: bool) -> float | None:
        """Hold the next session on the day with most kits free; None when no day is left."""
        both = self.open[place] & (self.free > 0)
        if wants_whole and both.all(axis=1).any():
            return self._hold(place, int(self._emptiest(both.all(axis=1), self.free.min(axis=1))), WHOLE)
        ground, left = self.ground, float(self.left[place])
        if not both.any() or not announced(min(float(ground.half[place]), float(ground.turnout[place]) * left)):
            return None
        flat = int(self._emptiest(both.ravel(), self.free.ravel()))
        day, half = divmod(flat, 2)
        # A second half beside the first makes a whole day of it, which loses less to setting up.
        return self._hold(place, day, AFTERNOON if half else MORNING)

    def _emptiest(self, may: NDArray[np.bool_], free: Ints) -> np.int64:
        share: Floats = np.where(may, free.astype(np.float64), -1.0)
        return np.argmax(share)

    def _hold(self, place: int, day: int, halves: int) -> float:
        ground = self.ground
        most = float(ground.full[place]) / 2 if halves == WHOLE else float(ground.half[place])
        came, turnout = 0.0, float(ground.turnout[place])
        for half in (0, 1):
            if halves & (1 << half):
                now = min(most, turnout * float(self.left[place]))
                came, self.left[place] = came + now, self.left[place] - now
                self.free[day, half] -= 1
                self.open[place, day, half] = False
        self.draft.sessions[place, day] = self.draft.sessions.get((place, day), 0) | halves
        return came
