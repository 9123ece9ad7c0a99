"""Understanding a file of places, line by line (đọc tệp địa điểm)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toandan.work.sessions.words import PlaceKind

COLUMNS = ("code", "unit", "kind", "name", "address", "share", "latitude", "longitude")
MORE = ("contact", "phone", "serves")
"""Columns a file may have: who answers for the place, their telephone, and the words it serves, with `;` between."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was read; `unit` is the code of its unit, `wrong` the column that cannot be read, "" if none."""

    number: int
    code: str
    unit: str
    kind: PlaceKind | None
    name: str
    address: str
    share: float
    latitude: float | None
    longitude: float | None
    wrong: str = ""
    contact: str = ""
    phone: str = ""
    serves: tuple[str, ...] = ()


def missing(headings: Collection[str]) -> list[str]:
    """Return which columns the file lacks."""
    return [name for name in COLUMNS if name not in headings]


def line(number: int, cells: Mapping[str, str]) -> Line:
    """Return what a line says, by its cells under the headings."""
    row = {name: cells.get(name, "") for name in (*COLUMNS, *MORE)}
    wrong = ""
    read: dict[str, float | None] = {}
    for name in ("share", "latitude", "longitude"):
        try:
            read[name] = float(row[name].replace(",", ".")) if row[name] else None
        except ValueError:
            wrong, read[name] = name, None
    kind = PlaceKind(row["kind"]) if row["kind"] in set(PlaceKind) else None
    if kind is None:
        wrong = "kind"
    share = read["share"]
    if share is None:
        wrong = "share"
    return Line(
        number, row["code"], row["unit"], kind, row["name"], row["address"], (share or 0.0) / 100, read["latitude"],
        read["longitude"], wrong, row["contact"], row["phone"], tuple(row["serves"].split(";")),
    )  # fmt: skip
