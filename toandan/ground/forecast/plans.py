"""Half-days of sessions that are planned, beside those a unit had lately (kế hoạch buổi lưu động).

What a plan tells of the coming days is how far they differ from the days before: twice the half-days are more work,
none are less. By how much is not written anywhere: a part of a unit's work is done at counters and does not follow the
sessions. That part is learnt from the days so far (`model`), so that what is not known of turnout stays unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from toandan.ground.forecast.words import Floats, Ints, Plan, Work

LATELY = 28
"""Days before, with which the planned ones are compared."""
MOST_MORE = 2.0
"""A day counts for at most so many usual days more, however many sessions are planned on it."""
MOST_GAP = 7
"""Sessions announced one by one say something of the days between them unless they lie further apart than this."""
_NEW = 1.0
"""Half-days a day to compare with where nobody had any lately."""


@dataclass(frozen=True, slots=True)
class HalfDays:
    """Half-days of sessions of one unit on one day; `unit` is its place among the units of the work.

    `plan` names the plan they stand in; sessions announced one by one have none.
    """

    unit: int
    day: date
    count: int
    plan: str = ""


def laid_out(found: Iterable[HalfDays], work: Work, days: int) -> Plan | None:
    """Lay half-days out over the days of the work and the `days` after them; None when nothing is known of those.

    A plan speaks for every unit of the groups it gives sessions to, up to its last day: a unit it passes over has none.
    Sessions announced one by one speak for their own unit, up to the last one that follows within a week.
    """
    rows = list(found)
    length = work.done.shape[1] - 1
    held, coming = np.zeros((len(work.targets), length)), np.full((len(work.targets), days), np.nan)
    for units, last in _spoken_for(rows, work):
        until = (last - work.last).days
        coming[units, :until] = np.nan_to_num(coming[units, :until])
    for row in rows:
        at = (row.day - work.first).days - 1
        if 0 <= at < length:
            held[row.unit, at] += row.count
        elif length <= at < length + days:
            # A day nobody speaks for stays unknown: one session far ahead says nothing of the weeks between.
            coming[row.unit, at - length] += row.count
    return None if np.isnan(coming).all() else Plan(held, coming)


def _spoken_for(rows: Sequence[HalfDays], work: Work) -> list[tuple[Ints, date]]:
    """Return which units are spoken for up to which day."""
    plans: dict[str, list[HalfDays]] = defaultdict(list)
    alone: dict[int, list[date]] = defaultdict(list)
    for row in rows:
        if row.day > work.last:
            if row.plan:
                plans[row.plan].append(row)
            else:
                alone[row.unit].append(row.day)
    found = []
    for members in plans.values():
        groups = np.unique(work.groups[[row.unit for row in members]])
        found.append((np.flatnonzero(np.isin(work.groups, groups)), max(row.day for row in members)))
    for unit, announced in alone.items():
        last = work.last
        for day in sorted(announced):
            if day - last > timedelta(days=MOST_GAP):
                break
            last = day
        if last > work.last:
            found.append((np.array([unit]), last))
    return found


def differences(plan: Plan, groups: Ints) -> tuple[Floats, Floats]:
    """Return how far the sessions of each unit and day lie from what the unit had lately: days so far, days to come.

    0 is as lately, -1 none at all, 1 twice as many, never more than `MOST_MORE`. A unit with fewer sessions than its
    group is measured by the group's, because more of its work is done elsewhere. A day not spoken for is 0.
    """
    own = plan.held[:, -LATELY:].mean(axis=1, keepdims=True)
    usual = own.copy()
    for group in np.unique(groups):
        here = groups == group
        usual[here] = np.maximum(own[here], own[here].mean())
    usual[usual <= 0] = _NEW
    before = np.clip((plan.held - own) / usual, -1.0, MOST_MORE)
    after = np.clip((np.nan_to_num(plan.coming, nan=0.0) - own) / usual, -1.0, MOST_MORE)
    return before, np.where(np.isnan(plan.coming), 0.0, after)
