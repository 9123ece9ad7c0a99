"""Loading the hierarchy from data files by COPY; doing it again changes nothing (nạp danh mục đơn vị)."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from django.db import connections, transaction
from django.utils.translation import gettext_noop

from toandan.ground.kernel.errors import UnableTo
from toandan.record.units.queries.memory import forget
from toandan.record.units.rules.spelling import key
from toandan.record.units.words import ROOT_LAST, LinkBasis

DATA = Path(__file__).resolve().parents[1] / "data"
"""The project's own data files."""

TABLES: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "kind_en", "prefix", "short"),
    "unit": (
        "number", "last", "code", "level", "name_vi", "name_en", "kind", "parent",
        "valid_from", "until", "edition", "province", "district", "name_key",
    ),
    "link": ("predecessor", "successor", "part", "is_default", "is_origin", "basis", "act", "on_day"),
    "census": ("unit", "year", "population", "urban", "rural", "households", *(f"size_{n}" for n in range(1, 8))),
    "agegroup": ("unit", "year", "low", "high", "people", "urban", "rural"),
    "seat": ("unit", "longitude", "latitude"),
    "placecode": ("code", "name_vi", "name_en", "province"),
}  # fmt: skip
"""The room's tables in the order they can be filled, with their columns."""
FILES = {
    "kind": "kinds.csv", "unit": "units.csv", "link": "links.csv", "census": "census.csv",
    "agegroup": "ages.csv", "seat": "seats.csv", "placecode": "place_codes.csv",
}  # fmt: skip
_KEYS = {
    "kind": ("kind",), "unit": ("number",), "link": ("predecessor", "successor"), "census": ("unit", "year"),
    "agegroup": ("unit", "year", "low"), "seat": ("unit",), "placecode": ("code",),
}  # fmt: skip

_KEEP_ENDED = f"""
UPDATE units_unit AS u SET until = l.on_day FROM units_link AS l
WHERE l.basis = '{LinkBasis.LOCAL}' AND l.predecessor = u.number AND u.until IS NULL
"""  # noqa: S608
"""A unit that ended by a reform written down here stays ended, though the files do not know of it yet."""

_MAY_MISS = frozenset({"parent", "valid_from", "until", "high"})
"""Columns whose empty field means "not known" or "open"; elsewhere it means an empty text."""

Row = Sequence[str | int | None]
Progress = Callable[[int, int], object]
"""Hears how many rows of how many are loaded."""


class UnableToLoad(UnableTo):
    """The units in the files do not form a hierarchy."""

    def __init__(self, unit: object) -> None:
        message = gettext_noop("The units were not loaded: unit %(unit)s does not lie inside the unit above it.")
        super().__init__(message, code="units_not_a_tree", values={"unit": unit})


def load(*, folder: Path = DATA, alias: str = "owner", progress: Progress | None = None) -> int:
    """Bring the tables to what the files in `folder` say; return the number of units.

    The same files again are recognised by their digest and touch nothing. Units that the files no
    longer name stay: people and entries may stand in them. Raises `UnableToLoad` when the numbers do
    not form a tree; then nothing is changed.
    """
    digest = _digest(folder)
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT digest FROM units_revision")
        known = cursor.fetchone()
        if known == (digest,):
            cursor.execute("SELECT count(*) FROM units_unit")
            return int(cursor.fetchone()[0])
    rows: dict[str, Sequence[Row]] = {table: list(_read(folder / FILES[table])) for table in TABLES}
    rows["unit"] = list(_complete(rows["unit"]))
    return load_rows(rows=rows, digest=digest, alias=alias, progress=progress)


def load_rows(
    *, rows: Mapping[str, Sequence[Row]], digest: str, alias: str = "owner", progress: Progress | None = None
) -> int:
    """Bring the tables named in `rows` to these rows, in one transaction; return the number of units in all."""
    done, total = 0, sum(len(found) for found in rows.values())
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for table in (name for name in TABLES if name in rows):
            _merge(cursor, table, rows[table])
            done += len(rows[table])
            if progress:
                progress(done, total)
        cursor.execute(_KEEP_ENDED)
        cursor.execute(
            "INSERT INTO units_revision (single, digest) VALUES (true, %s) "
            "ON CONFLICT (single) DO UPDATE SET digest = excluded.digest",
            [digest],
        )
        cursor.execute("SELECT count(*) FROM units_unit")
        count = int(cursor.fetchone()[0])
    forget()
    return count


def _merge(cursor: object, table: str, rows: Iterable[Row]) -> None:
    """COPY into a table that lives as long as the transaction, then write only what differs."""
    columns, keys = TABLES[table], _KEYS[table]
    names = ", ".join(f'"{column}"' for column in columns)
    key_names = ", ".join(f'"{column}"' for column in keys)
    rest = [column for column in columns if column not in keys]
    run = cursor.execute  # type: ignore[attr-defined]
    run(f"CREATE TEMPORARY TABLE fresh ON COMMIT DROP AS SELECT {names} FROM units_{table} WITH NO DATA")  # noqa: S608
    with cursor.copy(f"COPY fresh ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)
    settings = ", ".join(f'"{column}" = excluded."{column}"' for column in rest)
    old = ", ".join(f'kept."{column}"' for column in rest)
    new = ", ".join(f'excluded."{column}"' for column in rest)
    run(
        f"INSERT INTO units_{table} AS kept ({names}) SELECT {names} FROM fresh "  # noqa: S608
        f"ON CONFLICT ({key_names}) DO UPDATE SET {settings} WHERE ({old}) IS DISTINCT FROM ({new})"
    )
    if table not in {"unit", "kind"}:
        matching = " AND ".join(f'fresh."{column}" = kept."{column}"' for column in keys)
        local = f" AND kept.basis <> '{LinkBasis.LOCAL}'" if table == "link" else ""
        run(f"DELETE FROM units_{table} AS kept WHERE NOT EXISTS (SELECT FROM fresh WHERE {matching}){local}")  # noqa: S608
    run("DROP TABLE fresh")
    # The references are checked at the end of the transaction; without this the planner takes the table for
    # empty and looks through all of it for each row.
    run(f"ANALYZE units_{table}")


def _read(path: Path) -> Iterator[list[str | None]]:
    with path.open(encoding="utf-8", newline="") as handle:
        lines = csv.reader(handle)
        may_miss = [column in _MAY_MISS for column in next(lines)]
        for line in lines:
            yield [None if missing and not value else value for value, missing in zip(line, may_miss, strict=True)]


def _complete(rows: Iterable[Row]) -> Iterator[Row]:
    """Add what follows from the tree (ancestors by level, search key) and check that it is one."""
    path: list[tuple[int, int, int]] = []
    for number, last, code, level, name_vi, name_en, kind, parent, since, until, edition in rows:
        low, high, depth = int(number or 0), int(last or 0), int(level or 0)
        while path and path[-1][1] < low:
            path.pop()
        above = path[-1] if path else (0, ROOT_LAST, -1)
        if (int(parent or 0) != above[0]) or not (above[0] < low <= high <= above[1]) or depth <= above[2]:
            raise UnableToLoad(code)
        path.append((low, high, depth))
        at = {level: unit for unit, _, level in path}
        yield (
            low, high, code, depth, name_vi, name_en, kind, parent, since, until, edition or "",
            at.get(1), at.get(2), key(str(name_vi)),
        )  # fmt: skip


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for name in FILES.values():
        total.update((folder / name).read_bytes())
    return total.hexdigest()
