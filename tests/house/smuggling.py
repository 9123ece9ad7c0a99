"""Statements as somebody would smuggle them in: whatever they say, under the program's own login."""

from datetime import UTC, date, datetime

import psycopg
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from toandan.record.units import queries as units

DAY = date(2023, 6, 3)
NOW = datetime(2023, 6, 3, 2, 0, tzinfo=UTC)
MINE, THEIRS = "00091", "00004"
"""Phú Thượng in Tây Hồ, and Trúc Bạch in Ba Đình."""


def number(code: str) -> int:
    """Return the number of the unit with this code."""
    return units.by_code(code, as_of=DAY).number


def written(statement: str, *values: object) -> int:
    """Return how many rows a statement wrote; what privilege or policy refuses writes none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.rowcount
    except ProgrammingError as error:
        assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        return 0
