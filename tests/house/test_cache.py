"""What lies in the cache's table cannot make the program run anything."""

import base64
import os
import pickle
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

pytestmark = pytest.mark.django_db


class Intruder:
    """Pickles into a call."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


def test_plain_values_come_back() -> None:
    for value in ("y", 3, 2.5, True, None, [1, "hai"], {"ba": [4]}):
        cache.set("word", value, timeout=60)
        assert cache.get("word", "absent") == value
    cache.set("word", "old", timeout=-1)
    assert cache.get("word") is None
    assert cache.add("once", "y", timeout=60)
    assert not cache.add("once", "y", timeout=60)
    cache.set("count", 1)
    assert cache.incr("count") == 2
    assert cache.get_many(["count", "once", "absent"]) == {"count": 2, "once": "y"}


def test_a_smuggled_value_is_not_carried_out(tmp_path: Path) -> None:
    mark = tmp_path / "been-here"
    forged = base64.b64encode(pickle.dumps(Intruder(mark))).decode()
    cache.set("word", "y", timeout=60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE house_cache SET value = %s", [forged])
        assert cursor.rowcount == 1
    with pytest.raises(pickle.UnpicklingError, match="plain values"):
        cache.get("word")
    assert not mark.exists()
