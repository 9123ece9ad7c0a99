"""Figures per unit and day out of the ledger's flows, with the sealed part kept in memory (số liệu gốc của bảng).

Balances are sums, so the figures of today are the figures up to the last seal plus those of every later entry. What is
sealed cannot change any more: each process reads it once and keeps it, and a page reads only what was posted since.
Nothing is ever shown that a reading of the whole would not show; a test holds both ways against each other.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection

from toandan.command.campaign.rules.tree import Figures, add
from toandan.command.campaign.words import MeasureStates
from toandan.command.campaign.words.measures import COUNTERS
from toandan.record.ledger import queries as ledger

KEPT = 64
"""Boards kept per process; one of 579 communes over a month is about a third of a megabyte."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which figures: the days from `since` to `as_of` (none when `since` is the day after), units `low` to `high`."""

    since: date
    as_of: date
    low: int
    high: int


_lock = threading.Lock()
_kept: "OrderedDict[tuple[object, ...], Figures]" = OrderedDict()


def figures(span: Span, states: MeasureStates, *, entry: int | None = None) -> Figures:
    """Return the figures of a span as they stand, or with `entry` as they were published at that ledger entry."""
    seal = ledger.last_seal()
    if entry is not None or seal is None:
        return _read(span, states, after=None, entry=entry)
    settings = connection.settings_dict
    key = (settings["HOST"], settings["PORT"], settings["NAME"], seal, span, states.measure)
    with _lock:
        sealed = _kept.get(key)
    if sealed is None:
        sealed = _read(span, states, after=None, entry=seal.entry)
        with _lock:
            _kept[key] = sealed
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    return add(sealed, _read(span, states, after=seal.entry, entry=None))


def forget() -> None:
    """Let the next reader read the whole again."""
    with _lock:
        _kept.clear()


def _read(span: Span, states: MeasureStates, *, after: int | None, entry: int | None) -> Figures:
    """Read the ledger once: every part of the measure per unit, and target and done on each day."""
    counters = {**states.counters, **COUNTERS}
    table = ledger.flow_table(
        since=span.since, as_of=span.as_of, counters=counters, low=span.low, high=span.high, after=after, entry=entry
    )
    running = np.cumsum(table.change, axis=2)
    place = {name: column for column, name in enumerate(table.counters)}
    return Figures(
        numbers=table.units,
        target=running[:, [place[name] for name in states.counters]].sum(axis=1),
        done=running[:, place["done"]],
        parts={name: running[:, column, -1] for name, column in place.items()},
    )
