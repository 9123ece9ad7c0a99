"""Learns how fast units work: weekdays, pace, how pace falls as few are left, and how much days differ.

A unit's people per day are counts around a level that drifts: a gamma–Poisson model whose past is discounted, as in
West and Harrison's dynamic models. The level is multiplied by the weekday's weight and by the share still left, raised
to a power between nought and one and a half: 0 is a unit limited by its kits, 1 one limited by whom it still finds. How
likely each power and each memory is, is weighed by how well it would have foreseen each day from the days before. Units
of a group start from the group's pace per person and share spread and ways, so that small ones borrow strength; all
units share the weekdays.

Where it is known what sessions are planned, a part of the level follows them; how large a part, none included, is one
more thing that is weighed by how well it would have foreseen the days so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from toandan.ground.forecast.plans import differences
from toandan.ground.forecast.words import Floats, Ints, Work

_POWERS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
_MEMORIES = ((0.65, 0.04), (0.9, 0.01))
"""What a day's knowledge is worth one day later, and how far a level that forgets so fast wanders in a day (standard
deviation of its logarithm): an unsteady pace that is foreseen from a few days, a steady one from two weeks."""
_FOLLOWING = (0.0, 0.35, 0.7)
"""The part of a unit's work that may follow its sessions; the rest is done at counters, whatever is planned."""
_PRIOR_DAYS = 2.0
_WEEKDAY_DAYS = 2.0
_LEAST_SPREAD, _MOST_SPREAD = 0.005, 1.5
_TRUST = 0.8
"""Days in a row resemble each other, so that each tells less about the power than it would by itself."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of foreseeing, four arrays beside each other: a power, a memory with its drift, and the part of the
    work that follows the sessions. Whoever knows no plan has no such part to weigh."""

    powers: Floats
    memories: Floats
    drifts: Floats
    following: Floats


def ways_of(following: Sequence[float]) -> Ways:
    """Return every combination of a power, a memory and a part that follows the sessions."""
    every = [(power, *memory, part) for part in following for power in _POWERS for memory in _MEMORIES]
    return Ways(*np.array(every).T)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Gamma shapes and rates of each unit's level (ways × units), how likely the ways are (ways × units), the
    weights of the seven weekdays, and the spread of each unit's days: their variance is mean + spread · mean²."""

    ways: Ways
    shapes: Floats
    rates: Floats
    likely: Floats
    weekdays: Floats
    spread: Floats


def learn(work: Work) -> Learnt:
    """Learn from what has been done; a series without a day of work is met with the prior alone."""
    daily = work.daily.astype(np.float64)
    ways, differ = ways_of((0.0,)), np.zeros(daily.shape)
    if work.plan is not None:
        ways, differ = ways_of(_FOLLOWING), differences(work.plan, work.groups)[0]
    weekdays = weekday_weights(daily.sum(axis=0), work)
    spread = np.full(len(work.targets), 0.1)
    for _round in range(2):
        shapes, rates, evidence, spread = _filtered(_Past(work, daily, weekdays, ways, differ), spread)
        likely = _likely(work, evidence)
        if work.plan is not None:
            # Sessions keep to weekdays too; what they explain is not to be told of the weekday once more.
            part = (likely * ways.following[:, None]).sum(axis=0)[:, None]
            weekdays = weekday_weights((daily / (1 + part * differ)).sum(axis=0), work)
    return Learnt(ways, shapes, rates, likely, weekdays, spread)


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
    """Weigh the weekdays by the work of all units together, against the mean of the week around each day."""
    days = [work.first + timedelta(days=at + 1) for at in range(len(total))]
    ratios: list[list[float]] = [[] for _ in range(7)]
    for at, day in enumerate(days):
        around = total[max(0, at - 3) : at + 4]
        if len(around) == 7 and around.sum() > 0 and day not in work.holidays:
            ratios[day.weekday()].append(float(total[at] / around.mean()))
    weights = np.array([(sum(r) + _WEEKDAY_DAYS) / (len(r) + _WEEKDAY_DAYS) for r in ratios])
    scaled: Floats = weights / weights.mean()
    return scaled


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


def _filtered(past: _Past, spread: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Go through the days once; return shapes and rates, the evidence of each way, and the spread of the days."""
    work, daily, weekdays = past.work, past.daily, past.weekdays
    units, length = daily.shape
    ways = len(past.ways.powers)
    days = [work.first + timedelta(days=at + 1) for at in range(length)]
    weights = weights_of(days, weekdays, work.holidays)
    start = _start(work, daily, weights)
    # A day tells the less about the level the more days differ; what is known beforehand is weighed in such days.
    known = _PRIOR_DAYS / (1 + spread * start)
    shapes, rates = np.tile(start * known, (ways, 1)), np.tile(known, (ways, 1))
    evidence, squares, means = np.zeros_like(shapes), np.zeros(units), np.zeros(units)
    left = np.maximum(work.targets[:, None] - work.done[:, :-1], 0).astype(np.float64)
    for at in range(length):
        exposed = past.exposed(at, left[:, at], weights[at])
        mean = np.maximum(shapes / rates * exposed, 1e-9)
        variance = mean + (spread + 1 / np.maximum(shapes, 1e-3)) * mean**2
        gone_by = (daily[:, at] - mean) ** 2
        open_units = left[:, at] > 0
        evidence += np.where(open_units, -0.5 * (np.log(variance) + gone_by / variance), 0.0)
        usual = mean.mean(axis=0)
        unsure = usual**2 / np.maximum(shapes.mean(axis=0), 1e-3)
        squares += np.where(open_units, (daily[:, at] - usual) ** 2 - usual - unsure, 0.0)
        means += np.where(open_units, usual**2, 0.0)
        told = np.where(open_units, 1 / (1 + spread * mean), 0.0)
        keep = past.ways.memories[:, None]
        shapes, rates = keep * shapes + told * daily[:, at], keep * rates + told * exposed
    return shapes, rates, evidence, _spread(work.groups, squares, means)


def _start(work: Work, daily: Floats, weights: Floats) -> Floats:
    """Return a level for each unit to start from: its share of what its group did a day, by people of the target."""
    start = np.full(len(work.targets), 1e-3)
    for group in np.unique(work.groups):
        here = work.groups == group
        pace = (daily[here].sum() + 0.5) / max(weights.sum(), 1.0) / max(work.targets[here].sum(), 1)
        start[here] = np.maximum(pace * work.targets[here], 1e-3)
    return start


def _spread(groups: Ints, squares: Floats, means: Floats) -> Floats:
    """Estimate by moments how much days differ beyond chance and beyond what is not known, a figure for each group."""
    spread = np.zeros(len(groups))
    for group in np.unique(groups):
        here = groups == group
        spread[here] = np.clip(squares[here].sum() / max(means[here].sum(), 1e-9), _LEAST_SPREAD, _MOST_SPREAD)
    return spread
