"""Who reached an age, whose card ended, whose residence must be verified: sets worked out by the database.

The statements join what people and the ledger keep, because a night over millions must not carry them through the
program; they read, and nothing here knows those tables' rows beyond the columns named.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from toandan.ground.kernel.birth import AGE_DUE, GRACE_YEARS, REPLACEMENT_AGES
from toandan.record.ledger.words import Card, Residence, Verb, matching
from toandan.record.people.words import PersonField
from toandan.work.movements.rules.civil import clock
from toandan.work.movements.words import ClockState, Kind, Unregistered

_EARLIEST = """CASE p.birth_basis
    WHEN 'full' THEN make_date(p.birth_year, p.birth_month, p.birth_day)
    WHEN 'year_month' THEN make_date(p.birth_year, p.birth_month, 1)
    ELSE make_date(p.birth_year, 1, 1) END"""
"""The first day somebody may have been born on, as `PartialDate.earliest` says: a day filled in by rule is none."""

_UNDOING = f"""EXISTS (
    SELECT 1 FROM ledger_entry AS e
    JOIN ledger_posting AS x ON x.person_id = g.person_id AND 'entry:' || x.entry_id = e.evidence
    JOIN ledger_entry AS ended ON ended.entry_id = x.entry_id AND ended.verb = '{Verb.CARD_EXPIRED}'
    WHERE e.entry_id = g.entry_id AND e.verb = '{Verb.CORRECTED}')"""  # noqa: S608 - our own text
"""Tells that the posting g undoes the end of a card, by the evidence `undo_expiry` writes."""

Values = list[list[int] | int | str | date | None]
_MADE = sorted(matching(card=(Card.PRODUCED, Card.ISSUED)))
_UNREGISTERED = sorted(matching(residence=(Residence.UNREGISTERED,)))


def _birthday(born: str, years: int) -> str:
    """Return SQL for the day on which somebody is so old; who was born on 29 February is a year older on 1 March."""
    day = f"({born} + interval '{years} years')::date"
    return f"({day} + CASE WHEN date_part('day', {day}) < date_part('day', {born}) THEN 1 ELSE 0 END)"


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody whom a day concerns: where they stand, by which entry, and the day it counts from."""

    person: int
    unit: int
    state: int
    entry: int
    day: date


def came_of_age(on: date) -> list[Reached]:
    """Return those who stand as not due and are 14 by this day, by day and person; missed nights are caught up.

    Nobody without a year of birth is here: they are counted when they enter.
    """
    sql = f"""
        SELECT person_id, unit_no, state, entry_id, day FROM (
            SELECT s.person_id, s.unit_no, s.state, s.entry_id, {_birthday("b.born", AGE_DUE)} AS day
            FROM ledger_standing AS s
            JOIN people_person AS p ON p.person_id = s.person_id
            CROSS JOIN LATERAL (SELECT {_EARLIEST} AS born) AS b
            WHERE s.unit_no > 0 AND s.state = ANY(%s) AND p.birth_year <= %s
        ) AS reached WHERE day <= %s ORDER BY day, person_id"""  # noqa: S608 - our own text
    return _asked(sql, [sorted(matching(card=(Card.NOT_DUE,))), on.year - AGE_DUE, on])


def too_young(on: date) -> list[Reached]:
    """Return those who wait for a card and whose birth date was corrected since, so that they are not 14 on this day.

    Whoever was written down as due in spite of their age stays so: that was somebody's decision, and no correction.
    """
    sql = f"""
        SELECT s.person_id, s.unit_no, s.state, s.entry_id, %s::date
        FROM ledger_standing AS s
        JOIN people_person AS p ON p.person_id = s.person_id
        CROSS JOIN LATERAL (SELECT {_EARLIEST} AS born) AS b
        WHERE s.unit_no > 0 AND s.state = ANY(%s) AND p.birth_year IS NOT NULL AND {_birthday("b.born", AGE_DUE)} > %s
          AND s.person_id IN (SELECT c.person_id FROM people_correction AS c WHERE c.name = %s)
        ORDER BY s.person_id"""  # noqa: S608 - our own text
    return _asked(sql, [on, sorted(matching(card=(Card.DUE,))), on, PersonField.BIRTH.value])


