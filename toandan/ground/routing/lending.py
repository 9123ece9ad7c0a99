"""Which kits work for another pool: from where half a day is worth least to where it is worth most (điều chuyển)."""

from collections.abc import Sequence

from toandan.ground.routing.bound import Items
from toandan.ground.routing.words import Instance, Kit, Loan

LEAST_GAIN = 0.05
"""A loan must bring this share more than it takes, for the road and the trouble of it."""


def lend(instance: Instance, pools: Sequence[Items]) -> tuple[Loan, ...]:
    """Return the loans of the whole calendar: a pool with units keeps a kit, a kit that moves loses its first day."""
    if not instance.params.loans or len(pools) < 2:
        return ()
    market = _Market(instance, pools)
    while (found := market.best()) is not None:
        market.move(*found)
    return tuple(market.loans)


class _Market:
    """Half-days of kits by pool, and what further ones are worth there."""

    def __init__(self, instance: Instance, pools: Sequence[Items]) -> None:
        self.days = instance.days
        self.items = {one.pool: one for one in pools}
        self.budgets = {one.pool: one.budget for one in pools}
        self.pools = {pool.code: pool for pool in instance.pools}
        self.kits = {p.code: sorted(p.kits, key=lambda kit: (len(kit.off_days), kit.code)) for p in instance.pools}
        self.free = all(pool.lends is None for pool in instance.pools)
        self.takers: set[str] = set()
        self.loans: list[Loan] = []

    def best(self) -> tuple[str, str] | None:
        """Return the dearest pool to which lending is worth it, and the cheapest that may lend to it."""
        for to in sorted(self.budgets, key=lambda code: -self.items[code].price(self.budgets[code])):
            givers = [code for code in self.budgets if self._may(code, to)]
            if givers:
                giver = min(givers, key=lambda code: self.items[code].price(self.budgets[code] - 2))
                if self._gains(giver, to):
                    return giver, to
            if self.free:
                # Whoever may not lend to the dearest lends to nobody, and what is not worth it there is not elsewhere.
                return None
        return None

    def _may(self, giver: str, to: str) -> bool:
        pool = self.pools[giver]
        keeps = 1 if pool.units else 0
        allowed = pool.lends is None or to in pool.lends
        has_work = bool(self.pools[to].units)
        return giver != to and allowed and has_work and giver not in self.takers and len(self.kits[giver]) > keeps

    def _gains(self, giver: str, to: str) -> bool:
        gives, brings = self._half_days(giver)
        before, after = self.budgets[giver], self.budgets[to]
        lost = self.items[giver].best(before) - self.items[giver].best(before - gives)
        return self.items[to].best(after + brings) - self.items[to].best(after) > lost * (1 + LEAST_GAIN)

    def move(self, giver: str, to: str) -> None:
        """Lend the giver's kit that works least."""
        gives, brings = self._half_days(giver)
        kit = self.kits[giver].pop()
        self.takers.add(to)
        self.budgets[giver] -= gives
        self.budgets[to] += brings
        self.loans.append(Loan(kit.code, giver, to, 0, self.days - 1))

    def _half_days(self, giver: str) -> tuple[float, float]:
        kit = self.kits[giver][-1]
        return _half_days(kit, self.days), _half_days(kit, self.days, moving=0)


def _half_days(kit: Kit, days: int, moving: int | None = None) -> float:
    return 2.0 * sum(1 for day in range(days) if day not in kit.off_days and day != moving)
