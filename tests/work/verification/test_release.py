"""Questions whose case was decided without them: wanted no more, and not to be answered."""

from importlib import import_module
from uuid import uuid4

import pytest

from tests.work.verification.conftest import NOW, PAPER, TODAY, Ward, enter, make_ward
from tests.work.verification.test_scope import written
from toandan.ground.kernel.actor import Actor
from toandan.house.database import logins
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Answer, CaseState, CaseVerb, Outcome, RequestRow

RELEASE = "SELECT 1 WHERE verification_release(%s, %s) > 0"


def asked(ward: Ward, name: str = "Lê Văn Cụ") -> int:
    case = ward.open(enter(name))
    ward.ask(case)
    return case


def desk(ward: Ward) -> tuple[list[int], list[int]]:
    """Return the cases the justice office must answer, and those it need answer no longer."""
    span = {"low": ward.justice_no, "high": ward.justice_no}
    with reading(ward.justice):
        return [one.case_id for one in queries.asked_of(**span)], [one.case_id for one in queries.released_of(**span)]


def lines(ward: Ward, case: int) -> list[RequestRow]:
    """Return what was asked about a case, the newest first."""
    with reading(ward.police):
        return queries.requests_of(queries.case(case).person_id, case)


def answer(ward: Ward, line: RequestRow) -> None:
    operations.answer(
        actor=ward.justice, now=NOW, list_id=line.list_id, case_id=line.case_id, answer=Answer.DENIED, text="không có",
        evidence=PAPER, client_key=uuid4(),
    )  # fmt: skip


@pytest.mark.django_db
class TestReleased:
    def test_a_question_decided_without_it_waits_no_more_and_says_since_when(self, ward: Ward) -> None:
        case, other = asked(ward), asked(ward, "Lê Văn Hai")
        assert desk(ward) == ([case, other], [])
        ward.decide(case, Outcome.ALIVE)
        assert desk(ward) == ([other], [case])
        (line,) = lines(ward, case)
        assert (line.released_on, line.answer) == (TODAY, None)

    def test_it_cannot_be_answered_by_operation_or_smuggled_sql(self, ward: Ward) -> None:
        case = asked(ward)
        ward.decide(case, Outcome.ALIVE)
        (line,) = lines(ward, case)
        with pytest.raises(operations.UnableToVerify) as refusal:
            answer(ward, line)
        assert refusal.value.code == "not_needed"
        smuggled = "UPDATE verification_request SET answer = 'denied', answered_at = now(), answered_by = %s"
        assert written(ward.justice, smuggled, ward.justice.name) == 0
        with reading(ward.police):
            row = queries.case(case)
            assert (row.state, queries.events(row)[-1].verb) == (CaseState.DECIDED, CaseVerb.DECIDED)

    def test_what_was_answered_stays_answered(self, ward: Ward) -> None:
        case = asked(ward)
        answer(ward, lines(ward, case)[0])
        ward.decide(case, Outcome.ALIVE)
        (line,) = lines(ward, case)
        assert (line.released_on, line.answer) == (None, Answer.DENIED)
        assert desk(ward) == ([], [])

    def test_asked_again_of_the_same_body_for_the_same_day_only_the_new_question_waits(self, ward: Ward) -> None:
        case = asked(ward)
        ward.decide(case, Outcome.ALIVE)
        operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm", client_key=uuid4())
        assert desk(ward) == ([], [case])
        ward.ask(case)
        new, old = lines(ward, case)
        assert (new.released_on, old.released_on) == (None, TODAY)
        assert desk(ward) == ([case], [case])
        with reading(ward.police):
            waiting = {row.list_id: row.waiting for row in queries.lists_of(low=ward.unit, high=ward.unit)}
        assert waiting == {new.list_id: 1, old.list_id: 0}

    def test_only_who_works_with_the_case_releases_and_only_a_decided_one(self, ward: Ward) -> None:
        case = asked(ward)
        (line,) = lines(ward, case)
        everybody: tuple[Actor, ...] = (ward.police, ward.justice, ward.neighbour)
        assert [written(who, RELEASE, line.person_id, case) for who in everybody] == [0, 0, 0]
        operations.answer(
            actor=ward.justice, now=NOW, list_id=line.list_id, case_id=case, answer=Answer.UNKNOWN, text="không rõ",
            client_key=uuid4(),
        )  # fmt: skip
        assert lines(ward, case)[0].answer is Answer.UNKNOWN


def test_what_was_decided_before_is_released_on_the_day_of_the_decision(own_database: str) -> None:
    ward = make_ward()
    decided, waits = asked(ward), asked(ward, "Lê Văn Hai")
    ward.decide(decided, Outcome.ALIVE)
    migration = import_module("toandan.work.verification.migrations.0009_release")
    with logins.connect_owner(dbname=own_database) as owner:
        owner.execute("UPDATE verification_request SET released_on = NULL")
        owner.execute("UPDATE verification_event SET recorded_at = recorded_at - interval '5 days'")
        owner.execute(migration.RELEASED)
    found = [lines(ward, case)[0].released_on for case in (decided, waits)]
    assert found[1] is None and found[0] is not None and (TODAY - found[0]).days == 5
