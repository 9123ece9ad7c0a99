"""Everybody of one unit at once, and what the entries of one piece of work posted (tập hợp lớn)."""

from collections.abc import Collection
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
            "SELECT array_agg(s.person_id), array_agg(s.state), array_agg(s.entry_id) FROM ("
            "SELECT person_id, state, entry_id FROM ledger_standing WHERE unit_no = %s ORDER BY person_id) AS s",
            [unit],
        )
        row = cursor.fetchone() or (None, None, None)
    persons, states, entries = (np.asarray(column or [], dtype=np.int64) for column in row)
    return StandingArrays(persons, states, entries)


def posted_by_session(beginning: str) -> dict[str, int]:
    """Return how many people the entries posted whose session begins like this, by session, as far as in scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session, sum(lines) FROM ledger_entry WHERE starts_with(session, %s) GROUP BY session", [beginning]
        )
        return {str(session): int(people) for session, people in cursor.fetchall()}


def posted_under(sessions: Collection[str]) -> dict[tuple[str, str], int]:
    """Return how many people the entries of these sessions posted, by (session, verb), as far as in scope."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session, verb, sum(lines) FROM ledger_entry WHERE session = ANY(%s) AND session <> ''"
            " GROUP BY session, verb",
            [list(sessions)],
        )
        return {(str(session), str(verb)): int(people) for session, verb, people in cursor.fetchall()}


def others_between(*, after: int, until: int, beginning: str) -> int:
    """Return how many entries numbered above `after`, up to `until`, have a session that does not begin like this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_entry WHERE entry_id > %s AND entry_id <= %s AND NOT starts_with(session, %s)",
            [after, until, beginning],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
