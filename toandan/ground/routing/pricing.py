"""A bound by a price for every half-day, where kits are wanted at the same time (chặn trên theo giá từng buổi).

The bound of `bound` buys all half-days at one price. Where many places open on the same few days, kits are scarce then
and idle else. Here each half-day has its own price, and each unit with a floor pays more for its people: whatever the
prices, the half-days at hand, and what every place and home would choose at these prices, add up to more than any plan
is worth that keeps the floors and visits whom it must (Lagrange's multipliers). So the search for good prices, by
steps against what is wanted too much, may stop at any time.
"""

import numpy as np

from toandan.ground.routing.bound import Items, Tight, home_minutes, increments
from toandan.ground.routing.drafts import Draft, Missed, missed, unit_people, value
from toandan.ground.routing.pools import Floats, Ground, Ints

TURNS = 40
_SLACK = 1e-6


def closer(ground: Ground, of: Items, draft: Draft) -> Tight:
    """Return what no plan of a pool can exceed, and no plan that leaves nobody else behind than this draft does."""
    known, start = value(ground, draft), of.price(of.budget)
    most = priced(ground, None, start=start, known=known)
    return Tight(most, min(most, priced(ground, missed(ground, draft), start=start, known=known)))


def priced(ground: Ground, spared: Missed | None, *, start: float, known: float, turns: int = TURNS) -> float:
    """Return what no plan can exceed that leaves at most those `spared` behind; None where nobody need be visited.

    `start` is the price of a half-day to begin with, and `known` what some such plan is worth: how far is left to go.
    """
    market = _Market(ground, spared)
    price, extra = np.where(market.kits > 0, max(start, 0.0), 0.0), np.zeros(len(market.needs))
    scale = max(start, float(market.curve.max(initial=0.0)) / 10, 1e-9)
    best, share = np.inf, 1.0
    for _turn in range(turns):
        total, spare, above = market.at(price, extra)
        share = share if total < best else share * 0.8
        best = min(best, total)
        # What is above its need is worth less, what is wanted more than there is costs more; none is below nought.
        spare, above = (
            np.where((price <= 0) & (spare > 0), 0.0, spare),
            np.where((extra <= 0) & (above > 0), 0.0, above),
        )
        norm = float(spare @ spare) + float(above @ above) / scale**2
        if norm <= 1e-12 or total <= known:
            break
        step = share * (total - known) / norm
        price = np.maximum(price - step * spare, 0.0)
        extra = np.maximum(extra - step / scale**2 * above, 0.0)
    return best * (1 + _SLACK)


class _Market:
    """What places and homes choose at given prices; D days, P places, H homes that can be visited, U units."""

    def __init__(self, ground: Ground, spared: Missed | None) -> None:
        days = ground.days
        self.curve = increments(ground)
        self.kits: Floats = np.repeat(ground.kit_days, 2).astype(np.float64)
        self.usable = ground.open.reshape(len(ground.places), 2 * days) & (self.kits > 0)
        self.unit_of = ground.unit_of
        needs = ground.params.fairness_floor * unit_people(ground)
        self.needs: Floats = np.maximum(needs * (1 - _SLACK) - 1e-4, 0.0)
        can = np.flatnonzero(ground.may().any(axis=1))
        must = np.ones(len(can), dtype=np.bool_)
        if spared is None:
            self.needs[:], must[:] = 0.0, False
        else:
            self.needs[list(spared.units)] = 0.0
            must[np.isin(can, list(spared.homes))] = False
        spent, lost = home_minutes(ground)
        self.must, self.weight, self.may = must, ground.weight[can], ground.may()[can]
        self.cost: Floats = spent[can] * (1 - _SLACK) / max(ground.minutes - lost, 1e-9)

    def at(self, price: Floats, extra: Floats) -> tuple[float, Floats, Floats]:
        """Return the bound at prices by half-day (2D,) and by unit (U,), spare half-days, and people above needs."""
        count = self.curve.shape[1]
        asked = np.where(self.usable, price, np.inf)
        # The dearest increments go to the cheapest half-days.
        order: Ints = np.argsort(asked, axis=1, kind="stable")[:, :count]
        gains = (1 + extra[self.unit_of])[:, None] * self.curve - np.take_along_axis(asked, order, axis=1)
        taken = gains > 0
        used = np.bincount(order[taken], minlength=len(price)).astype(np.float64)
        got = np.bincount(self.unit_of, (self.curve * taken).sum(axis=1), len(extra))
        total = float(price @ self.kits) + float(gains[taken].sum()) - float(extra @ self.needs)
        if len(self.may):
            by_day = price.reshape(-1, 2).sum(axis=1)
            dear = np.where(self.may, by_day, np.inf)
            day = dear.argmin(axis=1)
            pays = self.weight - self.cost * dear[np.arange(len(day)), day]
            go = self.must | (pays > 0)
            total += float(pays[go].sum())
            used += np.repeat(np.bincount(day[go], self.cost[go], len(by_day)), 2)
        return total, self.kits - used, got - self.needs
