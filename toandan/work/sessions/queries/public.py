"""What anybody may know of the sessions ahead, whoever asks (thông tin công khai)."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db import connection

from toandan.work.sessions.words import Kind, Located, PublicSession, Shift

_ASKED = "SELECT * FROM sessions_public(%s, %s, %s)"
_OF_EACH = (
    "SELECT said.* FROM unnest(%s::integer[]) AS unit_no, LATERAL sessions_public(%s, %s, unit_no) AS said "
    "ORDER BY said.day, said.shift, said.place, said.code"
)


def public_sessions(units: Collection[int], *, since: date, until: date) -> list[PublicSession]:
    """Return the sessions of these communes that are announced or open, by day; no figures, no kit."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_EACH, [list(units), since, until])
        return [
            PublicSession(unit=unit, kind=Kind(kind), day=day, shift=Shift(shift), place=place, address=address,
                          latitude=latitude, longitude=longitude, located=Located(located), code=code)
            for unit, kind, day, shift, place, address, latitude, longitude, located, code in cursor.fetchall()
        ]  # fmt: skip


def public_units(*, since: date, until: date) -> dict[int, int]:
    """Return how many sessions each commune has announced or open, by its number; those without any are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [since, until, None])
        return dict(Counter(int(row[0]) for row in cursor.fetchall()))
