"""Lists that are late or due soon are reminded of, once a day each."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.utils.timezone import localdate, now

from tests.record.journal.lines import every_line
from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, accepted, drafted, officer, opened, sent, towns
from toandan.ground.kernel.actor import Actor
from toandan.house.database import logins
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ListRow


def stored(list_id: int) -> ListRow:
    """Return a list as it stands."""
    with reading(HOUSE):
        return queries.list_row(list_id)


def late(list_id: int, days: int) -> None:
    """Move a list's last day, as its sender may, so that today is so many days after it."""
    sender = officer(stored(list_id).sender)
    with acting(sender), connection.cursor() as cursor:
        due = localdate() - timedelta(days=days)
        cursor.execute("UPDATE movements_list SET due_on = %s WHERE list_id = %s", [due, list_id])
        assert cursor.rowcount == 1


def reminded(actor: Actor = HOUSE) -> list[int]:
    return [row.list_id for row in operations.remind(actor=actor, now=now())]


def said() -> list[object]:
    """Return what the journal says of each reminding: whether the list was late."""
    return [line.detail["overdue"] for line in every_line() if line.verb == "movements.list.remind"]


@pytest.mark.django_db
def test_a_list_is_reminded_of_from_the_day_before_its_last_and_once_a_day() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 2), there)
    found = []
    for days in (-2, -1, -1):
        late(list_id, days)
        found.append(reminded())
    assert (found, said()) == ([[], [list_id], []], [False])
    assert {line.detail["waiting"] for line in every_line() if line.verb == "movements.list.remind"} == {2}


def test_a_list_that_stays_late_is_reminded_of_again_the_next_day(own_database: str) -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late(list_id, 1)
    assert [reminded(), reminded()] == [[list_id], []]
    with logins.connect_owner(dbname=own_database) as owner:
        owner.execute("UPDATE movements_list SET reminded_on = reminded_on - 1")
    assert ([reminded(), reminded()], said()) == ([[list_id], []], [True, True])


@pytest.mark.django_db
def test_the_day_is_the_database_s_own_whatever_the_caller_says() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late(list_id, 1)
    for far in (timedelta(days=400), timedelta(days=-400)):
        operations.remind(actor=officer(here), now=now() + far)
        assert stored(list_id).reminded_on == localdate()
    assert said() == [True]


@pytest.mark.django_db
def test_smuggled_sql_brings_no_day_of_its_own_and_reaches_no_list_far_from_its_day() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late(list_id, -40)
    for call in ("movements_remind(current_date + 100, current_date + 100)", "movements_remind(1000)"):
        with pytest.raises(DatabaseError), acting(officer(here)), connection.cursor() as cursor:
            cursor.execute(f"SELECT {call}")
    with acting(officer(here)), connection.cursor() as cursor:
        cursor.execute("SELECT movements_remind(31)")
        assert cursor.fetchall() == []
    assert stored(list_id).reminded_on is None


@pytest.mark.django_db
def test_nobody_is_reminded_of_a_draft_or_of_a_list_that_is_answered() -> None:
    here, there = towns(2)
    stays, goes = opened(here, 2)
    answered = sent(here, [goes], there)
    late(answered, 1)
    accepted(there, answered, [goes])
    drafted(here, [stays], there)
    assert reminded() == []


@pytest.mark.django_db
def test_a_unit_reminds_of_its_own_lists_only_and_nobody_writes_the_day_by_hand() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late(list_id, 1)
    assert reminded(officer(there)) == []
    for who in (here, there):
        with pytest.raises(DatabaseError), acting(officer(who)), connection.cursor() as cursor:
            cursor.execute("UPDATE movements_list SET reminded_on = current_date")
    assert reminded(officer(here)) == [list_id]
    assert stored(list_id).reminded_on == localdate()


@pytest.mark.django_db
def test_a_list_that_was_taken_back_is_not_reminded_of() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late(list_id, 1)
    operations.withdraw(actor=officer(here), now=NOW, list_id=list_id, reason="nhầm", client_key=uuid4())
    assert reminded() == []
