"""Where people stood before a period and where after it, as counts (chuyển dịch trong kỳ)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from toandan.record.ledger.queries.sums import multirange


@dataclass(frozen=True, slots=True)
class Passage:
    """How many people stood at `source` (unit, state) before a period and stand at `target` at its end."""

    source: tuple[int, int]
    target: tuple[int, int]
    people: int


def passages(*, since: date, until: date, spans: Sequence[tuple[int, int]], entry: int) -> list[Passage]:
    """Return the ways of people who stood in the units of `spans` before `since` and were posted up to `until`.

    A span is a first and a last number, both included. What was posted behind `entry` does not count. Unit 0 as a
    target is the world. The database refuses units that go on outside the caller's scope; of those that have ended,
    whose people went elsewhere, it tells the counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM ledger_passages(%s, %s, %s, %s::int4multirange)", [since, until, entry, multirange(spans)]
        )  # fmt: skip
        return [Passage((int(a), int(b)), (int(c), int(d)), int(n)) for a, b, c, d, n in cursor.fetchall()]
