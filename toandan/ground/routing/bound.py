"""What no plan can exceed, and what one more kit is worth: a fractional knapsack (chặn trên và giá của một buổi).

Whatever a plan does, the k-th half-session at a place brings at most the k-th increment of its attendance curve, and
a home costs its service time and half the sum of its two shortest legs. Both are bought with half-days of kits, so
filling those by value per half-day, the last item in part, gives a sum that no plan exceeds. Daily limits are dropped,
which can only raise it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from toandan.ground.routing.drafts import unit_people
from toandan.ground.routing.pools import Floats, Ground


@dataclass(frozen=True)
class Items:
    """All that half-days of a pool's kits can buy, best first: people, and half-days they cost.

    `promised`: value and least half-days of everybody at home whom a kit can reach, and of the floor of every unit;
    `crowds`: people and half-days of the other sessions, best first.
    """

    pool: str
    value: Floats
    cost: Floats
    budget: float
    promised: tuple[float, float]
    crowds: tuple[Floats, Floats]

    @cached_property
    def _costs(self) -> Floats:
        return np.append(0.0, np.cumsum(self.cost))

    @cached_property
    def _values(self) -> Floats:
        return np.append(0.0, np.cumsum(self.value))

    def best(self, budget: float) -> float:
        """Return the most that so many half-days can buy."""
        return float(np.interp(budget, self._costs, self._values))

    def kept(self) -> float | None:
        """Return the most that plans which keep both promises can bring; None when the half-days do not suffice."""
        left = self.budget - self.promised[1]
        if left < -1e-9:
            return None
        value, cost = (np.append(0.0, np.cumsum(part)) for part in self.crowds)
        return self.promised[0] + float(np.interp(left, cost, value))

    def price(self, budget: float) -> float:
        """Return people per further half-day of one kit at this budget."""
        place = int(np.searchsorted(self._costs[1:], budget, side="right"))
        return float(self.value[place] / self.cost[place]) if place < len(self.value) else 0.0


def increments(ground: Ground) -> Floats:
    """Return what each further half-session at a place adds at most; shape (P, most half-days), never growing."""
    opened = ground.open.sum(axis=(1, 2))
    found = np.zeros((len(ground.places), int(opened.max(initial=0))))
    left, most = ground.remaining.copy(), np.maximum(ground.full / 2, ground.half)
    for step in range(found.shape[1]):
        found[:, step] = np.where(step < opened, np.minimum(most, ground.turnout * left), 0.0)
        left -= found[:, step]
    return found


def home_minutes(ground: Ground) -> tuple[Floats, float]:
    """Return the least minutes a visit costs, and the least a day of visits loses on the way out and home.

    A route is the sum of half its legs at each stop and half its first and last leg, so neither is ever too much.
    """
    count = len(ground.homes)
    if not count:
        return np.zeros(0), 0.0
    legs = ground.legs[1:].copy()
    legs[np.arange(count), np.arange(count) + 1] = np.inf
    legs.partition(1, axis=1)
    # The base may be on both sides of a stop, another home only on one; nearer than the second it is the first.
    nearest = legs[:, 0] + np.minimum(legs[:, 1], ground.legs[1:, 0])
    return ground.service + nearest / 2, float(ground.legs[0, 1:].min())


def items(ground: Ground) -> Items:
    """Return what the pool's kits can buy, the best first."""
    curve = increments(ground)
    can = ground.may().any(axis=1)
    spent, lost = home_minutes(ground)
    share = 2 * spent[can] / max(ground.minutes - lost, 1e-9)
    people = curve[curve > 0]
    value = np.concatenate([people, ground.weight[can]])
    cost = np.concatenate([np.ones(len(people)), np.maximum(share, 1e-9)])
    order = np.argsort(-value / cost, kind="stable")
    floor, crowds = _floored(ground, curve)
    promised = (float(ground.weight[can].sum()) + floor[0], float(share.sum()) + floor[1])
    return Items(
        ground.pool.code, value[order], cost[order], 2.0 * float(ground.kit_days.sum()), promised, _best_first(*crowds)
    )


