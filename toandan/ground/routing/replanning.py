"""Planning anew after a kit broke or turnout fell, changing no more than it is worth (lập lại phương án).

Today and what is announced for the next two days stay, unless the kit is gone. Every other session that was announced
has a price for being changed. What gains little beside just keeping what can be kept is not worth the telephone calls.
"""

from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from toandan.ground.routing import greedy, sessions
from toandan.ground.routing.assembling import Part, assemble, part
from toandan.ground.routing.bound import NOTHING_PROVEN, Items, Tight, least
from toandan.ground.routing.checking import check
from toandan.ground.routing.choosing import without
from toandan.ground.routing.drafts import (
    AFTERNOON,
    MORNING,
    WHOLE,
    Draft,
    attendance,
    missed,
    reached,
    unit_people,
    value,
)
from toandan.ground.routing.insertion import fits
from toandan.ground.routing.naming import Wishes
from toandan.ground.routing.planner import PROVING, basis
from toandan.ground.routing.pools import Ground, Ints, grounds
from toandan.ground.routing.pricing import closer
from toandan.ground.routing.tightening import tighten
from toandan.ground.routing.versions import version
from toandan.ground.routing.words import HalfDays, Instance, Kit, Plan, Session, Shift, Unsolved, announced

UNSOLVED = 0.1
"""The part of the time asked for that is left to what no solver does, so that all of it keeps to that time."""
FROZEN_DAYS = 2
"""Days after today whose announced sessions stay."""
PRICE, PRICE_SOON, SOON_DAYS = 2.0, 5.0, 3
"""People a changed session must be made up for; more where people were told lately."""
LEAST_GAIN = 1.0
"""Per cent under which a new plan is not worth its changes."""
_FROZEN = 10_000.0
_EPS = 1e-6
_HALVES = {Shift.AM: MORNING, Shift.PM: AFTERNOON, Shift.DAY: WHOLE}
_FAILURES = (ImportError, RuntimeError, ValueError, OSError)


class Change(StrEnum):
    """What becomes of a session."""

    KEPT = "kept"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Line:
    """One session's change; `people` are gained, or lost when negative. Who runs the place is to be telephoned."""

    change: Change
    place: str
    before: Session | None
    after: Session | None
    people: float


@dataclass(frozen=True, slots=True)
class Replan:
    """A new plan from today on beside the one that only keeps what can be kept; `worth` says which is proposed.

    A new plan is worth its changes when it gains `LEAST_GAIN`, visits more homes, or leaves fewer units behind.
    """

    plan: Plan
    kept: Plan
    lines: tuple[Line, ...]
    retimed: tuple[str, ...]
    gain_pct: float
    worth: bool


def from_today(instance: Instance, today: int, old: Plan, visited: Collection[str] | None = None) -> Instance:
    """Return the task that is left: nothing before today, nobody who has been `visited`.

    Where nobody says who was (None), everybody is taken to be visited whom the old plan sent somebody to before today.
    `today` is below nought before the first day.
    """
    past = frozenset(range(today))
    pools = tuple(
        replace(pool, kits=tuple(Kit(kit.code, kit.off_days | past) for kit in pool.kits)) for pool in instance.pools
    )
    places = tuple(replace(p, open=HalfDays(half for half in p.open if half >= 2 * today)) for p in instance.places)
    if visited is None:
        visited = {stop.home for route in old.routes if route.day < today for stop in route.stops}
    done = frozenset(visited)
    homes = tuple(home for home in instance.homes if home.code not in done)
    return replace(instance, pools=pools, places=places, homes=homes)


