"""Reading a file of places, line by line (đọc tệp địa điểm)."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toandan.work.sessions.words import PlaceKind

COLUMNS = ("code", "unit", "kind", "name", "address", "share", "latitude", "longitude")


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


def missing(text: str) -> list[str]:
    """Return which columns the file lacks."""
    heads = next(csv.reader(io.StringIO(text)), [])
    return [name for name in COLUMNS if name not in {head.strip().lower() for head in heads}]


def lines(text: str) -> Iterator[Line]:
    """Yield the lines of a file that has all columns; empty ones are left out, the first below the headings is 2."""
    reader = csv.reader(io.StringIO(text))
    heads = [head.strip().lower() for head in next(reader, [])]
    for cells in reader:
        if any(cell.strip() for cell in cells):
            row = dict(zip(heads, (cell.strip() for cell in cells), strict=False))
            yield _line(reader.line_num, {name: row.get(name, "") for name in COLUMNS})


def _line(number: int, row: Mapping[str, str]) -> Line:
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
        read["longitude"], wrong,
    )  # fmt: skip
