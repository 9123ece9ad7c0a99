"""Who is reached on which day, so that the plan of `outcome` comes true person by person.

A schedule is one array a kind of event, giving for every resident the day it happens, or NEVER.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from toandan.record.ledger.words import Card, EId, Obstacle
from toandan.simulation.ages import Births, Flags
from toandan.simulation.draws import Floats, Ints, apportion_within, ranks_within
from toandan.simulation.opening import DUE_AGE
from toandan.simulation.outcome import LAST_DAY, Plan
from toandan.simulation.population import Residents

NEVER = -1
_MAKING_DAYS = 3
"""A card collected on one day is handed over three days later at the earliest, in this short campaign."""
_LATEST_NEW_CASE = LAST_DAY - 5
_WEEKDAYS = np.array([1.0, 1.05, 1.0, 1.05, 1.1, 0.8, 0.45])
_FOUND = {
    Obstacle.ABSENT: 0.38,
    Obstacle.WHEREABOUTS_UNKNOWN: 0.2,
    Obstacle.DATA_MISMATCH: 0.2,
    Obstacle.ABROAD: 0.12,
    Obstacle.REFUSED: 0.1,
}
_FOUND_SHARE, _PIPELINE_SHARE, _MOVED_SHARE, _DEAD_SHARE = 0.10, 0.22, 0.15, 0.02
_ACTIVATED_NEW, _ACTIVATED_OLD = 0.5, 0.2


def _never(size: int) -> Ints:
    return np.full(size, NEVER, dtype=np.int64)


@dataclass
class Schedule:
    """The day of each event for each resident; `moves_to` and `found` say where to, and which obstacle."""

    size: int
    of_age: Ints = field(init=False)
    collected: Ints = field(init=False)
    produced: Ints = field(init=False)
    delivered: Ints = field(init=False)
    obstacle: Ints = field(init=False)
    cleared: Ints = field(init=False)
    died: Ints = field(init=False)
    emigrated: Ints = field(init=False)
    moved: Ints = field(init=False)
    activated: Ints = field(init=False)
    found: Ints = field(init=False)
    moves_to: Ints = field(init=False)

    def __post_init__(self) -> None:
        for name in ("of_age", "collected", "produced", "delivered", "obstacle", "cleared"):
            setattr(self, name, _never(self.size))
        for name in ("died", "emigrated", "moved", "activated", "found", "moves_to"):
            setattr(self, name, _never(self.size))

    @property
    def leaves(self) -> Flags:
        """Who leaves the register during the campaign."""
        gone: Flags = (self.died != NEVER) | (self.emigrated != NEVER)
        return gone


class _Draft:
    """The working arrays while one city's schedule is drawn up."""

    def __init__(self, random: np.random.Generator, plan: Plan, people: Residents, day: date) -> None:
        self.random = random
        self.plan = plan
        self.day = day
        self.units = people.units
        self.births = people.births
        self.card = people.states // 1000 % 10
        self.eid = people.states // 100 % 10
        self.hindered = people.states % 100 != Obstacle.NONE.digit
        self.obstacle = people.states % 100
        self.making = (self.card == Card.APPLIED.digit) | (self.card == Card.PRODUCED.digit)
        self.due = self.making | (self.card == Card.DUE.digit)
        self.units_known = np.array([c.unit for c in plan.communes])
        self.order = np.argsort(self.units_known)
        ends = np.array([NEVER if c.complete_on is None else c.complete_on for c in plan.communes])
        self.commune = self.place_of(self.units)
        self.end = ends[self.commune]
        self.complete = self.end != NEVER
        self.out = Schedule(len(self.units))

    def place_of(self, units: Ints) -> Ints:
        """Return the position of each unit in the plan."""
        return self.order[np.searchsorted(self.units_known, units, sorter=self.order)]


def draw(seed: int, plan: Plan, people: Residents, day: date) -> Schedule:
    """Draw up the schedule of all residents for an order that begins on `day`."""
    draft = _Draft(np.random.default_rng([seed, 3]), plan, people, day)
    _birthdays(draft)
    _departures(draft)
    _hand_overs(draft)
    chosen = _chosen(draft)
    _cards(draft, chosen)
    _pipeline(draft, chosen)
    _obstacles_found(draft)
    _accounts(draft)
    return draft.out