def replan(
    instance: Instance, old: Plan, *, today: int, seconds: float, visited: Collection[str] | None = None
) -> Replan:
    """Return the plan from `today` on; the instance says what is known now: counts, turnout, kits that are gone.

    `visited` are the homes that are done; None where only the old plan tells, as in `from_today`.
    """
    left = from_today(instance, today, old, visited)
    on, share = basis(left), seconds / max(1, len(left.pools))
    kept_parts: list[Part] = []
    new_parts: list[Part] = []
    fairer = False
    for ground in grounds(left, old.loans):
        keeper = _Keeper(ground, old, today)
        kept = keeper.kept()
        new = keeper.anew(kept, share * (1 - PROVING - UNSOLVED))
        fairer = fairer or keeper.behind(new) < keeper.behind(kept)
        of = on.items[ground.pool.code]
        tight = _closely(ground, of, new, share)
        new_parts.append(replace(part(ground, new, keeper.wishes), tight=tight, failed=keeper.failed))
        if missed(ground, kept) != missed(ground, new):
            # What is proven of those who keep the new one's promises says nothing of this one.
            tight = least(Tight(tight.value, None), closer(ground, of, kept))
        kept_parts.append(replace(part(ground, kept, keeper.wishes), tight=tight))
    kept_plan, new_plan = (
        replace(assemble(parts, old.loans, on.closed(left, parts), version=version(left), seconds=0.0), engine=engine)
        for parts, engine in ((kept_parts, "kept"), (new_parts, "replanned"))
    )
    gain = 100 * (new_plan.value - kept_plan.value) / max(kept_plan.value, 1.0)
    worth = gain >= LEAST_GAIN or fairer or new_plan.homes_served > kept_plan.homes_served
    # The judge has the last word: what it refuses is never proposed where there is another.
    wrong = check(left, new_plan) if worth else []
    if wrong:
        worth, kept_plan = False, without(kept_plan, Unsolved.REFUSED, wrong[0].breach.value, wrong[0].item)
    chosen = new_plan if worth else kept_plan
    return Replan(new_plan, kept_plan, changes(old, chosen, today), _retimed(old, chosen, today), round(gain, 2), worth)


def _closely(ground: Ground, of: Items, draft: Draft, seconds: float) -> Tight:
    """Return what no plan of a pool exceeds, and none that keeps this one's promises, proven in half their time each.

    Where kits may be lent no pool's own bound holds.
    """
    proven = NOTHING_PROVEN
    with suppress(*_FAILURES):
        proven = tighten(ground, missed(ground, draft), seconds=seconds * PROVING / 2)
    return least(proven, closer(ground, of, draft))


