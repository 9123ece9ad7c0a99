"""What is claimed already: numbers that belong to somebody, and writes that were carried out."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from toandan.record.people.words import ClaimKind


def taken(*, kind: ClaimKind | str, values: Sequence[str]) -> set[str]:
    """Return those of the numbers that belong to somebody in the whole register; it does not tell to whom."""
    if not values:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_taken(%s, %s)", [str(kind), list(values)])
        return {value for (value,) in cursor.fetchall()}


def done(client_key: UUID) -> int | None:
    """Return the person whom an already finished write with this key concerned, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_done(%s)", [client_key])
        row = cursor.fetchone()
    return row[0] if row else None
