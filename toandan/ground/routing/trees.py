"""The least minutes on the road that visiting given homes takes, however many days it is spread over (cận dưới tuyến).

Held and Karp's bound (1970) for several tours from one base. H days of visits have one leg more for each day than a
tree has that joins base and homes: leave the last leg of each day out, and a tree is left, for which the shortest one
is known. Prices at the homes, which every tour pays twice, push the shortest tree towards tours. Whatever the prices,
the sum is never too much, so the search for good ones may stop at any time.
"""

from dataclasses import dataclass

import numpy as np

from toandan.ground.routing.pools import Floats, Ints


@dataclass(frozen=True)
class Road:
    """Visiting all of some homes takes `fixed` minutes on the road, and `each` for every day of visits, at least."""

    fixed: float
    each: float

    def days(self, service: float, minutes: float) -> float:
        """Return the least days of so many minutes that hold the visits and the way."""
        return (service + self.fixed) / max(minutes - self.each, 1e-9)


def road(legs: Floats, *, days: float, turns: int = 60) -> Road:
    """Return the best bound found for homes and base (first) when there are about so many days of visits.

    Legs must keep the triangle inequality, so that leaving other homes out of a day makes it no longer.
    """
    price = np.zeros(len(legs))
    best, best_sum, step = Road(0.0, 0.0), -np.inf, 0.0
    for turn in range(turns):
        found, degree = _bound(legs, price, days)
        total = found.fixed + days * found.each
        if total > best_sum:
            best, best_sum = found, total
        step = step or 0.05 * total / len(legs)
        wanted = np.full(len(legs), 2.0)
        wanted[0] = 2.0 * days
        lacks = wanted - degree
        if not lacks.any():
            break
        price += step * (1 - turn / turns) * lacks * np.where(np.arange(len(legs)) == 0, 1 / max(days, 1.0), 1.0)
    return best


def _bound(legs: Floats, price: Floats, days: float) -> tuple[Road, Floats]:
    """Return the bound that prices give, and how often each node is met by the legs that it is made of."""
    priced = legs - price[:, None] - price[None, :]
    length, degree = _tree(priced)
    last = int(np.argmin(priced[0, 1:])) + 1
    degree[0] += days
    degree[last] += days
    fixed = length + 2 * float(price[1:].sum())
    return Road(fixed, float(priced[0, last]) + 2 * float(price[0])), degree


def _tree(legs: Floats) -> tuple[float, Floats]:
    """Return the length of the shortest tree that joins all nodes, and how many of its legs meet each (Prim 1957)."""
    count = len(legs)
    nearest: Floats = legs[0].copy()
    joined: Ints = np.zeros(count, dtype=np.int64)
    nearest[0] = np.inf
    outside = np.ones(count, dtype=np.bool_)
    outside[0] = False
    degree, length = np.zeros(count), 0.0
    for _step in range(count - 1):
        node = int(nearest.argmin())
        length += float(nearest[node])
        degree[node] += 1
        degree[joined[node]] += 1
        outside[node] = False
        nearest[node] = np.inf
        closer = (legs[node] < nearest) & outside
        np.copyto(nearest, legs[node], where=closer)
        joined[closer] = node
    return length, degree
