"""Legs whose minutes somebody entered by hand (chặng sửa tay)."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from toandan.command.field.models import Leg
from toandan.command.field.words import LegIn, LegRow
from toandan.ground.routing.words import BASE
from toandan.record.units.words import Unit
from toandan.work.sessions import queries as sessions

LONGEST = 19
"""Letters of a request's code: its number fits into the database."""


def is_point(code: str) -> bool:
    """Tell whether a code is that of a point in scope: a place, a request for a visit, or the base."""
    code = code.strip()
    if code == BASE or code in sessions.places([code]):
        return True
    try:
        return len(code) < LONGEST and code in sessions.requests_of([code])
    except sessions.HomeUnknown:
        return False


def legs(numbers: Sequence[int]) -> list[LegRow]:
    """Return what is in force for these units: of each pair what was entered last, unless it was taken back."""
    return [row for row in last_words(numbers) if row.minutes is not None]


def legs_within(low: int, high: int) -> list[LegRow]:
    """Return what is in force for the units numbered `low` to `high`, by unit and ends."""
    found = _last(Leg.objects.filter(unit_no__range=(low, high)))
    return sorted((one for one in found if one.minutes is not None), key=lambda one: (one.unit, one.start, one.end))


def last_words(numbers: Sequence[int]) -> list[LegRow]:
    """Return of each pair of each unit what was entered last, also when it was taken back."""
    return _last(Leg.objects.filter(unit_no__in=numbers))


def _last(rows: QuerySet[Leg]) -> list[LegRow]:
    found: dict[tuple[int, str, str], LegRow] = {}
    for one in rows.order_by("leg_id"):
        row = LegRow(one.unit_no, one.start, one.end, one.minutes, one.why, one.set_at, one.set_by)
        found[one.unit_no, one.start, one.end] = row
    return list(found.values())


def known(pools: Mapping[int, Sequence[Unit]], planned: int) -> tuple[LegIn, ...]:
    """Return the legs of each district; what its communes entered overrules it, and it the unit planned for."""
    found: dict[tuple[int, str, str], LegIn] = {}
    for pool, communes in pools.items():
        for numbers in ([planned], [pool], [one.number for one in communes]):
            for row in legs(numbers):
                found[pool, row.start, row.end] = LegIn(str(pool), row.start, row.end, row.minutes or 0.0)
    return tuple(found.values())