def _birthdays(draft: _Draft) -> None:
    births: Births = draft.births
    young = np.flatnonzero((draft.card == Card.NOT_DUE.digit) & (births.years == draft.day.year - DUE_AGE))
    for offset in range(1, LAST_DAY + 1):
        today = draft.day + timedelta(days=offset)
        turning = young[(births.months[young] == today.month) & (births.days[young] == today.day)]
        draft.out.of_age[turning] = offset


def _departures(draft: _Draft) -> None:
    """Let some of the old prove dead, and in finished communes settle the hard cases that cannot get a card."""
    size, random, out = draft.out.size, draft.random, draft.out
    age = draft.births.age_on(draft.day)
    suspected = draft.due & ~draft.hindered & ~draft.complete & (age > 70) & (random.random(size) < _DEAD_SHARE)
    found_on = random.integers(1, LAST_DAY - 3, size)
    out.obstacle[suspected] = found_on[suspected]
    out.found[suspected] = Obstacle.SUSPECTED_DEAD.digit
    confirmed = suspected & (random.random(size) < 0.5)
    out.died[confirmed] = (found_on + 3)[confirmed]
    natural = (draft.card == Card.ISSUED.digit) & (random.random(size) < 2.5e-4 * np.clip((age - 50) / 12, 0, 4))
    out.died[natural] = random.integers(1, LAST_DAY + 1, size)[natural]
    abroad = draft.complete & draft.due & (draft.obstacle == Obstacle.ABROAD.digit) & (random.random(size) < 0.5)
    out.emigrated[abroad] = np.minimum(random.integers(2, LAST_DAY, size), np.maximum(draft.end - 1, 1))[abroad]


def _hand_overs(draft: _Draft) -> None:
    """Let units that found where absent people live hand them over; never into or out of a finished commune."""
    random, out = draft.random, draft.out
    absent = draft.due & ~draft.complete & ~out.leaves & (draft.obstacle == Obstacle.ABSENT.digit)
    movers = np.flatnonzero(absent & (random.random(out.size) < _MOVED_SHARE))
    open_units = np.array([c.unit for c in draft.plan.communes if c.complete_on is None])
    if not len(open_units):
        return
    target = random.choice(open_units, len(movers))
    movers, target = movers[target != draft.units[movers]], target[target != draft.units[movers]]
    out.moved[movers] = random.integers(3, LAST_DAY + 1, len(movers))
    out.moves_to[movers] = target


def _chosen(draft: _Draft) -> Flags:
    """Choose who holds a card in the end: everyone in finished communes, and just enough people elsewhere."""
    out = draft.out
    counted = (draft.due | (draft.card == Card.ISSUED.digit) | (out.of_age != NEVER)) & ~out.leaves
    at_end = draft.place_of(np.where(out.moves_to != NEVER, out.moves_to, draft.units))
    communes = len(draft.units_known)
    target = np.bincount(at_end[counted], minlength=communes)
    before = np.bincount(draft.commune[counted & (draft.card == Card.ISSUED.digit)], minlength=communes)
    new = counted & (draft.card != Card.ISSUED.digit)
    reachable = new & ~draft.complete & ~draft.hindered & (out.moved == NEVER) & (out.of_age <= _LATEST_NEW_CASE)
    reachable &= out.obstacle == NEVER
    room = np.minimum(np.bincount(draft.commune[reachable], minlength=communes), np.maximum(target - 1 - before, 0))
    wanted = _wanted(draft, target, before, room)
    chosen: Flags = (new & draft.complete) | _first_of_each(draft, reachable, wanted)
    return chosen


def _wanted(draft: _Draft, target: Ints, before: Ints, room: Ints) -> Ints:
    """Return how many people each unfinished commune reaches, so that its district ends at the planned share."""
    districts = np.array([c.district for c in draft.plan.communes])
    finished = np.array([c.complete_on is not None for c in draft.plan.communes])
    wanted = np.zeros(len(districts), dtype=np.int64)
    for code, share in draft.plan.final_share.items():
        open_ = (districts == code) & ~finished
        if not open_.any():
            continue
        done = target[(districts == code) & finished].sum() + before[open_].sum()
        missing = int(np.ceil(share * target[districts == code].sum())) - int(done)
        pace: Floats = room[open_] * draft.random.gamma(4.0, 0.25, int(open_.sum()))
        wanted[open_] = apportion_within(min(max(missing, 0), int(room[open_].sum())), pace, room[open_])
    return wanted


