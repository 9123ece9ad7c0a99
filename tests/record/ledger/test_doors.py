"""Every way around the door is closed to the program, in the database itself."""

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.record.ledger.people import APPLIED, DUE, HOUSE, communes, officer_at, opened
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading

pytestmark = pytest.mark.django_db

TABLES = (
    "ledger_standing",
    "ledger_posting",
    "ledger_entry",
    "ledger_delta",
    "ledger_seal",
    "ledger_state",
    "ledger_follower",
)


def refused(statement: str) -> str:
    with acting(HOUSE), pytest.raises(ProgrammingError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(caught.value)


def column_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [table])
        row = cursor.fetchone()
    assert row
    return str(row[0])


@pytest.mark.parametrize("table", TABLES)
def test_the_program_writes_no_table_of_the_ledger(table: str) -> None:
    column = column_of(table)
    for statement in (
        f"INSERT INTO {table} DEFAULT VALUES",
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        f"DROP TABLE {table}",
    ):
        said = refused(statement)
        assert "permission denied" in said or "must be owner" in said, statement


def test_partitions_are_reached_through_their_parent_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'ledger_posting'::regclass")
        partitions = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE oid = ANY(%s::regclass[]) AND NOT relrowsecurity", [partitions]
        )
        assert cursor.fetchone() == (0,)
    assert len(partitions) >= 4
    for partition in partitions:
        for statement in (f"SELECT 1 FROM {partition}", f"DELETE FROM {partition}", f"TRUNCATE {partition}"):
            assert "permission denied" in refused(statement)


def test_sequences_and_inner_functions_are_closed() -> None:
    assert "permission denied" in refused("SELECT nextval('ledger_entry_id_seq')")
    assert "permission denied" in refused("SELECT setval('ledger_entry_id_seq', 1)")
    assert "permission denied" in refused("SELECT ledger_seal_lock()")


def test_every_door_runs_with_a_search_path_that_ends_in_temporary_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, proconfig, prosecdef FROM pg_proc WHERE proname LIKE 'ledger\\_%'")
        functions = cursor.fetchall()
    doors = {name for name, _, definer in functions if definer}
    assert doors >= {"ledger_post", "ledger_seal", "ledger_fold", "ledger_open_months", "ledger_head", "ledger_changes"}
    for name, config, definer in functions:
        assert not definer or "search_path=pg_catalog, public, pg_temp" in config, name


def test_without_a_scope_the_door_moves_nobody() -> None:
    (unit,) = communes(1)
    (person,) = opened(unit)
    call = (
        f"SELECT * FROM ledger_post(gen_random_uuid(), 'corrected', '2023-05-21', '{HOUSE.name}', NULL, 'why', '', '',"
        f" 'x', ARRAY[{person}]::bigint[], ARRAY[{unit}], ARRAY[{DUE}], ARRAY[{unit}], ARRAY[13100])"
    )
    # Not even an entry that moves nobody is written: its header would stand in somebody's name.
    for partial in (")", ", true)"):
        unnamed = pytest.raises(ProgrammingError, match="bears the name")
        with unnamed, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(call.removesuffix(")") + partial)


@pytest.mark.parametrize("call", ["ledger_seal('me', NULL, 'why')", "ledger_fold()"])
def test_without_a_scope_nothing_is_sealed_or_folded(call: str) -> None:
    with pytest.raises(ProgrammingError, match="scope"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}")


@pytest.mark.parametrize("named", ["'somebody', NULL", f"'{HOUSE.name}', 4711"])
def test_a_seal_in_somebody_elses_name_is_refused(named: str) -> None:
    assert "sealed for whoever" in refused(f"SELECT ledger_seal({named}, 'why')")


@pytest.mark.parametrize("table", ["ledger_standing", "ledger_posting", "ledger_entry"])
def test_an_officer_sees_the_own_units_only(table: str) -> None:
    here, there = communes(2)
    opened(here, 2)
    opened(there, 3)

    def seen(*units: int) -> int:
        with reading(officer_at(*units)), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    alone = {"ledger_standing": (2, 3), "ledger_posting": (2, 3), "ledger_entry": (1, 1)}[table]
    assert (seen(here), seen(there)) == alone
    assert seen(here, there) == sum(alone)


def test_a_set_reaches_no_unit_outside_the_scope() -> None:
    """The program asks for permission first, so the door is spoken to directly, as smuggled SQL would."""
    here, there = communes(2)
    mine, theirs = opened(here, 2), opened(there)
    officer, people = officer_at(here), sorted([*mine, *theirs])
    units = [there if person in theirs else here for person in people]
    with (
        pytest.raises(Exception, match="1 of 3 lines refused") as caught,
        acting(officer),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "SELECT * FROM ledger_post(gen_random_uuid(), 'corrected', '2023-05-21', %s, %s, 'why', 'seen', '', 'x',"
            " %s::bigint[], %s, %s, %s, %s)",
            [officer.name, officer.officer, people, units, [DUE] * 3, units, [APPLIED] * 3],
        )
    assert "out_of_scope" in caught.value.__cause__.diag.message_detail


def test_lines_must_come_in_order_and_whole() -> None:
    for persons, units in (("2, 1", "0, 0"), ("1", "0, 0")):
        mistake = pytest.raises(Exception, match=r"rising order|same length")
        with acting(HOUSE), mistake, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT * FROM ledger_post(gen_random_uuid(), 'corrected', '2023-05-21', '{HOUSE.name}', NULL, 'why',"
                f" '', '', 'x', ARRAY[{persons}]::bigint[], ARRAY[{units}], ARRAY[{units}], ARRAY[{units}],"
                f" ARRAY[{units}])"
            )


@pytest.mark.parametrize("named", ["'somebody', 4711", "'somebody', NULL", f"'{HOUSE.name}', 4711"])
def test_an_entry_in_somebody_elses_name_is_refused(named: str) -> None:
    """Raw SQL under the program's login knows the scope it works in, and cannot sign for another officer."""
    unit, _ = communes(2)
    (person,) = opened(unit, 1)
    said = refused(
        f"SELECT * FROM ledger_post(gen_random_uuid(), 'corrected', current_date, {named}, 'why', '', '', 'x',"
        f" ARRAY[{person}]::bigint[], ARRAY[{unit}], ARRAY[{DUE}], ARRAY[{unit}], ARRAY[{DUE + 100}])"
    )
    assert "bears the name" in said
