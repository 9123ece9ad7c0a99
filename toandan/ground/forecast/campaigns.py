"""Invented campaigns of several kinds, to see whether forecasts would have come true (chiến dịch mô phỏng)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from toandan.ground.forecast.words import Floats, Ints

DAYS = 60
FIRST = date(2023, 5, 19)
"""A Friday; the first day of work is the Saturday after it."""
Pace = Callable[[np.random.Generator, int], Floats]


@dataclass(frozen=True, slots=True)
class Campaign:
    """People done at the end of each day (units × days, the first column before any work), targets and groups.

    `pace` is how fast each unit truly was on each day (units × days; 1 is as at first), apart from weekday, chance and
    how few are left: the truth against which signs are judged. `half_days` of sessions are as planned and as held, in
    a campaign whose sessions vary.
    """

    done: Ints
    targets: Ints
    groups: Ints
    pace: Floats
    first: date = FIRST
    half_days: Ints | None = None


def _steady(random: np.random.Generator, units: int) -> Floats:
    return np.ones((units, DAYS))


def _ramp(random: np.random.Generator, units: int) -> Floats:
    over = random.uniform(5, 20, (units, 1))
    return np.minimum(1.0, 0.3 + 0.7 * np.arange(DAYS) / over)


def _interrupted(random: np.random.Generator, units: int) -> Floats:
    pace = np.ones((units, DAYS))
    for unit, start in enumerate(random.integers(3, 40, units)):
        pace[unit, start : start + random.integers(2, 6)] = 0.25
    return pace


def _helped(random: np.random.Generator, units: int) -> Floats:
    begins = random.integers(8, 40, (units, 1))
    return np.where(np.arange(DAYS) >= begins, random.uniform(1.2, 1.8, (units, 1)), 1.0)


def _tiring(random: np.random.Generator, units: int) -> Floats:
    return np.exp(-random.uniform(0.0, 0.025, (units, 1)) * np.arange(DAYS))


def _touring(random: np.random.Generator, half_days: Ints) -> Floats:
    """Kits go round: a part of a unit's work follows the sessions it has, the rest is done at its counter."""
    at_sessions = random.uniform(0.35, 0.75, (len(half_days), 1))
    turnout = random.lognormal(0, 0.25, half_days.shape)
    worked: Floats = 1 - at_sessions + at_sessions * half_days / 1.5 * turnout
    return worked


def _half_days(random: np.random.Generator, units: int) -> Ints:
    """Return sessions of kits that go round: four half-days a day, two or none, for some days each; 1.5 on average."""
    held = np.zeros((units, DAYS), dtype=np.int64)
    for unit in range(units):
        day = -int(random.integers(0, 8))
        while day < DAYS:
            lasts = int(random.integers(4, 11))
            held[unit, max(day, 0) : max(day + lasts, 0)] = random.choice([0, 0, 2, 4])
            day += lasts
    return held


KINDS: dict[str, Pace] = {
    "steady": _steady,
    "slow start": _ramp,
    "interrupted": _interrupted,
    "helped": _helped,
    "tiring": _tiring,
}
TOURING = "touring kits"
"""A kind of campaign in which sessions vary with a plan, and the work with them."""


def simulate(kind: str, *, seed: int, units: int = 40) -> Campaign:
    """Play a campaign of a kind; half of the units are limited by their kits, half by whom they still find."""
    random = np.random.default_rng([seed, sorted([*KINDS, TOURING]).index(kind)])
    targets = random.integers(300, 20_000, units)
    opening = random.uniform(0.3, 0.75, units)
    power = np.where(random.random(units) < 0.5, random.uniform(0.0, 0.4, units), random.uniform(0.5, 1.1, units))
    finish_in = random.uniform(20, 80, units)
    base = targets * (1 - opening) / finish_in
    weekday = np.array([1, 1, 1, 1, 1, random.uniform(0.5, 1.2), random.uniform(0.2, 1.0)])
    spread = random.uniform(0.02, 0.2)
    wander = np.cumsum(random.normal(0, random.uniform(0.01, 0.07), (units, DAYS)), axis=1)
    common = np.cumsum(random.normal(0, 0.015, DAYS))
    half_days = _half_days(random, units) if kind == TOURING else None
    usual = KINDS[kind](random, units) if half_days is None else _touring(random, half_days)
    pace = usual * np.exp(wander + common)
    done = np.zeros((units, DAYS + 1), dtype=np.int64)
    done[:, 0] = (targets * opening).astype(np.int64)
    for day in range(DAYS):
        left = targets - done[:, day]
        shape = (left / np.maximum(targets - done[:, 0], 1)) ** power
        mean = base * pace[:, day] * weekday[(FIRST + timedelta(days=day + 1)).weekday()] * shape
        served = random.poisson(random.gamma(1 / spread, mean * spread))
        done[:, day + 1] = done[:, day] + np.minimum(served, left)
    return Campaign(done, targets, np.arange(units) // 20, pace, half_days=half_days)
