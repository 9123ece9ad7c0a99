"""Which plan is returned, that of the solvers or the one without, and why (chọn phương án).

The plan without solvers always stands, and it says why it does: whoever reads it would else take it for the best that
could be found.
"""

from dataclasses import replace

from toandan.ground.routing.checking import check
from toandan.ground.routing.words import Instance, Plan, Unsolved


def better(instance: Instance, greedy: Plan, other: Plan) -> Plan:
    """Return the other plan when the judge passes it and it is no worse than the greedy one in what was promised.

    Of two that are worth the same the other is returned: its bound was looked into more closely.
    """
    if rank(other) < rank(greedy):
        return without(greedy, Unsolved.WORSE)
    wrong = check(instance, other)
    return without(greedy, Unsolved.REFUSED, wrong[0].breach.value, wrong[0].item) if wrong else other


def without(greedy: Plan, why: Unsolved, by: str = "", item: str = "") -> Plan:
    """Return the plan without solvers with the word why theirs was not used, what said so, and about which item."""
    return replace(greedy, unsolved=why.value, unsolved_by=by, unsolved_item=item)


def rank(plan: Plan) -> tuple[int, int, float]:
    """Rank by homes visited, then by units that get their floor, then by value."""
    return plan.homes_served, -len(plan.left_behind), plan.value
