"""Takes secondary indexes down while a register is opened and builds them again afterwards (tạm gỡ chỉ mục).

Loading into indexed tables is three to four times slower than loading first. What is taken down is written to
`rolls_dropped_index` by the same transaction, so that a killed opening cannot leave the register without its indexes:
the next opening, and `restore_indexes`, find the list and build them. An advisory lock tells a living opening from a
dead one. All of this runs under the owner's login and is for the operator only.

While the register is empty, the keys of claims, standings and postings go down too. Nobody but the opening can write
anybody down until they stand again, and what its check of the whole file might have missed, their building refuses.
"""

import os
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from toandan.record.people.operations import fill_names

OWNER = "owner"
TABLES = ("people_person", "people_name", "people_correction", "ledger_standing", "ledger_posting")
_NAMES = "people_name"
_PEOPLE = "people_person"
_SLOWEST = (_PEOPLE, "people_claim")
# Columns nobody searches by wait for the server's own statistics; half of them are long texts, each to be sorted.
_ASKED_FOR = {
    _PEOPLE: " (person_id, unit_no, name_key, birth_year, birth_basis, personal_number, old_number, permanent_unit)"
}
_LOCK = 0x726F6C6C  # "roll"
_BUILDERS = 2
FEW = 20_000
"""Fewer people than this are loaded faster with the indexes in place."""

_SECONDARY = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_class x ON x.oid = i.indexrelid
 WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
   AND NOT i.indisprimary AND NOT i.indisunique AND NOT x.relispartition
   AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""


_KEYS = """
SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
 WHERE contype = 'p' AND conrelid IN ('people_claim'::regclass, 'ledger_standing'::regclass, 'ledger_posting'::regclass)
"""
_REGISTERING = ("INSERT ON people_claim", "USAGE ON SEQUENCE people_person_id_seq")
"""What the program needs to write somebody down."""


@contextmanager
def without_secondary(*, now: datetime, tables: Collection[str] = TABLES) -> Iterator[bool]:
    """Hold the secondary indexes of `tables` down for the length of the block; yield False where that is not possible.

    Not possible inside an open transaction, or while another session works with the tables: then the block runs with
    the indexes in place and is merely slower. Keys go down only with all the tables together, and only in an empty
    register.
    """
    if connection.in_atomic_block or not _lock():
        yield False
        return
    try:
        taken = _drop(now, tables)
        try:
            yield taken
        finally:
            _rebuild(tables)
    finally:
        _unlock()


@contextmanager
def owner_login() -> Iterator[None]:
    """Let this thread work under the owner's login for the length of the block, in place of the program's.

    COPY is not for the program, and what is copied must stand or fall with the posting, the journal's line and the note
    of the batch: so all of them go through this one connection, in one transaction.
    """
    kept = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[OWNER]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = kept


