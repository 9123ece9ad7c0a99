"""What anybody may know of the sessions ahead, whoever asks (thông tin công khai)."""

from collections import Counter
from datetime import date

from django.db import connection

from toandan.work.sessions.words import Kind, Located, PublicSession, Shift

_ASKED = "SELECT * FROM sessions_public(%s, %s, %s)"


def public_sessions(unit: int, *, since: date, until: date) -> list[PublicSession]:
    """Return the sessions of a commune that are announced or open, by day; no figures, no kit."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [since, until, unit])
        return [
            PublicSession(kind=Kind(kind), day=day, shift=Shift(shift), place=place, address=address,
                          latitude=latitude, longitude=longitude, located=Located(located), code=code)
            for _unit, kind, day, shift, place, address, latitude, longitude, located, code in cursor.fetchall()
        ]  # fmt: skip


def public_units(*, since: date, until: date) -> dict[int, int]:
    """Return how many sessions each commune has announced or open, by its number; those without any are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [since, until, None])
        return dict(Counter(int(row[0]) for row in cursor.fetchall()))
