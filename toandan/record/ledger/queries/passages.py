"""Where people stood before a period and where after it, as counts (chuyển dịch trong kỳ)."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

_SQL = """
SELECT unit_from, state_from, unit_to, state_to, count(*) FROM (
    SELECT DISTINCT ON (person_id) person_id,
        first_value(unit_from) OVER whole AS unit_from, first_value(state_from) OVER whole AS state_from,
        last_value(unit_to) OVER whole AS unit_to, last_value(state_to) OVER whole AS state_to
    FROM ledger_posting
    WHERE effective_on BETWEEN %s AND %s AND entry_id <= %s
      AND (unit_from BETWEEN %s AND %s OR unit_to BETWEEN %s AND %s)
    WINDOW whole AS (
        PARTITION BY person_id ORDER BY entry_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
) AS way
WHERE unit_from BETWEEN %s AND %s
GROUP BY unit_from, state_from, unit_to, state_to
ORDER BY unit_from, state_from, unit_to, state_to
"""
"""A person's postings count in the order of their entries, so the first and the last of the period are the ends of the
way through it. Whoever was not posted is in none of these counts: they stand where they stood."""


@dataclass(frozen=True, slots=True)
class Passage:
    """How many people stood at `source` (unit, state) before a period and stand at `target` at its end."""

    source: tuple[int, int]
    target: tuple[int, int]
    people: int


def passages(*, since: date, until: date, low: int, high: int, entry: int) -> list[Passage]:
    """Return the ways of people who stood in the units `low` to `high` before `since` and were posted up to `until`.

    What was posted behind `entry` does not count. Unit 0 as a target is the world. As far as the caller's scope goes:
    the counts of a unit out of it would be too small, so ask for units within it.
    """
    span = [max(low, 1), high]
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [since, until, entry, *span, *span, *span])
        return [Passage((int(a), int(b)), (int(c), int(d)), int(n)) for a, b, c, d, n in cursor.fetchall()]
