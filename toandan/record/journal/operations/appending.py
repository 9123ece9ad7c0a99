"""Appending lines in the transaction that does what they speak of: both happen, or neither (ghi nhật ký)."""

import json
from collections.abc import Mapping, Sequence

import psycopg
from django.conf import settings
from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.words import ROOT_UNIT

READ_VERB = "people.person.read"


def append(
    *,
    actor: Actor,
    verb: str,
    subject: str,
    unit: int | None,
    detail: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Append one line in the current transaction.

    Args:
        actor: who did it.
        verb: `room.thing.verb`.
        subject: kind and id, such as `person:123`, `unit:10000160`, `order:ML01`.
        unit: number of the unit concerned, which decides who may read the line; None keeps it at the root.
        detail: ids and words only; names, numbers and other personal values do not belong in a journal.
    """
    _append(actor, verb, subject, unit, detail or {})


def append_reads(*, actor: Actor, people: Sequence[tuple[int, int]], purpose: str) -> None:
    """Append one line that says which people one answer showed, and for what purpose.

    `people` are (person_id, unit_no). The line belongs to the one unit all of them stand under, else to the unit in
    whose name the actor works. Nobody shown, nothing written.
    """
    if not people:
        return
    units = {unit for _, unit in people}
    unit = units.pop() if len(units) == 1 else actor.at
    ids = sorted({person for person, _ in people})
    subject = f"person:{ids[0]}" if len(ids) == 1 else f"people:{len(ids)}"
    _append(actor, READ_VERB, subject, unit, {"people": ids, "purpose": purpose})


def _storable(value: object) -> object:
    """Return a value without the one character that no text in the database may hold."""
    return value.replace("\x00", "") if isinstance(value, str) else value


def alongside(*, actor: Actor, verb: str, unit: int | None) -> tuple[str, list[object]]:
    """Return the call that appends a line, and its first values, for a statement that writes and journals at once.

    The statement puts its own expressions for subject and detail in place of the two braces. One round trip then
    does what `append` after the write needs two for.
    """
    return "journal_append(%s, %s, %s, %s, %s, {}, {})", _header(actor, verb, unit)


def _append(actor: Actor, verb: str, subject: str, unit: int | None, detail: Mapping[str, object]) -> None:
    said = json.dumps({name: _storable(value) for name, value in detail.items()}, ensure_ascii=False)
    call, values = alongside(actor=actor, verb=verb, unit=unit)
    connection.ensure_connection()
    # Not Django's own cursor: it would write the values into the statement, which would be planned anew every time.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(f"SELECT {call.format('%s', '%s::jsonb')}", [*values, subject, said], prepare=True)


def _header(actor: Actor, verb: str, unit: int | None) -> list[object]:
    return [settings.TIME_ZONE, actor.officer, actor.name, ROOT_UNIT if unit is None else unit, verb]
