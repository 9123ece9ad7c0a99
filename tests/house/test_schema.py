"""The database keeps the rules that let the same schema run on one server and on many (design §6), and guard people.

Everything is asked of the database's own catalogue, as it stands after the migrations.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

CLAIMS = {"people_claim"}
"""Global uniqueness: keyed and distributed by what must be unique, as (value, kind) → person."""

APP = "toandan_app"


def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"""

OWNED = f"""
    {TABLES} AND EXISTS (SELECT FROM pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped)"""


def owned() -> set[str]:
    """Return the tables that hold people: those with a person's number in them."""
    found = {name for (name,) in rows(OWNED)}
    assert {"people_person", "people_claim", "ledger_standing", "ledger_posting"} <= found
    return found


def key_columns(kind: str) -> Iterator[tuple[str, str, list[str]]]:
    yield from rows(
        """
        SELECT t.relname, i.relname,
               ARRAY(SELECT a.attname::text FROM unnest(x.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
                     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum ORDER BY k.place)
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
        WHERE t.relnamespace = 'public'::regnamespace AND NOT t.relispartition
          AND CASE %s WHEN 'primary' THEN x.indisprimary ELSE x.indisunique AND NOT x.indisprimary END""",
        kind,
    )


def test_every_table_of_people_begins_its_key_with_the_person() -> None:
    keys = {table: columns for table, _, columns in key_columns("primary")}
    wrong = {table: keys.get(table) for table in owned() - CLAIMS if (keys.get(table) or [""])[0] != "person_id"}
    assert wrong == {}


def test_nothing_else_about_people_is_unique_by_itself() -> None:
    people = owned() - CLAIMS
    wrong = [index for table, index, columns in key_columns("unique") if table in people and "person_id" not in columns]
    assert wrong == []


def test_global_uniqueness_lives_in_the_claims() -> None:
    keys = {table: columns for table, _, columns in key_columns("primary")}
    assert keys["people_claim"] == ["value", "kind"]


def test_no_table_of_people_has_a_trigger() -> None:
    found = rows(
        "SELECT t.relname, g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid "
        "WHERE NOT g.tgisinternal AND t.relnamespace = 'public'::regnamespace"
    )
    assert [pair for pair in found if pair[0] in owned()] == []


def test_no_table_has_an_exclusion_constraint() -> None:
    assert rows("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'x'") == []


def foreign_keys() -> list[tuple[str, str, str, list[str], list[str]]]:
    return rows(
        """
        SELECT f.conname, t.relname, r.relname,
               ARRAY(SELECT attname::text FROM unnest(f.conkey) k JOIN pg_attribute ON attrelid = t.oid AND attnum = k),
               ARRAY(SELECT attname::text FROM unnest(f.confkey) k JOIN pg_attribute ON attrelid = r.oid AND attnum = k)
        FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
        WHERE f.contype = 'f' AND f.conparentid = 0"""
    )


def test_foreign_keys_between_people_follow_the_person() -> None:
    people = owned()
    wrong = [
        name
        for name, table, target, columns, targets in foreign_keys()
        if table in people and target in people and not ("person_id" in columns and "person_id" in targets)
    ]
    assert wrong == []


def test_no_other_table_points_at_people() -> None:
    people = owned()
    assert [name for name, table, target, _, _ in foreign_keys() if target in people and table not in people] == []


def test_every_table_of_people_is_behind_a_policy() -> None:
    guarded = {
        table
        for (table,) in rows(
            "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity "
            "AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)"
        )
    }
    # Claims have no unit; the program cannot read them at all, which the next test makes sure of.
    assert owned() - CLAIMS - guarded == set()


def test_claims_cannot_be_read_by_the_program() -> None:
    for table in CLAIMS:
        assert rows("SELECT has_table_privilege(%s, %s, 'SELECT')", APP, table) == [(False,)]
        assert rows("SELECT has_any_column_privilege(%s, %s, 'SELECT')", APP, table) == [(False,)]


def test_parts_of_a_table_are_not_a_way_round_its_policy() -> None:
    reachable = rows(
        "SELECT c.relname FROM pg_class c WHERE c.relispartition AND c.relkind = 'r' AND NOT c.relrowsecurity "
        "AND has_any_column_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE')",
        APP,
    )
    assert reachable == []


def test_no_view_shows_people_with_its_owners_eyes() -> None:
    found = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm') "
        "AND NOT coalesce(reloptions::text LIKE '%%security_invoker=true%%', false)"
    )
    assert [name for (name,) in found if not name.startswith("procrastinate")] == []


def test_the_program_owns_nothing_and_cannot_pass_policies() -> None:
    assert (
        rows(
            "SELECT rolname FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER') "
            "AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        )
        == []
    )
    assert rows("SELECT relname FROM pg_class WHERE pg_has_role(current_user, relowner, 'USAGE')") == []
    assert rows("SELECT has_schema_privilege(current_user, 'public', 'CREATE')") == [(False,)]


DOORS = """
    SELECT p.oid::regprocedure::text, coalesce(array_to_string(p.proconfig, ','), ''),
           has_function_privilege('public', p.oid, 'EXECUTE')
    FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace"""


def test_every_door_searches_only_where_the_program_cannot_write() -> None:
    found = rows(DOORS)
    assert len(found) >= 3
    # pg_temp is searched first unless it is named, and a temporary table could then stand in for a real one.
    wrong = [name for name, how, _ in found if "search_path=pg_catalog, public, pg_temp" not in how.replace('"', "")]
    assert wrong == []


def test_no_door_is_open_to_everybody() -> None:
    assert [name for name, _, public in rows(DOORS) if public] == []


def test_the_ledger_is_written_by_its_door_alone() -> None:
    tables = [name for (name,) in rows(TABLES) if name.startswith("ledger_")]
    assert len(tables) >= 5
    for table in tables:
        for privilege in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
            assert rows("SELECT has_table_privilege(%s, %s, %s)", APP, table, privilege) == [(False,)], (
                table,
                privilege,
            )


def test_no_function_needs_a_newer_server_than_fifteen() -> None:
    newer = ("uuidv7", "merge_action", "any_value", "random_normal", "pg_input_is_valid", "json_table")
    for name, body in rows("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace"):
        assert not any(word in body.lower() for word in newer), name
    assert rows("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'") == []


def test_policies_can_be_drawn_in_both_forms() -> None:
    from toandan.record.officers.words import policy

    plain, citus = policy("people_person", "unit_no"), policy("people_person", "unit_no", citus=True)
    assert "(SELECT officers_scope())" in plain
    assert "SELECT" not in citus, "Citus refuses a policy with any subquery"
