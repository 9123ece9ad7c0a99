"""Counters of many units over many days from one reading of the deltas (phát sinh theo ngày).

A counter is a set of states, and counters may overlap. States that lie in the same counters are one class; numbers are
summed by class first and the classes are laid out to counters afterwards. The answer comes as two columns of
numbers in binary, not as rows.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from toandan.record.ledger.words import FlowTable, Ints, UnitFlow

_INT8_ARRAY = 1016
"""PostgreSQL's number of the type `bigint[]`."""

_SQL = """
SELECT array_agg(s.key), array_agg(s.amount)
FROM (
    SELECT (d.unit_no::bigint << 32) + (d.state::bigint << 16) AS key, sum(d.amount) AS amount
    FROM ledger_delta AS d
    WHERE d.unit_no BETWEEN %(low)s AND %(high)s AND d.effective_on < %(since)s {published}
    GROUP BY d.unit_no, d.state
    UNION ALL
    SELECT (d.unit_no::bigint << 32) + (d.state::bigint << 16) + (d.effective_on - %(since)s::date + 1), d.amount
    FROM ledger_delta AS d
    WHERE d.unit_no BETWEEN %(low)s AND %(high)s AND d.effective_on BETWEEN %(since)s AND %(as_of)s {published}
) AS s
"""
"""Unit, state and day are packed into one number, sixteen bits for the day, sixteen for the state. What lies before the
first day is summed by the database, however long ago it began; the days are summed by numpy, which is several times
quicker at it than a hash table of rows."""

_LOW = (1 << 16) - 1


class _ColumnLoader(Loader):
    """Reads `bigint[]` as one numpy column; see `operations.arrays` for the wire form."""

    format = Format.BINARY

    def load(self, data: Buffer) -> Ints:
        """Return the values; an empty array is an empty column."""
        if len(data) <= 12:
            return np.empty(0, dtype=np.int64)
        cells = np.frombuffer(data, dtype=[("length", ">i4"), ("value", ">i8")], offset=20)
        return cells["value"].astype(np.int64)


def flow_table(
    *,
    since: date,
    as_of: date,
    counters: Mapping[str, frozenset[int]],
    low: int,
    high: int,
    entry: int | None = None,
    after: int | None = None,
) -> FlowTable:
    """Return counters of the units `low` to `high` as one array of (unit, counter, 1 + days).

    Column 0 is the balance at the end of the day before `since`, each further column the net change of one day up to
    `as_of`. With `entry` only what was posted up to that entry counts, with `after` only what was posted behind it.
    Units without any people in the counters' states are left out. Raises ValueError when `as_of` lies before the day
    before `since`.
    """
    days = (as_of - since).days + 1
    if days < 0:
        raise ValueError("a flow cannot end before it begins")
    class_of, lies_in = _classes(tuple(counters.values()))
    keys, amounts = _read(since, as_of, low, high, entry, after)
    which = class_of[keys >> 16 & _LOW]
    keys, amounts, which = keys[which >= 0], amounts[which >= 0], which[which >= 0]
    units = keys >> 32
    numbers = np.unique(units)
    shape = (len(lies_in), len(numbers), days + 1)
    places = (which * len(numbers) + np.searchsorted(numbers, units)) * (days + 1) + (keys & _LOW)
    summed = np.bincount(places, weights=amounts, minlength=shape[0] * shape[1] * shape[2])
    # Sums of people are far below 2**53, so multiplying as floating point is exact, and a hundred times faster.
    laid = lies_in.T.astype(float) @ summed.reshape(len(lies_in), shape[1] * shape[2])
    change = np.rint(laid).astype(np.int64).reshape(len(counters), len(numbers), days + 1).transpose(1, 0, 2)
    return FlowTable(units=numbers, counters=tuple(counters), since=since, change=change)


def flows(
    *,
    since: date,
    as_of: date,
    counters: Mapping[str, frozenset[int]],
    low: int,
    high: int,
    entry: int | None = None,
    after: int | None = None,
) -> dict[int, UnitFlow]:
    """Return the same figures as `flow_table` as one `UnitFlow` a unit; days without a change are left out."""
    found = flow_table(since=since, as_of=as_of, counters=counters, low=low, high=high, entry=entry, after=after)
    days = [since + timedelta(days=n) for n in range(found.change.shape[2] - 1)]
    made: dict[int, UnitFlow] = {}
    for unit, rows in zip(found.units.tolist(), found.change.tolist(), strict=True):
        named = dict(zip(found.counters, rows, strict=True))
        made[unit] = UnitFlow(
            opening={name: row[0] for name, row in named.items()},
            days={
                name: [(day, amount) for day, amount in zip(days, row[1:], strict=True) if amount]
                for name, row in named.items()
            },
        )
    return made


@lru_cache(maxsize=64)
def _classes(counters: tuple[frozenset[int], ...]) -> tuple[Ints, Ints]:
    """Return the class of each state number (-1: in no counter), and for each class which counters it lies in."""
    members: dict[int, list[int]] = {}
    for place, states in enumerate(counters):
        for state in states:
            members.setdefault(state, []).append(place)
    kinds: dict[tuple[int, ...], int] = {}
    class_of = np.full(_LOW + 1, -1, dtype=np.int64)
    for state, places in members.items():
        class_of[state] = kinds.setdefault(tuple(places), len(kinds))
    lies_in = np.zeros((len(kinds), len(counters)), dtype=np.int64)
    for kind, number in kinds.items():
        lies_in[number, list(kind)] = 1
    return class_of, lies_in


def _read(since: date, as_of: date, low: int, high: int, entry: int | None, after: int | None) -> tuple[Ints, Ints]:
    published = ("AND d.entry_id <= %(entry)s" if entry is not None else "") + (
        " AND d.entry_id > %(after)s" if after is not None else ""
    )
    values: dict[str, Any] = {
        "since": since,
        "as_of": as_of,
        "low": max(low, 1),
        "high": high,
        "entry": entry,
        "after": after,
    }
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.adapters.register_loader(_INT8_ARRAY, _ColumnLoader)
        # Planned anew each time: a plan made for every range is the wrong one for a commune and for the country.
        row = cursor.execute(_SQL.format(published=published), values, prepare=False, binary=True).fetchone()
    if row is None or row[0] is None:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty
    return row[0], row[1]
