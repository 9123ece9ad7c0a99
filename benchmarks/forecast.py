"""How long the forecast of 579 communes in 30 districts takes, from two weeks of work to the outlooks of all of them.

    PYTHONPATH=. python benchmarks/forecast.py

The limit is 10 s on two cores.
"""

import time
from datetime import date

import numpy as np

from toandan.ground.forecast.foresight import each, look_ahead, whole
from toandan.ground.forecast.words import Work

LIMIT = 10.0
COMMUNES, DISTRICTS, DAYS = 579, 30, 14


def main() -> None:
    """Run the benchmark."""
    random = np.random.default_rng(1)
    targets = random.integers(2_000, 30_000, COMMUNES)
    daily = random.poisson(targets[:, None] / 60, (COMMUNES, DAYS))
    done = np.concatenate([np.zeros((COMMUNES, 1), dtype=np.int64), np.cumsum(daily, axis=1)], axis=1)
    work = Work(done, targets, np.arange(COMMUNES) % DISTRICTS, date(2023, 5, 19))
    start = time.perf_counter()
    paths = look_ahead(work, date(2023, 6, 30))
    drawn = time.perf_counter() - start
    each(paths, work, date(2023, 6, 30))
    whole(paths, work, date(2023, 6, 30))
    took = time.perf_counter() - start
    print(f"{took / LIMIT:.2f} of the limit: {took:.1f} s ({drawn:.1f} s to learn and draw) for {COMMUNES} communes")


if __name__ == "__main__":
    main()
