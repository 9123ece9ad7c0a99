"""Writing many people down at once, already checked (nạp hàng loạt).

Row-level security lets the program insert but not COPY into a table, so the rows are copied into a table of
the transaction's own and go from there into the register in one statement. The operator, who opens a whole register
under the owner's login, copies straight into the register's tables.
"""

from datetime import datetime
from io import BytesIO

import numpy as np
import numpy.typing as npt
import polars as pl
import psycopg
from django.db import connection

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.record.people.operations import errors
from toandan.record.people.operations.numbers import next_block, next_block_alone
from toandan.record.people.words import PeoplePermission

TEXTS = ("full_name", "name_key", "birth_basis")
OPTIONAL_TEXTS = ("sex", "personal_number", "old_number")
EMPTY_TEXTS = ("father_name", "mother_name", "spouse_name", "present_address", "phone")
NUMBERS = ("birth_year", "birth_month", "birth_day", "permanent_unit", "temporary_unit", "present_unit")
COLUMNS = ("unit_no", *TEXTS, *OPTIONAL_TEXTS, *EMPTY_TEXTS, *NUMBERS, "home_visit")
"""What a frame of people carries; `person_id` and `created_at` are added here."""

_NULL = "\\N"


def register_many(
    *, actor: Actor, now: datetime, people: pl.DataFrame, straight: bool = False
) -> npt.NDArray[np.int64]:
    """Write the people of a frame down and return their numbers in the frame's row order.

    Columns as `COLUMNS`, `birth_basis` as the word, texts without a value empty or null; other columns are
    overlooked. The rows are taken as checked: names tidy, `name_key` by `kernel.names.key`. With `straight` this
    thread works under the owner's login, and whoever opens the register calls `fill_names` when everybody is in.
    Raises NotAllowed at any of the units, UnableToRegister when a number is somebody's already (nothing is
    written then). One journal line for the whole frame.
    """
    with acting(actor):
        if people.is_empty():
            return np.empty(0, dtype=np.int64)
        units = people["unit_no"].unique().to_list()
        for unit in units:
            require(actor, PeoplePermission.REGISTER, at=unit)
        ids = next_block_alone(people.height) if straight else next_block(people.height)
        rows = people.select(COLUMNS).with_columns(
            pl.Series("person_id", ids),
            pl.col(EMPTY_TEXTS).cast(pl.String).fill_null(""),
            pl.col(OPTIONAL_TEXTS).cast(pl.String).replace("", None),
        )
        if straight:
            _copy_straight(rows)
        else:
            _stage(rows)
            _settle(rows, now)
        subject = f"person:{ids[0]}-{ids[-1]}"
        detail = {"people": people.height, "units": len(units)}
        append(actor=actor, verb="people.person.register_many", subject=subject, unit=actor.at, detail=detail)
    return ids


def fill_names() -> None:
    """Bring the dictionary of names up to what the register holds; a search finds nobody by a name that it lacks.

    Under the owner's login, in a transaction; others who write somebody down wait until it ends, and whoever searches
    waits as well while an empty dictionary is filled.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
        # With the table to ourselves no name needs the costly kind of insert that bears with others'.
        cursor.execute("LOCK TABLE people_name IN ACCESS EXCLUSIVE MODE")
        cursor.execute("SELECT EXISTS (SELECT FROM people_name)")
        if (cursor.fetchone() or (True,))[0]:
            cursor.execute(_MISSING_NAMES)
            return
        # Building the key over all names at once takes a fifth of the time of keeping it up name by name.
        cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
        cursor.execute("ALTER TABLE people_name DROP CONSTRAINT people_name_pkey")
        cursor.execute("INSERT INTO people_name (name_key) SELECT DISTINCT name_key FROM people_person")
        cursor.execute("ALTER TABLE people_name ADD CONSTRAINT people_name_pkey PRIMARY KEY (name_key)")


def _stage(rows: pl.DataFrame) -> None:
    """Copy the rows into a table that ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.people_staged")
        cursor.execute(
            f"CREATE TEMPORARY TABLE people_staged ON COMMIT DROP AS "  # noqa: S608 - our own column names
            f"SELECT {', '.join(rows.columns)} FROM people_person WITH NO DATA"
        )
    _copy("pg_temp.people_staged", rows)


def _copy(table: str, *parts: pl.DataFrame) -> None:
    """Copy frames of the same columns into a table."""
    names = ", ".join(parts[0].columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv, NULL '{_NULL}')") as copy,
    ):
        for part in parts:
            csv = BytesIO()
            part.write_csv(csv, include_header=False, null_value=_NULL, quote_style="necessary")
            copy.write(csv.getbuffer())


def _copy_straight(rows: pl.DataFrame) -> None:
    """Copy the rows into the register, and the numbers into the claims in the order of their key.

    The database knows by itself when they came; reading that out of every row would take longer than any other column.
    """
    _copy("people_person", rows)
    claims = [
        rows.select(kind=pl.lit(kind), value=kind, person_id="person_id").drop_nulls("value").sort("value")
        for kind in sorted(_TAKEN)
    ]
    try:
        _copy("people_claim", *claims)
    except psycopg.errors.UniqueViolation as error:
        kind = "old_number" if ", old_number)" in (error.diag.message_detail or "") else "personal_number"
        # The database's own words would carry the number into a log.
        raise errors.UnableToRegister(_TAKEN[kind], code=f"{kind}_taken") from None


def _settle(rows: pl.DataFrame, now: datetime) -> None:
    """Move the staged rows into the register, with their claims and names."""
    names = ", ".join((*COLUMNS, "person_id"))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO people_person ({names}, created_at) "  # noqa: S608 - our own column names
            f"SELECT {names}, %s FROM pg_temp.people_staged ORDER BY unit_no, person_id",
            [now],
        )
        for kind, message in _TAKEN.items():
            cursor.execute(_CLAIM.format(kind=kind))
            if cursor.rowcount != rows[kind].count():
                raise errors.UnableToRegister(message, code=f"{kind}_taken")
        cursor.execute(
            "INSERT INTO people_name (name_key) "
            "SELECT DISTINCT name_key FROM pg_temp.people_staged ON CONFLICT DO NOTHING"
        )


_MISSING_NAMES = """
    INSERT INTO people_name (name_key)
    SELECT name_key FROM people_person EXCEPT SELECT name_key FROM people_name ORDER BY name_key
"""
_TAKEN = {"personal_number": errors.NUMBER_TAKEN, "old_number": errors.OLD_NUMBER_TAKEN}
_CLAIM = """
    INSERT INTO people_claim (kind, value, person_id)
    SELECT '{kind}', {kind}, person_id FROM pg_temp.people_staged WHERE {kind} IS NOT NULL ORDER BY {kind}
    ON CONFLICT DO NOTHING
"""
