"""Counters of many units over many days from one reading of the deltas (phát sinh theo ngày).

A counter is a set of states, and counters may overlap. States that lie in the same counters are one class, so that
the database sums once per class; the classes are laid out to counters here. The answer comes as four columns of
numbers in binary, not as rows.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import psycopg
from django.db import connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

from toandan.record.ledger.words import FlowTable, Ints, UnitFlow

_INT4_ARRAY = 1007
"""PostgreSQL's number of the type `integer[]`."""

_SQL = """
SELECT array_agg(s.unit_no), array_agg(s.class), array_agg(s.day), array_agg(s.amount)
FROM (
    SELECT d.unit_no, c.class, greatest(d.effective_on - %(since)s::date, -1) AS day, sum(d.amount)::integer AS amount
    FROM ledger_delta AS d
    JOIN unnest(%(states)s::integer[], %(classes)s::integer[]) AS c (state, class) ON c.state = d.state
    WHERE d.unit_no BETWEEN %(low)s AND %(high)s AND d.effective_on <= %(as_of)s {published}
    GROUP BY d.unit_no, c.class, day
) AS s
"""


class _ColumnLoader(Loader):
    """Reads `integer[]` as one numpy column; see `operations.arrays` for the wire form."""

    format = Format.BINARY

    def load(self, data: Buffer) -> Ints:
        """Return the values; an empty array is an empty column."""
        if len(data) <= 12:
            return np.empty(0, dtype=np.int64)
        cells = np.frombuffer(data, dtype=[("length", ">i4"), ("value", ">i4")], offset=20)
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
    classes, lies_in = _classes(counters)
    units, which, day, amount = _read(since, as_of, classes, low, high, entry, after)
    numbers, place = np.unique(units, return_inverse=True)
    summed = np.zeros((len(numbers), len(lies_in), days + 1), dtype=np.int64)
    summed[place, which, day + 1] = amount
    change = np.einsum("ucd,ck->ukd", summed, lies_in, optimize=True) if len(numbers) else np.zeros(
        (0, len(counters), days + 1), dtype=np.int64
    )  # fmt: skip
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


def _classes(counters: Mapping[str, frozenset[int]]) -> tuple[dict[int, int], Ints]:
    """Return the class of each state, and for each class which counters (0 or 1) it lies in."""
    members: dict[int, list[int]] = {}
    for place, states in enumerate(counters.values()):
        for state in states:
            members.setdefault(state, []).append(place)
    kinds: dict[tuple[int, ...], int] = {}
    classes = {state: kinds.setdefault(tuple(places), len(kinds)) for state, places in members.items()}
    lies_in = np.zeros((len(kinds), len(counters)), dtype=np.int64)
    for places, number in kinds.items():
        lies_in[number, list(places)] = 1
    return classes, lies_in


def _read(
    since: date, as_of: date, classes: dict[int, int], low: int, high: int, entry: int | None, after: int | None
) -> tuple[Ints, Ints, Ints, Ints]:
    published = ("AND d.entry_id <= %(entry)s" if entry is not None else "") + (
        " AND d.entry_id > %(after)s" if after is not None else ""
    )
    values: dict[str, Any] = {
        "since": since,
        "as_of": as_of,
        "states": list(classes),
        "classes": list(classes.values()),
        "low": max(low, 1),
        "high": high,
        "entry": entry,
        "after": after,
    }
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.adapters.register_loader(_INT4_ARRAY, _ColumnLoader)
        # Planned anew each time: a plan made for every range is the wrong one for a commune and for the country.
        row = cursor.execute(_SQL.format(published=published), values, prepare=False, binary=True).fetchone()
    if row is None or row[0] is None:
        empty = np.empty(0, dtype=np.int64)
        return empty, empty, empty, empty
    return row[0], row[1], row[2], row[3]
