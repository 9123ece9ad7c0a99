"""Gives a draft's work to named kits: the same kit comes back, and loads are equal (phân công bộ thiết bị)."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from toandan.ground.routing.drafts import AFTERNOON, MORNING, WHOLE, Draft, attendance
from toandan.ground.routing.insertion import timetable, travel
from toandan.ground.routing.pools import Ground
from toandan.ground.routing.words import Route, Session, Shift, Stop

_SHIFTS = {MORNING: Shift.AM, AFTERNOON: Shift.PM, WHOLE: Shift.DAY}


Wishes = dict[tuple[int, int], int]
"""Which kit is to do what on a day: by place and day, or by -1 less the first home of a day of visits and day."""


@dataclass
class _Job:
    """What one kit does on one day: sessions, or a day of visits; `unit` is where, None for visits."""

    sessions: list[tuple[int, int]] = field(default_factory=list)
    route: list[int] = field(default_factory=list)
    unit: int | None = None
    wish: int | None = None

    def half(self) -> int:
        """Return the half of the day that the job fills, if it fills one only."""
        return self.sessions[0][1] if len(self.sessions) == 1 and self.sessions[0][1] != WHOLE else 0

    def agrees(self, other: "_Job") -> bool:
        """Tell whether one kit may do both without disappointing a wish."""
        return self.wish is None or other.wish is None or self.wish == other.wish

    def join(self, other: "_Job") -> None:
        """Take another half over."""
        self.sessions += other.sessions
        self.wish = other.wish if self.wish is None else self.wish


def name(ground: Ground, draft: Draft, wishes: Wishes | None = None) -> tuple[list[Session], list[Route]]:
    """Return the draft with the kits that carry it out; what a kit had before stays with it where that can be."""
    expected = attendance(ground, draft.sessions)
    sessions, routes = [], []
    last: dict[int, int] = {}
    load: Counter[int] = Counter()
    visits: Counter[int] = Counter()
    for day in range(ground.days):
        free = [int(kit) for kit in np.flatnonzero(ground.works[:, day])]
        for job in _jobs(ground, draft, day, len(free), wishes or {}):
            kit = _kit(job, free, last, load, visits)
            free.remove(kit)
            load[kit] += 1
            code = ground.kits[kit].code
            if job.route:
                visits[kit] += 1
                routes.append(_route(ground, code, day, job.route))
            elif job.unit is not None:
                last[kit] = job.unit
            for place, halves in job.sessions:
                people = round(expected[place, day], 2)
                sessions.append(Session(code, ground.places[place].code, day, _SHIFTS[halves], people))
    return sessions, routes


def _jobs(ground: Ground, draft: Draft, day: int, kits: int, wishes: Wishes) -> list[_Job]:
    """Return the day's work as one job for each kit, those with a wish first."""
    whole = [_Job(route=stops, wish=wishes.get((-1 - stops[0], day))) for of, stops in draft.routes if of == day]
    halves: list[_Job] = []
    for (place, of), session in sorted(draft.sessions.items()):
        if of == day:
            job = _Job([(place, session)], [], int(ground.unit_of[place]), wishes.get((place, day)))
            (whole if session == WHOLE else halves).append(job)
    jobs = whole + _paired(halves, kits - len(whole))
    return sorted(jobs, key=lambda job: job.wish is None)


def _paired(jobs: list[_Job], kits: int) -> list[_Job]:
    """Join mornings and afternoons: of one wish, of one unit, then any that agree, at last any for want of kits."""
    rules: tuple[Callable[[_Job, _Job], bool], ...] = (
        lambda a, b: a.wish is not None and a.wish == b.wish,
        lambda a, b: a.agrees(b) and (a.wish is None) != (b.wish is None) and a.unit == b.unit,
        lambda a, b: a.agrees(b) and (a.wish is None) != (b.wish is None),
        lambda a, b: a.agrees(b) and a.unit == b.unit,
        lambda a, b: a.agrees(b),
        lambda _a, _b: True,
    )
    for number, rule in enumerate(rules):
        for morning in [job for job in jobs if job.half() == MORNING]:
            if number == len(rules) - 1 and len(jobs) <= kits:
                return jobs
            other = next((job for job in jobs if job.half() == AFTERNOON and rule(morning, job)), None)
            if other is not None:
                morning.join(other)
                jobs = [job for job in jobs if job is not other]
    return jobs


def _kit(job: _Job, free: list[int], last: dict[int, int], load: Counter[int], visits: Counter[int]) -> int:
    """Return the kit for a job: the one wished for, the one that was in this unit last, else the least used."""
    if job.wish in free:
        return job.wish if job.wish is not None else free[0]
    if job.route:
        return min(free, key=lambda kit: (visits[kit], load[kit], kit))
    return min(free, key=lambda kit: (last.get(kit) != job.unit, load[kit], kit))


def _route(ground: Ground, kit: str, day: int, stops: list[int]) -> Route:
    starts, _back = timetable(ground, stops)
    told = []
    for home, start in zip(stops, starts, strict=True):
        person = ground.homes[home]
        told.append(Stop(person.code, round(start, 3), round(start + person.service_min, 3)))
    return Route(kit, day, tuple(told), round(travel(ground, stops), 3))
