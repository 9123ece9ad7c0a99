"""Reading the mapping and the list of people from CSV text (đọc tệp sắp xếp)."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from toandan.command.reorganisation.words import Finding, FindingCode, MapLine
from toandan.ground.kernel.names import key
from toandan.record.units.words import Part

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "old": ("old_code", "old", "code_2023", "ma_cu", "mã cũ"),
    "new": ("new_code", "new", "code_2025_07", "ma_moi", "mã mới"),
    "part": ("part", "phan", "phần"),
    "share": ("share", "ty_le", "tỷ lệ"),
    "default": ("default_target", "default", "mac_dinh", "mặc định"),
    "address": ("address", "dia_chi", "địa chỉ"),
    "person": ("person", "nguoi", "người"),
    "number": ("personal_number", "so_dinh_danh", "số định danh"),
}
"""What a column may be called; the published mappings of the country are read as they are."""

_PARTS = {"": Part.FULL, "full": Part.FULL, "partial": Part.PARTIAL, "toàn bộ": Part.FULL, "một phần": Part.PARTIAL}
_YES = {"yes", "x", "1", "true", "có"}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: a person, by number in the register or by personal number, and the new unit's code."""

    line: int
    person: int | None
    number: str
    new: str


def read_map(text: str) -> tuple[list[MapLine], list[Finding]]:
    """Return the lines of a mapping, and what could not be read."""
    rows, missing = _rows(text, ("old", "new"))
    lines: list[MapLine] = []
    findings = list(missing)
    for number, row in rows:
        found = _line(number, row)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            lines.append(found)
    return lines, findings


def _line(number: int, row: Mapping[str, str]) -> MapLine | Finding:
    if not row["old"] or not row["new"]:
        return Finding(number, FindingCode.CODE_MISSING)
    part = _PARTS.get(row.get("part", "").lower())
    if part is None:
        return Finding(number, FindingCode.PART_UNKNOWN, {"part": row["part"][:40]})
    share = None
    if row.get("share"):
        try:
            share = Decimal(row["share"].rstrip("% ").replace(",", "."))
        except InvalidOperation:
            share = Decimal(-1)
        if not share.is_finite() or not 0 < share <= 100:
            return Finding(number, FindingCode.SHARE_WRONG, {"share": row["share"][:40]})
    phrases = tuple(filter(None, (key(phrase) for phrase in row.get("address", "").split("|"))))
    return MapLine(number, row["old"], row["new"], part, share, row.get("default", "").lower() in _YES, phrases)


def read_list(text: str) -> tuple[list[ListLine], list[Finding]]:
    """Return the lines of a list of people, and what could not be read; nothing of a person stands in a finding."""
    rows, missing = _rows(text, ("new",))
    findings, lines = list(missing), []
    for number, row in rows:
        person, said = row.get("person", ""), row.get("number", "")
        if not row["new"] or not (person or said):
            findings.append(Finding(number, FindingCode.CODE_MISSING))
        elif person and not (person.isdecimal() and len(person) < 19):
            findings.append(Finding(number, FindingCode.PERSON_UNKNOWN))
        else:
            lines.append(ListLine(number, int(person) if person else None, said, row["new"]))
    return lines, findings


def _rows(text: str, needed: Iterable[str]) -> tuple[list[tuple[int, dict[str, str]]], list[Finding]]:
    """Return the rows under our own column names with their line numbers, and the columns that are missing."""
    rows, broken = _cells(text)
    if broken is not None:
        return [], [broken]
    heads = [head.strip().lower() for head in (rows.pop(0)[1] if rows else [])]
    places = {
        column: next((heads.index(name) for name in names if name in heads), None) for column, names in HEADINGS.items()
    }
    missing = [Finding(1, FindingCode.COLUMN_MISSING, {"column": HEADINGS[c][0]}) for c in needed if places[c] is None]
    if missing:
        return [], missing
    found = []
    for number, row in rows:
        cells = {c: row[at].strip() if at < len(row) else "" for c, at in places.items() if at is not None}
        if any(cells.values()):
            found.append((number, cells))
    return found, []


def _cells(text: str) -> tuple[list[tuple[int, list[str]]], Finding | None]:
    """Return the cells of every line, or what keeps them from being told apart: one lost mark would swallow lines."""
    lines = csv.reader(text.removeprefix("\ufeff").replace("\x00", "").splitlines(), strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        found += ((lines.line_num, row) for row in lines)
    except csv.Error:
        return [], Finding(len(found) + 1, FindingCode.QUOTES_WRONG)
    return found, None
