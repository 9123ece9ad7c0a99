"""Reads one record by the table of its fields and says what is wrong with it (đọc từng bản ghi)."""

import difflib
import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from toandan.ground.routing.faults import Fault, Wrong
from toandan.ground.routing.fields import HOME_SHIFTS, OPENING_SHIFTS, RECORDS, REQUIRED, Field

MOST_FAULTS = 20
_BAD: Any = object()


class TooManyFaults(Exception):
    """Enough was found; reading on would only fill the screen."""


class Records:
    """Reads records of one file and gathers their faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, wrong: Wrong, item: str, **values: object) -> None:
        """Note one fault; raises TooManyFaults when there are enough."""
        self.faults.append(Fault(wrong, item, values))
        if len(self.faults) >= MOST_FAULTS:
            raise TooManyFaults

    def read(self, kind: str, found: object, item: str) -> dict[str, Any] | None:
        """Return the values of a record by field, or None when it has faults; records within are left as they are."""
        if not isinstance(found, Mapping):
            self.fault(Wrong.NO_RECORD, item, found=_short(found))
            return None
        before, values = len(self.faults), {}
        self._look_for_typos(kind, found, item)
        for field in RECORDS[kind]:
            raw = found.get(field.name, _BAD)
            if raw is _BAD or (raw is None and field.default is not REQUIRED):
                if field.default is REQUIRED:
                    wrong = Wrong.NO_COORDINATES if field.name in {"lat", "lon"} else Wrong.LACKS
                    self.fault(wrong, item, field=field.name)
                values[field.name] = field.default
                continue
            values[field.name] = self._value(field, raw, item)
        return values if len(self.faults) == before else None

    def _look_for_typos(self, kind: str, found: Mapping[str, object], item: str) -> None:
        """An unknown field that looks like one which is not given is a slip; others are notes of whoever wrote them."""
        known = {field.name for field in RECORDS[kind]}
        for name in found.keys() - known:
            near = difflib.get_close_matches(name, known - found.keys(), n=1, cutoff=0.75)
            if near:
                self.fault(Wrong.TYPO, item, field=name, near=near[0])

    def _value(self, field: Field, raw: object, item: str) -> Any:
        value = _READERS[field.kind](raw)
        if value is _BAD:
            self.fault(Wrong.KIND, item, field=field.name, wanted=field.kind, found=_short(raw))
        elif isinstance(value, int | float) and not _within(field, value):
            least = "-∞" if field.least is None else f"{field.least:g}"
            most = "∞" if field.most is None else f"{field.most:g}"
            self.fault(Wrong.RANGE, item, field=field.name, found=_short(raw), least=least, most=most)
        return value


def opening(found: dict[str, Any]) -> object:
    """Make a number of an opening while the file is read: millions of small objects would not fit into memory.

    An afternoon is one more than a morning, and a whole day is told by a negative number. Others stay as they are.
    """
    if len(found) == 2 and "shift" in found and "day" in found:
        day, shift = found["day"], found["shift"]
        if type(day) is int and day >= 0 and shift in OPENING_SHIFTS:
            return -day - 1 if shift == "DAY" else 2 * day + (shift == "PM")
    return found


def _short(found: object) -> str:
    text = str(found)
    return text if len(text) <= 40 else text[:39] + "…"


def _within(field: Field, value: float) -> bool:
    return (field.least is None or value >= field.least) and (field.most is None or value <= field.most)


def _text(raw: object) -> object:
    return raw if isinstance(raw, str) and raw.strip() else _BAD


def _int(raw: object) -> object:
    return raw if type(raw) is int else _BAD


def _number(raw: object) -> object:
    return float(raw) if type(raw) in {int, float} and math.isfinite(raw) else _BAD  # type: ignore[arg-type]


def _bool(raw: object) -> object:
    return raw if isinstance(raw, bool) else _BAD


def _date(raw: object) -> object:
    try:
        return date.fromisoformat(raw) if isinstance(raw, str) else _BAD
    except ValueError:
        return _BAD


def _texts(raw: object) -> object:
    return tuple(raw) if isinstance(raw, list) and all(_text(one) is not _BAD for one in raw) else _BAD


def _days(raw: object) -> object:
    return frozenset(raw) if isinstance(raw, list) and all(type(one) is int for one in raw) else _BAD


def _list(raw: object) -> object:
    return raw if isinstance(raw, list) else _BAD


def _matrix(raw: object) -> object:
    if not isinstance(raw, list) or not all(isinstance(row, list) and len(row) == len(raw) for row in raw):
        return _BAD
    good = all(one is None or (_number(one) is not _BAD and one >= 0) for row in raw for one in row)
    return tuple(tuple(row) for row in raw) if good else _BAD


_READERS: dict[str, Callable[[object], Any]] = {
    "text": _text,
    "int": _int,
    "number": _number,
    "bool": _bool,
    "date": _date,
    "shift": lambda raw: raw if raw in HOME_SHIFTS else _BAD,
    "texts": _texts,
    "days": _days,
    "openings": _list,
    "matrix": _matrix,
    "records": _list,
    "record": lambda raw: raw,
}
