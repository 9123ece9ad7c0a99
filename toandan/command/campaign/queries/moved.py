"""The days of a divided unit told of the units its people went to (nhịp độ sau khi chia đơn vị).

On the day a reform is carried out the people of a divided unit go from its main successor's figures to those of the
others: whole quarters of a town, done weeks ago, would stand there as the work of one day, and every sign and forecast
of the next weeks would follow from it. Figures stay as they are counted; only the change of a day is told without what
nobody did, and of the days before each part gets the share of the people who went to it.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from toandan.command.campaign.queries.figures import Reading
from toandan.command.campaign.queries.redrawn import Family
from toandan.command.campaign.rules.rows import SPARK_DAYS
from toandan.command.campaign.rules.tree import Whole
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.queries import Led
from toandan.record.units import queries as units

KEPT = 32
"""Areas of which a process keeps who was led elsewhere; after a reform that is read once from all of its postings."""

Going = Mapping[tuple[int, int], Mapping[int, int]]
"""By divided unit and place of a day: people done, by the unit they were led to on that day."""


def corrections(readings: Sequence[Reading], family: Family, first: date, done: Collection[int]) -> Whole | None:
    """Return what to add to the change of each leaf's people done on each day; None when there is nothing to add.

    `first` is the day of the first change, `done` the states that count. Over the leaves of one area the corrections of
    a day add up to nothing, so that its total is untouched. Costs no query but in the weeks after a division.
    """
    going = _going(readings, family, first, done)
    if not going:
        return None
    series = {
        number: reading.figures.done[row].astype(float)
        for reading in readings
        for row, number in enumerate(reading.figures.numbers.tolist())
        if number in family.parts
    }
    places = {leaf.number: place for place, leaf in enumerate(family.leaves)}
    made = np.zeros((len(places), readings[0].figures.done.shape[1] - 1), dtype=np.int64)
    for old, day in sorted(going):
        past, main = series[old][: day + 1], places.get(family.under.get(old, 0))
        stood = max(past[-1], 1.0)
        for new, people in going[old, day].items():
            to = places.get(family.under.get(new, 0))
            share = np.diff(np.rint(past * people / stood)).astype(np.int64)
            for place, sign in ((to, 1), (main, -1)):
                if place is not None and to != main:
                    made[place, :day] += sign * share
                    made[place, day] -= sign * people
        # What stays is the past of those who stay; whoever is led away later takes a share of that alone.
        past *= max(0.0, 1 - sum(going[old, day].values()) / stood)
    return made


def _going(readings: Sequence[Reading], family: Family, first: date, done: Collection[int]) -> Going:
    """Return who of the divided units was led to a part of it lately, by the places of days in the figures."""
    last = readings[0].figures.done.shape[1] - 1
    early = first + timedelta(days=max(0, last - SPARK_DAYS))
    olds = {number for reading in readings for number in _losing(reading, family, early, first)}
    if not olds:
        return {}
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in _led(sorted(olds), readings[-1]):
        old, state = one.source
        day = (one.day - first).days
        known = state in done and any(part.number == one.target for part in family.parts[old])
        if known and one.day >= early and day < last:
            found[old, day][one.target] += one.people
    return found


def _losing(reading: Reading, family: Family, early: date, first: date) -> list[int]:
    """Return the divided units that lost people since they ended and since `early`."""
    found = []
    for row, number in enumerate(reading.figures.numbers.tolist()):
        ended = units.by_number(number).until if number in family.parts else None
        if ended is not None:
            since = max(0, (max(ended, early) - first).days)
            if np.any(np.diff(reading.figures.target[row])[since:] < 0):
                found.append(number)
    return found


_lock = threading.Lock()
_kept: "OrderedDict[tuple[object, ...], tuple[int, tuple[Led, ...]]]" = OrderedDict()


def _led(olds: Sequence[int], last: Reading) -> Sequence[Led]:
    """Return everybody ever led out of some units up to an entry; what was read before is added to, not read again.

    Kept is what was read up to a settled entry, up to which nothing can be added any more.
    """
    key = last.settled.database, tuple(olds)
    with _lock:
        known, rows = _kept.get(key, (0, ()))
    if known > last.entry or last.settled.entry is None:
        known, rows = 0, ()
    spans = [(old, old) for old in olds]
    rows = (*rows, *ledger.led(since=date.min, until=date.max, spans=spans, entry=last.entry, after=known))
    if last.entry == last.settled.entry:
        with _lock:
            _kept[key] = last.entry, rows
            _kept.move_to_end(key)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return rows
