"""Drawing the numbers under which the register knows people (cấp số thứ tự)."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import numpy as np
import numpy.typing as npt
import psycopg
from django.db import ProgrammingError, connection

from toandan.record.people.operations import errors

_drawing = Lock()
"""Held while a block of numbers is drawn: the ledger posts an unbroken run of new people several times faster."""


def next_number() -> int:
    """Draw one number. Raises UnableToRegister while the register is being opened."""
    with _unless_being_opened(), connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_person_id_seq')")
        row = cursor.fetchone()
    if row is None:
        raise RuntimeError("a sequence always has a next value")
    return int(row[0])


def next_block(many: int) -> npt.NDArray[np.int64]:
    """Draw `many` numbers in rising order, unbroken unless somebody else draws at the very same time.

    Raises UnableToRegister while somebody else opens the register.
    """
    drawn = "(SELECT nextval('people_person_id_seq') AS n FROM generate_series(1, %s)) AS s"
    with _unless_being_opened(), _drawing, connection.cursor() as cursor:
        cursor.execute(f"SELECT min(n), max(n) FROM {drawn}", [many])  # noqa: S608 - a text of our own
        low, high = cursor.fetchone() or (0, 0)
        if high - low + 1 == many:
            return np.arange(low, high + 1, dtype=np.int64)
        cursor.execute(f"SELECT n FROM {drawn} ORDER BY n", [many])  # noqa: S608 - a text of our own
        return np.array([n for (n,) in cursor.fetchall()], dtype=np.int64)


def next_block_alone(many: int) -> npt.NDArray[np.int64]:
    """Draw `many` numbers, always unbroken, where no other login may draw any: under the owner's, at an opening.

    One step of the sequence in place of `many`; a number drawn by somebody else between its two halves would be drawn
    again.
    """
    with _drawing, connection.cursor() as cursor:
        cursor.execute("SELECT nextval('people_person_id_seq')")
        (low,) = cursor.fetchone() or (0,)
        cursor.execute("SELECT setval('people_person_id_seq', %s)", [low + many - 1])
    return np.arange(low, low + many, dtype=np.int64)


@contextmanager
def _unless_being_opened() -> Iterator[None]:
    """While the register is opened its keys are down, and the program may draw no number."""
    try:
        yield
    except ProgrammingError as error:
        if isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege):
            raise errors.UnableToRegister(errors.BEING_OPENED, code="being_opened") from None
        raise
