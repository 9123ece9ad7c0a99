"""Which kit may work where: it exists, is believed, is the unit's or lent to it, and is free (bộ thiết bị)."""

from datetime import date

from django.db import connection

from toandan.record.locks import alone
from toandan.record.units import queries as units
from toandan.work.equipment import queries as equipment
from toandan.work.sessions.operations.errors import unable
from toandan.work.sessions.words import Shift


def trusted(kit: str) -> None:
    """Refuse a kit that is reported stolen or lost. Raises UnableToHold."""
    if equipment.is_blocked(kit):
        raise unable("kit_blocked", kit=kit)


def usable(kit: str, *, at: int, day: date, today: date) -> None:
    """Refuse a kit that is blocked or broken, or that on a day is not in the custody of the unit `at` or lent to it.

    A unit works with the kits of its own district, with those of whoever stands above, with those it has on loan, and,
    on the days of the assignment, with those of a unit that is assigned to help it. What the caller cannot see is
    refused in the same words. Raises UnableToHold.
    """
    trusted(kit)
    holder = equipment.kit_unit(kit, day, today=today)
    if holder is None:
        holder = _helping(kit, at, day)
    if holder is None or not _near(holder, at, day):
        raise unable("kit_far", kit=kit, day=day.isoformat(), unit=units.by_number(at).name_vi)
    out, back = equipment.out_until(kit, day, today=today)
    if out and back is not None:
        raise unable("kit_back", kit=kit, day=day.isoformat(), back=back.isoformat())
    if out:
        raise unable("kit_out", kit=kit, day=day.isoformat())


def _near(holder: int, at: int, day: date) -> bool:
    unit = units.by_number(holder)
    pool = units.by_number(unit.district or unit.parent or holder)
    return pool.holds(at) or unit.holds(at) or units.may_capture(unit=holder, at=at, on=day).allowed


def _helping(kit: str, at: int, day: date) -> int | None:
    """Return whose a kit is that the caller, who plans at `at`, does not see: a unit that helps there on this day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions_helping_kit(%s, %s, %s)", [kit, at, day])
        found: int | None = cursor.fetchone()[0]
    return found


def free(kit: str, day: date, shift: Shift, *, but: int = 0, route: int = 0) -> bool:
    """Tell whether nothing else is planned for a kit then, also where the caller may not look; it says no more.

    It is decided alone until the transaction ends; a session and a route that are being changed are left out.
    """
    alone("kit", kit, day)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sessions_kit_taken(%s, %s, %s, %s, %s)", [kit, day, shift.value, but, route])
        return not cursor.fetchone()[0]
