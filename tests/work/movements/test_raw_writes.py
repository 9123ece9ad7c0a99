"""What smuggled SQL under the program's own login cannot do with lists, whichever side it sits on."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.work.movements.people import drafted, officer, opened, sent, towns
from toandan.record.officers.operations import acting

pytestmark = pytest.mark.django_db
LINE = (
    "INSERT INTO movements_line (person_id, list_id, sender_no, receiver_no, from_no, target_no, state, before,"
    " residence, full_name, birth, sex, masked_number, present_address, phone, reason, note, answered_by, settled)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, '', 'temporary', 'x', '', '', '', '', '', '', '', '', false)"
)


def written(unit: int, statement: str, *values: object) -> int:
    """Return how many rows an officer's statement wrote; what privilege or policy refuses writes none."""
    with acting(officer(unit)):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                return int(cursor.rowcount)
        except ProgrammingError as error:
            assert isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
            return 0


def test_nobody_puts_somebody_elses_people_on_a_list() -> None:
    here, there, third = towns(3)
    (mine,), (theirs,) = opened(here), opened(there)
    list_id = drafted(here, opened(here), there)
    assert written(here, LINE, theirs, list_id, here, there, there, there, "draft") == 0
    assert written(here, LINE, theirs, list_id, here, there, here, there, "draft") == 0
    assert written(third, LINE, mine, list_id, here, there, here, there, "draft") == 0
    assert written(here, LINE, mine, list_id, here, there, here, there, "pending") == 0
    assert written(here, LINE, mine, list_id, here, there, here, there, "draft") == 1


def test_a_receiver_answers_and_does_nothing_else() -> None:
    here, there, third = towns(3)
    persons = opened(here, 2)
    list_id = sent(here, persons, there)
    change = "UPDATE movements_line SET state = %s WHERE list_id = %s AND person_id = %s"
    assert written(third, change, "accepted", list_id, persons[0]) == 0
    assert written(there, change, "withdrawn", list_id, persons[0]) == 0
    assert written(there, change, "draft", list_id, persons[0]) == 0
    assert written(there, change, "accepted", list_id, persons[0]) == 1
    assert written(there, change, "pending", list_id, persons[0]) == 0
    assert written(there, "DELETE FROM movements_line WHERE list_id = %s", list_id) == 0
    for column in ("full_name", "person_id", "receiver_no", "from_no"):
        assert written(there, f"UPDATE movements_line SET {column} = {column} WHERE list_id = %s", list_id) == 0
    assert written(there, "UPDATE movements_list SET state = 'draft' WHERE list_id = %s", list_id) == 0
    assert written(there, "UPDATE movements_list SET receiver_no = 1 WHERE list_id = %s", list_id) == 0


def test_a_list_that_was_sent_is_not_rubbed_out_by_its_sender() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here), there)
    for table in ("movements_line", "movements_list", "movements_deed"):
        assert written(here, f"DELETE FROM {table} WHERE list_id = %s", list_id) == 0


def test_a_list_is_drawn_up_in_the_own_scope_and_as_a_draft() -> None:
    here, there = towns(2)
    draw = (
        "INSERT INTO movements_list (client_key, sender_no, receiver_no, state, reason, lines, accepted, returned,"
        " withdrawn, unsettled, drawn_at, drawn_by, sent_by)"
        " VALUES (gen_random_uuid(), %s, %s, %s, '', 0, 0, 0, 0, 0, now(), 'x', '')"
    )
    assert written(here, draw, there, here, "draft") == 0
    assert written(here, draw, here, there, "sent") == 0
    assert written(here, draw, here, there, "draft") == 1
