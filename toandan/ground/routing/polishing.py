"""Makes days of visits hold more homes: takes neighbours out, puts them and whoever waits back in (xáo và chèn lại).

A large neighbourhood search (Shaw 1998; Pisinger and Ropke 2007) on what a router left. It is told when to stop.
"""

from collections.abc import Callable

import numpy as np

from toandan.ground.routing.drafts import Draft
from toandan.ground.routing.insertion import costs, timetable
from toandan.ground.routing.pools import Floats, Ground, Ints

Routes = list[tuple[int, list[int]]]
MOST_TAKEN = 24


def polish(ground: Ground, draft: Draft, *, more: Callable[[], bool], seed: int = 1, patience: int = 3000) -> None:
    """Change the draft's routes for the better while `more` says that there is time and somebody waits."""
    random = np.random.default_rng(seed)
    search = _Search(ground, draft.routes, random)
    for _turn in range(patience):
        if not search.waiting or not more():
            break
        search.turn()
    draft.routes = search.best


class _Search:
    """Holds the routes that are worked on, and the best ones seen."""

    def __init__(self, ground: Ground, routes: Routes, random: np.random.Generator) -> None:
        self.ground, self.random = ground, random
        self.may = ground.may()
        self.routes = [(day, list(stops)) for day, stops in routes]
        visited = {home for _day, stops in routes for home in stops}
        days = sorted({day for day, _stops in routes})
        able = np.flatnonzero(self.may[:, days].any(axis=1))
        self.waiting = [int(home) for home in able if int(home) not in visited]
        self.score = self.best_score = self._score(self.routes)
        self.best = [(day, list(stops)) for day, stops in self.routes]

    def _score(self, routes: Routes) -> float:
        """Return the weight of those visited, and a little for time to spare."""
        weight = sum(float(self.ground.weight[stops].sum()) for _day, stops in routes if stops)
        return weight - 1e-3 * sum(timetable(self.ground, stops)[1] for _day, stops in routes)

    def turn(self) -> None:
        """Take the neighbours of somebody out and put them back; a result a little worse is kept now and then."""
        seed = self.waiting[int(self.random.integers(len(self.waiting)))]
        taken = self._neighbours(seed)
        routes = [(day, [home for home in stops if home not in taken]) for day, stops in self.routes]
        self._insert(routes, [*taken, *self.waiting])
        score = self._score(routes)
        if score < self.score - 2.0 * self.random.random() ** 3:
            return
        visited = {home for _day, stops in routes for home in stops}
        everybody = {home for _day, stops in self.routes for home in stops} | set(self.waiting)
        self.routes, self.score, self.waiting = routes, score, sorted(everybody - visited)
        if score > self.best_score:
            self.best, self.best_score = [(day, list(stops)) for day, stops in routes], score

    def _neighbours(self, seed: int) -> set[int]:
        """Return homes near one who waits, from days on which that one may be visited and some others."""
        days = np.array([self.may[seed, day] or self.random.random() < 0.4 for day, _stops in self.routes])
        homes = [home for on, (_day, stops) in zip(days, self.routes, strict=True) if on for home in stops]
        count = int(self.random.integers(4, MOST_TAKEN))
        near: Floats = self.ground.legs[seed + 1, np.array(homes, dtype=np.int64) + 1] if homes else np.zeros(0)
        order = np.argsort(near * self.random.uniform(0.6, 1.4, len(near)))
        return {homes[place] for place in order[:count]}

    def _insert(self, routes: Routes, homes: list[int]) -> None:
        """Insert homes one by one where they cost least for their weight, those with few chances sooner."""
        waiting = np.array(homes, dtype=np.int64)
        added = np.full((len(routes), len(waiting)), np.inf)
        places = np.zeros((len(routes), len(waiting)), dtype=np.int64)
        for number in range(len(routes)):
            self._look(routes, number, waiting, added, places)
        worth = self.ground.weight[waiting] * self.random.uniform(0.7, 1.3, len(waiting))
        while True:
            fits = np.isfinite(added)
            chances = np.maximum(fits.sum(axis=0), 1)
            ratio = np.where(fits, (worth * (1 + 3 / chances)) / np.maximum(added, 1.0), -1.0)
            route, who = divmod(int(np.argmax(ratio)), len(waiting))
            if ratio[route, who] <= 0:
                return
            routes[route][1].insert(int(places[route, who]), int(waiting[who]))
            added[:, who] = np.inf
            worth[who] = 0.0
            keep = np.isfinite(added).any(axis=0)
            if not keep.any():
                return
            waiting, worth, added, places = waiting[keep], worth[keep], added[:, keep], places[:, keep]
            self._look(routes, route, waiting, added, places)

    def _look(self, routes: Routes, number: int, waiting: Ints, added: Floats, places: Ints) -> None:
        """Renew what each waiting home would cost in one route."""
        day, stops = routes[number]
        cost, where = costs(self.ground, stops, waiting)
        added[number] = np.where(self.may[waiting, day], cost, np.inf)
        places[number] = where
