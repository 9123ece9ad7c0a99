"""Which difficulties count as answered on time, and whose they are."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.work.difficulties.conftest import Desk
from tests.work.directives.conftest import NOW, TODAY
from toandan.ground.kernel.days import after_working_days
from toandan.record.officers.queries import reading
from toandan.work.difficulties import operations, queries

pytestmark = pytest.mark.django_db


def test_what_was_answered_within_the_clock_counts_for_whom_it_was_put_to(desk: Desk) -> None:
    due, police = after_working_days(TODAY, 3), desk.police.at

    def timely(since=TODAY, until=due) -> tuple[int, int] | None:
        with reading(desk.police):
            told = queries.answered_on_time(low=police, high=police, since=since, until=until).get(police)
            rows = queries.due_difficulties(low=police, high=police, since=since, until=until)
        assert (told or (0, 0)) == (sum(row.timely for row in rows), len(rows)), "what is listed is what is counted"
        return told

    first, second, third, fourth = (desk.raised() for _ in range(4))
    desk.assigned(fourth, desk.town.justice_no)
    assert timely() == (0, 3), "a body's is not the police's"
    desk.answered(first)
    assert timely() == (1, 3)
    operations.answer(
        actor=desk.police, now=NOW + timedelta(days=20), difficulty=second, text="Đổi máy", client_key=uuid4()
    )
    assert timely() == (1, 3), "late is late"
    operations.withdraw(actor=desk.ward, now=NOW, difficulty=third, reason="đã xong", client_key=uuid4())
    assert timely() == (1, 2)
    assert timely(since=due + timedelta(days=1), until=due + timedelta(days=9)) is None
