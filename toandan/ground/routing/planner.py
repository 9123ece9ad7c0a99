"""The whole way from an instance to a plan: bound, loans, a draft for every pool, names, figures (lập phương án)."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from toandan.ground.routing import greedy
from toandan.ground.routing.assembling import Part, assemble, part
from toandan.ground.routing.bound import Bound, Items, Tight, bound, items, least, tightened
from toandan.ground.routing.drafts import Missed, missed
from toandan.ground.routing.effort import BEGUN, PATIENCE, Effort, Ended, Meter
from toandan.ground.routing.improving import FAILURES, improve
from toandan.ground.routing.lending import lend
from toandan.ground.routing.parallel import Processes, told_to_stop
from toandan.ground.routing.pools import Ground, grounds
from toandan.ground.routing.pricing import closer
from toandan.ground.routing.tightening import NOBODY, proven
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import Instance, Loan, Plan

PROVING = 0.3
"""The part of a pool's time that each of its two closer bounds may take."""
MOST_POOLS = 100
"""Pools up to which each greedy plan's bound is looked into: a whole country's would take a minute."""
FORM = 2
"""Of parts on a shelf: what was written in another one is not read."""
AFTERWARDS = 0.15
"""The part of what is left that is put aside for the bound of a plan that misses a promise."""
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

    def closed(self, instance: Instance, parts: Sequence[Part]) -> Bound:
        """Return the bound with what is known of each pool's part; where kits may be lent no pool's own bound holds."""
        if instance.params.loans:
            return self.bound
        items = [self.items[one.pool] for one in parts]
        return tightened(self.bound, items, [one.tight for one in parts], [one.missing for one in parts])


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
        parts.append(greedy_part(ground, on.items[ground.pool.code], close=len(instance.pools) <= MOST_POOLS))
        told("greedy", len(parts), len(instance.pools))
    close = on.closed(instance, parts)
    return assemble(parts, on.loans, close, version=version(instance), seconds=time.perf_counter() - began)


def greedy_part(ground: Ground, of: Items, *, close: bool) -> Part:
    """Return the greedy plan of one pool; its bound is looked into where asked, and where somebody is left behind."""
    draft = greedy.plan(ground, of)
    found = part(ground, draft)
    alone = not ground.params.loans and (close or found.missing)
    return replace(found, tight=closer(ground, of, draft)) if alone else found


def never() -> bool:
    """Tell that the work goes on to its end."""
    return False


def usual_seconds(instance: Instance, workers: int) -> float:
    """Return how long a plan is worked on where nobody says: 15 s for a small task, under 10 min for a large city's."""
    return sum(_usual(instance).values()) / max(1, min(workers, len(instance.pools)))


def _usual(instance: Instance) -> dict[str, float]:
    homes_by_pool = _homes_by_pool(instance).items()
    return {code: max(1.0, 0.05 * min(homes, 300)) + 0.06 * max(0, homes - 300) for code, homes in homes_by_pool}


class Shelf(Protocol):
    """Where finished pools are kept, so that work that was cut off goes on from there."""

    def take(self, key: str, pool: str) -> Part | None:
        """Return a pool's part that was put here under this key; None where there is none that can be read."""

    def put(self, key: str, part: Part) -> None:
        """Keep a pool's part; what is cut off in the middle of this leaves nothing."""


def by_solvers(
    instance: Instance, *, seconds: float | None, workers: int, told: Told = silent, patience: float = PATIENCE,
    shelf: Shelf | None = None, stop: Callable[[], bool] = never,
) -> Plan:  # fmt: skip
    """Return the plan with solvers, pools in parallel; once it is to `stop`, what is not begun gets the greedy plan.

    `seconds` are the processor's; on the wall they may take `patience` times as long. None: as much as each pool needs,
    counted in turns of the search, so that the same task gives the same plan. What `shelf` holds is not done again.
    """
    began, of = time.perf_counter(), version(instance)
    on = basis(instance, told)
    work = _Work(instance, on, _efforts(instance, seconds, workers, patience, began), _key(of, seconds), shelf, stop)
    work.resume()
    told("solvers", len(work.parts), len(instance.pools))
    try:
        for _part in work.solved(workers):
            told("solvers", len(work.parts), len(instance.pools))
    except (KeyboardInterrupt, BrokenExecutor):
        # Stopped, or a process was killed, mostly for want of memory.
        work.stop()
    work.finish()
    ordered = [work.parts[pool.code] for pool in instance.pools]
    close = on.closed(instance, ordered)
    return assemble(ordered, on.loans, close, version=of, seconds=time.perf_counter() - began)


def _key(of: str, seconds: float | None) -> str:
    """Return the digest of a task and of how it is planned: what belongs to another one is no help."""
    return hashlib.sha256(f"{of} {seconds} {FORM}".encode()).hexdigest()


def _homes_by_pool(instance: Instance) -> dict[str, int]:
    found = {pool.code: 0 for pool in instance.pools}
    for home in instance.homes:
        found[home.pool] += 1
    return found


