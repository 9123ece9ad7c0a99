"""What stands beside a plan: bounds by day, turnout higher and lower, coverage by unit (số liệu phương án)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from toandan.ground.routing import stating
from toandan.ground.routing.finishing import Finish, finish, shortened
from toandan.ground.routing.planner import basis, by_greedy
from toandan.ground.routing.words import Instance, Plan

SHARES = (70, 100, 130)
"""Turnout in percent of what is reckoned with, at which a plan is worked out beside the one proposed."""


def figures(instance: Instance, plan: Plan, *, target: float | None = None) -> dict[str, Any]:
    """Return everything that is worked out once, when the plan is made.

    All bounds are of the plans of which one is stated: what they reach by a day they do not exceed by the last.
    """
    said = stating.of(plan)
    return {
        "bounds": [min(one, said.bound) for one in bounds(instance)],
        "reach": reach(plan, instance),
        "turnout": [turned(instance, share, plan) for share in SHARES],
        "units": units(instance, plan),
        "finish": None if target is None else finished(finish(instance, target), reach(plan, instance)),
    }


def bounds(instance: Instance) -> list[float]:
    """Return what no plan can exceed by the end of each day."""
    return [round(basis(shortened(instance, days)).bound.value, 1) for days in range(1, instance.days + 1)]


def reach(plan: Plan, instance: Instance) -> list[float]:
    """Return what the plan is worth by the end of each day: people expected and weights of homes visited."""
    weights = {home.code: home.weight for home in instance.homes}
    by_day = [0.0] * instance.days
    for session in plan.sessions:
        by_day[session.day] += session.expected
    for route in plan.routes:
        by_day[route.day] += sum(weights.get(stop.home, 0.0) for stop in route.stops)
    return [round(total, 1) for total in _sums(by_day)]


def _sums(values: list[float]) -> Iterator[float]:
    total = 0.0
    for value in values:
        total += value
        yield total


def turned(instance: Instance, share: int, beside: Plan) -> dict[str, float]:
    """Return what the plan without solvers and the bound are at another turnout, beside the plan that is proposed.

    Where fewer come nobody exceeds what nobody does when more come, as far as the one bound is of plans that keep all
    the promises of the other's.
    """
    plan = by_greedy(at_turnout(instance, share))
    own, said = stating.of(plan), stating.of(beside)
    alike = not said.promised or (own.promised and stating.left(plan) <= stating.left(beside))
    most = min(own.bound, said.bound) if alike and share <= 100 else own.bound
    return {"share": share, "value": plan.value, "bound": most, "people": plan.expected_people}


def at_turnout(instance: Instance, share: int) -> Instance:
    """Return the task with turnout at so many percent of what is reckoned with."""
    places = tuple(replace(place, turnout=min(1.0, place.turnout * share / 100)) for place in instance.places)
    return replace(instance, places=places)


def units(instance: Instance, plan: Plan) -> list[dict[str, Any]]:
    """Return by unit who remains, who is expected at sessions, and homes with those visited."""
    of_place = {place.code: place.unit for place in instance.places}
    of_home = {home.code: home.unit for home in instance.homes}
    found: dict[str, dict[str, float]] = defaultdict(
        lambda: dict.fromkeys(("remaining", "expected", "homes", "visited"), 0.0)
    )
    for place in instance.places:
        found[place.unit]["remaining"] += place.remaining
    for session in plan.sessions:
        found[of_place[session.place]]["expected"] += session.expected
    for home in instance.homes:
        found[home.unit]["homes"] += 1
    for route in plan.routes:
        for stop in route.stops:
            if stop.home in of_home:
                found[of_home[stop.home]]["visited"] += 1
    return [{"unit": unit} | {name: round(n, 1) for name, n in row.items()} for unit, row in sorted(found.items())]


def had(instance: Instance, old: Plan, today: int) -> dict[str, float]:
    """Return by unit who was to come to the sessions of a plan before the day from which the rest is planned anew."""
    of_place = {place.code: place.unit for place in instance.places}
    found: dict[str, float] = defaultdict(float)
    for session in old.sessions:
        if session.day < today and session.place in of_place:
            found[of_place[session.place]] += session.expected
    return {unit: round(many, 1) for unit, many in sorted(found.items())}


def finished(found: Finish, reached: Sequence[float] = ()) -> dict[str, Any]:
    """Return the finishing day and its lower bound, as numbers of days.

    `reached` is what the plan itself is worth by the end of each day: it may meet the target sooner than any plan that
    was tried for it, or where none of those does.
    """
    own = next((number for number, value in enumerate(reached, start=1) if value >= found.target), None)
    met = [days for days in (found.days, own) if days is not None]
    days = min(met, default=None)
    # A bound is told in tenths; a day that was met cannot lie before it.
    least = found.least if days is None or found.least is None else min(found.least, days)
    return {"target": found.target, "least": days if found.least is None else least, "days": days}


def at_floor(instance: Instance, pool: str, floor: float, share: int = 100) -> dict[str, Any]:
    """Return what one district's plan without solvers is worth at another fairness floor, and who stays below it.

    Quick enough to be asked while a slider is moved.
    """
    wanted = at_turnout(one_pool(instance, pool), share)
    wanted = replace(wanted, params=replace(wanted.params, fairness_floor=floor, loans=False))
    plan = by_greedy(wanted)
    said = stating.of(plan)
    return {
        "value": plan.value, "bound": said.bound, "promised": said.promised,
        "people": plan.expected_people, "homes": plan.homes_served,
        "gap_pct": said.gap_pct, "behind": [one.unit for one in plan.left_behind],
        "price": plan.prices.get(pool, 0.0),
    }  # fmt: skip


def one_pool(instance: Instance, pool: str) -> Instance:
    """Return one district's part of a task."""
    return replace(
        instance,
        pools=tuple(one for one in instance.pools if one.code == pool),
        places=tuple(one for one in instance.places if one.pool == pool),
        homes=tuple(one for one in instance.homes if one.pool == pool),
    )
