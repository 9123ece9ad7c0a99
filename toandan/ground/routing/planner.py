"""The whole way from an instance to a plan: bound, loans, a draft for every pool, names, figures (lập phương án)."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context

from toandan.ground.routing import greedy
from toandan.ground.routing.assembling import Part, assemble, part
from toandan.ground.routing.bound import NOTHING_PROVEN, Bound, Items, bound, items, tightened
from toandan.ground.routing.drafts import Draft
from toandan.ground.routing.improving import FAILURES, improve
from toandan.ground.routing.lending import lend
from toandan.ground.routing.pools import Ground, grounds
from toandan.ground.routing.tightening import tighten
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import Instance, Loan, Plan

PATIENCE = 4.0
"""How many times longer than asked for a plan may take on a machine that is busy with others."""
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


def usual_seconds(instance: Instance, workers: int) -> float:
    """Return how long a plan is worked on where nobody says: 12 s for a small task, under 10 min for a large city's."""
    busy = sum(12.0 + 0.06 * max(0, homes - 300) for homes in _homes_by_pool(instance).values())
    return busy / max(1, min(workers, len(instance.pools)))


def by_solvers(
    instance: Instance, *, seconds: float, workers: int, told: Told = silent, patience: float = PATIENCE
) -> Plan:
    """Return the plan with solvers, pools in parallel; what is interrupted gets the greedy plan, and is kept.

    `seconds` are the processor's; on a busy machine they may take `patience` times as long.
    """
    began = time.perf_counter()
    on = basis(instance, told)
    budget = max(seconds - (time.perf_counter() - began), 1.0)
    shares = _shares(instance, budget, workers)
    engines, parts = set(), {}
    try:
        for pool, engine in _solved(instance, on, shares, workers, patience):
            parts[pool.pool] = pool
            engines.add(engine)
            told("solvers", len(parts), len(instance.pools))
    except KeyboardInterrupt:
        engines.add("greedy")
    for ground in grounds(instance, on.loans) if len(parts) < len(instance.pools) else ():
        if ground.pool.code not in parts:
            parts[ground.pool.code] = part(ground, greedy_draft(ground, on))
    close = on.bound
    if not instance.params.loans:
        codes = [pool.code for pool in instance.pools]
        close = tightened(on.bound, [on.items[code] for code in codes], [parts[code].tight for code in codes])
    engine = max(engines)  # greedy, highs+search, highs+vroom
    ordered, took = [parts[pool.code] for pool in instance.pools], time.perf_counter() - began
    return assemble(ordered, on.loans, close, version=version(instance), engine=engine, seconds=took)


def _homes_by_pool(instance: Instance) -> dict[str, int]:
    found = {pool.code: 0 for pool in instance.pools}
    for home in instance.homes:
        found[home.pool] += 1
    return found


def _shares(instance: Instance, seconds: float, workers: int) -> dict[str, float]:
    """Return each pool's seconds: more where more homes are to be visited; the last pool waits for nobody."""
    needs = {code: 100.0 + homes for code, homes in _homes_by_pool(instance).items()}
    together = sum(needs.values()) / max(1, min(workers, len(needs)))
    return {code: min(seconds * 0.9, seconds * 0.95 * need / together) for code, need in needs.items()}


def _solved(
    instance: Instance, on: Basis, shares: dict[str, float], workers: int, patience: float
) -> Iterator[tuple[Part, str]]:
    """Yield every pool's part; one pool is planned in this process, several in processes of their own."""
    tasks = ((g, on.items[g.pool.code], shares[g.pool.code], patience) for g in grounds(instance, on.loans))
    if len(instance.pools) == 1 or workers < 2:
        yield from (solve_pool(*task) for task in tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        running: set[Future[tuple[Part, str]]] = set()
        try:
            for task in tasks:
                running.add(processes.submit(solve_pool, *task))
                if len(running) > workers:
                    # No more pools are made than are waited for: a country's do not fit into memory together.
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        except KeyboardInterrupt:
            processes.shutdown(wait=False, cancel_futures=True)
            raise


def solve_pool(ground: Ground, of: Items, seconds: float, patience: float) -> tuple[Part, str]:
    """Return one pool's part, with the bound looked into closely, and its engine."""
    clock = _clock(patience)
    try:
        tight = tighten(ground, seconds=seconds * patience / 4)
    except FAILURES:
        tight = NOTHING_PROVEN
    draft, engine = improve(ground, of, seconds=max(seconds - clock(), seconds * 0.6), clock=clock)
    return replace(part(ground, draft), tight=tight), engine


def _clock(patience: float) -> Callable[[], float]:
    """Return a clock of the processor's seconds: on a busy machine a plan takes longer, and is as good."""
    worked, began = time.process_time(), time.perf_counter()
    return lambda: max(time.process_time() - worked, (time.perf_counter() - began) / patience)
