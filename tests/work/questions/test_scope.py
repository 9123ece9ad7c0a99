"""Who sees questions, and what the database refuses whoever asks, by smuggled SQL in the caller's own reach too."""

from uuid import uuid4

import pytest
from django.db import transaction

from tests.officers_help import actor_for
from tests.work.directives.conftest import NOW
from tests.work.directives.test_scope import written
from tests.work.questions.conftest import Office
from tests.work.verification.test_scope import seen
from toandan.ground.kernel.actor import Actor
from toandan.record.officers.words import Role
from toandan.work.questions import operations
from toandan.work.questions.states import moves
from toandan.work.questions.words import ANYBODY, QuestionState

pytestmark = pytest.mark.django_db
SET = "UPDATE questions_question SET "
EVENT = (
    "INSERT INTO questions_event (client_key, question_id, verb, recorded_at, actor, actor_id, reason) "
    "SELECT gen_random_uuid(), question_id, %s, now(), %s, %s, '' FROM questions_question"
)
ANSWER = f"{SET}state = 'answered', answer = 'x', answered_by = %s"


def counts(actor: Actor) -> list[int]:
    return [seen(actor, f"questions_{table}") for table in ("question", "event")]


def test_it_is_seen_where_it_was_put_where_it_is_and_above(office: Office) -> None:
    one, town = office.put(), office.town
    assert counts(office.ward) == counts(office.police) == [1, 1]
    for stranger in (office.other, town.justice, town.committee, ANYBODY):
        assert counts(stranger) == [0, 0]
    operations.forward(
        actor=office.ward, now=NOW, question=one, to=office.other.at, reason="Bên ấy", client_key=uuid4()
    )
    assert counts(office.ward) == counts(office.other) == [1, 2]
    for stranger in (town.justice, town.committee, ANYBODY):
        assert counts(stranger) == [0, 0]


def test_states_days_answers_and_levels_are_not_written_by_hand(office: Office) -> None:
    office.put()
    for who in (office.ward, office.police):
        assert written(who, f"{SET}due_on = '2099-01-01'") == 0
        assert written(who, f"{SET}content = 'x'") == 0
        assert written(who, f"{SET}code = 'x'") == 0
        assert written(who, f"{SET}forgotten_at = now()") == 0
        assert written(who, f"{SET}answer = 'x'") == 0
        assert written(who, f"{SET}escalations = 1") == 0
        assert written(who, f"{SET}at_no = %s", office.other.at) == 0
        assert written(who, f"{SET}at_no = %s, escalations = 1", office.police.at) == 0
        assert written(who, ANSWER, "ai khác") == 0
        assert written(who, "DELETE FROM questions_question") == 0
        assert written(who, "UPDATE questions_event SET reason = 'x'") == 0
        assert written(who, EVENT, "asked", who.name, who.officer) == 0
        assert written(who, EVENT, "escalated", who.name, who.officer) == 0
        assert written(who, EVENT, "answered", "ai khác", who.officer) == 0
        assert written(who, "INSERT INTO questions_question SELECT * FROM questions_question") == 0
        assert written(who, "SELECT questions_forget(now() - interval '2 days', now())") == 0
    for stranger in (office.other, office.town.committee, ANYBODY):
        assert written(stranger, ANSWER, stranger.name) == 0


def test_the_database_lets_through_the_states_of_the_table_and_no_others(office: Office) -> None:
    waiting, held = office.put(), office.put(spam=True)
    start = {waiting: QuestionState.WAITING, held: QuestionState.HELD}
    for one, source in start.items():
        for target in QuestionState:
            if target is source:
                continue
            with transaction.atomic():
                done = written(
                    office.ward, f"{SET}state = %s, answered_by = CASE %s WHEN 'answered' THEN %s ELSE answered_by END "
                    "WHERE question_id = %s", target.value, target.value, office.ward.name, one,
                )  # fmt: skip
                transaction.set_rollback(True)
            assert bool(done) is ((source, target) in moves()), (source, target)


def test_a_unit_that_gave_a_question_away_does_nothing_more_to_it(office: Office) -> None:
    one = office.put()
    operations.forward(
        actor=office.ward, now=NOW, question=one, to=office.other.at, reason="Bên ấy", client_key=uuid4()
    )
    assert written(office.ward, ANSWER, office.ward.name) == 0
    assert written(office.ward, f"{SET}state = 'held'") == 0
    assert written(office.ward, EVENT, "answered", office.ward.name, office.ward.officer) == 0


def test_a_scope_without_the_word_writes_nothing(office: Office) -> None:
    operator = actor_for("van.hanh", Role.HEADQUARTERS_OPERATOR, office.town.unit)
    office.put()
    assert counts(operator) == counts(office.ward) == [1, 1]
    for who, rows in ((operator, 0), (office.ward, 1)):
        assert written(who, EVENT, "answered", who.name, who.officer) == rows
        assert written(who, ANSWER, who.name) == rows
