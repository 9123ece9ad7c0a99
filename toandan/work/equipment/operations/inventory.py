"""An inventory file as devices to take in, line by line (đọc danh mục thiết bị)."""

from contextlib import suppress
from datetime import date, datetime

from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.names import key as fold
from toandan.record.ledger import queries as ledger
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.equipment.adapters import table
from toandan.work.equipment.words import InventoryLine, Kind, NewDevice

KINDS = {
    "kit": Kind.KIT, "bo thu nhan": Kind.KIT, "bo thu nhan luu dong": Kind.KIT, "enrolment kit": Kind.KIT,
    "reader": Kind.READER, "card reader": Kind.READER, "may doc the": Kind.READER,
    "printer": Kind.PRINTER, "may in": Kind.PRINTER,
}  # fmt: skip
"""What a device is called in a file, without marks and in small letters."""
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


def read_inventory(content: bytes, *, today: date) -> tuple[list[tuple[int, NewDevice]], list[InventoryLine]]:
    """Return the devices of a CSV or XLSX file by line, and the lines that say something unknown, by column.

    Units are given by their code, which means the one that holds the people; one that a spreadsheet robbed of its
    leading zeros is found too. Raises UnableTo when the file is no inventory at all.
    """
    good: list[tuple[int, NewDevice]] = []
    rows, broken = table.read(content)
    bad = [InventoryLine(line, "", "", "line_broken") for line in broken]
    with reading(the_house()):
        meant = {code: _unit(code, today) for code in {cells["unit"] for _line, cells in rows}}
    for line, cells in rows:
        kind, unit, made = KINDS.get(fold(cells["kind"])), meant[cells["unit"]], _day(cells["key_made_on"])
        wrong = (
            ("kind", kind is None),
            ("unit", unit is None),
            ("key_made_on", made is None and bool(cells["key_made_on"])),
        )
        column = next((name for name, is_wrong in wrong if is_wrong), "")
        if column or kind is None or unit is None:
            bad.append(InventoryLine(line, cells["serial"], column, _CODES[column]))
            continue
        good.append((line, NewDevice(
            cells["serial"], kind, unit, model=cells["model"], place=cells["place"], software=cells["software"],
            key_made_on=made,
        )))  # fmt: skip
    return good, sorted(bad, key=lambda one: one.line)


_CODES = {"kind": "kind_unknown", "unit": "unit_unknown", "key_made_on": "day_unknown"}


def _unit(code: str, today: date) -> int | None:
    for said in (code, code.zfill(5), code.zfill(3)):
        with suppress(units.UnitUnknown):
            found: int = ledger.holder(said, on=today).number
            return found
    return None


def _day(text: str) -> date | None:
    for form in DAYS:
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007
    return None
