"""Learns how fast units work: weekdays, pace, how pace falls as few are left, and how much days differ.

A unit's people per day are counts around a level that drifts: a gamma–Poisson model whose past is discounted, as in
West and Harrison's dynamic models. The level is multiplied by the weekday's weight and by the share still left, raised
to a power between nought and one and a half: 0 is a unit limited by its kits, 1 one limited by whom it still finds. How
likely each power and each memory is, is weighed by how well it would have foreseen each day from the days before. Units
of a group start from the group's pace per person and share spread and ways, so that small ones borrow strength; all
units share the weekdays.

A campaign may gather speed or tire. How fast it does is one more thing that is weighed so; it dies away over the days
ahead, as in Gardner and McKenzie's damped trend (1985), because nothing gathers speed for ever.

A unit may stand still for some days, when its kit is broken or its crew called away: how likely it did on each day is
worked out beside the level, which learns nothing from such days, and how often units of a group do is learnt from all.

Where it is known what sessions are planned, a part of the level follows them; how large a part, none included, is one
more thing that is weighed by how well it would have foreseen the days so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from toandan.ground.forecast.plans import differences
from toandan.ground.forecast.words import Bools, Floats, Ints, Work

_POWERS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
_MEMORIES = ((0.65, 0.04), (0.9, 0.01))
"""What a day's knowledge is worth one day later, and how far a level that forgets so fast wanders in a day (standard
deviation of its logarithm): an unsteady pace that is foreseen from a few days, a steady one from two weeks."""
_GROWTHS = (-0.015, 0.0, 0.02, 0.06)
"""How much a level may grow or fall in a day: a campaign that tires, keeps its pace, or gathers speed."""
GROWTH_LASTS = 0.85
"""What is left of such growth one day later."""
_FOLLOWING = (0.0, 0.35, 0.7)
"""The part of a unit's work that may follow its sessions; the rest is done at counters, whatever is planned."""
_PRIOR_DAYS = 2.0
_WEEK = 7
_WEEKDAY_DAYS = 2.0
"""What is known of a weekday of one unit beforehand, in days: nothing more than that weekdays are alike."""
_BEYOND_CHANCE = 0.15
"""The part of a day's difference that all units share, so that even many units together do not tell it from chance."""
_LEAST_OF_WEEK = 0.2
"""A week at either end is never taken for less than this part of the mean one."""
_LEAST_SPREAD, _MOST_SPREAD = 0.005, 1.5
_LEAST_STOPS, _STOP_DAYS = 0.002, 150.0
"""How often a unit stops where nothing tells, a day, and what that is worth beside what its group tells, in days."""
STOP_LASTS = 3.5
"""Days a stop lasts in the mean: a broken kit, a flood, a crew called away."""
_FOR_GOOD = 0.1
"""How many fall to little for good beside those that stop for some days; the longer it lasts, the likelier it is."""
STOPPED = 0.25
"""The part of its work a stopped unit still does."""
_TRUST = 0.8
"""Days in a row resemble each other, so that each tells less about the power than it would by itself."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of foreseeing, five arrays beside each other: a power, a memory with its drift, growth a day, and the
    part of the work that follows the sessions. Whoever knows no plan has no such part to weigh."""

    powers: Floats
    memories: Floats
    drifts: Floats
    growths: Floats
    following: Floats


