"""Whether a plan tells the truth: its sums and bounds, and whom it leaves behind for which reason (số liệu phương án).

Part of the judge, and like it written from the rules alone. That a bound holds cannot be seen from one plan, but much
that is said of bounds can: that nothing worth more was found, that the gap is theirs, and that they are not beyond
what all people and homes together are worth.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from toandan.ground.routing.breaches import SLACK, Breach, Found
from toandan.ground.routing.words import Home, Instance, Plan, Reason, announced

SHARE = 0.001
"""What rounding may take of a share."""
HUNDREDTH = 0.005
"""What rounding may take of the people expected at one session; in a unit of few people it is much of a share."""


def sums(instance: Instance, plan: Plan, alone: Callable[[Home], bool]) -> Iterator[Found]:
    """Yield what the plan says wrongly; `alone` tells whether a kit can visit somebody at all."""
    of = _Sums(instance, plan)
    yield from of.figures()
    yield from of.bounds()
    yield from of.homes(alone)
    yield from of.units()


class _Sums:
    """Adds up what sessions and routes bring."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance, self.plan = instance, plan
        self.home = {home.code: home for home in instance.homes}
        self.visited = {stop.home for route in plan.routes for stop in route.stops}
        self.people = sum(session.expected for session in plan.sessions)
        self.value = self.people + sum(self.home[code].weight for code in self.visited)

    def figures(self) -> Iterator[Found]:
        """The sums are the sums."""
        right = {
            "expected_people": self.people,
            "home_weight": self.value - self.people,
            "value": self.value,
            "homes_served": len(self.visited),
        }
        for name, figure in right.items():
            if abs(getattr(self.plan, name) - figure) > SLACK:
                yield _figure(name)

    def bounds(self) -> Iterator[Found]:
        """Nothing exceeds a bound, the gap is the bound's, and who keeps promises does not exceed what anybody can."""
        plan = self.plan
        all_told = sum(place.remaining for place in self.instance.places)
        all_told += sum(home.weight for home in self.instance.homes)
        if not self.value - SLACK <= plan.bound <= all_told + SLACK:
            yield _figure("bound")
        gap = 100 * (plan.bound - plan.value) / plan.bound if plan.bound > 0 else 0.0
        if abs(plan.gap_pct - max(gap, 0.0)) > 0.01:
            yield _figure("gap_pct")
        promised = plan.promised_bound
        if promised is not None and not self.value - SLACK <= promised <= plan.bound + SLACK:
            yield _figure("promised_bound")

    def homes(self, alone: Callable[[Home], bool]) -> Iterator[Found]:
        """Whoever is left out is named once, with a reason that is true, and nobody else is."""
        told: set[str] = set()
        for left in self.plan.homes_left:
            item = f"home {left.home}"
            home = self.home.get(left.home)
            if home is None:
                yield Found(Breach.UNKNOWN, item)
            elif left.home in self.visited | told or not self._true(home, left.reason, alone):
                yield Found(Breach.FALSELY_TOLD, item)
            told.add(left.home)
        for code in sorted(self.home.keys() - self.visited - told):
            yield Found(Breach.NOT_TOLD, f"home {code}")

    def _true(self, home: Home, reason: Reason, alone: Callable[[Home], bool]) -> bool:
        """Tell whether what is said of somebody who is left out is so; that the days are full cannot be seen here."""
        kits = [kit for pool in self.instance.pools if pool.code == home.pool for kit in pool.kits]
        kits += [
            kit
            for loan in self.plan.loans if loan.to_pool == home.pool
            for pool in self.instance.pools for kit in pool.kits if kit.code == loan.kit
        ]  # fmt: skip
        days = range(max(home.from_day, 0), min(home.to_day + 1, self.instance.days))
        if reason is Reason.NO_KIT:
            return not kits or bool(self.plan.loans)
        if reason is Reason.TOO_FAR:
            return not alone(home)
        works = any(day not in kit.off_days for kit in kits for day in days)
        return not works or bool(self.plan.loans) if reason is Reason.NO_DAY else alone(home)

    def units(self) -> Iterator[Found]:
        """Every unit under the floor is on the list of those left behind with its share, and no other one is."""
        people: dict[str, float] = defaultdict(float)
        reached: dict[str, float] = defaultdict(float)
        held: Counter[str] = Counter()
        unit_of = {place.code: place.unit for place in self.instance.places}
        for place in self.instance.places:
            people[place.unit] += place.remaining
        for session in self.plan.sessions:
            # A session that is announced to nobody gives its unit nothing.
            if announced(session.expected):
                reached[unit_of[session.place]] += session.expected
                held[unit_of[session.place]] += 1
        floor = self.instance.params.fairness_floor
        told = {one.unit: one.coverage for one in self.plan.left_behind}
        known = {unit for pool in self.instance.pools for unit in pool.units}
        for unit, share in told.items():
            right = reached[unit] / people[unit] if people[unit] > 0 else 1.0
            spare = SHARE + HUNDREDTH * held[unit] / max(people[unit], 1)
            if unit not in known:
                yield Found(Breach.UNKNOWN, f"unit {unit}")
            elif right > floor + spare or abs(right - share) > spare:
                yield Found(Breach.FALSELY_TOLD, f"unit {unit}")
        for unit, count in people.items():
            if reached[unit] < floor * count - SLACK * 10 and unit not in told:
                yield Found(Breach.NOT_TOLD, f"unit {unit}")


def _figure(name: str) -> Found:
    return Found(Breach.FIGURE, "plan", values={"field": name})
