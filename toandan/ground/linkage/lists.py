"""Lists as offices send them: which column is which, and what is wrong with a row (kiểm tra danh sách gửi đến)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from toandan.ground.kernel import names, partial_date
from toandan.ground.linkage.columns import CANONICAL
from toandan.ground.linkage.faults import MILD, Fault, LineFault

DEATHS = (*CANONICAL, "death_date")
BIRTHS = CANONICAL

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "stt", "so dang ky"),
    "full_name": ("full_name", "ho va ten", "ho ten", "ho, chu dem, ten", "ho, chu dem va ten"),
    "birth_date": ("birth_date", "ngay sinh", "ngay, thang, nam sinh", "nam sinh"),
    "sex": ("sex", "gioi tinh"),
    "personal_number": ("personal_number", "so dinh danh", "so dinh danh ca nhan", "so cccd", "cccd"),
    "old_number": ("old_number", "so cmnd", "cmnd"),
    "commune": ("commune", "ma xa", "ma phuong xa"),
    "father_name": ("father_name", "ho ten cha", "cha"),
    "mother_name": ("mother_name", "ho ten me", "me"),
    "spouse_name": ("spouse_name", "ho ten vo chong", "vo/chong", "vo chong"),
    "death_date": ("death_date", "ngay chet", "ngay mat", "ngay tu vong"),
}
"""What offices call the columns, as search keys; the first is the canonical name."""

MOST_LETTERS = 300
"""Letters of a cell at most; in a longer one a lost quotation mark swallowed lines, or it attacks the distances."""

SEX_DIGITS = 2
"""Digits of a sex at most, where offices write a code for it; more of them are a number of another column."""

_SEXES = {"m": "M", "nam": "M", "f": "F", "nu": "F"}


def columns_of(headings: Sequence[str], wanted: Sequence[str] = DEATHS) -> dict[str, int]:
    """Return which cell of a row holds which wanted column; a heading that nobody knows holds none."""
    keys = [names.key(heading) for heading in headings]
    return {
        name: next(at for at, key in enumerate(keys) if key in HEADINGS[name])
        for name in wanted
        if any(key in HEADINGS[name] for key in keys)
    }


def read(
    rows: pl.DataFrame, places: Mapping[str, int], *, today: date, communes: Collection[str]
) -> tuple[pl.DataFrame, list[LineFault]]:
    """Return the rows that can be linked, in canonical columns with `line`, and what is wrong with any row.

    `rows` holds `line` and the cells `c0`, `c1`, …; `places` says which cell is which column. A row without an `id` is
    named by its line.
    """
    lines = rows["line"].to_list()
    cells = {name: rows[f"c{at}"].cast(pl.String).to_list() for name, at in places.items()}
    good: list[dict[str, object]] = []
    faults: list[LineFault] = []
    for row, line in enumerate(lines):
        told = {name: names.seen(column[row] or "").strip() or None for name, column in cells.items()}
        found, wrong = _row(told, today, communes)
        faults += [LineFault(line, column, fault) for column, fault in wrong]
        if all(fault in MILD for _, fault in wrong):
            good.append({"line": line, **found, "id": found.get("id") or str(line)})
    schema = {"line": pl.Int64, **dict.fromkeys(DEATHS, pl.String)}
    return pl.DataFrame(good, schema=schema), faults


def told_apart(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[LineFault]]:
    """Return the rows each under an `id` of its own, and the lines that had to share one.

    Offices number the lines of every commune or sheet anew. Of two rows under one number a run would take one for the
    other, so they go by their lines. Work over a whole list, not over a part of it.
    """
    twice = rows["id"].is_duplicated()
    faults = [LineFault(line, "id", Fault.ID_TWICE) for line in rows.filter(twice)["line"].to_list()]
    if not faults:
        return rows, faults
    lined = pl.format("{}/{}", "id", "line")
    apart = rows.with_columns(id=pl.when(twice).then(lined).otherwise("id"))
    if apart["id"].is_duplicated().any():
        apart = rows.with_columns(id=pl.col("line").cast(pl.String))
    return apart, faults


Told = dict[str, str | None]


def _row(told: Told, today: date, communes: Collection[str]) -> tuple[Told, list[tuple[str, Fault]]]:
    name = told.get("full_name")
    if not name:
        return told, [("full_name", Fault.NAME_MISSING)]
    if _looks_shifted(told):
        return told, [("full_name", Fault.SHIFTED)]
    birth, died = _day(told.get("birth_date") or "", today), _day(told.get("death_date") or "", today)
    wrong = [(column, fault) for column, fault in (("birth_date", birth[1]), ("death_date", died[1])) if fault]
    wrong = [(column, _OF_DEATH[fault] if column == "death_date" else fault) for column, fault in wrong]
    if not wrong and birth[2] and died[3] and died[3] < birth[2]:
        wrong.append(("death_date", Fault.DEATH_BEFORE_BIRTH))
    found = told | {"birth_date": birth[0], "death_date": died[0]}
    if told.get("commune") and told["commune"] not in communes:
        wrong.append(("commune", Fault.COMMUNE_UNKNOWN))
        found["commune"] = None
    if told.get("sex"):
        found["sex"] = _SEXES.get(names.key(told["sex"] or ""))
        wrong += [] if found["sex"] else [("sex", Fault.SEX_UNKNOWN)]
    return found, wrong


def _looks_shifted(told: Told) -> bool:
    """Tell whether cells stand in another's column.

    A name with digits does, a number or date without any, a sex of several digits, a relative without a letter; so does
    what is no cell. A relative's name with a year beside it is a name, and a commune may be written by name.
    """
    if any(len(cell or "") > MOST_LETTERS for cell in told.values()):
        return True
    if any(letter.isdigit() for letter in told.get("full_name") or ""):
        return True
    if sum(letter.isdigit() for letter in told.get("sex") or "") > SEX_DIGITS:
        return True
    relatives = [told.get(name) or "" for name in ("father_name", "mother_name", "spouse_name")]
    if any(any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell) for cell in relatives):
        return True
    numbered = ("personal_number", "old_number", "birth_date", "death_date")
    return any(told.get(name) and not any(c.isdigit() for c in told[name] or "") for name in numbered)


_OF_DEATH = {Fault.BIRTH_WRONG: Fault.DEATH_WRONG, Fault.BIRTH_FUTURE: Fault.DEATH_FUTURE}


@lru_cache(maxsize=65536)
def _day(text: str, today: date) -> tuple[str | None, Fault | None, date | None, date | None]:
    """Return a date as ISO text, what is wrong with it, and the first and last day that it may mean."""
    reading = partial_date.read(text, today=today)
    if not reading.ok:
        future = any(finding.code == partial_date.FUTURE for finding in reading.findings)
        return None, Fault.BIRTH_FUTURE if future else Fault.BIRTH_WRONG, None, None
    return reading.date.text or None, None, reading.date.earliest, reading.date.latest
