"""Founding units and ending others, in a reform the data files do not know of yet (thành lập đơn vị)."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import connections, transaction
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import UnableTo
from toandan.record.units.queries import by_code, by_number, spanning
from toandan.record.units.queries.memory import forget, tree
from toandan.record.units.rules.numbering import LEAF_WIDTH
from toandan.record.units.rules.spelling import key
from toandan.record.units.words import LinkBasis, NewLink, NewUnit, Unit, UnitLevel

_UNIT = (
    "INSERT INTO units_unit (number, last, code, level, name_vi, name_en, kind, parent, valid_from, until, edition,"
    " province, district, name_key) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, NULL, %s, %s, %s, %s)"
)
_LINK = (
    "INSERT INTO units_link (predecessor, successor, part, is_default, is_origin, basis, act, on_day)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (predecessor, successor) DO NOTHING"
)


class UnableToFound(UnableTo):
    """Nothing was founded."""


def found(
    *, fresh: Sequence[NewUnit], links: Sequence[NewLink], on: date, act: str, alias: str = "owner"
) -> list[Unit]:
    """Found communes from a day, end those they take the place of, and link both; return the units founded now.

    The hierarchy belongs to its owner, as loading does. A code that is borne on the day already is left as it is: the
    same request again changes nothing. Raises UnitUnknown, UnableToFound when the unit above has no number left.
    """
    wanted = [unit for unit in fresh if tree().in_force(unit.code, on) is None]
    rows = _numbered(wanted, on)
    made = {unit.code: unit for unit in rows}
    edges = _edges(links, made, on)
    if not rows and not edges:
        return []
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for u in rows:
            cursor.execute(_UNIT, [
                u.number, u.last, u.code, u.level.value, u.name_vi, u.name_en, u.kind, u.parent, on, u.edition,
                u.province, u.district, key(u.name_vi),
            ])  # fmt: skip
        for old, new, link in edges:
            cursor.execute(
                _LINK, [old, new, link.part.value, link.is_default, False, LinkBasis.LOCAL.value, act[:40], on]
            )
            cursor.execute("UPDATE units_unit SET until = %s WHERE number = %s AND until IS NULL", [on, old])
        stamp = hashlib.sha256(f"{tree().numbers[-1]}/{[u.number for u in rows]}/{on}".encode()).hexdigest()
        cursor.execute("UPDATE units_revision SET digest = %s", [stamp])
    forget()
    return [by_number(unit.number) for unit in rows]


def _numbered(wanted: Sequence[NewUnit], on: date) -> list[Unit]:
    """Give each unit the next free numbers of the unit it lies under."""
    free: dict[int, int] = {}
    rows = []
    for unit in wanted:
        above = by_number(unit.parent)
        start = free.get(above.number)
        if start is None:
            start = max([above.number + LEAF_WIDTH - 1, *(u.last for u in spanning(above.number + 1, above.last))]) + 1
        last = start + LEAF_WIDTH - 1
        if last > above.last:
            raise UnableToFound(
                _("There is no number left under %(unit)s."), code="no_number", values={"unit": above.name_vi}
            )
        free[above.number] = last + 1
        rows.append(
            Unit(
                number=start, last=last, code=unit.code, level=UnitLevel.COMMUNE, name_vi=unit.name_vi,
                name_en=unit.name_en or unit.name_vi, kind=unit.kind, kind_en=unit.kind, parent=above.number,
                valid_from=on, until=None, edition=on.isoformat(), province=above.province, district=above.district,
            )
        )  # fmt: skip
    return rows


def _edges(links: Sequence[NewLink], made: Mapping[str, Unit], on: date) -> list[tuple[int, int, NewLink]]:
    """Return the numbers at both ends of each link; a unit that had ended before keeps the links it has."""
    edges = []
    for link in links:
        old = tree().in_force(link.old, on - timedelta(days=1))
        if old is None or not old.in_force(on):
            continue
        new = made.get(link.new) or by_code(link.new, as_of=on)
        if new.number != old.number:
            edges.append((old.number, new.number, link))
    return edges