def ways_of(following: Sequence[float]) -> Ways:
    """Return every combination of a power, a memory, a growth and a part that follows the sessions."""
    every = product(_POWERS, _MEMORIES, _GROWTHS, following)
    return Ways(*np.array([(power, *memory, growth, part) for power, memory, growth, part in every]).T)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Gamma shapes and rates of each unit's level (ways × units), how likely the ways are (ways × units), the
    weights of the seven weekdays, and the spread of each unit's days: their variance is mean + spread · mean².
    `stops` is how likely each unit stops on a day, `stopped` how likely it stood still on the last one."""

    ways: Ways
    shapes: Floats
    rates: Floats
    likely: Floats
    weekdays: Floats
    spread: Floats
    stops: Floats
    stopped: Floats


def learn(work: Work) -> Learnt:
    """Learn from what has been done; a series without a day of work is met with the prior alone."""
    daily = work.daily.astype(np.float64)
    ways, differ = ways_of((0.0,)), np.zeros(daily.shape)
    if work.plan is not None:
        ways, differ = ways_of(_FOLLOWING), differences(work.plan, work.groups)[0]
    weekdays = weekday_weights(daily.sum(axis=0), work)
    known = _Known(np.full(len(work.targets), 0.1), np.full(len(work.targets), 0.01))
    for _round in range(2):
        shapes, rates, evidence, stopped, known = _filtered(_Past(work, daily, weekdays, ways, differ), known)
        likely = _likely(work, evidence)
        if work.plan is not None:
            # Sessions keep to weekdays too; what they explain is not to be told of the weekday once more.
            part = (likely * ways.following[:, None]).sum(axis=0)[:, None]
            weekdays = weekday_weights((daily / (1 + part * differ)).sum(axis=0), work)
    return Learnt(ways, shapes, rates, likely, weekdays, known.spread, known.stops, stopped)


def _likely(work: Work, evidence: Floats) -> Floats:
    """Return how likely each way is for each unit; units of a group share what their days tell."""
    pooled = np.zeros_like(evidence)
    for group in np.unique(work.groups):
        here = work.groups == group
        pooled[:, here] = evidence[:, here].sum(axis=1, keepdims=True) / np.sqrt(here.sum())
    likely = np.exp(_TRUST * (pooled - pooled.max(axis=0)))
    return np.asarray(likely / likely.sum(axis=0))


def weights_of(days: list[date], weekdays: Floats, holidays: frozenset[date]) -> Floats:
    """Return the weight of each day; a holiday is worked like the weakest weekday."""
    return np.array([weekdays.min() if day in holidays else weekdays[day.weekday()] for day in days])


def weekday_weights(total: Floats, work: Work) -> Floats:
    """Weigh the weekdays by the work of all units together, against the mean of the week around each day.

    The more units are together, the less of a day's difference is chance, and the more is believed of it.
    """
    days = [work.first + timedelta(days=at + 1) for at in range(len(total))]
    ratios: list[list[float]] = [[] for _ in range(7)]
    for day, made, usual in zip(days, total, _weeks_around(total), strict=True):
        if usual > 0 and day not in work.holidays:
            ratios[day.weekday()].append(float(made / usual))
    worth = _WEEKDAY_DAYS * (_BEYOND_CHANCE + (1 - _BEYOND_CHANCE) / max(len(work.targets), 1))
    weights = np.array([(sum(r) + worth) / (len(r) + worth) for r in ratios])
    scaled: Floats = weights / weights.mean()
    return scaled


def _weeks_around(total: Floats) -> Floats:
    """Return the mean of the week around each day; noughts where there is no whole week at all.

    The first and the last three days have no whole week around them and lie on the line through the weeks beside them.
    Were they left out, a fortnight would tell nothing of its weekends, and what weekends do would be taken for chance.
    """
    if len(total) < _WEEK or not total.any():
        return np.zeros(len(total))
    weeks = np.convolve(total, np.full(_WEEK, 1 / _WEEK), "valid")
    span, away = min(_WEEK, len(weeks)) - 1, np.arange(1, _WEEK // 2 + 1)
    first, last = (weeks[span] - weeks[0], weeks[-1] - weeks[-1 - span]) / np.maximum(span, 1)
    around = np.concatenate([weeks[0] - first * away[::-1], weeks, weeks[-1] + last * away])
    return np.asarray(np.maximum(around, _LEAST_OF_WEEK * weeks.mean()))


@dataclass(frozen=True, slots=True)
class _Known:
    """How much days differ and how likely a unit stops on a day, a figure for each unit."""

    spread: Floats
    stops: Floats


@dataclass(frozen=True, slots=True)
class _Past:
    """What is learnt from: the work, people per unit and day, weekdays, ways, and how sessions differed from usual."""

    work: Work
    daily: Floats
    weekdays: Floats
    ways: Ways
    differ: Floats

    def exposed(self, at: int, left: Floats, weight: float) -> Floats:
        """Return what the level of each way and unit is multiplied by on a day."""
        share = left / np.maximum(self.work.targets, 1)
        sessions = 1 + self.ways.following[:, None] * self.differ[None, :, at]
        exposed: Floats = weight * share[None, :] ** self.ways.powers[:, None] * sessions
        return exposed


def _filtered(past: _Past, known: _Known) -> tuple[Floats, Floats, Floats, Floats, _Known]:
    """Go through the days once; return shapes, rates, the evidence of each way, who stands still, and what is known."""
    work, daily = past.work, past.daily
    weights = weights_of(
        [work.first + timedelta(days=at + 1) for at in range(daily.shape[1])], past.weekdays, work.holidays
    )
    start = _start(work, daily, weights)
    # A day tells the less about the level the more days differ; what is known beforehand is weighed in such days.
    worth = _PRIOR_DAYS / (1 + known.spread * start)
    ways, grown = len(past.ways.powers), np.exp(past.ways.growths)[:, None]
    shapes, rates = np.tile(start * worth, (ways, 1)), np.tile(worth, (ways, 1))
    evidence, told = np.zeros_like(shapes), _Told.nothing(len(start))
    left = np.maximum(work.targets[:, None] - work.done[:, :-1], 0).astype(np.float64)
    for at in range(daily.shape[1]):
        exposed = past.exposed(at, left[:, at], weights[at])
        mean = np.maximum(shapes / rates * exposed, 1e-9)
        goes = told.day(daily[:, at], mean.mean(axis=0), shapes.mean(axis=0), left[:, at] > 0, known)
        variance = mean + (known.spread + 1 / np.maximum(shapes, 1e-3)) * mean**2
        evidence += goes * -0.5 * (np.log(variance) + (daily[:, at] - mean) ** 2 / variance)
        seen, keep = goes / (1 + known.spread * mean), past.ways.memories[:, None]
        shapes, rates = keep * shapes + seen * daily[:, at], (keep * rates + seen * exposed) / grown
    return shapes, rates, evidence, told.stopped, told.known(work.groups)


@dataclass(slots=True)
class _Told:
    """What the days tell of spread and stops while they are gone through, a figure for each unit."""

    stopped: Floats
    lasted: Floats
    begun: Floats
    watched: Floats
    squares: Floats
    means: Floats

    @classmethod
    def nothing(cls, units: int) -> "_Told":
        """Return what is told before the first day."""
        return cls(*(np.zeros(units) for _ in range(6)))

    def day(self, did: Floats, usual: Floats, sure: Floats, still: Bools, known: _Known) -> Floats:
        """Take in what each unit did on a day; return how likely it was at work, 0 for who is complete.

        `sure` is the gamma shape of the level: how many people it is known from.
        """
        unsure = usual**2 / np.maximum(sure, 1e-3)
        before = self.stopped
        now = _stopped(did, usual, known.spread * usual**2 + unsure, before, known.stops)
        self.lasted = now * (self.lasted + 1)
        now *= _passing(self.lasted)
        self.stopped = np.where(still, now, before)
        goes = np.where(still, 1 - now, 0.0)
        self.begun += np.where(still, now * (1 - before), 0.0)
        self.watched += np.where(still, 1 - before, 0.0)
        self.squares += goes * ((did - usual) ** 2 - usual - unsure)
        self.means += goes * usual**2
        return goes

    def known(self, groups: Ints) -> _Known:
        """Return the spread, by moments beyond chance and what is not known, and how often units of a group stop."""
        often = (_summed(groups, self.begun) + _LEAST_STOPS * _STOP_DAYS) / (_summed(groups, self.watched) + _STOP_DAYS)
        spread = _summed(groups, self.squares) / np.maximum(_summed(groups, self.means), 1e-9)
        return _Known(np.clip(spread, _LEAST_SPREAD, _MOST_SPREAD), often)


def _passing(lasted: Floats) -> Floats:
    """Return how likely what has lasted so many days is a stop that passes, not a pace that has fallen for good."""
    still = (1 - 1 / STOP_LASTS) ** np.maximum(lasted - 1, 0)
    return np.asarray(still / (still + _FOR_GOOD))


def _summed(groups: Ints, values: Floats) -> Floats:
    """Return for each unit the sum over its group."""
    _names, which = np.unique(groups, return_inverse=True)
    return np.asarray(np.bincount(which, weights=values)[which])


def _stopped(did: Floats, usual: Floats, beyond: Floats, before: Floats, stops: Floats) -> Floats:
    """Return how likely each unit stood still on a day; `beyond` is the variance of what it did beyond chance."""
    known = before * (1 - 1 / STOP_LASTS) + (1 - before) * stops

    def log(part: float) -> Floats:
        variance = part * usual + part**2 * beyond + 0.25
        return np.asarray(-0.5 * (np.log(variance) + (did - part * usual) ** 2 / variance))

    odds = np.exp(np.clip(log(1.0) - log(STOPPED), -50, 50)) * (1 - known) / np.maximum(known, 1e-9)
    return np.asarray(1 / (1 + odds))


def _start(work: Work, daily: Floats, weights: Floats) -> Floats:
    """Return a level for each unit to start from: its share of what its group did a day, by people of the target."""
    start = np.full(len(work.targets), 1e-3)
    for group in np.unique(work.groups):
        here = work.groups == group
        pace = (daily[here].sum() + 0.5) / max(weights.sum(), 1.0) / max(work.targets[here].sum(), 1)
        start[here] = np.maximum(pace * work.targets[here], 1e-3)
    return start
