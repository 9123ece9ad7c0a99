"""Everybody of one unit at once, and what many entries of one piece of work moved (tập hợp lớn)."""

from dataclasses import dataclass

import numpy as np
from django.db import connection

from toandan.record.ledger.words import Ints


@dataclass(frozen=True, slots=True)
class StandingArrays:
    """People of one unit as columns of the same length by rising person: number, state, and the last entry of each."""

    persons: Ints
    states: Ints
    entries: Ints


def people_at(unit: int) -> StandingArrays:
    """Return everybody who stands at exactly this unit now, as far as it lies in scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(s.person_id ORDER BY s.person_id), array_agg(s.state ORDER BY s.person_id),"
            " array_agg(s.entry_id ORDER BY s.person_id) FROM ledger_standing AS s WHERE s.unit_no = %s",
            [unit],
        )
        row = cursor.fetchone() or (None, None, None)
    persons, states, entries = (np.asarray(column or [], dtype=np.int64) for column in row)
    return StandingArrays(persons, states, entries)


def moved_in_session(session: str) -> dict[tuple[int, int], int]:
    """Return how many people the entries of one session moved, by (unit from, unit to), as far as they lie in scope.

    It reads postings, so it belongs at the end of a piece of work and never on a page.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.unit_from, p.unit_to, count(*) FROM ledger_posting AS p"
            " JOIN ledger_entry AS e ON e.entry_id = p.entry_id WHERE e.session = %s"
            " AND p.recorded_on >= (SELECT min(f.recorded_at)::date - 1 FROM ledger_entry AS f WHERE f.session = %s)"
            " GROUP BY p.unit_from, p.unit_to",
            [session, session],
        )
        return {(int(source), int(target)): int(people) for source, target, people in cursor.fetchall()}


def others_between(*, after: int, until: int, session: str) -> int:
    """Return how many entries with a number above `after` and up to `until` do not belong to the session."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_entry WHERE entry_id > %s AND entry_id <= %s AND session <> %s",
            [after, until, session],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
