"""Lists that are late or due soon are reminded of, once a day each."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.utils.timezone import localdate

from tests.record.journal.lines import every_line
from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, accepted, drafted, officer, opened, sent, towns
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.movements import operations, queries
from toandan.work.movements.words import ListRow

pytestmark = pytest.mark.django_db


def stored(list_id: int) -> ListRow:
    """Return a list as it stands."""
    with reading(HOUSE):
        return queries.list_row(list_id)


def late_by(list_id: int, days: int) -> datetime:
    """Return the moment `days` after the last day to answer a list."""
    due = stored(list_id).due_on
    assert due is not None
    return NOW + (due - localdate(NOW)) + timedelta(days=days)


def test_a_list_is_reminded_of_from_the_day_before_its_last_and_once_a_day() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 2), there)
    found = [
        [row.list_id for row in operations.remind(actor=HOUSE, now=late_by(list_id, days))]
        for days in (-2, -1, -1, 0, 1, 1)
    ]
    assert found == [[], [list_id], [], [list_id], [list_id], []]
    said = [line for line in every_line() if line.verb == "movements.list.remind"]
    assert [line.detail["overdue"] for line in said] == [False, False, True]
    assert {line.detail["waiting"] for line in said} == {2}


def test_nobody_is_reminded_of_a_draft_or_of_a_list_that_is_answered() -> None:
    here, there = towns(2)
    stays, goes = opened(here, 2)
    answered = sent(here, [goes], there)
    late = late_by(answered, 1)
    accepted(there, answered, [goes])
    drafted(here, [stays], there)
    assert operations.remind(actor=HOUSE, now=late) == []


def test_a_unit_reminds_of_its_own_lists_only_and_nobody_writes_the_day_by_hand() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    late = late_by(list_id, 1)
    assert operations.remind(actor=officer(there), now=late) == []
    with pytest.raises(DatabaseError), acting(officer(there)), connection.cursor() as cursor:
        cursor.execute("UPDATE movements_list SET reminded_on = %s", [localdate(late)])
    assert [row.list_id for row in operations.remind(actor=officer(here), now=late)] == [list_id]
    assert stored(list_id).reminded_on == localdate(late)


def test_a_list_that_was_taken_back_is_not_reminded_of() -> None:
    here, there = towns(2)
    list_id = sent(here, opened(here, 1), there)
    operations.remind(actor=HOUSE, now=late_by(list_id, 1))
    operations.withdraw(actor=officer(here), now=NOW, list_id=list_id, reason="nhầm", client_key=uuid4())
    assert operations.remind(actor=HOUSE, now=late_by(list_id, 2)) == []
