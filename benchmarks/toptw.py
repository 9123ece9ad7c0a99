"""How near the routers come to the best known scores of Solomon's tasks as team orienteering problems.

    PYTHONPATH=. python benchmarks/toptw.py [--seconds 5]

Scores of 1 to 4 routes are those of the literature (320 and 219 are said to be proven; the others are the best that
anybody has found), written down from memory of it and confirmed only where an engine reaches them; with enough
routes for all, the optimum is everybody by construction. PyVRP is measured where it is installed.
"""

import argparse
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from benchmarks.common import Report
from toandan.ground.routing import driving, insertion, second, strings
from toandan.ground.routing.pools import START, Ground
from toandan.ground.routing.words import Kit, Params, Point, Pool

BEST = {
    "c101": {1: 320, 2: 590, 3: 810, 4: 1020, 10: 1810},
    "r101": {1: 198, 2: 349, 3: 484, 4: 611, 19: 1458},
    "rc101": {1: 219, 2: 427, 3: 621, 4: 811, 14: 1724},
}
LIMITS = {"vroom": 2.0, "pyvrp": 1.0}
Routes = list[tuple[int, list[int]]]


def task(name: str, routes: int) -> Ground:
    """Return one of Solomon's tasks as one day of a pool with so many kits; scores are tenfold weights."""
    lines = (Path(__file__).parent / "solomon" / f"{name}.txt").read_text().splitlines()
    rows = np.array([line.split() for line in lines if len(line.split()) == 7 and line.split()[0].isdigit()], float)
    at, score, ready, due, service = rows[:, 1:3], rows[1:, 3], rows[1:, 4], rows[1:, 5], rows[1:, 6]
    legs = np.floor(np.linalg.norm(at[:, None] - at[None], axis=2) * 10 + 1e-9) / 10
    count, none = len(score), np.zeros(0)
    kits = tuple(Kit(str(number)) for number in range(routes))
    return Ground(
        pool=Pool(name, (), kits, Point(0, 0), 1.0), kits=kits, places=(), homes=(None,) * count, days=1,  # type: ignore[arg-type]
        params=Params(day_minutes=float(rows[0, 5]), home_promise=False),
        remaining=none, turnout=none, half=none, full=none, open=np.zeros((0, 1, 2), bool),
        works=np.ones((routes, 1), bool), unit_of=np.zeros(0, int), legs=legs, service=service, weight=score / 10,
        opens=START + ready, closes=START + due, first=np.zeros(count, int), last=np.zeros(count, int),
        too_far=np.zeros(count, bool),
    )  # fmt: skip


def by_vroom(ground: Ground, seconds: float) -> Routes:
    """Return routes by VROOM."""
    days = [0] * len(ground.kits)
    return driving.drive(ground, days, range(len(ground.homes)), seconds=10 * seconds, exploration=5)


def by_search(ground: Ground, seconds: float) -> Routes:
    """Return routes by insertion and the search after it, without any solver."""
    waiting = np.arange(len(ground.homes))
    routes: Routes = []
    for _kit in ground.kits:
        routes.append((0, insertion.build(ground, waiting, ground.weight)))
        waiting = waiting[~np.isin(waiting, routes[-1][1])]
    search, began = strings.Search(ground, routes, worth=0.0), time.process_time()
    search.run(lambda: max(0.0, 1 - (time.process_time() - began) / seconds))
    return search.best


def by_pyvrp(ground: Ground, seconds: float) -> Routes:
    """Return routes by PyVRP."""
    return second.drive(ground, [0] * len(ground.kits), range(len(ground.homes)), seconds=seconds)


ENGINES: dict[str, Callable[[Ground, float], Routes]] = {"vroom": by_vroom, "pyvrp": by_pyvrp, "search": by_search}


def score(ground: Ground, routes: Routes) -> float:
    """Return the scores of the customers visited; each once, and every route in time."""
    stops = [stop for _day, route in routes for stop in route]
    if len(set(stops)) < len(stops) or not all(insertion.fits(ground, route) for _day, route in routes):
        raise ValueError
    return 10 * float(ground.weight[stops].sum())


def main() -> None:
    """Run the benchmark."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=5.0, help="of the processor, for each task")
    asked = words.parse_args()
    report = Report("Routes of Solomon's tasks beside the best known")
    for engine, drive in ENGINES.items():
        if engine == "pyvrp" and find_spec("pyvrp") is None:
            report.figure("pyvrp", "not installed", "pip install 'toandan[routing]'")
            continue
        gaps, began = [], time.process_time()
        for name, best in BEST.items():
            told = []
            for routes, most in best.items():
                ground = task(name, routes)
                got = score(ground, drive(ground, asked.seconds))
                gaps.append(100 * (most - got) / most)
                told.append(f"{routes}: {got:.0f} of {most}")
            report.figure(f"{engine}, {name}", ", ".join(told), "")
        note = f"{(time.process_time() - began) / len(gaps):.1f} s each"
        mean = float(np.mean(gaps))
        if engine in LIMITS:
            report.at_most(f"{engine}: mean gap", mean, LIMITS[engine], " %", note)
        else:
            # It is made to give up days, and has no limit here.
            report.figure(f"{engine}: mean gap", f"{mean:.2f} %", note)
    report.end()


if __name__ == "__main__":
    main()
