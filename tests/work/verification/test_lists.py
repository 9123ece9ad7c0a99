"""Lists to bodies: what is still wanted of them, and reminding once for each list and day."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.record.journal.lines import every_line
from tests.work.verification.conftest import NOW, PAPER, TODAY, Ward, enter
from tests.work.verification.test_scope import written
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Answer, ListRow, Outcome

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lists(ward: Ward) -> list[ListRow]:
    with reading(ward.police):
        return queries.lists_of(low=ward.unit, high=ward.unit)


def due(ward: Ward, days: int) -> list[int]:
    """Return the lists that are late or due soon so many days from now."""
    with reading(ward.police):
        return [row.list_id for row in queries.due_lists(low=ward.unit, high=ward.unit, today=TODAY + days * DAY)]


def reminded(ward: Ward, days: int, actor=None) -> list[int]:  # type: ignore[no-untyped-def]
    return [row.list_id for row in operations.remind(actor=actor or ward.police, now=NOW + days * DAY)]


def lines() -> list[tuple[str, object]]:
    """Return the journal's lines about reminding, by day."""
    said = [line for line in every_line() if line.verb == "verification.list.remind"]
    return sorted((line.subject, line.detail["overdue"]) for line in said)


def answered(ward: Ward, list_id: int, case: int) -> None:
    operations.answer(
        actor=ward.justice, now=NOW, list_id=list_id, case_id=case, answer=Answer.DENIED, text="không có",
        evidence=PAPER, client_key=uuid4(),
    )  # fmt: skip


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


class TestReminding:
    def test_once_for_each_list_and_day(self, ward: Ward) -> None:
        ward.ask(ward.open(enter("Lê Văn Cụ")))
        ward.ask(ward.open(enter("Lê Văn Hai")))
        numbers = sorted(row.list_id for row in lists(ward))
        assert reminded(ward, 2) == []
        assert [reminded(ward, day) for day in (8, 8, 11, 11)] == [numbers, [], numbers, []]
        assert lines() == [(f"request_list:{n}", late) for n in numbers for late in (False, True)]
        assert [row.reminded_on for row in lists(ward)] == [TODAY + 11 * DAY] * 2

    def test_what_is_answered_is_not_reminded(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        answered(ward, lists(ward)[0].list_id, case)
        assert (reminded(ward, 11), lines()) == ([], [])

    def test_a_neighbour_reminds_of_nothing_and_a_body_may_not(self, ward: Ward) -> None:
        ward.ask(ward.open(enter("Lê Văn Cụ")))
        assert reminded(ward, 11, ward.neighbour) == []
        with pytest.raises(NotAllowed):
            reminded(ward, 11, ward.justice)
        assert reminded(ward, 11, ward.district) == [lists(ward)[0].list_id]

    def test_the_body_cannot_silence_it_by_smuggled_sql(self, ward: Ward) -> None:
        ward.ask(ward.open(enter("Lê Văn Cụ")))
        silence = "UPDATE verification_list SET reminded_on = current_date + 100"
        assert [written(actor, silence) for actor in (ward.justice, ward.neighbour, ward.police)] == [0, 0, 1]
        assert written(ward.police, "UPDATE verification_list SET due_on = current_date + 100") == 0
