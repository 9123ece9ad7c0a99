"""Reading where the strands stand, and the signed heads (đầu nhật ký)."""

import json
from typing import Any

from django.db import connection, connections

from toandan.record.journal.words import Head

_COLUMNS = "seal_no, day, made_at, heads, previous, signature"


def present_heads() -> dict[int, tuple[int, str]]:
    """Return where every strand stands: strand → (last line, its hash in hexadecimal)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_heads()")
        row = cursor.fetchone()
    return _places(row[0] if row else {})


def last_head() -> Head | None:
    """Return the newest signed head, or None before the first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM journal_last_head()")  # noqa: S608 - our own column names
        row = cursor.fetchone()
    return _head(row) if row else None


def heads(*, using: str) -> list[Head]:
    """Return every signed head, the oldest first, as kept in the database that `using` names."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} FROM journal_day_head ORDER BY seal_no")  # noqa: S608 - as above
        return [_head(row) for row in cursor.fetchall()]


def _head(row: tuple[Any, ...]) -> Head:
    seal_no, day, made_at, places, previous, signature = row
    return Head(seal_no, day, made_at, _places(places), bytes(previous), bytes(signature))


def _places(said: object) -> dict[int, tuple[int, str]]:
    found: dict[str, list[Any]] = json.loads(said) if isinstance(said, str) else dict(said or {})  # type: ignore[call-overload]
    return {int(strand): (int(place[0]), str(place[1])) for strand, place in found.items()}
