"""Which kits work for another pool: from where half a day is worth least to where it is worth most (điều chuyển)."""

from collections.abc import Sequence

from toandan.ground.routing.bound import Items
from toandan.ground.routing.words import Instance, Kit, Loan

LEAST_GAIN = 0.05
"""A loan must bring this share more than it takes, for the road and the trouble of it."""


def lend(instance: Instance, pools: Sequence[Items]) -> tuple[Loan, ...]:
    """Return the loans of the whole calendar; every pool keeps a kit, and a kit that moves loses its first day."""
    if not instance.params.loans or len(pools) < 2:
        return ()
    budgets = {one.pool: one.budget for one in pools}
    by_code = {one.pool: one for one in pools}
    kits = {pool.code: sorted(pool.kits, key=lambda kit: (len(kit.off_days), kit.code)) for pool in instance.pools}
    loans: list[Loan] = []
    takers: set[str] = set()
    while len(loans) < sum(len(pool.kits) for pool in instance.pools):
        to = max(budgets, key=lambda code: by_code[code].price(budgets[code]))
        givers = [code for code in budgets if code != to and code not in takers and len(kits[code]) > 1]
        if not givers:
            break
        giver = min(givers, key=lambda code: by_code[code].price(budgets[code] - 2))
        kit = kits[giver][-1]
        gives, brings = _half_days(kit, instance.days), _half_days(kit, instance.days, moving=0)
        lost = by_code[giver].best(budgets[giver]) - by_code[giver].best(budgets[giver] - gives)
        if by_code[to].best(budgets[to] + brings) - by_code[to].best(budgets[to]) <= lost * (1 + LEAST_GAIN):
            break
        kits[giver].pop()
        takers.add(to)
        budgets[giver] -= gives
        budgets[to] += brings
        loans.append(Loan(kit.code, giver, to, 0, instance.days - 1))
    return tuple(loans)


def _half_days(kit: Kit, days: int, moving: int | None = None) -> float:
    return 2.0 * sum(1 for day in range(days) if day not in kit.off_days and day != moving)
