"""What the papers say of how units were divided (tỷ lệ chia tách): the shares written in mappings carried out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import connection

from toandan.record.units import queries as units

Shares = Mapping[tuple[int, int], Decimal]

_LINES = "SELECT o_on, o_old, o_new, o_share FROM reorganisation_shares()"
_kept: tuple[object, Shares] = None, {}


def shares(*, entry: int) -> Shares:
    """Return `{(old unit, new unit): percent}` by number, where a mapping that was carried out says it.

    `entry` is the last ledger entry the reader knows: a run that moves people adds entries, so that what was read at
    one entry is kept and costs no query until there is another. Of several mappings the latest counts.
    """
    global _kept  # noqa: PLW0603 - what a process keeps; one assignment, so that no reader sees half of it
    key = connection.settings_dict["HOST"], connection.settings_dict["NAME"], entry
    kept, found = _kept
    if kept != key:
        found = _read()
        _kept = key, found
    return found


def _read() -> Shares:
    """Read every share; a code of a mapping means every unit that bore it before the day."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES)
        lines: list[tuple[date, str, str, str]] = cursor.fetchall()
    found: dict[tuple[int, int], Decimal] = {}
    for on, old, new, share in lines:
        target = units.by_code(new, as_of=on).number
        for unit in units.bearing(old):
            if (unit.valid_from or date.min) < on:
                found[unit.number, target] = Decimal(share)
    return found