def _first_of_each(draft: _Draft, reachable: Flags, wanted: Ints) -> Flags:
    """Take from each commune as many as wanted: cards that are ready first, then papers handed in, then by chance."""
    rows = np.flatnonzero(reachable)
    stage = np.select([draft.card[rows] == Card.PRODUCED.digit, draft.making[rows]], [0.0, 1.0], 2.0)
    rows = rows[np.argsort(stage + draft.random.random(len(rows)), kind="stable")]
    taken = rows[ranks_within(draft.commune[rows]) < wanted[draft.commune[rows]]]
    chosen = np.zeros(draft.out.size, dtype=bool)
    chosen[taken] = True
    return chosen


def _cards(draft: _Draft, chosen: Flags) -> None:
    """Spread the handing over of cards on the days, then go back to when papers were collected and cards made."""
    out, size = draft.out, draft.out.size
    same_day = chosen & draft.complete & (out.of_age != NEVER)
    day = draft.random.choice(LAST_DAY + 1, size=size, p=_day_weights(draft.day))
    latest = np.where(draft.complete, draft.end, LAST_DAY)
    earliest = np.where(draft.making, 0, _MAKING_DAYS) + np.maximum(out.of_age, 0)
    span = np.maximum(latest - earliest + 1, 1)
    delivered = np.where((day < earliest) | (day > latest), earliest + day % span, day)
    delivered = np.where(same_day, out.of_age, delivered)
    lag = draft.random.integers(_MAKING_DAYS, _MAKING_DAYS + 3, size)
    collected = np.where(same_day, out.of_age, np.maximum(delivered - lag, np.maximum(out.of_age, 0)))
    produced = np.where(
        same_day, out.of_age, np.minimum(np.maximum(delivered - 1, 0), np.maximum(delivered, collected))
    )
    out.delivered[chosen] = delivered[chosen]
    new = chosen & ~draft.making
    out.collected[new] = collected[new]
    unmade = chosen & (draft.card != Card.PRODUCED.digit)
    out.produced[unmade] = np.maximum(produced, out.collected)[unmade]
    settled = new & draft.hindered
    out.cleared[settled] = collected[settled]


def _day_weights(day: date) -> Floats:
    days = np.arange(LAST_DAY + 1)
    weights = _WEEKDAYS[(day.weekday() + days) % 7] * (1 + 0.04 * days)
    weights[0] *= 0.3
    return np.asarray(weights / weights.sum())


def _pipeline(draft: _Draft, chosen: Flags) -> None:
    """Collect the papers of people whose card will be handed over after the last day."""
    out = draft.out
    waiting = draft.due & ~chosen & ~draft.complete & ~draft.hindered & ~draft.making & (out.obstacle == NEVER)
    waiting &= draft.random.random(out.size) < _PIPELINE_SHARE
    collected = draft.random.integers(_LATEST_NEW_CASE - 1, LAST_DAY + 1, out.size)
    out.collected[waiting] = collected[waiting]
    made = waiting & (collected + _MAKING_DAYS <= LAST_DAY)
    out.produced[made] = (collected + _MAKING_DAYS)[made]


def _obstacles_found(draft: _Draft) -> None:
    out = draft.out
    idle = (draft.card == Card.DUE.digit) & ~draft.hindered & ~draft.complete & (out.collected == NEVER)
    idle &= (out.obstacle == NEVER) & (draft.random.random(out.size) < _FOUND_SHARE)
    reasons = np.array([reason.digit for reason in _FOUND])
    drawn = draft.random.choice(reasons, size=out.size, p=np.array(list(_FOUND.values())))
    out.obstacle[idle] = draft.random.integers(1, LAST_DAY + 1, out.size)[idle]
    out.found[idle] = drawn[idle]


def _accounts(draft: _Draft) -> None:
    """Let holders activate their account at guidance sessions; an account is granted with the card."""
    out, size = draft.out, draft.out.size
    later = out.delivered + draft.random.integers(0, 4, size)
    new = (out.delivered != NEVER) & (later <= LAST_DAY) & (draft.random.random(size) < _ACTIVATED_NEW)
    out.activated[new] = later[new]
    old = (draft.card == Card.ISSUED.digit) & (draft.eid == EId.GRANTED.digit) & (out.died == NEVER)
    old &= draft.random.random(size) < _ACTIVATED_OLD
    out.activated[old] = draft.random.choice(LAST_DAY + 1, size=size, p=_day_weights(draft.day))[old]
