"""How long the rules for slow units take over 579 communes, and how often they are wrong on invented campaigns.

    .venv/bin/python -m benchmarks.slow_units [--seeds 6]

Target: 579 units ≤ 1 s. A false alarm is a sign about a unit whose true pace did not fall by a fifth beside the
others.
"""

import argparse
import time
from datetime import timedelta

import numpy as np

from toandan.ground.forecast.campaigns import KINDS, simulate
from toandan.ground.forecast.signs import look
from toandan.ground.forecast.words import Work

WEEKS, UNITS = 28, 579


def false_and_true(kind: str, seeds: range) -> tuple[int, int, int]:
    """Return looks, false alarms and true signs over weekly looks at campaigns of a kind."""
    looks = false = true = 0
    for seed in seeds:
        campaign = simulate(kind, seed=seed)
        beside = campaign.pace / np.median(campaign.pace, axis=0)
        for day in range(14, 49, 7):
            first = max(0, day - WEEKS)
            work = Work(
                campaign.done[:, first : day + 1], campaign.targets, campaign.groups,
                campaign.first + timedelta(days=first),
            )  # fmt: skip
            for unit, signs in enumerate(look(work)):
                looks += work.left[unit] > 0
                for sign in signs:
                    since = (sign.since - campaign.first).days - 1
                    before = beside[unit, max(0, since - 14) : since].mean()
                    fell = beside[unit, since:day].mean() <= 0.8 * before
                    true, false = true + fell, false + (not fell)
    return int(looks), int(false), int(true)


def main() -> None:
    """Print the time and the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=6)
    told = asked.parse_args()
    campaign = simulate("steady", seed=1, units=UNITS)
    work = Work(campaign.done[:, : WEEKS + 1], campaign.targets, campaign.groups, campaign.first)
    spent = []
    for _round in range(3):
        began = time.perf_counter()
        look(work)
        spent.append(time.perf_counter() - began)
    print(f"{min(spent):6.2f} s (limit 1 s) signs of {UNITS} units over {WEEKS} days")
    for kind in KINDS:
        looks, false, true = false_and_true(kind, range(400, 400 + told.seeds))
        print(f"{100 * false / looks:6.1f} % false, {100 * true / looks:4.1f} % true alarms of {looks} looks: {kind}")


if __name__ == "__main__":
    main()
