"""Where people stood before a period and after it, and who was led elsewhere, as counts (chuyển dịch trong kỳ)."""

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


@dataclass(frozen=True, slots=True)
class Led:
    """How many people who stood at `source` (unit, state) were led to the unit `target` on a day: nobody moved."""

    day: date
    source: tuple[int, int]
    target: int
    people: int


def led(*, since: date, until: date, spans: Sequence[tuple[int, int]], entry: int, after: int = 0) -> list[Led]:
    """Return whom a redrawing of units led out of those of `spans` on these days, by entries behind `after`.

    What was posted behind `entry` does not count. Where no unit was redrawn it costs next to nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM ledger_led(%s, %s, %s::int4multirange, %s, %s)",
            [since, until, multirange(spans), after, entry],
        )
        return [Led(day, (int(old), int(state)), int(new), int(n)) for day, old, new, state, n in cursor.fetchall()]
