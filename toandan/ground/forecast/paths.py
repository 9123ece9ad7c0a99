"""Draws ways the coming days may go, and reads days, bands and probabilities off them (đường dự báo)."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from toandan.ground.forecast.model import GROWTH_LASTS, STOP_LASTS, STOPPED, Learnt, weights_of
from toandan.ground.forecast.plans import differences
from toandan.ground.forecast.words import DayBand, Floats, Ints, Outlook, Paths, Work

MANY = 400
_COMMON_DRIFT = 0.01
"""How far all levels wander together in a day: an order, the weather, a breakdown of the line."""
_COMMON_TREND, _OWN_TREND = 0.008, 0.004
"""How much growth a day nobody can know may come, of all units together and of each one (standard deviation): what a
district or a city says would be surer than anybody can be, if only its units' own chances were summed."""
_ANSWERED = (0.7, 1.1)
"""What a planned change of sessions may come to, as a part of what such changes came to so far."""
_SURER = 1.25
"""How much more is known of the level than a memory says: it forgets for fear of a jump, and most days bring none."""
_LEAST_OF_USUAL = 0.1
"""A day without sessions is never worth less than this part of a usual one."""


def draw(work: Work, learnt: Learnt, *, days: int, seed: int = 0, many: int = MANY) -> Paths:
    """Draw `many` paths over the `days` after the last known one; the same seed draws the same paths.

    Nobody is served twice: a path ends where its unit is complete. Everything that happens to all units at once is
    drawn once for a path, so that sums of units are as uncertain as they should be.
    """
    random = np.random.default_rng(seed)
    units = len(work.targets)
    coming = [work.last + timedelta(days=at + 1) for at in range(days)]
    weights = weights_of(coming, learnt.weekdays, work.holidays)
    which = _chosen(random, learnt, many)
    at = np.arange(units)
    shapes, rates = _SURER * learnt.shapes[which, at], _SURER * learnt.rates[which, at]
    level = random.gamma(np.maximum(shapes, 1e-3)) / np.maximum(rates, 1e-9)
    power, wander, growth = learnt.ways.powers[which], learnt.ways.drifts[which], learnt.ways.growths[which]
    trend = random.normal(0, _COMMON_TREND, (many, 1)) + random.normal(0, _OWN_TREND, (many, units))
    sessions = _sessions(random, work, learnt.ways.following[which], days)
    targets = np.maximum(work.targets, 1).astype(np.float64)
    done = np.tile(work.done[:, -1].astype(np.float64), (many, 1))
    stopped = random.random((many, units)) < learnt.stopped
    out = np.empty((many, units, days), dtype=np.int32)
    for day in range(days):
        drift = wander * random.standard_normal((many, units)) + random.normal(0, _COMMON_DRIFT, (many, 1))
        growth = growth * GROWTH_LASTS
        level = level * np.exp(growth + trend + drift - (wander**2 + _COMMON_DRIFT**2) / 2)
        left = np.maximum(work.targets - done, 0)
        mean = level * weights[day] * (left / targets) ** power
        if sessions is not None:
            mean *= sessions[day]
        chance = random.random((many, units))
        stopped = np.where(stopped, chance > 1 / STOP_LASTS, chance < learnt.stops)
        mean *= np.where(stopped, STOPPED, 1.0)
        shape = 1 / learnt.spread
        served = random.poisson(random.gamma(shape, mean / shape))
        done += np.minimum(served, left)
        out[:, :, day] = done
    return Paths(out, work.targets, work.last)


def outlook(paths: Paths, unit: int, deadline: date) -> Outlook:
    """Read what the paths say of one unit."""
    done = paths.done[:, unit, :]
    complete = done >= paths.targets[unit]
    first = np.where(complete.any(axis=1), complete.argmax(axis=1), done.shape[1])
    until = (deadline - paths.last).days
    probability = float(complete[:, min(until, done.shape[1]) - 1].mean()) if until > 0 else float(False)
    finish = {share: _day(paths, int(np.quantile(first, share / 100, method="higher"))) for share in (10, 50, 90)}
    bands = np.quantile(done, [0.1, 0.25, 0.5, 0.75, 0.9], axis=0).T
    days = tuple(
        DayBand(paths.last + timedelta(days=at + 1), *(float(value) for value in row)) for at, row in enumerate(bands)
    )
    return Outlook(probability, finish, days)


def _sessions(random: np.random.Generator, work: Work, following: Floats, days: int) -> Sequence[Floats] | None:
    """Return for each day what planned sessions multiply the work of each path and unit by; None without a plan.

    How well a change of sessions is answered by who comes is drawn once for a path: a plan is no promise.
    """
    if work.plan is None:
        return None
    differ = np.zeros((len(work.targets), days))
    coming = differences(work.plan, work.groups)[1][:, :days]
    differ[:, : coming.shape[1]] = coming
    answered = random.uniform(*_ANSWERED, (len(following), 1))
    return [np.maximum(1 + following * answered * differ[:, day], _LEAST_OF_USUAL) for day in range(days)]


def _chosen(random: np.random.Generator, learnt: Learnt, many: int) -> Ints:
    """Draw a way for each path and unit; a path draws one chance for all, so that a group's units go together."""
    chance = random.random((many, 1))
    bounds = np.cumsum(learnt.likely, axis=0)
    ways: Ints = np.minimum((chance[:, None, :] > bounds[None, :, :]).sum(axis=1), len(learnt.ways.powers) - 1)
    return ways


def _day(paths: Paths, at: int) -> date | None:
    return paths.last + timedelta(days=at + 1) if at < paths.done.shape[2] else None
