"""Which unit a code means to whoever works with it: the one that holds the people (đơn vị đang giữ người)."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from toandan.record.units import queries as units
from toandan.record.units.words import Unit


def holder(code: str, *, on: date) -> Unit:
    """Return the unit of a code that holds the people: its bearer of the day, or one of before that became it.

    Until a reform has been carried out in the accounts, people, kits and posts are where they were. Whoever plans or
    hands over by a code that went on means those, and not the unit in which nobody stands yet. A code that was given
    to another unit means its bearer of the day. Within the caller's scope. Raises UnitUnknown.
    """
    here = units.bearer(code, as_of=on)
    before = [one for one in units.bearers(code, as_of=on) if one != here and one.level == here.level]
    if not before or _held([(here.number, here.last)]):
        return here
    led = units.spans(code, on=on)[1:]
    return next((one for one in before if _held(_within(one, led))), here)


def _within(unit: Unit, spans: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of these spans lies in a unit, the whole of it where one of them holds it."""
    cut = [(max(low, unit.number), min(high, unit.last)) for low, high in spans]
    return [(low, high) for low, high in cut if low <= high]


def _held(spans: Collection[tuple[int, int]]) -> bool:
    """Tell whether anybody stands in the units of these spans."""
    if not spans:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM unnest(%s::integer[], %s::integer[]) AS span (low, high)"
            " JOIN ledger_standing AS s ON s.unit_no BETWEEN greatest(span.low, 1) AND span.high)",
            [[low for low, _ in spans], [high for _, high in spans]],
        )
        row = cursor.fetchone()
    return bool(row and row[0])