def _floored(ground: Ground, curve: Floats) -> tuple[tuple[float, float], tuple[Floats, Floats]]:
    """Return what the floors bring and cost at least, and what is left to buy, in people and half-days.

    A unit's best increments reach its floor with the fewest half-days, the last of them in part; any plan that keeps
    the floor can be turned into one that begins with them without losing anybody.
    """
    needs = ground.params.fairness_floor * unit_people(ground)
    got = spent = 0.0
    values, costs = [], []
    for unit, need in enumerate(needs):
        best = -np.sort(-curve[ground.unit_of == unit].ravel())
        best = best[best > 0]
        before = np.append(0.0, np.cumsum(best)[:-1]) if len(best) else best
        used = np.clip((need - before) / best, 0.0, 1.0)
        got += float((used * best).sum())
        spent += float(used.sum())
        values.append(((1 - used) * best)[used < 1])
        costs.append((1 - used)[used < 1])
    return (got, spent), (np.concatenate([*values, np.zeros(0)]), np.concatenate([*costs, np.zeros(0)]))


def _best_first(value: Floats, cost: Floats) -> tuple[Floats, Floats]:
    order = np.argsort(-value / cost, kind="stable")
    return value[order], cost[order]


@dataclass(frozen=True)
class Bound:
    """What no plan can exceed, and by pool what one more kit for half a day would bring.

    `promised`: what no plan can exceed that visits everybody at home and gives every unit its floor; None when the
    kits do not suffice for that. `alike`: it is of the plans instead that leave nobody else behind than a certain one.
    """

    value: float
    promised: float | None
    prices: dict[str, float]
    alike: bool = False


@dataclass(frozen=True)
class Tight:
    """What no plan of one pool can exceed, and no plan that keeps the promises that a certain plan keeps.

    None where nothing was proven.
    """

    value: float | None
    promised: float | None


NOTHING_PROVEN = Tight(None, None)


def least(one: Tight, other: Tight) -> Tight:
    """Return the closer of two bounds, of each kind."""
    value, promised = _known(one.value, other.value), _known(one.promised, other.promised)
    return Tight(min(value, default=None), min(promised, default=None))


def bound(pools: Sequence[Items], *, loans: bool) -> Bound:
    """Return the bound of a whole instance; where kits may be lent, all pools share all half-days."""
    if loans and len(pools) > 1:
        together = _together(pools)
        price = together.price(together.budget)
        return Bound(together.best(together.budget), _promised([together]), {one.pool: price for one in pools})
    prices = {one.pool: one.price(one.budget) for one in pools}
    return Bound(sum(one.best(one.budget) for one in pools), _promised(pools), prices)


def _together(pools: Sequence[Items]) -> Items:
    value, cost = _best_first(np.concatenate([p.value for p in pools]), np.concatenate([p.cost for p in pools]))
    promised = (sum(one.promised[0] for one in pools), sum(one.promised[1] for one in pools))
    crowds = _best_first(*(np.concatenate([one.crowds[part] for one in pools]) for part in (0, 1)))
    return Items("", value, cost, sum(one.budget for one in pools), promised, crowds)


def _promised(pools: Sequence[Items]) -> float | None:
    """Return the bound when promises come first, and what is left goes to the best crowds."""
    kept = [one.kept() for one in pools]
    return None if None in kept else float(sum(value for value in kept if value is not None))


def tightened(found: Bound, pools: Sequence[Items], tight: Sequence[Tight], missing: Sequence[bool]) -> Bound:
    """Return the bound with what was proven pool by pool, where that is less; pools may not lend each other kits.

    `missing` tells of each pool whether its plan leaves somebody behind: then the bound of who keeps both promises is
    none of it.
    """
    value = promised = 0.0
    for one, close, left in zip(pools, tight, missing, strict=True):
        best = min(_known(one.best(one.budget), close.value))
        value += best
        promised += min(_known(best, close.promised, None if left else one.kept()))
    return Bound(min(found.value, value), promised, found.prices, alike=True)


def _known(*bounds: float | None) -> list[float]:
    return [one for one in bounds if one is not None]
