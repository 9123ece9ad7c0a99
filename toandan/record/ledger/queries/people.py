"""Where people stand and how they came there; row-level security keeps every answer within the scope."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import connection

from toandan.record.ledger.models import Entry, Posting, Standing
from toandan.record.ledger.queries.errors import StandingUnknown
from toandan.record.ledger.words import StandingRow, TimelineRow, Verb

_NAMES = ("person_id", "unit_no", "state", "effective_on", "entry_id")


def standing(person: int) -> StandingRow:
    """Return where a person stands now; raises StandingUnknown, also for somebody who has left the register."""
    found = Standing.objects.filter(person_id=person, unit_no__gt=0).values_list(*_NAMES).first()
    if found is None:
        raise StandingUnknown(person)
    return StandingRow(*found)


def standings(persons: Sequence[int]) -> list[StandingRow]:
    """Return where these people stand, by rising number; who is not there is left out."""
    found = Standing.objects.filter(person_id__in=persons, unit_no__gt=0).order_by("person_id").values_list(*_NAMES)
    return [StandingRow(*row) for row in found]


def led_away(units: Collection[int]) -> frozenset[int]:
    """Return which of these units have ended and hold nobody any more: their reform has been carried out.

    Units outside the scope are answered for as well; nothing is told but that nobody is left.
    """
    if not units:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_led_away(%s)", [sorted(units)])
        return frozenset(int(number) for (number,) in cursor.fetchall())


def timeline(person: int) -> list[TimelineRow]:
    """Return a person's postings in the order they count, the oldest first; those out of scope are left out."""
    postings = list(Posting.objects.filter(person_id=person).order_by("entry_id"))
    headers = {e.entry_id: e for e in Entry.objects.filter(entry_id__in=[p.entry_id for p in postings])}
    return [
        TimelineRow(
            entry=p.entry_id,
            verb=Verb(header.verb),
            occurred_on=header.occurred_on,
            effective_on=p.effective_on,
            recorded_at=header.recorded_at,
            actor=header.actor,
            reason=header.reason,
            evidence=header.evidence,
            source=(p.unit_from, p.state_from),
            target=(p.unit_to, p.state_to),
        )
        for p in postings
        if (header := headers.get(p.entry_id))
    ]


def line_list(
    *, low: int, high: int, states: Collection[int] | None, after: int | None, limit: int
) -> list[tuple[int, int, int, date]]:
    """Return people of the units `low` to `high` as (person, unit, state, effective day), by rising person.

    `states` None means any; `after` is the last person of the page before. As of now.
    """
    sql = "SELECT person_id, unit_no, state, effective_on FROM ledger_standing WHERE unit_no BETWEEN %s AND %s"
    values: list[int | list[int]] = [max(low, 1), high]
    if states is not None:
        sql += " AND state = ANY(%s)"
        values.append(sorted(states))
    if after is not None:
        sql += " AND person_id > %s"
        values.append(after)
    with connection.cursor() as cursor:
        cursor.execute(sql + " ORDER BY person_id LIMIT %s", [*values, limit])
        return [(int(p), int(u), int(s), d) for p, u, s, d in cursor.fetchall()]
