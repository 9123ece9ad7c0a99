"""The day a roll counts from, and on which day a commune code means a unit of the importer (ngày tính danh sách)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from toandan.record.rolls.operations import errors
from toandan.record.units import queries as units


def require_come(on: date, now: datetime) -> None:
    """Refuse a day that has not come: ages would be taken ahead of time, and the ledger posts nothing to come."""
    today = localdate(now)
    if on > today:
        values = {"day": f"{on:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"}
        raise errors.UnableToImport(errors.DAY_TO_COME, code="rolls.day_to_come", values=values)


def elsewhen(*, on: date, scope: Sequence[tuple[int, int]] | None) -> Callable[[str], str]:
    """Return what tells of a code the nearest day, before or after `on`, on which it means a unit inside the scope.

    The answer is `day=31/12/2024`, the last day of a unit that has gone or the first of one to come; nothing where
    no day helps. Codes outlive reforms: the same five digits mean another commune after one.
    """

    def told(code: str) -> str:
        for unit in reversed(units.bearing(code)):
            if not any(low <= unit.number <= high for low, high in scope or ()):
                continue
            day = unit.until - timedelta(days=1) if unit.until and unit.until <= on else unit.valid_from
            return f"day={day:%d/%m/%Y}" if day else ""
        return ""

    return told
