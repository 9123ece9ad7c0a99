"""The least minutes on the road that visiting given homes takes, however many days it is spread over (cận dưới tuyến).

Held and Karp's bound (1970) for several tours from one base. H days of visits have one leg more for each day than a
tree has that joins base and homes: leave the last leg of each day out, and a tree is left, for which the shortest one
is known. Prices at the homes, which every tour pays twice, push the shortest tree towards tours. Whatever the prices,
the sum is never too much, so the search for good ones may stop at any time.

Where only some are visited, the tree joins only these. Kruskal joins clusters leg by leg, from the shortest on; a
cluster without the base that lasts while legs grow by so many minutes costs these once somebody in it is visited, for
the tree of those visited has at each length as many clusters at least as there are that hold one of them. So the tree
of some is never shorter than the sum over homes visited and clusters hit; for all of them it is the whole tree.
"""

from dataclasses import dataclass, field

import numpy as np

from toandan.ground.routing.pools import Floats, Ints

_TRIFLE = 1e-9


@dataclass(frozen=True)
class Road:
    """Visiting all of some homes takes `fixed` minutes on the road, and `each` for every day of visits, at least."""

    fixed: float
    each: float
    price: Floats = field(default_factory=lambda: np.zeros(0), repr=False)

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


@dataclass(frozen=True)
class Clusters:
    """What visiting each home costs on the road at least (nodes without the base), and what each cluster adds.

    `minutes` by home; `width` by cluster, once for all its homes; `above` is the cluster next around each home (first)
    and around each cluster (after the homes), -1 where there is none.
    """

    minutes: Floats
    width: list[float]
    above: list[int]


def clusters(legs: Floats, of: Road) -> Clusters:
    """Return the tree of a road's prices taken apart into homes and clusters."""
    priced = legs - of.price[:, None] - of.price[None, :]
    count = len(legs)
    found = _tree(priced)[2]
    lengths = priced[np.arange(1, count), found[1:]]
    order = np.argsort(lengths, kind="stable")
    first = float(lengths[order[0]]) if count > 1 else 0.0
    group, born, holds_base = list(range(count)), [first] * count, [True] + [False] * (count - 1)
    around, width = [-1] * count, [0.0] * count

    def top(node: int) -> int:
        while group[node] != node:
            group[node] = node = group[group[node]]
        return node

    for place in order:
        node, length = int(place) + 1, float(lengths[place])
        parts = (top(node), top(int(found[node])))
        made = len(group)
        for part in parts:
            group[part], around[part] = made, made
            width[part] = 0.0 if holds_base[part] else length - born[part]
        group.append(made)
        born.append(length)
        around.append(-1)
        width.append(0.0)
        holds_base.append(any(holds_base[part] for part in parts))
    # A home is a cluster of its own, and the base pays nothing.
    minutes = 2 * of.price[1:] + first + np.array(width[1:count])
    kept = [n for n in range(count, len(group)) if not holds_base[n] and width[n] > _TRIFLE]
    number = {n: place for place, n in enumerate(kept)}

    def above(node: int) -> int:
        node = around[node]
        while node >= 0 and node not in number:
            node = around[node]
        return number.get(node, -1)

    return Clusters(minutes, [width[n] for n in kept], [above(n) for n in (*range(1, count), *kept)])


def _bound(legs: Floats, price: Floats, days: float) -> tuple[Road, Floats]:
    """Return the bound that prices give, and how often each node is met by the legs that it is made of."""
    priced = legs - price[:, None] - price[None, :]
    length, degree, _joined = _tree(priced)
    last = int(np.argmin(priced[0, 1:])) + 1
    degree[0] += days
    degree[last] += days
    fixed = length + 2 * float(price[1:].sum())
    return Road(fixed, float(priced[0, last]) + 2 * float(price[0]), price.copy()), degree


def _tree(legs: Floats) -> tuple[float, Floats, Ints]:
    """Return the shortest tree that joins all nodes (Prim 1957): length, legs that meet each node, and its leg in."""
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
    return length, degree, joined
