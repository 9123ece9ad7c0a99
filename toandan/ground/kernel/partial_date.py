"""A birth date of which only a part may be known, with the basis it rests on (ngày sinh, có thể khuyết ngày, tháng).

The law fills a missing day and month with 1 January, so that date proves nothing
by itself: a `PartialDate` of 1 January bounds an age like a bare year does.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toandan.ground.kernel import names
from toandan.ground.kernel.results import Finding, Severity

FIRST_YEAR = 1900
"""Nobody in a living register was born before this year."""

FIELD = "birth_date"
UNREADABLE = "birth_unreadable"
SHORT_YEAR = "birth_short_year"
IMPOSSIBLE = "birth_impossible"
FUTURE = "birth_future"
TOO_EARLY = "birth_too_early"
FIRST_OF_JANUARY = "birth_first_of_january"

ISO_PATTERN = r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?$"
LOCAL_PATTERN = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$"
YEAR_MONTH_PATTERN = r"^(\d{4})-(\d{1,2})$"
MONTH_YEAR_PATTERN = r"^(\d{1,2})/(\d{4})$"
YEAR_PATTERN = r"^(\d{4})$"
SHORT_YEAR_PATTERN = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$"
"""What a roll may write; a spreadsheet's midnight behind an ISO day is overlooked."""


class Basis(StrEnum):
    """How much of a birth date is known, and on what it rests."""

    FULL = "full"
    YEAR_MONTH = "year_month"
    YEAR = "year"
    NONE = "none"
    ASSUMED = "assumed"
    """A whole date stands in the papers, but day and month were filled in by rule and not witnessed."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, month and day as far as they are known; a part is never known without the part before it.

    Raises ValueError when the parts contradict the basis or name a day that no calendar has.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    basis: Basis = Basis.NONE

    def __post_init__(self) -> None:
        known = (self.year is not None, self.month is not None, self.day is not None)
        if known != _KNOWN[self.basis]:
            raise ValueError(f"a date of basis {self.basis} cannot have these parts")
        if self.year is not None:
            date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, year: int | None, month: int | None = None, day: int | None = None) -> "PartialDate":
        """Make a date from its parts; the basis follows from which of them are given."""
        for basis, known in _KNOWN.items():
            if known == (year is not None, month is not None, day is not None) and basis is not Basis.ASSUMED:
                return cls(year, month, day, basis)
        raise ValueError("a part is missing in the middle")

    @property
    def text(self) -> str:
        """The date as the canonical roll writes it: ISO, `YYYY-MM`, `YYYY` or empty."""
        parts = [f"{self.year:04d}" if self.year is not None else None]
        parts += [f"{part:02d}" if part is not None else None for part in (self.month, self.day)]
        return "-".join(part for part in parts if part is not None)

    @property
    def proves_day(self) -> bool:
        """Tell whether the day may be relied on; a filled-in date and 1 January never may."""
        return self.basis is Basis.FULL and (self.month, self.day) != (1, 1)

    @property
    def earliest(self) -> date | None:
        """The first day the person may have been born on; None when nothing is known."""
        if self.year is None:
            return None
        if self.proves_day:
            return date(self.year, self.month or 1, self.day or 1)
        return date(self.year, self.month or 1, 1) if self.basis is Basis.YEAR_MONTH else date(self.year, 1, 1)

    @property
    def latest(self) -> date | None:
        """The last day the person may have been born on; None when nothing is known."""
        if self.year is None or self.proves_day:
            return self.earliest
        if self.basis is Basis.YEAR_MONTH and self.month != 12:
            return date(self.year, (self.month or 12) + 1, 1) - timedelta(days=1)
        return date(self.year, 12, 31)

    def age_bounds(self, day: date) -> tuple[int, int] | None:
        """Return the least and the greatest age in whole years on `day`; None when the year is not known.

        A day before the birth gives negative ages.
        """
        first, last = self.earliest, self.latest
        if first is None or last is None:
            return None
        return age(last, day), age(first, day)


_KNOWN = {
    Basis.FULL: (True, True, True),
    Basis.ASSUMED: (True, True, True),
    Basis.YEAR_MONTH: (True, True, False),
    Basis.YEAR: (True, False, False),
    Basis.NONE: (False, False, False),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written birth date was read as, and what there is to say about it; with an error the date is empty."""

    date: PartialDate
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether nothing keeps the value out."""
        return not any(finding.is_error for finding in self.findings)


def read(text: str, *, today: date) -> Reading:
    """Read a birth date as rolls write it: ISO, `YYYY`, `YYYY-MM`, `dd/mm/yyyy`, `mm/yyyy`, empty.

    A day or month of 00 counts as not known, as on old papers. Day comes before month, always.
    """
    text = names.seen(text).strip()
    parts = _parts(text)
    if parts is None:
        return _refused(SHORT_YEAR if re.fullmatch(SHORT_YEAR_PATTERN, text) else UNREADABLE, text)
    year, month, day = parts
    if year is not None and year < FIRST_YEAR:
        return _refused(TOO_EARLY, text)
    try:
        found = PartialDate.of(year, month, day)
    except ValueError:
        return _refused(IMPOSSIBLE, text)
    if found.year is not None and date(found.year, found.month or 1, found.day or 1) > today:
        return _refused(FUTURE, text)
    if (found.month, found.day) == (1, 1):
        return Reading(found, (Finding(FIELD, FIRST_OF_JANUARY, Severity.WARNING, text),))
    return Reading(found)


def age(born: date, day: date) -> int:
    """Return the age in whole years on `day`; who was born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday(born: date, years: int) -> date:
    """Return the day on which a person born on `born` is `years` old."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _parts(text: str) -> tuple[int | None, int | None, int | None] | None:
    """Take the text apart into year, month, day; None when it is written in no known way."""
    if not text:
        return None, None, None
    for pattern, order in _ORDERS:
        if found := re.fullmatch(pattern, text, re.ASCII):
            numbers = dict(zip(order, (int(part) for part in found.groups()), strict=True))
            return numbers["y"], numbers.get("m") or None, numbers.get("d") or None
    return None


_ORDERS = (
    (ISO_PATTERN, "ymd"),
    (LOCAL_PATTERN, "dmy"),
    (YEAR_MONTH_PATTERN, "ym"),
    (MONTH_YEAR_PATTERN, "my"),
    (YEAR_PATTERN, "y"),
)


def _refused(code: str, text: str) -> Reading:
    return Reading(PartialDate(), (Finding(FIELD, code, Severity.ERROR, text),))