def leave_to_the_log() -> None:
    """Let this transaction end before it lies on the disk.

    A batch that a power cut takes away takes its note with it, and is written again; what ends the opening is waited
    for, and everything before it lies on the disk then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


def worthwhile(rows: int) -> bool:
    """Tell whether `rows` new people are so many, beside those there, that loading without indexes pays.

    An opening that was killed half way has left its indexes down already; it goes on like that.
    """
    if rows < FEW:
        return False
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT (SELECT greatest(reltuples, 0) FROM pg_class WHERE relname = 'people_person')")
        row = cursor.fetchone()
    return bool(_waiting()) or (row is not None and row[0] * 4 < rows)


def restore_indexes() -> list[str]:
    """Build what a killed opening left out; return the names. Does nothing while an opening is under way."""
    if connection.in_atomic_block or not _waiting() or not _lock():
        return []
    try:
        return _rebuild()
    finally:
        _unlock()


def _lock() -> bool:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        row = cursor.fetchone()
    return bool(row and row[0])


def _unlock() -> None:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _waiting() -> list[tuple[str, str]]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute("SELECT name, definition FROM rolls_dropped_index ORDER BY name")
        return [(str(name), str(definition)) for name, definition in cursor.fetchall()]


@contextmanager
def without_searches(*, now: datetime) -> Iterator[bool]:
    """Hold down what people are searched by while most of the register is led elsewhere; see `without_secondary`.

    A change of unit writes every index of the people's table anew, though no name or number changes: four fifths of the
    work. Until the end a search reads the whole table; lists, files and figures have indexes of their own and go on.
    """
    with without_secondary(now=now, tables=(_PEOPLE,)) as taken:
        yield taken


def _drop(now: datetime, tables: Collection[str]) -> bool:
    """Note and drop all secondary indexes in one transaction; give up when a table is busy for two seconds."""
    try:
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute(_SECONDARY, [list(tables)])
            for name, definition in cursor.fetchall():
                _note(cursor, name, definition, now)
                cursor.execute(f"DROP INDEX {name}")
            if set(tables) == set(TABLES):
                _drop_keys(cursor, now)
    except DatabaseError:
        return False
    return True


def _drop_keys(cursor: CursorWrapper, now: datetime) -> None:
    """Take the keys down as well, when nobody is there yet, and keep everybody else from writing people down."""
    cursor.execute("LOCK TABLE people_claim, ledger_standing, ledger_posting IN ACCESS EXCLUSIVE MODE")
    cursor.execute("SELECT EXISTS (SELECT FROM people_claim) OR EXISTS (SELECT FROM ledger_standing)")
    if (cursor.fetchone() or (True,))[0]:
        return
    cursor.execute(_KEYS)
    for name, table, definition in cursor.fetchall():
        statements = [f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"]
        if table == "people_claim":
            statements += [f"GRANT {right} TO toandan_app" for right in _REGISTERING]
        _note(cursor, name, "; ".join(statements), now)
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for right in _REGISTERING:
        cursor.execute(f"REVOKE {right} FROM toandan_app")


def _note(cursor: CursorWrapper, name: str, statement: str, now: datetime) -> None:
    """Write down what brings an index or a key back."""
    cursor.execute("INSERT INTO rolls_dropped_index VALUES (%s, %s, %s)", [name, statement, now])


def _rebuild(tables: Collection[str] = TABLES) -> list[str]:
    """Build all noted indexes beside each other and gather statistics of `tables` anew.

    An opening leaves the dictionary of names out: as long as an index of all the tables is noted, it may lack some.
    """
    waiting = _waiting()
    if not waiting:
        return []
    with ThreadPoolExecutor(_BUILDERS) as builders:
        names = builders.submit(_fill_names if _NAMES in tables else _leave_names)
        begun = [
            (one, builders.submit(_build, *one)) for one in sorted(waiting, key=_slowest_first) if not _of_names(one)
        ]
        # Statistics of the people take in what their indexes are built over; the ledger's are built meanwhile.
        for one, done in begun:
            if _PEOPLE in one[1]:
                done.result()
        people = builders.submit(_analyze, _PEOPLE)
        # The dictionary's own indexes are built over what is being filled in meanwhile.
        names.result()
        begun += [(one, builders.submit(_build, *one)) for one in waiting if _of_names(one)]
        for _one, done in begun:
            done.result()
        list(builders.map(_analyze, [table for table in tables if table != _PEOPLE]))
        people.result()
    return [name for name, _ in waiting]


def _of_names(index: tuple[str, str]) -> bool:
    """Tell whether an index is one of the dictionary of names."""
    return f"{_NAMES} " in index[1]


def _slowest_first(index: tuple[str, str]) -> int:
    """Order the long builds before the short ones, so that both builders are done at about the same time."""
    return next((at for at, table in enumerate(_SLOWEST) if table in index[1]), len(_SLOWEST))


def _leave_names() -> None:
    """Leave the dictionary as it is: nobody was written down past it."""


def _fill_names() -> None:
    """Fill the dictionary of names in a connection of its own."""
    try:
        with owner_login(), transaction.atomic():
            fill_names()
    finally:
        connections[OWNER].close()


def _analyze(table: str) -> None:
    """Gather a table's statistics in a connection of its own."""
    try:
        with connections[OWNER].cursor() as cursor:
            cursor.execute(f"ANALYZE {table}{_ASKED_FOR.get(table, '')}")
    finally:
        connections[OWNER].close()


def _build(name: str, definition: str) -> None:
    """Build one index in a connection of its own; building it and forgetting it is one transaction."""
    try:
        with transaction.atomic(using=OWNER), connections[OWNER].cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            # Two builders keep two cores busy by themselves; helpers would only share out the same cores.
            cursor.execute(f"SET LOCAL max_parallel_maintenance_workers = {max(0, (os.cpu_count() or 2) // 2 - 1)}")
            cursor.execute(f"DROP INDEX IF EXISTS {name}")
            cursor.execute(definition.replace(" ON ONLY ", " ON ", 1))
            cursor.execute("DELETE FROM rolls_dropped_index WHERE name = %s", [name])
    finally:
        connections[OWNER].close()
