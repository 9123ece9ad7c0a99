"""The closer bound: no set of tours is shorter than it says, and no plan exceeds it."""

from itertools import pairwise, permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.routing.towns import random_plan
from toandan.ground.routing.invent import invent
from toandan.ground.routing.planner import by_greedy, by_solvers
from toandan.ground.routing.pools import Floats
from toandan.ground.routing.trees import Clusters, clusters, road


def _shortest(legs: Floats, tours: int) -> float:
    """Return the length of the shortest set of so many tours through all homes, by trying all."""
    best = np.inf
    for order in permutations(range(1, len(legs))):
        for cuts in permutations(range(1, len(order)), tours - 1):
            ends = [0, *cuts, len(order)]
            if ends == sorted(ends):
                parts = [(0, *order[a:b], 0) for a, b in pairwise(ends)]
                best = min(best, sum(float(legs[a, b]) for part in parts for a, b in pairwise(part)))
    return best


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.5, 4))
def test_no_tours_are_shorter_than_the_trees_say(seed: int, guess: float) -> None:
    at = np.random.default_rng(seed).random((6, 2)) * 30
    legs = np.linalg.norm(at[:, None] - at[None], axis=2) + 3.0
    np.fill_diagonal(legs, np.inf)
    found = road(legs, days=guess)
    shortest = [_shortest(legs, tours) for tours in (1, 2, 3)]
    assert all(found.fixed + tours * found.each <= shortest[tours - 1] + 1e-6 for tours in (1, 2, 3))
    # It is worth something: half of the two shortest legs is what it replaces.
    assert road(legs, days=1).fixed + road(legs, days=1).each > 0.8 * shortest[0]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.floats(0.5, 4), st.sets(st.integers(1, 6), min_size=2, max_size=5))
def test_no_tours_to_some_are_shorter_than_homes_and_clusters_say(seed: int, guess: float, some: set[int]) -> None:
    at = np.random.default_rng(seed).normal(0, 1, (7, 2)) * 20
    # A village apart, so that there are clusters which some visits spare.
    at[4:] += 60.0
    legs = np.linalg.norm(at[:, None] - at[None], axis=2) + 3.0
    np.fill_diagonal(legs, np.inf)
    whole = road(legs, days=guess)
    parts = clusters(legs, whole)
    nodes = sorted(some)
    within = legs[np.ix_([0, *nodes], [0, *nodes])]
    for tours in (1, 2):
        assert _least(parts, nodes) + tours * whole.each <= _shortest(within, tours) + 1e-6
    # All homes together pay for the whole tree.
    assert abs(_least(parts, list(range(1, 7))) - whole.fixed) < 1e-6


def test_who_spares_a_village_pays_much_less_than_the_whole_way() -> None:
    # A base, three homes around it, and three of a village fifty minutes away.
    at = np.array([(0, 0), (5, 0), (0, 6), (-4, -3), (50, 50), (53, 50), (50, 54)], dtype=float)
    legs = np.linalg.norm(at[:, None] - at[None], axis=2) + 3.0
    np.fill_diagonal(legs, np.inf)
    whole = road(legs, days=2)
    parts = clusters(legs, whole)
    assert _least(parts, [1, 2, 3]) < whole.fixed - 50
    assert _least(parts, [4]) > _least(parts, [1, 2, 3])


def _least(parts: Clusters, nodes: list[int]) -> float:
    """Return what homes and the clusters around them take on the road at least."""
    homes, hit = len(parts.minutes), set()
    for node in nodes:
        around = parts.above[node - 1]
        while around >= 0 and around not in hit:
            hit.add(around)
            around = parts.above[homes + around]
    return float(sum(parts.minutes[node - 1] for node in nodes) + sum(parts.width[one] for one in hit))


def test_no_plan_exceeds_what_is_proven_and_who_keeps_promises_does_not_exceed_the_other() -> None:
    instance = invent("S", 4)
    plain, plan = by_greedy(instance), by_solvers(instance, seconds=3, workers=1, patience=8)
    assert max(plain.value, *(random_plan(instance, n).value for n in range(5))) <= plan.bound < plain.bound
    # Both plans keep both promises, so that they lie below what is proven of those who do.
    assert plain.promised_bound is not None
    assert plan.promised_bound is not None
    assert plain.value <= plan.value <= plan.promised_bound < plain.promised_bound
