"""The tests of the schema see what they are there for: each planted fault makes its test fail."""

from collections.abc import Callable

import pytest

from tests.house import test_schema as schema
from toandan.house.database import logins

TABLE = "CREATE TABLE planted (person_id bigint, unit_no int, other int"
GUARD = "; ALTER TABLE planted ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON planted USING (true)"
FAULTS: list[tuple[str, Callable[[], None]]] = [
    (f"{TABLE}, PRIMARY KEY (other, person_id))", schema.test_every_table_of_people_begins_its_key_with_the_person),
    (f"{TABLE})", schema.test_every_table_of_people_begins_its_key_with_the_person),
    (f"{TABLE}, UNIQUE (other))", schema.test_nothing_else_about_people_is_unique_by_itself),
    (
        f"{TABLE}); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        "CREATE TRIGGER t AFTER INSERT ON planted EXECUTE FUNCTION f()",
        schema.test_no_table_of_people_has_a_trigger,
    ),
    (
        "CREATE TABLE planted (r int4range, EXCLUDE USING gist (r WITH &&))",
        schema.test_no_table_has_an_exclusion_constraint,
    ),
    (
        "CREATE TABLE planted (id int PRIMARY KEY, who bigint REFERENCES people_person (person_id))",
        schema.test_no_other_table_points_at_people,
    ),
    (
        f"{TABLE}, PRIMARY KEY (person_id, other), other_person bigint REFERENCES people_person (person_id))",
        schema.test_foreign_keys_between_people_follow_the_person,
    ),
    (f"{TABLE}); ALTER TABLE planted ENABLE ROW LEVEL SECURITY", schema.test_every_table_of_people_is_behind_a_policy),
    (f"{TABLE}); CREATE POLICY p ON planted USING (true)", schema.test_every_table_of_people_is_behind_a_policy),
    ("GRANT SELECT (person_id) ON people_claim TO toandan_app", schema.test_claims_cannot_be_read_by_the_program),
    (
        f"{TABLE}) PARTITION BY LIST (other){GUARD}; CREATE TABLE part PARTITION OF planted FOR VALUES IN (1); "
        "GRANT SELECT ON part TO toandan_app",
        schema.test_parts_of_a_table_are_not_a_way_round_its_policy,
    ),
    ("CREATE VIEW planted AS SELECT * FROM people_person", schema.test_no_view_shows_people_with_its_owners_eyes),
    (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER "
        "SET search_path = pg_catalog, public AS 'SELECT 1'",
        schema.test_every_door_searches_only_where_the_program_cannot_write,
    ),
    (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; "
        "GRANT EXECUTE ON FUNCTION f() TO PUBLIC",
        schema.test_no_door_is_open_to_everybody,
    ),
    ("GRANT UPDATE ON ledger_standing TO toandan_app", schema.test_the_ledger_is_written_by_its_door_alone),
]


@pytest.mark.parametrize(("fault", "test"), FAULTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_fault_is_seen(own_database: str, fault: str, test: Callable[[], None]) -> None:
    test()
    with logins.connect_owner(dbname=own_database, autocommit=True) as owner:
        owner.execute(fault)
    with pytest.raises(AssertionError):
        test()
