"""Reading lines as the journal page shows them, the newest first (dòng nhật ký)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from toandan.record.journal.models import Line as LineTable
from toandan.record.journal.words import Line

_MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and the instant and place to go on from, None at the end."""

    lines: Sequence[Line]
    after: tuple[datetime, int, int] | None


def lines(
    *,
    low: int,
    high: int,
    person: int | None = None,
    actor_name: str = "",
    verb: str = "",
    since: date | None = None,
    until: date | None = None,
    after: tuple[datetime, int, int] | None = None,
    limit: int = 50,
) -> Page:
    """Return lines of the units from `low` to `high`, both included, the newest first.

    `person` finds lines about that person and lists that showed them; `verb` is a whole verb or its beginning up to
    a dot; `since` and `until` are days, both included; `after` goes on from a page's end. What the caller's scope
    does not hold is not there.
    """
    found: QuerySet[LineTable] = LineTable.objects.filter(unit_no__gte=low, unit_no__lte=high)
    if actor_name:
        found = found.filter(actor_name=actor_name)
    if verb:
        found = found.filter(Q(verb=verb) | Q(verb__startswith=f"{verb}."))
    if since:
        found = found.filter(day__gte=since)
    if until:
        found = found.filter(day__lte=until)
    if person is not None:
        found = found.filter(_about(person, low, high))
    if after is not None:
        at, strand, line_no = after
        same = Q(at=at) & (Q(strand__lt=strand) | Q(strand=strand, line_no__lt=line_no))
        found = found.filter(Q(at__lt=at) | same)
    rows = [_line(row) for row in found.order_by("-at", "-strand", "-line_no")[: limit + 1]]
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return Page(rows[:limit], (last.at, last.strand, last.line_no) if last else None)


def verbs() -> list[str]:
    """Return the verbs that occur among the newest lines in scope, for the page's choice."""
    newest = LineTable.objects.order_by("-at").values("verb")[:2000]
    return sorted({row["verb"] for row in newest})


def _about(person: int, low: int, high: int) -> Q:
    with connection.cursor() as cursor:
        cursor.execute("SELECT strand, line_no FROM journal_shown(%s, %s, %s, %s)", [person, low, high, _MOST_SHOWN])
        shown = cursor.fetchall()
    about = Q(subject=f"person:{person}")
    by_strand: dict[int, list[int]] = {}
    for strand, line_no in shown:
        by_strand.setdefault(strand, []).append(line_no)
    for strand, numbers in by_strand.items():
        about |= Q(strand=strand, line_no__in=numbers)
    return about


def _line(row: LineTable) -> Line:
    return Line(
        row.strand,
        row.line_no,
        row.at,
        row.day,
        row.actor_id,
        row.actor_name,
        row.unit_no,
        row.verb,
        row.subject,
        row.detail,
    )
