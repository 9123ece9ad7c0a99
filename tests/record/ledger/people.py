"""Invented people for the tests of the ledger: rows in the register without names that mean anything."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import psycopg
from django.db import connection, connections

from toandan.ground.kernel.actor import Actor, Grant, the_house
from toandan.record.ledger.operations import post
from toandan.record.ledger.words import Line, Outcome, Verb
from toandan.record.officers.operations import acting

HOUSE = the_house("test")
NOW = datetime(2023, 6, 3, 5, 0, tzinfo=UTC)
DAY = date(2023, 5, 20)
DUE, APPLIED, PRODUCED, ISSUED = 12100, 13100, 14100, 15100
"""States of permanent residents without account and obstacle."""

WORLD = (0, 0)


def officer_at(*units: int, permissions: tuple[str, ...] = ("ledger.entry.post", "people.person.read")) -> Actor:
    """Return an officer of these units alone."""
    words = frozenset(permissions)
    return Actor(officer=7, name="officer", at=units[0], grants=tuple(Grant(u, u, words) for u in units))


def communes(many: int) -> list[int]:
    """Return the numbers of some communes of the tests' units, in rising order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM units_unit WHERE level = 3 AND edition = '2023' ORDER BY number LIMIT %s", [many]
        )
        return [int(number) for (number,) in cursor.fetchall()]


def write_down(unit: int, many: int = 1) -> list[int]:
    """Write people down in the register and return their numbers; they stand in no account yet."""
    with acting(HOUSE), connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_person_id_seq') FROM generate_series(1, %s)", [many])
        numbers = sorted(int(number) for (number,) in cursor.fetchall())
        cursor.execute(
            "INSERT INTO people_person (person_id, unit_no, full_name, name_key, birth_basis, father_name, mother_name,"
            " spouse_name, present_address, phone, home_visit, created_at)"
            " SELECT p, %s, 'Nguyễn Văn A', 'nguyen van a', 'none', '', '', '', '', '', false, now()"
            " FROM unnest(%s::bigint[]) AS p",
            [unit, numbers],
        )
    return numbers


def put(
    lines: Iterable[Line],
    *,
    verb: str = Verb.CORRECTED,
    on: date = DAY,
    key: UUID | None = None,
    actor: Actor = HOUSE,
    partial: bool = False,
    evidence: str = "seen",
    reason: str = "test",
) -> Outcome:
    """Post lines with everything filled in that the test does not speak about."""
    return post(
        actor=actor,
        now=NOW,
        verb=verb,
        occurred_on=on,
        client_key=key or uuid4(),
        lines=list(lines),
        reason=reason,
        evidence=evidence,
        partial=partial,
    )


def opened(unit: int, many: int = 1, *, state: int = DUE, on: date = DAY) -> list[int]:
    """Write people down and open their account; return their numbers."""
    people = write_down(unit, many)
    put([Line(p, WORLD, (unit, state)) for p in people], verb=Verb.REGISTER_OPENED, on=on)
    return people


def moved(people: Sequence[int], source: tuple[int, int], target: tuple[int, int]) -> list[Line]:
    """Return the lines that move these people."""
    return [Line(person, source, target) for person in people]


@contextmanager
def owner(name: str) -> Iterator[psycopg.Connection]:
    """Open a connection beside the pool, under the owner's login."""
    asked = connections["owner"].get_connection_params()
    with psycopg.connect(**{key: asked[key] for key in ("host", "port", "user", "password")}, dbname=name) as opened_:
        yield opened_
