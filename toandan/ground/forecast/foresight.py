"""From work done to an outlook in one call (dự báo)."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from toandan.ground.forecast.model import learn
from toandan.ground.forecast.paths import draw, outlook
from toandan.ground.forecast.words import Outlook, Paths, Work

BEYOND = 45
"""Days looked at after the deadline."""
MOST = 150
"""Days looked at in all."""

_SHARES = (10, 50, 90)


def look_ahead(work: Work, deadline: date, *, seed: int = 0) -> Paths:
    """Draw the coming days up to some weeks after the deadline; the same work and seed give the same paths."""
    days = min(max((deadline - work.last).days, 0) + BEYOND, MOST)
    return draw(work, learn(work), days=days, seed=seed)


def whole(paths: Paths, work: Work, deadline: date) -> Outlook:
    """Return the outlook of all units together; who is complete already is so from the last known day on."""
    if not work.left.any():
        return Outlook(1.0, dict.fromkeys(_SHARES, work.last), ())
    return outlook(paths.together(), 0, deadline)


def some(paths: Paths, work: Work, units: Sequence[int], deadline: date) -> Outlook:
    """Return the outlook of some units together, from the same ways the whole goes."""
    chosen = np.asarray(units)
    if not work.left[chosen].any():
        return Outlook(1.0, dict.fromkeys(_SHARES, work.last), ())
    part = Paths(paths.done[:, chosen, :], work.targets[chosen], paths.last)
    return outlook(part.together(), 0, deadline)


def each(paths: Paths, work: Work, deadline: date) -> Sequence[Outlook]:
    """Return the outlook of every unit."""
    complete = Outlook(1.0, dict.fromkeys(_SHARES, work.last), ())
    return [outlook(paths, unit, deadline) if work.left[unit] else complete for unit in range(len(work.targets))]
