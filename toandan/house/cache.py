"""The cache in the database, believed only as far as plain values go (bộ nhớ đệm)."""

import base64
import io
import pickle
from collections.abc import Iterable
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone


class _PlainReader(pickle.Unpickler):
    """Reads numbers, texts, truth values, and lists and dictionaries of them."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Refuse every name: a pickle that calls something runs it inside the program."""
        raise pickle.UnpicklingError(f"the cache holds plain values only, not {module_name}.{global_name}")


class PlainCache(DatabaseCache):
    """Django's cache in a table; who can write the table with SQL still cannot make the program run anything."""

    _table: str

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return the values that are kept and have not expired, by key. Raises UnpicklingError for a forged one."""
        named = {self.make_and_validate_key(key, version=version): key for key in keys}
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(self._table)
            cursor.execute(
                f"SELECT cache_key, value FROM {table} WHERE cache_key = ANY(%s) AND expires >= %s",  # noqa: S608
                [list(named), timezone.now()],
            )
            return {named[key]: _plain(value) for key, value in cursor.fetchall()}


def _plain(kept: str) -> Any:
    return _PlainReader(io.BytesIO(base64.b64decode(kept))).load()
