"""The earliest day by which a target can be met, and the day before which no plan can meet it (ngày hoàn thành)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from toandan.ground.routing.planner import basis, by_greedy
from toandan.ground.routing.words import HalfDays, Instance, Plan


@dataclass(frozen=True)
class Finish:
    """Days that a target takes: `least` no plan can do without, `days` this plan needs; None past the deadline."""

    target: float
    least: int | None
    days: int | None
    plan: Plan | None


def finish(instance: Instance, target: float) -> Finish:
    """Return how many days it takes until a plan is worth the target; its plan is the greedy one of those days."""
    least = _first(1, instance.days, lambda days: basis(shortened(instance, days)).bound.value >= target)
    if least is None:
        return Finish(target, None, None, None)
    plans: dict[int, Plan] = {}

    def enough(days: int) -> bool:
        plans[days] = by_greedy(shortened(instance, days))
        return plans[days].value >= target

    days = _first(least, instance.days, enough)
    return Finish(target, least, days, None if days is None else plans[days])


def shortened(instance: Instance, days: int) -> Instance:
    """Return the task with an earlier deadline; whoever can only be visited later is no part of it."""
    places = tuple(replace(p, open=HalfDays(half for half in p.open if half < 2 * days)) for p in instance.places)
    homes = tuple(replace(h, to_day=min(h.to_day, days - 1)) for h in instance.homes if h.from_day < days)
    return replace(instance, days=days, places=places, homes=homes)


def _first(low: int, high: int, enough: Callable[[int], bool]) -> int | None:
    """Return the least number of days that is enough, by halving: more days never make a target harder."""
    if not enough(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return high
