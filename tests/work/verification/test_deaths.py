"""Suspected dead: confirmed, alive after all, and taken back (nghi đã chết)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.work.verification.conftest import DONE, DUE, NOW, PAPER, TODAY, Ward, enter
from tests.work.verification.test_cases import last_verb, standing, state, told
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Obstacle, Verb
from toandan.record.officers.queries import reading
from toandan.work.movements import operations as movement_operations
from toandan.work.movements import queries as movements
from toandan.work.movements.words import Kind as Movement
from toandan.work.verification import operations, queries
from toandan.work.verification.words import (
    CaseState,
    CaseVerb,
    Decision,
    Evidence,
    EvidenceKind,
    Outcome,
)

pytestmark = pytest.mark.django_db
refused = pytest.raises(operations.UnableToVerify)


class TestSuspectedDead:
    def test_a_doubt_suspends_and_never_takes_anybody_out(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
        assert state(case) is CaseState.OPEN

    def test_who_has_been_served_is_looked_into_but_not_suspended(self, ward: Ward) -> None:
        person = enter("Lê Văn Xong", DONE)
        case = ward.open(person)
        assert standing(person) == DONE
        with reading(the_house()):
            assert not queries.case(case).suspended
        assert ward.decide(case, Outcome.ALIVE) is None
        assert state(case) is CaseState.DECIDED

    def test_dead_leaves_to_the_world_with_evidence(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        entry = ward.decide(case, Outcome.DEAD)
        assert standing(person) is None
        with reading(the_house()):
            line = ledger.timeline(person)[-1]
        assert (line.verb, line.target, line.entry) == (Verb.DIED, (0, 0), entry)
        assert "12/TP" in line.evidence

    def test_alive_gives_back_what_hindered_before(self, ward: Ward) -> None:
        person = enter("Lê Văn Vắng", DUE.but(obstacle=Obstacle.HOMEBOUND))
        case = ward.open(person)
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
        ward.decide(case, Outcome.ALIVE)
        assert standing(person) == DUE.but(obstacle=Obstacle.HOMEBOUND)

    def test_alive_clears_when_nothing_hindered(self, ward: Ward) -> None:
        person = enter("Lê Văn Sống")
        ward.decide(ward.open(person), Outcome.ALIVE)
        assert standing(person) == DUE
        assert last_verb(person) is Verb.OBSTACLE_CLEARED

    def test_a_wrong_death_is_taken_back(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        ward.decide(case, Outcome.DEAD)
        operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm người", client_key=uuid4())
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
        assert state(case) is CaseState.OPEN
        assert told(case) == [CaseVerb.OPENED, CaseVerb.DECIDED, CaseVerb.REOPENED]
        ward.decide(case, Outcome.ALIVE)
        assert standing(person) == DUE

    def test_a_confirmed_death_is_a_movement_like_one_that_was_reported(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        entry = ward.decide(ward.open(person), Outcome.DEAD)
        with reading(the_house()):
            (died,) = movements.of_person(person)
        assert (died.kind, died.entry, died.occurred_on) == (Movement.DEATH, entry, TODAY)
        assert (died.target, died.actor, died.evidence) == ((0, 0), ward.police.name, "Công văn 12/TP 2023-05-30")

    def test_reopening_undoes_that_movement(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        ward.decide(case, Outcome.DEAD)
        entry = operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm", client_key=uuid4())
        with reading(the_house()):
            undone, died = movements.of_person(person)
        assert (undone.kind, undone.undoes, undone.entry) == (Movement.UNDONE, died.movement, entry)
        assert died.undone_by == undone.movement

    def test_a_death_undone_on_the_persons_page_can_still_be_reopened(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        ward.decide(case, Outcome.DEAD)
        with reading(the_house()):
            (died,) = movements.of_person(person)
        movement_operations.undo(
            actor=ward.police, now=NOW, person=person, number=died.movement, reason="nhầm", client_key=uuid4()
        )
        operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm", client_key=uuid4())
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
        assert state(case) is CaseState.OPEN
        with reading(the_house()):
            assert len(movements.of_person(person)) == 2

    def test_a_second_decision_of_a_reopened_case_is_a_movement_of_its_own(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        for _ in range(2):
            ward.decide(case, Outcome.DEAD)
            operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="nhầm", client_key=uuid4())
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
        with reading(the_house()):
            kinds = [row.kind for row in movements.of_person(person)]
        assert kinds == [Movement.UNDONE, Movement.DEATH] * 2

    def test_who_may_not_record_movements_confirms_no_death(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        case = ward.open(person)
        words = {"verification.case.decide", "verification.case.read", "ledger.entry.post", "people.person.read"}
        clerk = replace(ward.police, grants=(replace(ward.police.grants[0], permissions=frozenset(words)),))
        with pytest.raises(NotAllowed):
            operations.decide(
                actor=clerk, now=NOW, case_id=case, decision=Decision(Outcome.DEAD, PAPER, TODAY), reason="x",
                client_key=uuid4(),
            )  # fmt: skip
        assert (state(case), last_verb(person)) == (CaseState.OPEN, Verb.OBSTACLE_FOUND)

    def test_death_before_birth_and_days_to_come_are_refused(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        for day, code in ((date(1980, 1, 1), "before_birth"), (TODAY + timedelta(days=1), "future_day")):
            decision = Decision(Outcome.DEAD, PAPER, day)
            with pytest.raises(UnableTo) as error:
                operations.decide(
                    actor=ward.police, now=NOW, case_id=case, decision=decision, reason="x", client_key=uuid4()
                )
            assert error.value.code == code

    def test_a_decision_needs_its_paper_and_its_reason(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        bare = Decision(Outcome.DEAD, Evidence(EvidenceKind.DEATH_CERTIFICATE, " "), TODAY)
        for decision, reason, code in ((bare, "x", "evidence_missing"), (bare, " ", "reason_missing")):
            with refused as error:
                operations.decide(
                    actor=ward.police, now=NOW, case_id=case, decision=decision, reason=reason, client_key=uuid4()
                )
            assert error.value.code == code

    def test_an_outcome_of_another_kind_is_refused(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        with refused as error:
            ward.decide(case, Outcome.SAME_PERSON)
        assert error.value.code == "outcome_wrong"
