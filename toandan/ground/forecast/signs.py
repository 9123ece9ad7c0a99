"""What in the days of a unit calls for attention: it stands still, has dropped, has slowed, or counts oddly (dấu hiệu).

A unit's day is measured against what the others made of the same day, so that a Sunday, a holiday or an outage that
stops everybody is nobody's sign. Some units are limited by their kits and make as many a day as before, others by whom
they still find and make fewer as fewer are left; a unit is measured both ways, and only what is a sign either way is
told. Compared is its speed now with its own speed of the weeks before.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from toandan.ground.forecast.model import weekday_weights, weights_of
from toandan.ground.forecast.words import Floats, Work

REFERENCE = 14
"""Working days before, with which a unit's last days are compared."""
LEAST_REFERENCE = 4
STILL_DAYS = 2
DROP_DAYS = 2
SLOW_DAYS = 4
"""Working days a sign must have lasted."""
LEAST_EXPECTED = 7.0
"""With so many people to be expected, nobody at all is a chance of one in a thousand; of fewer little can be told."""
DROP_BELOW, SLOW_BELOW = 0.5, 0.65
"""The part of what was to be expected below which a difference matters, however sure it is."""
STILL_SURE, DROP_SURE, SLOW_SURE, ODD_SURE = 3.0, 3.0, 3.7, 6.0
"""Standard deviations (of the logarithm) beyond which a difference is no chance."""
ODD_ABOVE, ODD_LEAST = 5.0, 30
"""A day that is so many times what was to be expected, and so many people more, is looked into."""
ODD_DAYS = 7
TAKEN_BACK, TAKEN_BACK_SHARE = 5, 0.002
"""So many people (and this share of the target) taken back in one day are looked into."""
_OTHERS = 5
"""With so few units, the weekday takes the place of the others."""
_REST_BELOW = 0.2
"""A day on which the others make less than this part of the usual is a day of rest."""
_USUAL_SPREAD, _USUAL_DAYS, _LEAST_SPREAD, _MOST_SPREAD = 0.15, 5.0, 0.04, 1.5
"""Variance of a day over its squared mean: the usual one and the days it is worth, and the least and most it may be."""


class SignKind(StrEnum):
    """What was noticed."""

    STALLED = "stalled"
    DROPPED = "dropped"
    SLOWED = "slowed"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Sign:
    """Something noticed: since which day, and people `observed` from then on where `expected` were to be expected."""

    kind: SignKind
    since: date
    observed: int
    expected: int


@dataclass(frozen=True, slots=True)
class _Against:
    """People to be expected since a day, and how many standard deviations those made lie above them (or below)."""

    expected: float
    sure: float

    def below(self, sure: float) -> bool:
        """Tell whether so much less was made than expected that it is no chance."""
        return self.expected >= LEAST_EXPECTED and self.sure <= -sure


@dataclass(frozen=True, slots=True)
class _Unit:
    """The working days of one unit: people made, and twice what the others would have made in its place.

    The first of `others` is for a unit limited by its kits, the second for one limited by whom it still finds.
    """

    days: list[date]
    made: Floats
    others: tuple[Floats, Floats]

    def against(
        self, since: int, until: int | None = None, *, below: float | None = None, above: float | None = None
    ) -> _Against | None:
        """Compare the days between two places with the reference days before; of the two ways the milder counts.

        Returns None when there are too few days before, nobody was made in them, or what was made is not `below` (or
        not well `above`) this part of what was to be expected: most units are told from that alone.
        """
        first, last = max(0, since - REFERENCE), len(self.made) if until is None else until
        before, made = float(self.made[first:since].sum()), float(self.made[since:last].sum())
        if since - first < LEAST_REFERENCE or last <= since or not before:
            return None
        speeds = [before / float(others[first:since].sum()) for others in self.others]
        expected = [speed * float(o[since:last].sum()) for speed, o in zip(speeds, self.others, strict=True)]
        if below is not None and made > below * min(expected):
            return None
        if above is not None and made < above * max(expected) + ODD_LEAST:
            return None
        found = [
            _Against(mean, _sure(made, mean, self.made[first:since], speed * others[first:since], last - since))
            for mean, speed, others in zip(expected, speeds, self.others, strict=True)
        ]
        return (max if above is None else min)(found, key=lambda against: against.sure)


def _sure(made: float, expected: float, before: Floats, mean: Floats, days: int) -> float:
    """Return how many standard deviations people made in some days lie above (or below) those expected."""
    noise = 1 / expected + 1 / float(before.sum()) + _spread(before, mean) * (1 / days + 1 / len(before))
    return float(np.log((made + 0.5) / expected) / np.sqrt(noise))


