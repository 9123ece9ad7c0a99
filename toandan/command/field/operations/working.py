"""The work on a plan itself: greedy first, then solvers beside a watchful caller; no database (tính phương án)."""

import os
import threading
import time
from collections.abc import Callable

import structlog

from toandan.ground.routing import choosing, planner
from toandan.ground.routing.words import Instance, Plan, Unsolved

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
    return noted(_chosen(instance, greedy, solving))


def _chosen(instance: Instance, greedy: Plan, solving: "_Solving") -> Plan:
    if solving.plan is not None:
        return choosing.better(instance, greedy, solving.plan)
    why = Unsolved.FAILED if solving.failed else Unsolved.LATE
    return choosing.without(greedy, why, solving.failed)


def noted(plan: Plan) -> Plan:
    """Write into the log why the solvers' plan was not used; about which item stands in the version alone."""
    if plan.unsolved:
        log = structlog.get_logger(__name__)
        log.warning("the solvers' plan was not used", job="field.plan", error=f"{plan.unsolved} {plan.unsolved_by}")
    return plan


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
        self.leave, self.failed = threading.Event(), ""

    def run(self) -> None:
        """Plan with solvers; one that fails leaves no plan, and the greedy one stands."""
        try:
            self.plan = planner.by_solvers(
                self.instance, seconds=self.seconds, workers=self.workers, told=self._told, stop=self.leave.is_set
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001 - whatever goes wrong in a solver, the greedy plan is there
            self.plan, self.failed = None, type(error).__name__
            structlog.get_logger(__name__).warning("the solvers failed", job="field.plan", exc_info=error)

    def _told(self, step: str, done: int, total: int) -> None:
        self.step = (step, done, total)
