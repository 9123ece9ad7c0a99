"""Small planning tasks for tests, and plans made at random."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date

from toandan.ground.routing.words import (
    Home,
    Instance,
    Kit,
    Params,
    Place,
    Plan,
    Point,
    Pool,
    Session,
    Shift,
    halves,
)

BASE = Point(21.0, 105.8)


def place(code: str = "A", *, remaining: float = 100, turnout: float = 0.3, days: range = range(5)) -> Place:
    opened = frozenset(half for day in days for half in (2 * day, 2 * day + 1))
    return Place(code, "P", "U1", "hall", Point(21.01, 105.81), remaining, turnout, opened)


def home(code: str = "H1", shift: Shift = Shift.ANY, *, lat: float = 21.02, first: int = 0, last: int = 4) -> Home:
    return Home(code, "P", "U1", Point(lat, 105.8), 15.0, 4.0, first, last, shift)


def town(*, kits: tuple[Kit, ...] = (Kit("K1"), Kit("K2")), homes: tuple[Home, ...] = (home(),)) -> Instance:
    pool = Pool("P", ("U1",), kits, BASE, 20.0)
    return Instance(5, date(2023, 5, 15), (pool,), (place("A"), place("B")), homes, Params())


def random_plan(instance: Instance, seed: int) -> Plan:
    """Return sessions anyhow, as long as no rule is broken; what is expected follows from the rules' own words."""
    draw = random.Random(seed)
    used: set[tuple[str, int, int]] = set()
    sessions = []
    for pool in instance.pools:
        places = [one for one in instance.places if one.pool == pool.code]
        for kit in pool.kits:
            for day in set(range(instance.days)) - kit.off_days:
                free = set(halves(Shift.DAY))
                for one in draw.sample(places, min(4, len(places))):
                    shift = draw.choice((Shift.AM, Shift.PM, Shift.DAY))
                    wanted = set(halves(shift))
                    fits = all(2 * day + h in one.open and (one.code, day, h) not in used for h in wanted)
                    if wanted <= free and fits:
                        free -= wanted
                        used |= {(one.code, day, h) for h in wanted}
                        sessions.append(Session(kit.code, one.code, day, shift, 0.0))
    return counted(instance, tuple(sessions))


def counted(instance: Instance, sessions: tuple[Session, ...]) -> Plan:
    """Return a plan of these sessions that says the truth, by the judge's own arithmetic."""
    from toandan.ground.routing import checking

    empty = Plan((), (), (), 0, 0, 0, 0, 0, 0, None, (), (), {}, "", "random")
    judge = checking._Judge(instance, empty)
    left: dict[str, float] = {}
    told = []
    by_place = defaultdict(list)
    for one in sessions:
        by_place[one.place].append(one)
    for code, group in by_place.items():
        left[code] = judge.places[code].remaining
        for one in sorted(group, key=lambda s: (s.day, s.shift == Shift.PM)):
            came = judge._comes(judge.places[code], left[code], one.shift)
            left[code] -= came
            told.append(replace(one, expected=came))
    people = sum(one.expected for one in told)
    return replace(empty, sessions=tuple(told), expected_people=people, value=people, bound=people)
