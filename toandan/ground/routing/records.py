"""Reads one record by the table of its fields and says what is wrong with it (đọc từng bản ghi)."""

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from toandan.ground.routing.effort import Ended
from toandan.ground.routing.faults import Fault, Wrong
from toandan.ground.routing.fields import HOME_SHIFTS, MOST_DAYS, MOST_MINUTES, OPENING_SHIFTS, RECORDS, REQUIRED, Field
from toandan.ground.routing.words import Reason, Unsolved

MOST_FAULTS = 20
ALIKE = 0.6
"""How like a known field an unknown one is that is taken for a slip: `fairness` for `fairness_floor`."""
MOST_LETTERS = 200
"""Letters of a text at most; codes are printed, and stand on paper."""
_BAD: Any = object()


class TooManyFaults(Exception):
    """Enough was found; reading on would only fill the screen."""


class Records:
    """Reads records of one file by a table of their fields and gathers their faults."""

    def __init__(self, table: Mapping[str, tuple[Field, ...]] = RECORDS) -> None:
        self.table = table
        self.faults: list[Fault] = []

    def fault(self, wrong: Wrong, item: str, **values: object) -> None:
        """Note one fault; raises TooManyFaults when there are enough."""
        self.faults.append(Fault(wrong, item, values))
        if len(self.faults) >= MOST_FAULTS:
            raise TooManyFaults

    def read(self, kind: str, found: object, item: str) -> dict[str, Any] | None:
        """Return the values of a record by field, or None when it has faults; records within are left as they are."""
        if not isinstance(found, Mapping):
            self.fault(Wrong.NO_RECORD, item, found=shown(found))
            return None
        before, values = len(self.faults), {}
        if isinstance(found, Twice):
            self.fault(Wrong.GIVEN_TWICE, item, field=shown(found.field))
        self._look_for_typos(kind, found, item)
        for field in self.table[kind]:
            raw = found.get(field.name, _BAD)
            where = field.name in {"lat", "lon"}
            if raw is _BAD or (raw is None and (where or field.default is not REQUIRED)):
                if field.default is REQUIRED:
                    wrong = Wrong.NO_COORDINATES if where else Wrong.LACKS
                    self.fault(wrong, item, field=field.name)
                values[field.name] = field.default
                continue
            values[field.name] = self._value(field, raw, item)
        return values if len(self.faults) == before else None

    def _look_for_typos(self, kind: str, found: Mapping[str, object], item: str) -> None:
        """An unknown field that looks like one which is not given is a slip; others are notes of whoever wrote them."""
        known = {field.name for field in self.table[kind]}
        for name in found.keys() - known:
            near = difflib.get_close_matches(name.lower(), known - found.keys(), n=1, cutoff=ALIKE)
            if near:
                self.fault(Wrong.TYPO, item, field=name, near=near[0])

    def _value(self, field: Field, raw: object, item: str) -> Any:
        value = _READERS[field.kind](raw)
        if value is _BAD:
            self.fault(Wrong.KIND, item, field=field.name, wanted=field.kind, found=shown(raw))
        elif isinstance(value, int | float) and not _within(field, value):
            ends = {"least": _end("-∞", field.least), "most": _end("∞", field.most)}
            self.fault(Wrong.RANGE, item, field=field.name, found=shown(raw), **ends)
        return value


class Opening(int):
    """An opening as a number: an afternoon is one more than a morning, and a whole day is a negative number.

    A number that stands in the file itself is none, so that nobody's `"open": [3, 5]` is read as half-days.
    """


@lru_cache(maxsize=4096)
def _opening(day: int, shift: str) -> Opening:
    return Opening(-day - 1 if shift == "DAY" else 2 * day + (shift == "PM"))


def opening(pairs: Sequence[tuple[str, Any]]) -> object:
    """Make a number of an opening while the file is read: millions of small objects would not fit into memory.

    Equal ones are one object. What is no opening stays as it is.
    """
    found = once(pairs)
    shift = found.get("shift")
    if "day" in found and "code" not in found and shift in OPENING_SHIFTS and not isinstance(found, Twice):
        day = found["day"]
        if type(day) is int and 0 <= day <= MOST_DAYS:
            return _opening(day, shift)
    return found


class Twice(dict[str, Any]):
    """A record of a file in which one field stands twice; `field` is its name."""

    field = ""


def once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Make a record of what stands in a file; JSON lets a field stand twice, and nobody can tell which is meant."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    twice, seen = Twice(found), set[str]()
    for name, _value in pairs:
        twice.field = name if name in seen else twice.field
        seen.add(name)
    return twice


def shown(found: object) -> str:
    """Return what was found as it can be shown: not long, and nothing that a terminal would obey."""
    if type(found) is int and abs(found) >= 10**40:
        return "10^40…" if found > 0 else "-10^40…"
    # Of a long list the beginning is enough; all of it as a text would take minutes.
    found = found[:41] if isinstance(found, list | str) else found
    text = "".join(letter if letter.isprintable() else "�" for letter in str(found)[:41])
    return text if len(text) <= 40 else text[:39] + "…"


def _end(none: str, limit: float | None) -> str:
    """Return an end of a range as it is written."""
    return none if limit is None else f"{limit:.0f}" if limit == round(limit) else f"{limit:g}"


def _within(field: Field, value: float) -> bool:
    return (field.least is None or value >= field.least) and (field.most is None or value <= field.most)


def called(kind: str, found: object, number: int) -> str:
    """Return what a record is called in a message: its code where it has one that can be shown, else its number."""
    code = found.get("code") if isinstance(found, Mapping) else None
    return f"{kind} no. {number + 1}" if _text(code) is _BAD else f"{kind} {code}"


def _text(raw: object) -> object:
    """Take a text that can be shown: control characters would be obeyed by a terminal, half pairs cannot be written."""
    fair = isinstance(raw, str) and len(raw) <= MOST_LETTERS and raw.isprintable() and not raw.isspace()
    return raw if fair and raw else _BAD


def _int(raw: object) -> object:
    return raw if type(raw) is int else _BAD


def _number(raw: object) -> object:
    if type(raw) is int:
        # What is too large for a fraction lies outside every range.
        return float(raw) if abs(raw) < 10**300 else 1e300 * (1 if raw > 0 else -1)
    return raw if isinstance(raw, float) and math.isfinite(raw) else _BAD


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
    good = all(one is None or (_number(one) is not _BAD and 0 <= one <= MOST_MINUTES) for row in raw for one in row)
    return tuple(tuple(row) for row in raw) if good else _BAD


def _prices(raw: object) -> object:
    if not isinstance(raw, dict):
        return _BAD
    return raw if all(_number(one) is not _BAD for one in raw.values()) else _BAD


_READERS: dict[str, Callable[[object], Any]] = {
    "text": _text,
    "int": _int,
    "number": _number,
    "bool": _bool,
    "date": _date,
    "word": lambda raw: raw if raw == "" else _text(raw),
    "prices": _prices,
    "shift": lambda raw: raw if raw in HOME_SHIFTS else _BAD,
    "session_shift": lambda raw: raw if raw in OPENING_SHIFTS else _BAD,
    "reason": lambda raw: raw if raw in tuple(Reason) else _BAD,
    "ended": lambda raw: raw if raw in ("", *Ended) else _BAD,
    "unsolved": lambda raw: raw if raw in ("", *Unsolved) else _BAD,
    "texts": _texts,
    "days": _days,
    "openings": _list,
    "matrix": _matrix,
    "records": _list,
    "record": lambda raw: raw,
}
