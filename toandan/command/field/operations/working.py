"""The work on a plan itself: greedy first, then solvers beside a watchful caller; no database (tính phương án)."""

import os
import threading
import time
from collections.abc import Callable

from toandan.ground.routing import planner
from toandan.ground.routing.checking import check
from toandan.ground.routing.words import Instance, Plan

Heard = Callable[[str, int, int], bool]
"""Hears how far the work is, about twice a second, and answers whether it is to stop."""
_SECONDS = 0.4
_WORKERS = 2
_LEAVING = 20.0
"""Seconds that solvers have to hand over what they found, once the work is to stop; some of their steps end late."""


def best(instance: Instance, *, solvers: bool, seconds: float, heard: Heard) -> Plan:
    """Return the better of the greedy plan and that of the solvers; whoever stops the work gets the best so far.

    Solvers work in a thread of their own, since single steps of theirs cannot be interrupted: when the work is to stop
    they hand over what they have found, and who does not within `_LEAVING` is not waited for. `seconds` 0 means the
    usual time.
    """
    watch = _Watch(heard)
    greedy = planner.by_greedy(instance, watch.told)
    if not solvers or watch.stopped:
        return greedy
    workers = min(_WORKERS, os.cpu_count() or 1)
    solving = _Solving(instance, seconds or planner.usual_seconds(instance, workers), workers)
    solving.start()
    while solving.is_alive() and not watch.stopped:
        solving.join(_SECONDS)
        watch.told(*solving.step)
    if watch.stopped:
        solving.leave.set()
        solving.join(_LEAVING)
    found = solving.plan
    return greedy if found is None else better(instance, greedy, found)


def better(instance: Instance, greedy: Plan, other: Plan) -> Plan:
    """Return the other plan only when the judge passes it and it keeps more of what was promised, or is worth more."""
    return other if _rank(other) > _rank(greedy) and not check(instance, other) else greedy


def _rank(plan: Plan) -> tuple[int, int, float]:
    return plan.homes_served, -len(plan.left_behind), plan.value


class _Watch:
    """Tells the caller not too often, and remembers that the work is to stop."""

    def __init__(self, heard: Heard) -> None:
        self.heard, self.stopped, self.last = heard, False, 0.0

    def told(self, step: str, done: int, total: int) -> None:
        """Hand a step on."""
        now = time.monotonic()
        if not self.stopped and now - self.last >= _SECONDS:
            self.last, self.stopped = now, self.heard(step, done, total)


class _Solving(threading.Thread):
    """The solvers' work; `leave` makes it end, with what it has found."""

    def __init__(self, instance: Instance, seconds: float, workers: int) -> None:
        super().__init__(daemon=True)
        self.instance, self.seconds, self.workers = instance, seconds, workers
        self.plan: Plan | None = None
        self.step = ("solvers", 0, len(instance.pools))
        self.leave = threading.Event()

    def run(self) -> None:
        """Plan with solvers; one that fails leaves no plan, and the greedy one stands."""
        try:
            self.plan = planner.by_solvers(
                self.instance, seconds=self.seconds, workers=self.workers, told=self._told, stop=self.leave.is_set
            )  # fmt: skip
        except Exception:  # noqa: BLE001 - whatever goes wrong in a solver, the greedy plan is there
            self.plan = None

    def _told(self, step: str, done: int, total: int) -> None:
        self.step = (step, done, total)
