"""Each process keeps the whole hierarchy in memory, and looks now and then whether it was loaded anew (bộ nhớ đệm).

The hierarchy is reference data: a few thousand rows that change some times a decade. A page asks for
hundreds of units; reading them from the database each time would cost more than the page. The copy is
bound to the digest that `load` leaves in `units_revision`; it is compared at most every `RECHECK_SECONDS`,
so that a page costs no query for it as a rule.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection

from toandan.record.units.models import Kind, Link, Revision, Unit
from toandan.record.units.rules.searching import SearchIndex
from toandan.record.units.rules.tree import Tree
from toandan.record.units.words import Link as LinkWord
from toandan.record.units.words import LinkBasis, Part, UnitLevel
from toandan.record.units.words import Unit as UnitWord

RECHECK_SECONDS = 30.0


@dataclass(slots=True)
class Memory:
    """One copy of the hierarchy, the digest it was read under, and when that was last checked."""

    digest: str
    checked: float
    tree: Tree
    forms: dict[str, tuple[str, tuple[str, ...]]]
    _index: SearchIndex | None = field(default=None)

    def index(self) -> SearchIndex:
        """Return the search index, made on first use."""
        if self._index is None:
            self._index = SearchIndex(self.tree, self.forms)
        return self._index


KEPT = 4
"""So many databases a process remembers at once; two systems that exchange letters in one process are two."""

_lock = threading.Lock()
_kept: dict[tuple[object, ...], Memory] = {}


def tree() -> Tree:
    """Return the hierarchy as it stands in the database, from memory while that is fresh."""
    return memory().tree


def memory() -> Memory:
    """Return this process's copy, read anew when another was loaded or another database is in use."""
    database, now = _database(), time.monotonic()
    known = _kept.get(database)
    if known is not None and now - known.checked < RECHECK_SECONDS:
        return known
    with _lock:
        digest = Revision.objects.values_list("digest", flat=True).first() or ""
        known = _kept.pop(database, None)
        if known is None or known.digest != digest:
            known = _read(digest)
        known.checked = now
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[database] = known
        return known


def forget() -> None:
    """Let the next reader look at the database again."""
    with _lock:
        _kept.clear()


def recheck() -> None:
    """Let the next reader ask the database whether it still holds what was read; only what differs is read anew."""
    with _lock:
        for kept in _kept.values():
            kept.checked = -RECHECK_SECONDS


def warm() -> int:
    """Read the hierarchy and make the search index now, so that no reader waits; return the number of units."""
    kept = memory()
    kept.index()
    return len(kept.tree.units)


def _database() -> tuple[object, ...]:
    settings = connection.settings_dict
    return settings["HOST"], settings["PORT"], settings["NAME"]


def _read(digest: str) -> Memory:
    kinds = {kind.kind: kind for kind in Kind.objects.all()}
    forms = {kind.kind: (kind.prefix, tuple(filter(None, kind.short.split("|")))) for kind in kinds.values()}
    english = {kind.kind: kind.kind_en for kind in kinds.values()}
    return Memory(digest, 0.0, Tree(_units(english), _links()), forms)


def _units(english: Mapping[str, str]) -> Iterator[UnitWord]:
    levels = {level.value: level for level in UnitLevel}
    rows = Unit.objects.values_list(
        "number", "last", "code", "level", "name_vi", "name_en", "kind", "parent_id",
        "valid_from", "until", "edition", "province", "district",
    )  # fmt: skip
    for number, last, code, level, name_vi, name_en, kind, parent, since, until, edition, province, district in rows:
        kind_en = english.get(kind, kind)
        yield UnitWord(
            number, last, code, levels[level], name_vi, name_en, kind, kind_en,
            parent, since, until, edition, province, district,
        )  # fmt: skip


def _links() -> Iterator[LinkWord]:
    rows = Link.objects.values_list(
        "predecessor_id", "successor_id", "part", "is_default", "is_origin", "basis", "act", "on"
    )
    # A look into a table is far quicker than asking an enumeration for its member, ten thousand times.
    parts, bases = {part.value: part for part in Part}, {basis.value: basis for basis in LinkBasis}
    for before, after, part, default, origin, basis, act, on in rows:
        yield LinkWord(before, after, parts[part], default, origin, bases[basis], act, on)
