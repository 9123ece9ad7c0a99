"""Which lists count as answered on time."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tests.record.ledger.people import HOUSE
from tests.work.movements.people import NOW, accepted, drafted, officer, opened, sent, towns
from tests.work.movements.test_reminding import stored
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.movements import queries

pytestmark = pytest.mark.django_db
TODAY, DAY = localdate(NOW), timedelta(days=1)


def timely(unit: int, since: date, until: date) -> tuple[int, int] | None:
    with reading(HOUSE):
        told = queries.answered_on_time(low=unit, high=unit, since=since, until=until).get(unit)
        rows = queries.due_lists(low=unit, high=unit, since=since, until=until)
    assert (told or (0, 0)) == (sum(row.timely for row in rows), len(rows)), "what is listed is what is counted"
    return told


def test_what_was_answered_by_its_day_counts_and_what_waits_beyond_it_does_not() -> None:
    here, there = towns(2)
    people = [opened(here, 1) for _ in range(3)]
    answered, overdue, waiting = (sent(here, some, there) for some in people)
    drafted(here, opened(here, 1), there)
    with acting(officer(here)), connection.cursor() as cursor:
        cursor.execute("UPDATE movements_list SET due_on = %s WHERE list_id = %s", [TODAY - 2 * DAY, overdue])
    accepted(there, answered, people[0])
    due = stored(answered).due_on
    assert due is not None
    assert timely(there, due, due) == (1, 2)
    assert timely(there, TODAY - 3 * DAY, TODAY) == (0, 1)
    accepted(there, waiting, people[2])
    # What was answered two days after its day was answered, and yet not on time.
    accepted(there, overdue, people[1])
    assert timely(there, TODAY - 3 * DAY, due) == (2, 3)
    assert timely(here, TODAY - 3 * DAY, due) is None
