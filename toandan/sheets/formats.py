"""Numbers and days as each language writes them (định dạng số và ngày).

Vietnamese: 1.234.567,8 and 05/03/2026; English: 1,234,567.8 and 5 March 2026.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language

MISSING = "–"
"""What stands where there is no figure: never 0."""

_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_STORED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TO_VIETNAMESE = str.maketrans(",.", ".,")


def vietnamese() -> bool:
    """Tell whether Vietnamese is being written."""
    return (get_language() or "vi").startswith("vi")


def number(value: int | float | Decimal | None, *, places: int | None = None) -> str:
    """Return the number with grouped thousands; `places` decimals, or as many as the value carries."""
    if value is None:
        return MISSING
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    text = text.replace("-", "−")
    return text.translate(_TO_VIETNAMESE) if vietnamese() else text


def change(value: int | float | Decimal | None) -> str:
    """Return a number with its sign, for differences: +1.234, −5, ±0."""
    if value is None:
        return MISSING
    if value == 0:
        return "±0"
    return ("+" if value > 0 else "") + number(value)


def rate(value: Decimal | None) -> str:
    """Return a percentage with one decimal, without its sign; it was rounded down where it was computed."""
    return number(value, places=1)


def day(value: date | datetime | None) -> str:
    """Return the day: 05/03/2026, or 5 March 2026."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if vietnamese():
        return f"{value:%d/%m/%Y}"
    return f"{value.day} {_ENGLISH_MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """Return the day without its year, for axes: 05/03, or 5 Mar."""
    return f"{value:%d/%m}" if vietnamese() else f"{value.day} {_ENGLISH_MONTHS[value.month - 1][:3]}"


def moment(value: datetime | None) -> str:
    """Return the minute and the day, at the city's clock: 17:05 05/03/2026, or 17:05, 5 March 2026."""
    if value is None:
        return MISSING
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{here:%H:%M}{' ' if vietnamese() else ', '}{day(here)}"


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a sentence with its values, days and fractions among them as the language writes them.

    Operations say a day as a date or in the form that files store (2026-12-05); no reader is shown that form.
    """
    return template % {name: _written(value) for name, value in values.items()} if values else template


def _written(value: object) -> object:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value, places=max(0, -int(value.as_tuple().exponent)))
    if isinstance(value, str) and _STORED_DAY.fullmatch(value):
        try:
            return day(date.fromisoformat(value))
        except ValueError:
            return value
    return value
