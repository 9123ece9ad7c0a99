"""Lists to bodies: what is still wanted of them, and reminding once for each list and day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.utils import DataError

from tests.record.journal.lines import every_line
from tests.work.verification.conftest import NOW, PAPER, TODAY, Ward, enter, make_ward
from tests.work.verification.test_scope import written
from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotAllowed
from toandan.house.database import logins
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Answer, ListRow, Outcome

DAY = timedelta(days=1)


def lists(ward: Ward) -> list[ListRow]:
    with reading(ward.police):
        return queries.lists_of(low=ward.unit, high=ward.unit)


def due(ward: Ward, days: int) -> list[int]:
    """Return the lists that are late or due soon so many days from now."""
    with reading(ward.police):
        return [row.list_id for row in queries.due_lists(low=ward.unit, high=ward.unit, today=TODAY + days * DAY)]


def asked(ward: Ward, name: str, due_on: date) -> int:
    """Put somebody on a list that was made long ago and is due on a day; return the list."""
    operations.ask(
        actor=ward.police, now=NOW - 300 * DAY, unit=ward.unit, body=ward.justice_no, cases=[ward.open(enter(name))],
        question="Còn sống?", due_on=due_on, client_key=uuid4(),
    )  # fmt: skip
    return lists(ward)[0].list_id


def reminded(ward: Ward, actor: Actor | None = None) -> list[int]:
    return [row.list_id for row in operations.remind(actor=actor or ward.police, now=NOW)]


def lines() -> list[tuple[str, object]]:
    """Return the journal's lines about reminding, by day."""
    said = [line for line in every_line() if line.verb == "verification.list.remind"]
    return sorted((line.subject, line.detail["overdue"]) for line in said)


def answered(ward: Ward, list_id: int, case: int) -> None:
    operations.answer(
        actor=ward.justice, now=NOW, list_id=list_id, case_id=case, answer=Answer.DENIED, text="không có",
        evidence=PAPER, client_key=uuid4(),
    )  # fmt: skip


@pytest.mark.django_db
class TestWanted:
    def test_a_list_counts_its_lines_answers_and_what_is_wanted(self, ward: Ward) -> None:
        cases = [ward.open(enter(name)) for name in ("Lê Văn Cụ", "Lê Văn Hai", "Lê Văn Ba")]
        ward.ask(*cases)
        (row,) = lists(ward)
        assert (row.lines, row.answered, row.waiting) == (3, 0, 3)
        answered(ward, row.list_id, cases[0])
        ward.decide(cases[1], Outcome.ALIVE)
        (row,) = lists(ward)
        assert (row.lines, row.answered, row.waiting) == (3, 1, 1)

    def test_due_begins_three_days_before_and_ends_with_the_answer(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        (row,) = lists(ward)
        assert [bool(due(ward, day)) for day in (6, 7, 10, 11)] == [False, True, True, True]
        assert [row.soon(TODAY + day * DAY) for day in (6, 7, 10, 11)] == [False, True, True, False]
        assert [row.overdue(TODAY + day * DAY) for day in (10, 11)] == [False, True]
        answered(ward, row.list_id, case)
        assert due(ward, 11) == []

    def test_of_a_question_put_to_another_body_the_first_one_is_not_reminded(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        ward.decide(case, Outcome.ALIVE)
        assert due(ward, 11) == []
        operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm", client_key=uuid4())
        ward.ask(case, body=ward.centre_no)
        second, _first = lists(ward)
        assert due(ward, 11) == [second.list_id]

    def test_a_body_is_told_of_its_own_alone(self, ward: Ward) -> None:
        ward.ask(ward.open(enter("Lê Văn Cụ")))
        seen = []
        for actor in (ward.justice, ward.centre, ward.neighbour):
            with reading(actor):
                seen.append(len(queries.due_lists(low=1, high=2_000_000_000, today=TODAY + 8 * DAY, asked=True)))
        assert seen == [1, 0, 0]


@pytest.mark.django_db
class TestReminding:
    def test_once_for_each_list_and_day(self, ward: Ward) -> None:
        numbers = [asked(ward, name, TODAY + 3 * DAY) for name in ("Lê Văn Cụ", "Lê Văn Hai")]
        asked(ward, "Lê Văn Ba", TODAY + 4 * DAY)
        numbers.append(asked(ward, "Lê Văn Tư", TODAY - DAY))
        assert [sorted(reminded(ward)), reminded(ward)] == [numbers, []]
        late = [False, False, True]
        assert lines() == [(f"request_list:{n}", over) for n, over in zip(numbers, late, strict=True)]
        assert {row.list_id: row.reminded_on for row in lists(ward) if row.reminded_on} == dict.fromkeys(numbers, TODAY)

    def test_what_is_answered_is_not_reminded(self, ward: Ward) -> None:
        number = asked(ward, "Lê Văn Cụ", TODAY + DAY)
        with reading(ward.police):
            (line,) = queries.list_lines(number)
        answered(ward, number, line.case_id)
        assert (reminded(ward), lines()) == ([], [])

    def test_a_neighbour_reminds_of_nothing_and_a_body_may_not(self, ward: Ward) -> None:
        number = asked(ward, "Lê Văn Cụ", TODAY + DAY)
        assert reminded(ward, ward.neighbour) == []
        with pytest.raises(NotAllowed):
            reminded(ward, ward.justice)
        assert reminded(ward, ward.district) == [number]

    def test_the_day_is_the_database_s_own_whatever_the_caller_says(self, ward: Ward) -> None:
        asked(ward, "Lê Văn Cụ", TODAY + DAY)
        for far in (400 * DAY, -400 * DAY):
            operations.remind(actor=ward.police, now=NOW + far)
            assert [row.reminded_on for row in lists(ward)] == [TODAY]
        assert len(lines()) == 1

    def test_nobody_silences_it_by_smuggled_sql(self, ward: Ward) -> None:
        asked(ward, "Lê Văn Cụ", TODAY + 40 * DAY)
        everybody = (ward.justice, ward.neighbour, ward.police)
        silence = "UPDATE verification_list SET {} = current_date + 100"
        for column in ("reminded_on", "due_on"):
            assert [written(actor, silence.format(column)) for actor in everybody] == [0, 0, 0]
        door = "SELECT verification_remind(0, 2000000000, 31)"
        assert [written(actor, door) for actor in everybody] == [0, 0, 0], "its day is too far away"
        with pytest.raises(DataError), acting(ward.police), connection.cursor() as cursor:
            cursor.execute("SELECT verification_remind(0, 2000000000, 1000)")
        number = asked(ward, "Lê Văn Hai", TODAY + DAY)
        assert [written(actor, door) for actor in everybody] == [0, 0, 1], "only whoever asked reminds"
        assert [row.list_id for row in lists(ward) if row.reminded_on] == [number]


def test_a_list_that_stays_late_is_reminded_of_again_the_next_day(own_database: str) -> None:
    here = make_ward()
    number = asked(here, "Lê Văn Cụ", TODAY - DAY)
    assert [reminded(here), reminded(here)] == [[number], []]
    with logins.connect_owner(dbname=own_database) as owner:
        owner.execute("UPDATE verification_list SET reminded_on = reminded_on - 1")
    assert [reminded(here), reminded(here)] == [[number], []]
