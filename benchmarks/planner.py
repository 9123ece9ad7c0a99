"""How near plans come to what no plan can exceed, and how long that takes, for invented tasks of every size.

    PYTHONPATH=. python benchmarks/planner.py [S] [M] [L] [--pools N] [--seeds 3]

Without sizes S and the bound of M and L. `--pools` takes only the first districts of M. Limits are for idle cores.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks.common import Report
from toandan.ground.routing import planner
from toandan.ground.routing.checking import check
from toandan.ground.routing.invent import invent
from toandan.ground.routing.replanning import replan
from toandan.ground.routing.words import Instance, Plan

WORKERS = os.cpu_count() or 1
BOUND_LIMITS = {"S": 0.05, "M": 1.0, "L": 10.0}
GAP_LIMITS = {"S": 3.5, "M": 2.0, "L": 5.0}
ANEW_LIMITS = {"S": 2.0, "M": 10.0}
PLAN_LIMITS = {"S": 15.0, "M": 600.0, "L": 180.0}


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of one core that something takes; the machine may be busy with others."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak() -> float:
    """Return the most memory this process, or one of its own, has had, in MB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def bounds(report: Report, size: str, instance: Instance) -> None:
    """Measure the bound."""
    if size == "S":
        planner.basis(instance)
    report.at_most(f"{size}: bound, CPU", cpu(lambda: planner.basis(instance)), BOUND_LIMITS[size], " s")
    report.figure(f"{size}: memory after the bound", f"{peak():.0f} MB", "the task itself included")


def plans(report: Report, size: str, seed: int, instance: Instance) -> None:
    """Measure the greedy plan, and but for L the plan with solvers."""
    plain = planner.by_greedy(instance)
    note = (
        f"{plain.seconds:.1f} s, {plain.homes_served} of {len(instance.homes)} homes, {len(plain.left_behind)} behind"
    )
    if size == "L":
        report.at_most(f"{size} seed {seed}: greedy, gap", plain.gap_pct, GAP_LIMITS[size], " %", note)
        report.at_most(f"{size} seed {seed}: greedy", plain.seconds, PLAN_LIMITS[size], " s", f"{peak():.0f} MB")
        return
    report.figure(f"{size} seed {seed}: greedy, gap", f"{plain.gap_pct:.2f} %", note)
    seconds = planner.usual_seconds(instance, WORKERS)
    # What counts is the work: a machine that is busy with others takes longer for it.
    plan = planner.by_solvers(instance, seconds=seconds, workers=WORKERS, patience=20)
    wrong = check(instance, plan)
    note = f"{_served(plan, instance)}, {_kept(plan)}"
    report.at_most(f"{size} seed {seed}: gap", plan.gap_pct, GAP_LIMITS[size], " %", note)
    report.at_most(f"{size} seed {seed}: plan", plan.seconds, PLAN_LIMITS[size], " s", f"{peak():.0f} MB")
    report.at_least(f"{size} seed {seed}: value over greedy", plan.value - plain.value, 0)
    report.at_most(f"{size} seed {seed}: rules broken", len(wrong), 0)


def anew(report: Report, size: str) -> None:
    """Measure planning anew in one district after a kit broke on day 4."""
    whole = invent(size, 1, pools=1)
    pool, old = whole.pools[0], planner.by_greedy(whole)
    broken = replace(pool.kits[0], off_days=pool.kits[0].off_days | frozenset(range(4, whole.days)))
    task = replace(whole, pools=(replace(pool, kits=(broken, *pool.kits[1:])),))
    limit = ANEW_LIMITS[size]
    used = cpu(lambda: replan(task, old, today=4, seconds=limit))
    report.at_most(f"{size}: planning one district anew, CPU", used, limit, " s")


def _served(plan: Plan, instance: Instance) -> str:
    return f"{plan.homes_served} of {len(instance.homes)} homes, {len(plan.left_behind)} units behind"


def _kept(plan: Plan) -> str:
    if plan.promised_bound is None:
        return "promises not kept"
    return (
        f"{100 * (plan.promised_bound - plan.value) / plan.promised_bound:.2f} % from the bound of those who keep them"
    )


def main() -> None:
    """Run the benchmark."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("sizes", nargs="*", metavar="SIZE", help="S, M or L")
    words.add_argument("--pools", type=int, help="only the first districts")
    words.add_argument("--seeds", type=int, default=3, help="seeds from 1 on")
    asked = words.parse_args()
    report = Report("Planning where kits stand")
    for size in ("S", "M", "L"):
        for seed in range(1, asked.seeds + 1):
            if seed > 1 and size not in (asked.sizes or ["S"]):
                continue
            instance = invent(size, seed, pools=asked.pools if size != "S" else None)
            if seed == 1:
                bounds(report, size, instance)
                if size in ANEW_LIMITS:
                    anew(report, size)
            if size in (asked.sizes or ["S"]):
                plans(report, size, seed, instance)
    report.end()


if __name__ == "__main__":
    main()
