"""Which days nobody works: public holidays, and one day of rest a week for every kit (lịch nghỉ)."""

from collections.abc import Collection
from datetime import date, timedelta
from zlib import crc32

WEEK = 7


def holidays(first_day: date, days: int, off: Collection[date]) -> frozenset[int]:
    """Return the days of the calendar that are public holidays."""
    return frozenset(number for number in range(days) if first_day + timedelta(days=number) in off)


def rest_days(serial: str, first_day: date, days: int) -> frozenset[int]:
    """Return a kit's days of rest: one weekday of its own, so that not all kits rest at once.

    The weekday follows from the serial, so that planning anew never moves it.
    """
    weekday = crc32(serial.encode()) % WEEK
    return frozenset(n for n in range(days) if (first_day + timedelta(days=n)).weekday() == weekday)
