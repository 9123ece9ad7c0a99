"""Figures per unit and day out of the ledger's flows, with the settled part kept in memory (số liệu gốc của bảng).

Balances are sums, so the figures of now are the figures up to some entry plus those of every later one. Up to a settled
entry nothing can be added any more: each process reads that part once and keeps it, and a page reads only what was
posted since. Nothing is ever shown that a reading of the whole would not show; a test holds both against each other.
"""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from toandan.command.campaign.rules.tree import Figures, add
from toandan.command.campaign.words import MeasureStates
from toandan.command.campaign.words.measures import COUNTERS
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.queries import Settled

KEPT = 128
"""Readings kept per process; one of 579 communes over a month is about a third of a megabyte, of one commune little."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which figures: the days from `since` to `as_of` (none when `since` is the day after), units `low` to `high`."""

    since: date
    as_of: date
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures counted up to `entry`, and the units that have any entry counting on the last day.

    `settled` tells how far the ledger was when they were read: they hold for good while its last seal is the same.
    """

    figures: Figures
    reported: frozenset[int]
    entry: int
    settled: Settled


_lock = threading.Lock()
_kept: "OrderedDict[tuple[object, ...], Reading]" = OrderedDict()


def figures(span: Span, states: MeasureStates, *, entry: int | None = None) -> Reading:
    """Return the figures of a span as they stand, or with `entry` as they were published at that ledger entry."""
    return figures_of([span], states, entry=entry)[0]


def figures_of(spans: Sequence[Span], states: MeasureStates, *, entry: int | None = None) -> list[Reading]:
    """Return the figures of several spans, all up to one entry: whoever moves between them is in one of them."""
    now = ledger.settled()
    if entry is not None:
        return [_read(span, states, now, entry=entry) for span in spans]
    while True:
        kept = [_remembered(_key(span, states, now)) for span in spans]
        good = [one if one is not None and _holds(one, now) else None for one in kept]
        if all(good):
            return [one for one in good if one is not None]
        found = [
            fresh or _brought_up(span, states, old, now) for span, old, fresh in zip(spans, kept, good, strict=True)
        ]
        again = ledger.settled()
        # A seal made meanwhile may have been followed by a folding across what was read: then read again.
        if again.sealed == now.sealed:
            break
        now = again
    if now.entry is not None:
        for span, reading in zip(spans, found, strict=True):
            _remember(_key(span, states, now), reading)
    return found


def _key(span: Span, states: MeasureStates, now: Settled) -> tuple[object, ...]:
    return now.database, span, states.measure


def _holds(kept: Reading, now: Settled) -> bool:
    return (kept.entry, kept.settled.sealed) == (now.entry, now.sealed)


def _remembered(key: tuple[object, ...]) -> Reading | None:
    with _lock:
        kept = _kept.get(key)
        if kept is not None:
            _kept.move_to_end(key)
    return kept


def _remember(key: tuple[object, ...], found: Reading) -> None:
    with _lock:
        _kept[key] = found
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)


def forget() -> None:
    """Let the next reader read the whole again."""
    with _lock:
        _kept.clear()


def _brought_up(span: Span, states: MeasureStates, kept: Reading | None, now: Settled) -> Reading:
    """Return what was kept plus everything later, or the whole when what was kept is not good any more."""
    if kept is None or kept.settled.sealed != now.sealed:
        return _read(span, states, now, entry=now.entry)
    later = _read(span, states, now, after=kept.entry, entry=now.entry)
    if not later.figures.numbers.size:
        return Reading(kept.figures, kept.reported | later.reported, later.entry, now)
    return Reading(add(kept.figures, later.figures), kept.reported | later.reported, later.entry, now)


def _read(
    span: Span, states: MeasureStates, now: Settled, *, after: int | None = None, entry: int | None = None
) -> Reading:
    """Read the ledger once: every part of the measure per unit, and target and done on each day."""
    counters = {**states.counters, **COUNTERS}
    table = ledger.flow_table(
        since=span.since, as_of=span.as_of, counters=counters, low=span.low, high=span.high, after=after, entry=entry
    )
    running = np.cumsum(table.change, axis=2)
    place = {name: column for column, name in enumerate(table.counters)}
    found = Figures(
        numbers=table.units,
        target=running[:, [place[name] for name in states.counters]].sum(axis=1),
        done=running[:, place["done"]],
        parts={name: running[:, column, -1] for name, column in place.items()},
    )
    reported = ledger.reported(day=span.as_of, low=span.low, high=span.high, entry=entry, after=after)
    return Reading(found, reported, ledger.head() if entry is None else entry, now)