def _efforts(
    instance: Instance, seconds: float | None, workers: int, patience: float, began: float
) -> dict[str, Effort]:
    """Return what each pool may take: more where more homes are to be visited; the last pool waits for nobody."""
    if seconds is None:
        homes = _homes_by_pool(instance)
        return {code: Effort(usual, counted=True, homes=homes[code]) for code, usual in _usual(instance).items()}
    left = max(seconds - (time.perf_counter() - began), 1.0)
    needs = {code: 100.0 + homes for code, homes in _homes_by_pool(instance).items()}
    together = sum(needs.values()) / max(1, min(workers, len(needs)))
    shares = {code: min(left * 0.9, left * 0.95 * need / together) for code, need in needs.items()}
    return {code: Effort(share, patience=patience) for code, share in shares.items()}


@dataclass
class _Work:
    """The pools of one task, done and to be done."""

    instance: Instance
    on: Basis
    efforts: Mapping[str, Effort]
    key: str
    shelf: Shelf | None
    wanted: Callable[[], bool] = never
    parts: dict[str, Part] = field(default_factory=dict)
    processes: Processes | None = None

    def resume(self) -> None:
        """Take what is finished from the shelf."""
        for pool in self.instance.pools if self.shelf is not None else ():
            found = self.shelf.take(self.key, pool.code) if self.shelf is not None else None
            if found is not None:
                self.parts[pool.code] = found

    def solved(self, workers: int) -> Iterator[Part]:
        """Yield every pool that is left; one is planned in this process, several in processes of their own."""
        left = len(self.instance.pools) - len(self.parts)
        if left <= 1 or workers < 2:
            for task in self._tasks():
                yield self._kept(solve_pool(*task, stopped=self.wanted))
                if self.parts[task[0].pool.code].ended is Ended.STOPPED:
                    raise KeyboardInterrupt
            return
        self.processes = Processes(solve_pool, self._tasks(), min(workers, left), stop=self.wanted)
        try:
            for found in self.processes:
                yield self._kept(found)
        finally:
            self.stop()
            self.processes.close()

    def _tasks(self) -> Iterator[tuple[Ground, Items, Effort]]:
        wanted = {pool.code for pool in self.instance.pools} - self.parts.keys()
        for ground in grounds(self.instance, self.on.loans, wanted):
            yield ground, self.on.items[ground.pool.code], self.efforts[ground.pool.code]

    def _kept(self, found: Part) -> Part:
        self.parts[found.pool] = found
        if self.shelf is not None and found.ended is not Ended.STOPPED:
            self.shelf.put(self.key, found)
        return found

    def stop(self) -> None:
        """End the work of processes and take what they have."""
        for found in self.processes.stop() if self.processes is not None else ():
            self._kept(found)

    def finish(self) -> None:
        """Give the pools that were not done the greedy plan."""
        wanted = {pool.code for pool in self.instance.pools} - self.parts.keys()
        for ground in grounds(self.instance, self.on.loans, wanted):
            found = greedy_part(ground, self.on.items[ground.pool.code], close=len(wanted) <= MOST_POOLS)
            self.parts[found.pool] = replace(found, ended=Ended.STOPPED)


def solve_pool(ground: Ground, of: Items, effort: Effort, *, stopped: Callable[[], bool] = told_to_stop) -> Part:
    """Return one pool's part, with the bound looked into closely; once `stopped`, as far as it has come."""
    meter = Meter(effort, stopped)
    tight = Tight(_proven(ground, None, effort, meter), _proven(ground, NOBODY, effort, meter))
    left = max(effort.seconds - meter(), effort.seconds * 0.4)
    if tight.promised is None and not ground.params.loans:
        # Perhaps no plan keeps every promise: what those reach that leave the same behind is asked afterwards.
        left *= 1 - AFTERWARDS
    found = improve(ground, of, seconds=left, clock=meter, counted=effort.counted)
    if found.interrupted:
        meter.stop()
    ended = meter.ended(out=found.out)
    behind = missed(ground, found.draft)
    if behind != NOBODY:
        # What was proven of those who keep every promise says nothing of this one.
        tight = Tight(tight.value, None if found.interrupted else _proven(ground, behind, effort, meter))
    if not ground.params.loans:
        tight = least(tight, closer(ground, of, found.draft))
    return replace(part(ground, found.draft), tight=tight, engine=found.engine, ended=ended, failed=found.failed)


def _proven(ground: Ground, spared: Missed | None, effort: Effort, meter: Meter) -> float | None:
    """Return what HiGHS proves in a part of the time, or in what is left; with loans no pool's own bound holds."""
    seconds = effort.part(PROVING)
    if not effort.counted:
        seconds = min(seconds, max((effort.seconds - meter()) * effort.patience, BEGUN))
    if not ground.params.loans:
        with suppress(*FAILURES):
            return proven(ground, spared, seconds=seconds, nodes=effort.nodes)
    return None
