"""Gives a draft's work to named kits: the same kit comes back, and loads are equal (phân công bộ thiết bị)."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from toandan.ground.routing.drafts import AFTERNOON, MORNING, WHOLE, Draft, attendance
from toandan.ground.routing.insertion import timetable, travel
from toandan.ground.routing.pools import Ground
from toandan.ground.routing.words import Route, Session, Shift, Stop

_SHIFTS = {MORNING: Shift.AM, AFTERNOON: Shift.PM, WHOLE: Shift.DAY}


@dataclass
class _Job:
    """What one kit does on one day: sessions, or a day of visits; `unit` is where, None for visits."""

    sessions: list[tuple[int, int]] = field(default_factory=list)
    route: list[int] = field(default_factory=list)
    unit: int | None = None


def name(ground: Ground, draft: Draft) -> tuple[list[Session], list[Route]]:
    """Return the draft with the kits that carry it out."""
    expected = attendance(ground, draft.sessions)
    sessions, routes = [], []
    last: dict[int, int] = {}
    load: Counter[int] = Counter()
    visits: Counter[int] = Counter()
    for day in range(ground.days):
        jobs = _jobs(ground, draft, day)
        free = [int(kit) for kit in np.flatnonzero(ground.works[:, day])]
        for job in jobs:
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


def _jobs(ground: Ground, draft: Draft, day: int) -> list[_Job]:
    """Return the day's work as one job for each kit, mornings and afternoons of one unit together where possible."""
    found = [_Job(route=stops) for of, stops in draft.routes if of == day]
    halves: dict[int, list[int]] = {MORNING: [], AFTERNOON: []}
    for (place, of), session in draft.sessions.items():
        if of == day and session == WHOLE:
            found.append(_Job(sessions=[(place, WHOLE)], unit=int(ground.unit_of[place])))
        elif of == day:
            halves[session].append(place)
    mornings, afternoons = ({p: int(ground.unit_of[p]) for p in sorted(halves[h])} for h in (MORNING, AFTERNOON))
    for place, unit in mornings.items():
        pair = next((p for p, other in afternoons.items() if other == unit), None)
        job = _Job(sessions=[(place, MORNING)], unit=unit)
        if pair is not None:
            job.sessions.append((pair, AFTERNOON))
            del afternoons[pair]
        found.append(job)
    alone = [job for job in found if len(job.sessions) == 1 and job.sessions[0][1] == MORNING]
    for place, unit in afternoons.items():
        if alone:
            alone.pop().sessions.append((place, AFTERNOON))
        else:
            found.append(_Job(sessions=[(place, AFTERNOON)], unit=unit))
    return found


def _kit(job: _Job, free: list[int], last: dict[int, int], load: Counter[int], visits: Counter[int]) -> int:
    """Return the kit for a job: the one that was in this unit last, else the one that has done least."""
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