def _spread(made: Floats, mean: Floats) -> float:
    """Return how much days differ beyond chance, drawn towards the usual where days are few."""
    found = float((((made - mean) ** 2 - mean) / mean**2).mean())
    weight = len(made) / (len(made) + _USUAL_DAYS)
    return min(max(weight * found + (1 - weight) * _USUAL_SPREAD, _LEAST_SPREAD), _MOST_SPREAD)


def look(work: Work) -> list[tuple[Sign, ...]]:
    """Return the signs of every unit at the end of the last day; whoever has nobody left shows oddities alone."""
    return [_signs(work, at, unit) for at, unit in enumerate(_units(work))]


def _units(work: Work) -> list[_Unit]:
    """Read the working days of every unit: those on which it had somebody left and the others worked."""
    daily = work.daily.astype(np.float64)
    left = np.maximum(work.targets[:, None] - work.done[:, :-1], 0).astype(np.float64)
    days = [work.first + timedelta(days=at + 1) for at in range(daily.shape[1])]
    weights = weights_of(days, weekday_weights(daily.sum(axis=0), work), work.holidays)
    all_made, all_left = daily.sum(axis=0), left.sum(axis=0)
    found = []
    for at in range(len(daily)):
        made, people = all_made - daily[at], all_left - left[at]
        if len(daily) <= _OTHERS:
            made, people = weights, np.ones_like(weights)
        usual = float(np.median(made[made > 0])) if np.any(made > 0) else 0.0
        open_ = (made > _REST_BELOW * usual) & (left[at] > 0) & (people > 0)
        others = (made[open_], (made / np.maximum(people, 1.0) * left[at])[open_])
        found.append(_Unit([days[place] for place in np.flatnonzero(open_)], daily[at][open_], others))
    return found


def _signs(work: Work, at: int, unit: _Unit) -> tuple[Sign, ...]:
    found = [sign for sign in (_taken_back(work, at), _jump(unit, work.last)) if sign]
    slow = (_stalled(unit) or _dropped(unit) or _slowed(unit)) if work.left[at] > 0 else None
    return (slow, *found) if slow else tuple(found)


def _stalled(unit: _Unit) -> Sign | None:
    """Nobody made for some working days, which a unit that goes on as before would hardly show."""
    made = np.flatnonzero(unit.made > 0)
    since = int(made[-1]) + 1 if len(made) else len(unit.made)
    against = unit.against(since) if len(unit.made) - since >= STILL_DAYS else None
    return _told(unit, since, against, SignKind.STALLED) if against and against.below(STILL_SURE) else None


def _dropped(unit: _Unit) -> Sign | None:
    """The last working days fell far below the weeks before."""
    since = len(unit.made) - DROP_DAYS
    against = unit.against(since, below=DROP_BELOW) if since > 0 else None
    return _told(unit, since, against, SignKind.DROPPED) if against and against.below(DROP_SURE) else None


def _slowed(unit: _Unit) -> Sign | None:
    """A change point: from some day on the speed is lower, and has stayed so; the surest such day is told."""
    last = len(unit.made) - SLOW_DAYS
    found = [
        (against.sure, since, against)
        for since in range(max(LEAST_REFERENCE, last - REFERENCE), last + 1)
        if (against := unit.against(since, below=SLOW_BELOW)) and against.below(SLOW_SURE)
    ]
    if not found:
        return None
    _least, since, against = min(found, key=lambda one: one[0])
    return _told(unit, since, against, SignKind.SLOWED)


def _told(unit: _Unit, since: int, against: _Against, kind: SignKind) -> Sign:
    return Sign(kind, unit.days[since], round(float(unit.made[since:].sum())), round(against.expected))


def _jump(unit: _Unit, last: date) -> Sign | None:
    """One of the last days counts many times what was to be expected."""
    for place in range(len(unit.made) - 1, -1, -1):
        if unit.days[place] <= last - timedelta(days=ODD_DAYS):
            break
        against = unit.against(place, place + 1, above=ODD_ABOVE)
        if against and against.sure >= ODD_SURE:
            return Sign(SignKind.ODD, unit.days[place], round(float(unit.made[place])), round(against.expected))
    return None


def _taken_back(work: Work, at: int) -> Sign | None:
    """More people were taken back on one of the last days than mistakes explain."""
    change = np.diff(work.done[at])[-ODD_DAYS:]
    places = np.flatnonzero(change <= -max(TAKEN_BACK, TAKEN_BACK_SHARE * float(work.targets[at])))
    if not len(places):
        return None
    day = work.last - timedelta(days=int(len(change) - 1 - places[-1]))
    return Sign(SignKind.ODD, day, int(change[places[-1]]), 0)
