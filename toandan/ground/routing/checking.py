"""Whether a plan can be carried out: a judge that shares no arithmetic with the planner (kiểm tra phương án).

It is written from the rules alone, in plain Python, so that a slip of the planner is not repeated here.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from toandan.ground.routing.breaches import SLACK, Breach, Found
from toandan.ground.routing.sums import sums
from toandan.ground.routing.words import (
    BASE,
    HALF_MINUTES,
    Home,
    Instance,
    Loan,
    Place,
    Plan,
    Point,
    Pool,
    Route,
    Session,
    Shift,
    halves,
    window,
)

__all__ = ["Breach", "Found", "check"]


def check(instance: Instance, plan: Plan) -> list[Found]:
    """Return every rule the plan breaks; an empty list means that it can be carried out and says the truth."""
    judge = _Judge(instance, plan)
    found = [*judge.loans(), *judge.sessions(), *judge.routes()]
    # Where something is unknown the sums cannot be worked out, and are not what is wrong.
    if not any(one.breach in {Breach.UNKNOWN, Breach.DAY_OUTSIDE} for one in found):
        found += [*judge.attendance(), *sums(instance, plan, judge.alone)]
    return found


class _Judge:
    """Looks things up by their codes."""

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self.instance, self.plan = instance, plan
        self.places: dict[str, Place] = {place.code: place for place in instance.places}
        self.homes: dict[str, Home] = {home.code: home for home in instance.homes}
        self.pools: dict[str, Pool] = {pool.code: pool for pool in instance.pools}
        self.kits = {kit.code: (kit, pool.code) for pool in instance.pools for kit in pool.kits}
        self.lent: dict[str, list[Loan]] = defaultdict(list)
        for loan in plan.loans:
            self.lent[loan.kit].append(loan)
        self.known = {
            (leg.pool, *pair): leg.minutes for leg in instance.legs for pair in ((leg.a, leg.b), (leg.b, leg.a))
        }
        self.busy: dict[tuple[str, int, int], str] = {}

    def loans(self) -> Iterator[Found]:
        """Loans must be allowed, of the pool's own kits, to a pool that is there, one at a time."""
        for loan in self.plan.loans:
            own = self.kits.get(loan.kit)
            known = own is not None and own[1] == loan.from_pool and loan.to_pool in self.pools
            lends = self.pools[loan.from_pool].lends if known else None
            known = known and (lends is None or loan.to_pool in lends)
            if not known or not self.instance.params.loans or loan.first_day > loan.last_day:
                yield Found(Breach.LOAN, f"kit {loan.kit}", loan.first_day)
        for kit, loans in self.lent.items():
            spans = sorted((loan.first_day, loan.last_day) for loan in loans)
            if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
                yield Found(Breach.LOAN, f"kit {kit}")

    def _pool_on(self, kit: str, day: int) -> str | None:
        """Return the pool a kit works for on a day; None while it moves."""
        for loan in self.lent[kit]:
            if loan.first_day == day:
                return None
            if loan.first_day < day <= loan.last_day:
                return loan.to_pool
        return self.kits[kit][1]

    def _use(self, kit: str, day: int, shift: Shift, pool: str, what: str) -> Iterator[Found]:
        """Take a kit for a shift: it must be known, at work, in the pool, and nowhere else."""
        if kit not in self.kits:
            yield Found(Breach.UNKNOWN, f"kit {kit}", day)
            return
        if not 0 <= day < self.instance.days:
            yield Found(Breach.DAY_OUTSIDE, what, day)
            return
        if day in self.kits[kit][0].off_days:
            yield Found(Breach.REST_DAY, f"kit {kit}", day)
        if self._pool_on(kit, day) != pool:
            yield Found(Breach.OTHER_POOL, f"kit {kit}", day, {"what": what})
        for half in halves(shift):
            other = self.busy.setdefault((kit, day, half), what)
            if other != what:
                yield Found(Breach.TWO_PLACES, f"kit {kit}", day, {"what": f"{other}, {what}"})

    def sessions(self) -> Iterator[Found]:
        """Every session is at an open place that no other session fills."""
        filled: dict[tuple[str, int, int], str] = {}
        for session in self.plan.sessions:
            place = self.places.get(session.place)
            what = f"place {session.place}"
            if place is None or session.shift == Shift.ANY:
                yield Found(Breach.UNKNOWN, what, session.day)
                continue
            yield from self._use(session.kit, session.day, session.shift, place.pool, what)
            for half in halves(session.shift):
                if 2 * session.day + half not in place.open:
                    yield Found(Breach.CLOSED, what, session.day)
                if (place.code, session.day, half) in filled:
                    yield Found(Breach.DOUBLE_BOOKING, what, session.day)
                filled[place.code, session.day, half] = session.kit

    def routes(self) -> Iterator[Found]:
        """Every route can be driven in its day, and nobody is visited twice."""
        visited: set[str] = set()
        for number, route in enumerate(self.plan.routes):
            unknown = [stop.home for stop in route.stops if stop.home not in self.homes]
            yield from (Found(Breach.UNKNOWN, f"home {code}", route.day) for code in unknown)
            if not route.stops:
                yield Found(Breach.EMPTY, f"kit {route.kit}", route.day)
            if unknown or not route.stops:
                continue
            pools = {self.homes[stop.home].pool for stop in route.stops}
            what = f"route no. {number + 1}"
            if len(pools) > 1:
                yield Found(Breach.OTHER_POOL, f"kit {route.kit}", route.day, {"what": what})
            pool = self.pools[self.homes[route.stops[0].home].pool]
            yield from self._use(route.kit, route.day, Shift.DAY, pool.code, what)
            yield from self._drive(route, pool)
            for stop in route.stops:
                if stop.home in visited:
                    yield Found(Breach.VISITED_TWICE, f"home {stop.home}", route.day)
                visited.add(stop.home)

    def _drive(self, route: Route, pool: Pool) -> Iterator[Found]:
        """Follow a kit's day from 07:30 at the base until it is back."""
        begin = 450.0
        now, at, driven = begin, (BASE, pool.base), 0.0
        for stop in route.stops:
            home = self.homes[stop.home]
            item = f"home {home.code}"
            leg = self._minutes(at, (home.code, home.point), pool)
            opens, closes = window(home.shift)
            in_days = home.from_day <= route.day <= home.to_day
            if not in_days or stop.arrive_min < opens - SLACK or stop.leave_min > closes + SLACK:
                yield Found(Breach.WINDOW, item, route.day)
            slow = now + leg > stop.arrive_min + SLACK
            if slow or stop.leave_min - stop.arrive_min < home.service_min - SLACK:
                yield Found(Breach.TOO_FAST, item, route.day)
            now, at, driven = stop.leave_min, (home.code, home.point), driven + leg
        leg = self._minutes(at, (BASE, pool.base), pool)
        if now + leg > begin + self.instance.params.day_minutes + SLACK:
            yield Found(Breach.DAY_TOO_LONG, f"kit {route.kit}", route.day, {"minutes": round(now + leg - begin, 1)})
        if abs(driven + leg - route.travel_min) > SLACK * (len(route.stops) + 1):
            yield Found(Breach.FIGURE, f"kit {route.kit}", route.day, {"field": "travel_min"})

    def alone(self, home: Home) -> bool:
        """Tell whether a kit can drive from the base to somebody and back in one day, visiting nobody else."""
        pool = self.pools[home.pool]
        leg = self._minutes((BASE, pool.base), (home.code, home.point), pool)
        opens, closes = window(home.shift)
        leaves = max(450.0 + leg, opens) + home.service_min
        return leaves <= closes + SLACK and leaves + leg <= 450.0 + self.instance.params.day_minutes + SLACK

    def _minutes(self, start: tuple[str, Point], end: tuple[str, Point], pool: Pool) -> float:
        """Return minutes as somebody knows them, else as a router told, else by the law of haversines.

        Written out here a second time on purpose.
        """
        known = self.known.get((pool.code, start[0], end[0]), self._told(pool.code, start[0], end[0]))
        if known is not None:
            return known
        a, b = start[1], end[1]
        up, over = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
        h = math.sin(up / 2) ** 2
        h += math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(over / 2) ** 2
        km = 2 * 6371.0088 * math.atan2(math.sqrt(h), math.sqrt(max(0.0, 1 - h)))
        return self.instance.params.leg_min + km * self.instance.params.detour * 60 / pool.speed_kmh

    def _told(self, pool: str, start: str, end: str) -> float | None:
        """Return the longer of both directions in the pool's last table that knows both; None where none does."""
        for table in reversed(self.instance.tables):
            if table.pool == pool and start in table.points and end in table.points:
                i, j = table.points.index(start), table.points.index(end)
                there, back = table.minutes[i][j], table.minutes[j][i]
                if there is not None and back is not None:
                    return max(there, back)
        return None

    def attendance(self) -> Iterator[Found]:
        """No session promises more people, or fewer, than turnout and capacity give in the order of days."""
        by_place: dict[str, list[Session]] = defaultdict(list)
        for session in self.plan.sessions:
            by_place[session.place].append(session)
        for code, sessions in by_place.items():
            left = self.places[code].remaining
            for session in sorted(sessions, key=lambda s: (s.day, s.shift == Shift.PM)):
                came = self._comes(self.places[code], left, session.shift)
                left -= came
                if abs(came - session.expected) > SLACK:
                    values: dict[str, object] = {"told": session.expected, "right": round(came, 2)}
                    yield Found(Breach.EXPECTED, f"place {code}", session.day, values)

    def _comes(self, place: Place, left: float, shift: Shift) -> float:
        params, pool = self.instance.params, self.pools[place.pool]
        count = len(list(halves(shift)))
        way = self._minutes((BASE, pool.base), (place.code, place.point), pool)
        lost = params.setup_min + params.teardown_min + 2 * max(0.0, way - params.free_travel_min)
        most = max(0.0, HALF_MINUTES * count - lost) * params.people_per_hour / 60 * params.capacity_share / count
        total = 0.0
        for _half in range(count):
            came = min(most, place.turnout * (left - total))
            total += came
        return total
