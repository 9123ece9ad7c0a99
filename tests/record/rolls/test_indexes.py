"""What an opening takes down comes back, and nobody else writes people down meanwhile (tạm gỡ chỉ mục)."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from tests.record.people.test_bulk import frame
from tests.record.rolls.test_opening import NOW, enter
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.record.people.operations import register_many
from toandan.record.rolls.operations.indexes import owner_login, restore_indexes, without_searches, without_secondary
from toandan.record.units import queries as units

SCHEMA = """
SELECT string_agg(d, E'\\n' ORDER BY d) FROM (
    SELECT pg_get_indexdef(indexrelid) || indisprimary AS d FROM pg_index
     WHERE indrelid::regclass::text ~ '^(people|ledger)_'
    UNION ALL
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
     WHERE conrelid::regclass::text ~ '^(people|ledger)_'
    UNION ALL
    SELECT r || has_table_privilege('toandan_app', 'people_claim', r) FROM unnest(ARRAY['INSERT', 'SELECT']) AS r
    UNION ALL
    SELECT 'sequence' || has_sequence_privilege('toandan_app', 'people_person_id_seq', 'USAGE')
) AS s
"""


def owner(statement: str) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def keys() -> set[str]:
    """Return which of the three keys stand."""
    return set(
        owner(
            "SELECT string_agg(conrelid::regclass::text, ' ') FROM pg_constraint WHERE contype = 'p'"
            " AND conrelid IN ('people_claim'::regclass, 'ledger_standing'::regclass, 'ledger_posting'::regclass)"
        ).split()
    ) - {"None"}


def test_an_empty_register_loses_its_keys_for_the_time_and_gets_all_back(own_database: str) -> None:
    before = owner(SCHEMA)
    with without_secondary(now=NOW) as taken:
        assert taken
        assert keys() == set()
        with pytest.raises(UnableTo, match="being_opened"):
            enter("001085000001", uuid4())
    assert owner(SCHEMA) == before
    assert enter("001085000001", uuid4())


def test_where_somebody_is_registered_the_keys_stay(own_database: str) -> None:
    enter("001085000001", uuid4())
    before = owner(SCHEMA)
    with without_secondary(now=NOW) as taken:
        assert taken
        assert keys() == {"people_claim", "ledger_standing", "ledger_posting"}
        with pytest.raises(UnableTo, match="personal_number_taken"):
            enter("001085000001", uuid4())
    assert owner(SCHEMA) == before


def test_only_what_people_are_searched_by_goes_down_while_they_are_led_elsewhere(own_database: str) -> None:
    before = owner(SCHEMA)
    with without_searches(now=NOW) as taken:
        assert taken
        assert keys() == {"people_claim", "ledger_standing", "ledger_posting"}
        left = owner("SELECT string_agg(indexname, ' ') FROM pg_indexes WHERE tablename = 'people_person'")
        assert left == "people_person_pkey"
        assert "ledger_standing_unit" in owner(SCHEMA)
        # Somebody may be written down meanwhile.
        assert enter("001085000001", uuid4())
    assert owner(SCHEMA) == before


@pytest.mark.parametrize("kind", ["personal_number", "old_number"])
def test_a_number_taken_is_named_by_its_kind_when_rows_go_straight_in(own_database: str, kind: str) -> None:
    number = {"personal_number": "001085000001", "old_number": "012345678"}[kind]
    people = frame(units.by_code("00001", as_of=NOW.date()).number, "Một Thừa", "Hai Thừa", **{kind: [number, number]})
    with pytest.raises(UnableTo, match=f"^{kind}_taken$"), owner_login(), transaction.atomic():
        register_many(actor=the_house(), now=NOW, people=people.drop("state"), straight=True)
    assert owner("SELECT count(*) FROM people_person") == "0"


def test_what_a_killed_opening_left_down_is_built_at_the_next_start(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = owner(SCHEMA)
    with monkeypatch.context() as patched:
        patched.setattr("toandan.record.rolls.operations.indexes._rebuild", list)
        with without_secondary(now=NOW):
            pass
    assert owner(SCHEMA) != before
    assert "people_claim_pkey" in restore_indexes()
    assert owner(SCHEMA) == before


def test_two_claims_of_one_number_keep_the_key_from_being_built(own_database: str) -> None:
    with pytest.raises(DatabaseError, match="people_claim_pkey"), without_secondary(now=NOW):
        for person in (1, 2):
            with transaction.atomic(using="owner"):
                owner(f"INSERT INTO people_claim VALUES ('old_number', '012345678', {person}) RETURNING person_id")
    assert owner("SELECT count(*) FROM rolls_dropped_index") != "0"
    with transaction.atomic(using="owner"):
        owner("DELETE FROM people_claim WHERE person_id = 2 RETURNING person_id")
    restore_indexes()
    assert keys() == {"people_claim", "ledger_standing", "ledger_posting"}
