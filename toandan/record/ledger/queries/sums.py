"""Sums over deltas and postings; none of them holds a person (số dư, biến động)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection

from toandan.record.ledger.words import Change


def balances(*, as_of: date, entry: int | None = None, low: int, high: int) -> list[tuple[int, int, int]]:
    """Return (unit, state, people) of every account of the units `low` to `high` that holds anybody.

    As of the end of the day `as_of`; with `entry` as published then: what was posted later does not count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unit_no, state, sum(amount) FROM ledger_delta"
            " WHERE unit_no BETWEEN %s AND %s AND effective_on <= %s AND (%s::bigint IS NULL OR entry_id <= %s)"
            " GROUP BY unit_no, state HAVING sum(amount) <> 0 ORDER BY unit_no, state",
            [max(low, 1), high, as_of, entry, entry],
        )
        return [(int(unit), int(state), int(people)) for unit, state, people in cursor.fetchall()]


def people_in(*, as_of: date, low: int, high: int, states: Collection[int] | None = None) -> int:
    """Return how many people stand in the units `low` to `high` at the end of a day, in some states or in any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(amount), 0) FROM ledger_delta WHERE unit_no BETWEEN %s AND %s AND effective_on <= %s"
            " AND (%s::integer[] IS NULL OR state = ANY(%s::integer[]))",
            [max(low, 1), high, as_of, *2 * [None if states is None else sorted(states)]],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def changes(*, since: date, as_of: date, states: Collection[int], spans: Sequence[tuple[int, int]]) -> list[Change]:
    """Return who came among `states` of the units of `spans`, or left them, effective `since` to `as_of`.

    A span is a first and a last number, both included. Counted by verb, direction and where the other side of the
    posting lies; moves inside, also from one span to another, cancel out. A correction that undoes a death is told as
    `died`, gained.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT verb, gained, other, people FROM ledger_changes(%s, %s, %s, %s::int4multirange)",
            [since, as_of, sorted(states), multirange(spans)],
        )
        return [Change(verb, gained, other, int(people)) for verb, gained, other, people in cursor.fetchall()]


def multirange(spans: Iterable[tuple[int, int]]) -> str:
    """Return spans of unit numbers as the database reads a set of them; 0, the world, is in none."""
    return "{" + ",".join(f"[{max(low, 1)},{high}]" for low, high in spans) + "}"


def reported(*, day: date, low: int, high: int, entry: int | None = None, after: int | None = None) -> frozenset[int]:
    """Return the numbers of the units `low` to `high` for which anything counts from this day.

    With `entry` only what was posted up to that entry counts, with `after` only what was posted behind it.
    """
    source = "ledger_delta"
    values: list[int | date] = []
    if after is not None:
        # Few rows lie behind an entry that was just read; the fence makes the database look for those first.
        source = "(SELECT unit_no, effective_on, entry_id FROM ledger_delta WHERE entry_id > %s OFFSET 0) AS later"
        values.append(after)
    values += [max(low, 1), high, day, *([] if entry is None else [entry])]
    bound = "" if entry is None else " AND entry_id <= %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT unit_no FROM {source}"  # noqa: S608 - our own words
            f" WHERE unit_no BETWEEN %s AND %s AND effective_on = %s{bound}",
            values,
        )
        return frozenset(int(unit) for (unit,) in cursor.fetchall())


_LAST_DAY = """
WITH RECURSIVE unit AS (
    SELECT min(unit_no) AS number FROM ledger_delta WHERE unit_no BETWEEN %(low)s AND %(high)s
    UNION ALL
    SELECT (SELECT min(d.unit_no) FROM ledger_delta AS d WHERE d.unit_no > unit.number AND d.unit_no <= %(high)s)
    FROM unit WHERE unit.number IS NOT NULL
)
SELECT max(newest.day) FROM unit CROSS JOIN LATERAL (
    SELECT max(d.effective_on) AS day FROM ledger_delta AS d
    WHERE d.unit_no = unit.number AND d.effective_on <= %(until)s
) AS newest
"""
"""Goes from unit to unit through the index, twice a unit, instead of through every change there ever was."""


def last_day(*, low: int, high: int, until: date) -> date | None:
    """Return the latest effective day, not after `until`, on which anything changed in the units `low` to `high`."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_DAY, {"low": max(low, 1), "high": high, "until": until})
        row = cursor.fetchone()
    found: date | None = row[0] if row else None
    return found
