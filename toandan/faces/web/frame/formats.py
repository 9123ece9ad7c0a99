"""Numbers and days on the pages: written as the papers write them, and read from forms (định dạng số và ngày)."""

from contextlib import suppress
from datetime import date, datetime

from toandan.sheets.formats import MISSING, change, day, moment, number, rate, short_day, vietnamese

WRITTEN_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
"""How people and programs may write a day; forms show the first, the month never comes before the day."""


def read_day(text: str) -> date:
    """Return the day that was written, in any of the ways a form takes. Raises ValueError.

    The first and the last year of the calendar are no days of an address: pages count days and weeks on both sides.
    """
    for form in WRITTEN_DAYS:
        with suppress(ValueError):
            found = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007
            if date.min.year < found.year < date.max.year:
                return found
    raise ValueError(text)


__all__ = [
    "MISSING",
    "WRITTEN_DAYS",
    "change",
    "day",
    "moment",
    "number",
    "rate",
    "read_day",
    "short_day",
    "vietnamese",
]
