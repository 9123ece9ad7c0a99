"""The whole way from an instance to a plan: bound, loans, a draft for every pool, names, figures (lập phương án)."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from toandan.ground.routing import greedy
from toandan.ground.routing.assembling import Part, assemble, part
from toandan.ground.routing.bound import Bound, Items, bound, items
from toandan.ground.routing.drafts import Draft
from toandan.ground.routing.lending import lend
from toandan.ground.routing.pools import Ground, grounds
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import Instance, Loan, Plan

Told = Callable[[str, int, int], None]
"""Is told of each step: its name, pools done, pools in all."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Basis:
    """What a plan stands on: the bound of the task, its loans, and each pool's items after them."""

    bound: Bound
    loans: tuple[Loan, ...]
    items: dict[str, Items]


def basis(instance: Instance, told: Told = silent) -> Basis:
    """Return bound and loans; pools are looked at one at a time."""
    found = []
    for number, ground in enumerate(grounds(instance), start=1):
        found.append(items(ground))
        told("bound", number, len(instance.pools))
    loans = lend(instance, found)
    by_pool = {one.pool: one for one in found}
    if loans:
        moved = {loan.from_pool for loan in loans} | {loan.to_pool for loan in loans}
        by_pool |= {g.pool.code: items(g) for g in grounds(instance, loans) if g.pool.code in moved}
    return Basis(bound(found, loans=instance.params.loans), loans, by_pool)


def by_greedy(instance: Instance, told: Told = silent) -> Plan:
    """Return the plan without solvers."""
    began = time.perf_counter()
    on = basis(instance, told)
    parts: list[Part] = []
    for ground in grounds(instance, on.loans):
        parts.append(part(ground, greedy_draft(ground, on)))
        told("greedy", len(parts), len(instance.pools))
    seconds = time.perf_counter() - began
    return assemble(parts, on.loans, on.bound, version=version(instance), engine="greedy", seconds=seconds)


def greedy_draft(ground: Ground, on: Basis) -> Draft:
    """Return the greedy draft of one pool."""
    return greedy.plan(ground, on.items[ground.pool.code])
