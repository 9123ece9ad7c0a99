"""What is said of a plan's worth: the one bound that is stated, and of what (giá trị và mức tối đa được nêu).

People are those expected at sessions. Homes are visits. Value adds the urgency of each home visited to the people, in
points, and has one bound: what no plan can exceed that keeps every promise this one keeps, since home visits are a
promise and no choice: it visits whom this one visits, and gives the floor to the units to which this one does. Where
no such bound is known it is what no plan at all can. Every page, command and answer states this and no other.
"""

from dataclasses import dataclass

from toandan.ground.routing.words import Plan, Reason


@dataclass(frozen=True, slots=True)
class Stated:
    """The bound of the value in points, how many per cent below it the plan is, and of which plans it is the bound.

    `promised`: of those that keep every promise this one keeps. `people_bound` is what such plans cannot exceed at
    sessions: their visits are worth no less. Of other plans none is known, where there are homes.
    """

    bound: float
    gap_pct: float
    promised: bool
    people_bound: float | None


def stated(*, value: float, people: float, bound: float, promised_bound: float | None) -> Stated:
    """Return what is stated of a plan with these figures."""
    promised = promised_bound is not None
    most = bound if promised_bound is None else promised_bound
    gap = max(0.0, 100 * (most - value) / most) if most > 0 else 0.0
    visits = value - people
    return Stated(round(most, 2), round(gap, 3), promised, round(max(most - visits, 0.0), 2) if promised else None)


def left(plan: Plan) -> frozenset[tuple[str, str]]:
    """Return whom a plan leaves behind of those to whom something is promised, homes and units."""
    homes = {("home", one.home) for one in plan.homes_left if one.reason == Reason.NO_TIME}
    return frozenset(homes | {("unit", one.unit) for one in plan.left_behind})


def of(plan: Plan) -> Stated:
    """Return what is stated of a plan."""
    return stated(value=plan.value, people=plan.expected_people, bound=plan.bound, promised_bound=plan.promised_bound)