class _Keeper:
    """Knows what of an old plan can still be carried out in one pool."""

    def __init__(self, ground: Ground, old: Plan, today: int) -> None:
        self.ground, self.today, self.failed = ground, today, ""
        kits = {kit.code: n for n, kit in enumerate(ground.kits)}
        places = {place.code: n for n, place in enumerate(ground.places)}
        homes = {home.code: n for n, home in enumerate(ground.homes)}
        self.old: dict[tuple[int, int], int] = {}
        self.routes: list[tuple[int, list[int]]] = []
        self.wishes: Wishes = {}
        self.had = np.zeros(len(ground.pool.units))
        for session in old.sessions:
            place, kit = places.get(session.place), kits.get(session.kit)
            if place is not None and session.day < today and announced(session.expected):
                self.had[ground.unit_of[place]] += session.expected
            # What was never announced binds nobody: it is neither frozen nor has a price.
            if place is None or kit is None or not announced(session.expected) or not self._can(kit, session.day):
                continue
            halves = _HALVES[session.shift]
            if all(ground.open[place, session.day, half] for half in (0, 1) if halves & (1 << half)):
                self.old[place, session.day] = halves
                self.wishes[place, session.day] = kit
        may = ground.may()
        for route in old.routes:
            kit = kits.get(route.kit)
            if kit is not None and self._can(kit, route.day):
                stops = [homes[stop.home] for stop in route.stops if stop.home in homes]
                stops = [home for home in stops if may[home, route.day]]
                if stops and fits(ground, stops):
                    self.routes.append((route.day, stops))
                    self.wishes[-1 - stops[0], route.day] = kit

    def _can(self, kit: int, day: int) -> bool:
        return self.today <= day < self.ground.days and bool(self.ground.works[kit, day])

    def kept(self) -> Draft:
        """Return the old plan without what can no longer be done."""
        return Draft(dict(self.old), [(day, list(stops)) for day, stops in self.routes])

    def anew(self, kept: Draft, seconds: float) -> Draft:
        """Return the new draft: kept visits, further ones for who lost theirs, and sessions with a price for change."""
        ground, frozen = self.ground, self._frozen()
        draft = Draft(dict(frozen), [(day, list(stops)) for day, stops in self.routes])
        # Whoever lost a visit gets it on a day that is free, and only then in the place of a session.
        for held in (self.old, frozen):
            free = np.maximum(ground.kit_days - self._busy(held), draft.home_days(ground.days))
            greedy.visit(ground, draft, free, price=0.0)
        for key, halves in sorted(self.old.items(), key=lambda one: one[0][1]):
            trial = Draft(draft.sessions | {key: halves}, draft.routes)
            if (self._busy(trial.sessions) + trial.home_days(ground.days) <= ground.kit_days).all():
                draft.sessions = trial.sessions
        greedy.fill(ground, draft, keep=self.old)
        bonus = {(p, d, halves): self._price(p, d) for (p, d), halves in self.old.items()}
        visits = draft.home_days(ground.days)
        try:
            found = sessions.solve(
                ground, seconds=max(seconds, 1.0), visits=visits, bonus=bonus, start=draft.sessions, gap=0.002
            )
        except _FAILURES as error:
            found, self.failed = None, type(error).__name__
        drafts = [draft, kept]
        if found:
            other = Draft(found.sessions, draft.routes)
            greedy.fill(ground, other, keep=self.old)
            drafts.append(other)
        return max(drafts, key=lambda one: self._rank(one, bonus))

    def _rank(self, one: Draft, bonus: dict[tuple[int, int, int], float]) -> tuple[int, int, float]:
        """Rank by homes, then by units that get their floor, then by value and what changes cost."""
        ground = self.ground
        return len(one.visited()), -self.behind(one), value(ground, one) + self._kept_price(one, bonus)

    def behind(self, one: Draft) -> int:
        """Return how many units stay below their floor with what they had before today.

        Of the people who remain alone a unit that was served first would look left behind.
        """
        got = self.had + reached(self.ground, attendance(self.ground, one.sessions))
        return int((got < self.ground.params.fairness_floor * (unit_people(self.ground) + self.had) - _EPS).sum())

    def _frozen(self) -> dict[tuple[int, int], int]:
        return {key: halves for key, halves in self.old.items() if key[1] <= self.today + FROZEN_DAYS}

    def _price(self, _place: int, day: int) -> float:
        if day <= self.today + FROZEN_DAYS:
            return _FROZEN
        return PRICE_SOON if day <= self.today + SOON_DAYS else PRICE

    def _kept_price(self, draft: Draft, bonus: dict[tuple[int, int, int], float]) -> float:
        return sum(bonus.get((p, d, halves), 0.0) for (p, d), halves in draft.sessions.items())

    def _busy(self, held: dict[tuple[int, int], int]) -> Ints:
        """Return the kits that sessions take on each day."""
        halves = np.zeros((self.ground.days, 2), dtype=np.int64)
        for (_place, day), session in held.items():
            halves[day, 0] += session & 1
            halves[day, 1] += session >> 1
        found: Ints = halves.max(axis=1)
        return found


def changes(old: Plan, new: Plan, today: int) -> tuple[Line, ...]:
    """Return what becomes of every announced session from today on: kept, moved to another time, cancelled, or new."""
    before = {(s.place, s.day, s.shift): s for s in old.sessions if s.day >= today and announced(s.expected)}
    after = {(s.place, s.day, s.shift): s for s in new.sessions}
    lines = [
        Line(Change.KEPT, s.place, before[key], s, round(s.expected - before[key].expected, 2))
        for key, s in after.items()
        if key in before
    ]
    spare = defaultdict(list)
    for key, session in after.items():
        if key not in before:
            spare[session.place].append(session)
    for key, session in before.items():
        if key not in after:
            other = spare[session.place].pop(0) if spare[session.place] else None
            people = (other.expected if other else 0.0) - session.expected
            kind = Change.MOVED if other else Change.CANCELLED
            lines.append(Line(kind, session.place, session, other, round(people, 2)))
    lines += [Line(Change.NEW, s.place, None, s, s.expected) for rest in spare.values() for s in rest]
    return tuple(sorted(lines, key=lambda line: ((line.before or line.after or _NONE).day, line.place)))


_NONE = Session("", "", 0, Shift.DAY, 0.0)


def _retimed(old: Plan, new: Plan, today: int) -> tuple[str, ...]:
    """Return the homes whose visit is on another day, or no longer planned."""
    before = {stop.home: route.day for route in old.routes if route.day >= today for stop in route.stops}
    after = {stop.home: route.day for route in new.routes for stop in route.stops}
    return tuple(sorted(home for home, day in before.items() if after.get(home) != day))
