"""Whether a bound that somebody tells is refuted by a plan that is worth more (bác bỏ chặn trên).

The judge sees one plan, which says nothing of others. The greedy plan is another, made in moments and judged itself:
what it is worth, no true bound is below.
"""

from collections.abc import Iterator

from toandan.ground.routing.breaches import SLACK, Breach, Found
from toandan.ground.routing.checking import check
from toandan.ground.routing.planner import by_greedy
from toandan.ground.routing.stating import left
from toandan.ground.routing.words import Instance, Plan

MOST_POOLS = 100
"""Pools up to which another plan is made: a whole country's takes minutes."""


def refuted(instance: Instance, plan: Plan) -> Iterator[Found]:
    """Yield the bounds of a plan that the greedy plan is worth more than."""
    if len(instance.pools) > MOST_POOLS:
        return
    other = by_greedy(instance)
    if check(instance, other):
        return
    if other.value > plan.bound + SLACK:
        yield Found(Breach.FIGURE, "plan", values={"field": "bound"})
    # Its other bound is of those who leave nobody else behind than it does itself.
    if plan.promised_bound is not None and left(other) <= left(plan) and other.value > plan.promised_bound + SLACK:
        yield Found(Breach.FIGURE, "plan", values={"field": "promised_bound"})