def expired(on: date) -> list[Reached]:
    """Return those whose card has ended by this day, with the day it ended.

    A card is as old as the day the ledger first knew it as made; of one that was there when the register was opened the
    true day is not known and may be earlier, so the opening counts and nobody is called back too soon. No card the
    ledger knows is older than its first day, so a birthday within the years of grace after that ends none. An end that
    was undone made no card and is not noted again; only a birthday it was not about can end that card.
    """
    thresholds = " UNION ALL ".join(
        f"SELECT {_birthday('b.born', age)} AS day, {_birthday('b.born', age - GRACE_YEARS)} AS grace"
        for age in REPLACEMENT_AGES
    )
    opened = _first_day()
    if opened is None:
        return []
    years = " OR ".join(
        f"p.birth_year BETWEEN {opened.year - age + GRACE_YEARS} AND {on.year - age}" for age in REPLACEMENT_AGES
    )
    # Few years of birth are left; materialised, so that only their people's postings are looked up.
    sql = f"""
        WITH holders AS MATERIALIZED (
            SELECT s.person_id, s.unit_no, s.state, s.entry_id, {_EARLIEST} AS born
            FROM ledger_standing AS s JOIN people_person AS p ON p.person_id = s.person_id
            WHERE s.unit_no > 0 AND s.state = ANY(%s) AND ({years})
        ), near AS MATERIALIZED (
            SELECT b.*, t.day, t.grace FROM holders AS b
            JOIN LATERAL ({thresholds}) AS t ON t.day <= %s AND t.grace > %s
        )
        SELECT n.person_id, n.unit_no, n.state, n.entry_id, min(n.day) AS day
        FROM near AS n
        JOIN LATERAL (
            SELECT max(g.effective_on) AS day FROM ledger_posting AS g
            WHERE g.person_id = n.person_id AND g.state_to = ANY(%s) AND NOT g.state_from = ANY(%s)
              AND NOT ({_UNDOING})
        ) AS made ON made.day < n.grace
        WHERE NOT EXISTS (
            SELECT 1 FROM ledger_posting AS g JOIN ledger_entry AS e ON e.entry_id = g.entry_id
            WHERE g.person_id = n.person_id AND e.verb = '{Verb.CARD_EXPIRED}' AND e.occurred_on = n.day
        )
        GROUP BY n.person_id, n.unit_no, n.state, n.entry_id
        ORDER BY 5, 1"""  # noqa: S608 - our own text
    return _asked(sql, [sorted(matching(card=(Card.ISSUED,))), on, opened, _MADE, _MADE])


def _first_day() -> date | None:
    """Return the first day anything counts from in the ledger, None before the first entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(effective_on) FROM ledger_delta")
        found: date | None = cursor.fetchone()[0]
    return found


_WAITING = "SELECT o_person, o_unit, o_day FROM movements_unregistered(%s, %s, %s, %s)"
"""Whoever waits for the check; the day may be a posting's of a unit that ended, which only the database's door sees."""


def unregistered(
    *, low: int, high: int, on: date, limit: int | None = None, after: tuple[date, int] | None = None
) -> list[Unregistered]:
    """Return the people of units `low` to `high` whose residence waits to be verified, the longest waiting first.

    `after` is the day and the number of the last one of the page before.
    """
    sql = _WAITING + " WHERE (o_day, o_person) > (%s, %s) ORDER BY o_day, o_person LIMIT %s"
    values: Values = [*_of(low, high), *(after or (date.min, 0)), limit]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Unregistered(int(p), int(u), day, *clock(day, on)) for p, u, day in cursor.fetchall()]


def how_many_unregistered(*, low: int, high: int, on: date) -> dict[ClockState, int]:
    """Return how many people `unregistered` goes through in all, by how their clock stands."""
    sql = f"SELECT w.o_day, count(*) FROM ({_WAITING}) AS w GROUP BY w.o_day"  # noqa: S608 - our own text
    found = dict.fromkeys(ClockState, 0)
    with connection.cursor() as cursor:
        cursor.execute(sql, _of(low, high))
        for day, people in cursor.fetchall():
            found[clock(day, on)[2]] += int(people)
    return found


def _of(low: int, high: int) -> Values:
    """Return the values of `_WAITING`."""
    return [max(low, 1), high, _UNREGISTERED, Kind.RESIDENCE_CHECKED.value]


def _asked(sql: str, values: Values) -> list[Reached]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [Reached(int(p), int(u), int(s), int(e), day) for p, u, s, e, day in cursor.fetchall()]
