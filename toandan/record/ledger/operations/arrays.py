"""Integer columns to and from PostgreSQL in its binary form, without a Python object a value.

The wire form of an array is a head of five numbers, then for every value its length and its bytes, most significant
first. numpy writes and reads half a million of them in milliseconds.
"""

from struct import Struct
from typing import Any, ClassVar
from weakref import WeakSet

import numpy as np
import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

from toandan.record.ledger.words import Ints


class Int4Array:
    """A column to be sent as `integer[]`."""

    __slots__ = ("values",)

    def __init__(self, values: Ints) -> None:
        self.values = values


class Int8Array(Int4Array):
    """A column to be sent as `bigint[]`."""

    __slots__ = ()


class _Dumper(Dumper):
    format = Format.BINARY
    element: ClassVar[int]
    width: ClassVar[int]
    single: ClassVar[Struct]

    def dump(self, obj: Any) -> Buffer:
        """Write the column in the wire form."""
        values = obj.values
        if len(values) == 1:
            # The commonest posting moves one person; numpy would take longer to start than to write.
            return self.single.pack(1, 0, self.element, 1, 1, self.width, values[0])
        cells = np.empty(len(values), dtype=[("length", ">i4"), ("value", f">i{self.width}")])
        cells["length"] = self.width
        cells["value"] = values
        dimensions = [1, 0, self.element, len(values), 1] if len(values) else [0, 0, self.element]
        return np.array(dimensions, dtype=">i4").tobytes() + cells.tobytes()


class _Int4Dumper(_Dumper):
    oid, element, width, single = 1007, 23, 4, Struct(">6ii")


class _Int8Dumper(_Dumper):
    oid, element, width, single = 1016, 20, 8, Struct(">6iq")


_taught: "WeakSet[psycopg.Connection[Any]]" = WeakSet()
"""The connections that know the columns already; teaching every cursor anew costs a tenth of a posting."""


def cursor(connection: Any) -> "psycopg.Cursor[Any]":
    """Return a cursor of the open transaction that sends parameters in binary and knows the columns above.

    `connection` is Django's; its own cursors would write every value into the text of the statement.
    """
    connection.ensure_connection()
    raw = connection.connection
    if raw not in _taught:
        raw.adapters.register_dumper(Int4Array, _Int4Dumper)
        raw.adapters.register_dumper(Int8Array, _Int8Dumper)
        _taught.add(raw)
    return psycopg.Cursor(raw)
