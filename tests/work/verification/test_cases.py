"""Cases from the doubt to the decision: what each posts, what is kept, what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.work.verification.conftest import DONE, DUE, LATER, MISSING, NOW, PAPER, TODAY, YEAR_ONLY, Ward, enter
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed, UnableTo
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Obstacle, Residence, Standing, Verb
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.movements import operations as movement_operations
from toandan.work.movements import queries as movements
from toandan.work.movements.words import Kind as Movement
from toandan.work.verification import operations, queries
from toandan.work.verification.words import (
    Answer,
    BirthRank,
    CaseState,
    CaseVerb,
    Decision,
    Evidence,
    EvidenceKind,
    Kind,
    Outcome,
    Step,
)

pytestmark = pytest.mark.django_db
refused = pytest.raises(operations.UnableToVerify)


YOUNG = TODAY - timedelta(days=14 * 365 - 30)
GROWN = TODAY - timedelta(days=14 * 366)
"""One is a month from being due, the other has been for some days."""


def whole(day: date) -> PartialDate:
    return PartialDate.of(day.year, day.month, day.day)


def standing(person: int) -> Standing | None:
    with reading(the_house()):
        found = ledger.standings([person])
    return found[0].standing if found else None


def state(case: int) -> CaseState:
    with reading(the_house()):
        return queries.case(case).state


def told(case: int) -> list[CaseVerb]:
    with reading(the_house()):
        return [event.verb for event in queries.events(queries.case(case))]


def last_verb(person: int) -> Verb:
    with reading(the_house()):
        return ledger.timeline(person)[-1].verb


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


class TestEveryWrite:
    def test_the_same_key_changes_nothing(self, ward: Ward) -> None:
        person, key, other = enter("Lê Văn Cụ"), uuid4(), uuid4()
        opening = {"actor": ward.police, "now": NOW, "person_id": person, "kind": Kind.SUSPECTED_DEAD, "reason": "x"}
        case = operations.open_case(**opening, client_key=key)
        assert operations.open_case(**opening, client_key=key) == case
        deciding = {
            "actor": ward.police, "now": NOW, "case_id": case, "reason": "x", "client_key": other,
            "decision": Decision(Outcome.DEAD, PAPER, TODAY),
        }  # fmt: skip
        entry = operations.decide(**deciding)
        assert operations.decide(**deciding) == entry
        assert told(case) == [CaseVerb.OPENED, CaseVerb.DECIDED]

    def test_a_second_case_of_the_same_kind_is_refused(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        ward.open(person)
        with refused as error:
            ward.open(person)
        assert error.value.code == "case_open"

    def test_what_is_decided_is_not_decided_again(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.decide(case, Outcome.ALIVE)
        with refused as error:
            ward.decide(case, Outcome.DEAD)
        assert error.value.code == "wrong_state"

    def test_a_neighbour_finds_no_case(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        with pytest.raises(queries.CaseUnknown):
            operations.reopen(actor=ward.neighbour, now=NOW, case_id=case, reason="x", client_key=uuid4())

    def test_a_body_s_officer_cannot_decide(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        with pytest.raises(NotAllowed):
            operations.decide(
                actor=ward.justice, now=NOW, case_id=case, decision=Decision(Outcome.DEAD, PAPER, TODAY), reason="x",
                client_key=uuid4(),
            )  # fmt: skip


class TestBirthDate:
    def rule_out(self, ward: Ward, case: int, *ranks: BirthRank) -> None:
        for rank in ranks:
            operations.rule_out(
                actor=ward.police, now=NOW, case_id=case, rank=rank, occurred_on=TODAY, reason="không có",
                client_key=uuid4(),
            )  # fmt: skip

    def test_the_strongest_paper_settles_it_and_the_old_value_is_kept(self, ward: Ward) -> None:
        person = enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY)
        case = ward.open(person, Kind.BIRTH_DATE_MISSING)
        birth = PartialDate.of(1950, 7, 9)
        ward.decide(case, Outcome.BIRTH_DATE_FOUND, birth=birth, rank=BirthRank.HOSPITAL_PAPER)
        with reading(the_house()):
            assert people.person(person).details.birth == birth
            (kept,) = people.corrections(person)
        assert (kept.old, kept.new) == ("1950", "1950-07-09")
        assert standing(person) == DUE

    def test_a_weaker_paper_waits_until_the_stronger_ones_are_out(self, ward: Ward) -> None:
        case = ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
        sworn = {"birth": PartialDate.of(1950, 7, 9), "rank": BirthRank.SWORN_STATEMENT}
        self.rule_out(ward, case, BirthRank.HOSPITAL_PAPER, BirthRank.CONSISTENT_PAPERS)
        with refused as error:
            ward.decide(case, Outcome.BIRTH_DATE_FOUND, **sworn)
        assert error.value.values == {"rank": "first_valid_paper"}
        self.rule_out(ward, case, BirthRank.FIRST_VALID_PAPER)
        assert ward.decide(case, Outcome.BIRTH_DATE_FOUND, **sworn)

    def test_a_hospital_that_knows_nothing_rules_the_first_paper_out(self, ward: Ward) -> None:
        case = ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
        ward.ask(case)
        operations.answer(
            actor=ward.justice, now=NOW, list_id=list_of(ward, case), case_id=case, answer=Answer.UNKNOWN,
            text="không lưu", client_key=uuid4(),
        )  # fmt: skip
        birth = PartialDate.of(1950, 7, 9)
        assert ward.decide(case, Outcome.BIRTH_DATE_FOUND, birth=birth, rank=BirthRank.CONSISTENT_PAPERS)

    def test_the_last_resort_is_assumed_and_proves_nothing(self, ward: Ward) -> None:
        person = enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY)
        case = ward.open(person, Kind.BIRTH_DATE_MISSING)
        self.rule_out(ward, case, *list(BirthRank)[:-1])
        ward.decide(case, Outcome.BIRTH_DATE_FOUND, rank=BirthRank.FIRST_OF_JANUARY)
        with reading(the_house()):
            birth = people.person(person).details.birth
        assert birth == PartialDate(1950, 1, 1, Basis.ASSUMED)
        assert not birth.proves_day
        assert standing(person) == DUE

    def test_a_child_is_not_due_any_more_and_a_grown_up_becomes_due(self, ward: Ward) -> None:
        child = enter("Trần Văn Bé", MISSING, birth=PartialDate.of(YOUNG.year))
        case = ward.open(child, Kind.BIRTH_DATE_MISSING)
        born = {"birth": whole(YOUNG), "rank": BirthRank.HOSPITAL_PAPER}
        ward.decide(case, Outcome.BIRTH_DATE_FOUND, **born)
        assert standing(child) == DUE.but(card=Card.NOT_DUE)
        grown = enter("Trần Văn Lớn", DUE.but(card=Card.NOT_DUE), birth=PartialDate.of(GROWN.year))
        case = ward.open(grown, Kind.BIRTH_DATE_MISSING)
        born = {"birth": whole(GROWN), "rank": BirthRank.HOSPITAL_PAPER}
        ward.decide(case, Outcome.BIRTH_DATE_FOUND, **born)
        assert standing(grown) == DUE
        assert last_verb(grown) is Verb.CAME_OF_AGE

    def test_half_a_date_or_one_to_come_is_refused(self, ward: Ward) -> None:
        case = ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
        for birth, code in (
            (PartialDate.of(1950, 7), "birth_missing"),
            (whole(TODAY + timedelta(days=1)), "birth_future"),
        ):
            with refused as error:
                ward.decide(case, Outcome.BIRTH_DATE_FOUND, birth=birth, rank=BirthRank.HOSPITAL_PAPER)
            assert error.value.code == code


def list_of(ward: Ward, case: int) -> int:
    with reading(ward.police):
        found = queries.case(case)
        return queries.requests_of(found.person_id, case)[0].list_id


class TestNoPapers:
    HOMELESS = Standing(Residence.UNREGISTERED, Card.DUE, DUE.eid, Obstacle.NO_PAPERS)

    def step(self, ward: Ward, case: int, step: Step, day: date = TODAY, **more: str) -> None:
        operations.take_step(
            actor=ward.police, now=NOW, case_id=case, step=step, occurred_on=day, reason="theo kế hoạch",
            evidence=PAPER, client_key=uuid4(), **more,
        )  # fmt: skip

    def test_every_step_in_its_order_and_then_due(self, ward: Ward) -> None:
        person = enter("Không Rõ Tên", self.HOMELESS)
        case = ward.open(person, Kind.NO_PAPERS)
        with refused as error:
            self.step(ward, case, Step.NO_MATCH)
        assert error.value.code == "step_wrong"
        self.step(ward, case, Step.SEARCH)
        self.step(ward, case, Step.NO_MATCH)
        with refused as error:
            self.step(ward, case, Step.PAPER_ASKED)
        assert error.value.code == "step_by_asking"
        ward.ask(case)
        with refused as error:
            self.step(ward, case, Step.PAPER_RECEIVED, TODAY - timedelta(days=1))
        assert error.value.code == "step_early"
        self.step(ward, case, Step.PAPER_RECEIVED)
        self.step(ward, case, Step.RESIDENCE, residence="temporary")
        assert standing(person) == self.HOMELESS.but(residence=Residence.TEMPORARY)
        with refused as error:
            ward.decide(case, Outcome.PAPERS_COMPLETE)
        assert error.value.code == "steps_left"
        self.step(ward, case, Step.NUMBER, number="001085012345")
        with reading(the_house()):
            assert people.person(person).details.personal_number == "001085012345"
        assert ward.decide(case, Outcome.PAPERS_COMPLETE)
        assert standing(person) == DUE.but(residence=Residence.TEMPORARY)


class TestOtherKinds:
    def test_the_second_record_of_a_duplicate_leaves_and_comes_back(self, ward: Ward) -> None:
        first, second = enter("Lê Văn Đôi"), enter("Lê Văn Đôi")
        case = ward.open(first, Kind.DUPLICATE, other=second)
        ward.decide(case, Outcome.SAME_PERSON)
        assert (standing(first), standing(second)) == (DUE, None)
        assert last_verb(second) is Verb.CORRECTED
        operations.reopen(actor=ward.police, now=NOW, case_id=case, reason="hai người", client_key=uuid4())
        assert standing(second) == DUE
        assert ward.decide(case, Outcome.DIFFERENT_PEOPLE) is None

    def test_a_residence_is_registered_or_nobody_is_found(self, ward: Ward) -> None:
        roofless = DUE.but(residence=Residence.UNREGISTERED)
        here, gone = enter("Lê Văn Ở", roofless), enter("Lê Văn Đi", roofless)
        ward.decide(ward.open(here, Kind.UNREGISTERED_RESIDENCE), Outcome.RESIDENCE_REGISTERED, residence="temporary")
        ward.decide(ward.open(gone, Kind.UNREGISTERED_RESIDENCE), Outcome.NOT_FOUND_HERE)
        assert standing(here) == DUE.but(residence=Residence.TEMPORARY)
        assert standing(gone) == roofless.but(obstacle=Obstacle.WHEREABOUTS_UNKNOWN)

    def test_a_mismatch_is_cleared(self, ward: Ward) -> None:
        person = enter("Lê Văn Khớp")
        case = ward.open(person, Kind.IDENTITY_MISMATCH)
        assert standing(person) == DUE.but(obstacle=Obstacle.DATA_MISMATCH)
        ward.decide(case, Outcome.DETAILS_RIGHT)
        assert standing(person) == DUE


class TestAsking:
    def test_a_list_has_a_number_and_all_its_cases_or_none(self, ward: Ward) -> None:
        one, two = ward.open(enter("Lê Văn Một")), ward.open(enter("Lê Văn Hai"))
        assert ward.ask(one) == f"01/{TODAY.year}/00001"
        with refused:
            ward.ask(two, one)
        assert state(two) is CaseState.OPEN
        assert ward.ask(two) == f"02/{TODAY.year}/00001"

    def test_an_answer_brings_the_case_on_once(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        with reading(ward.justice):
            (line,) = queries.asked_of(low=ward.justice.at, high=ward.justice.at)
        given = {
            "actor": ward.justice, "now": NOW, "list_id": line.list_id, "case_id": case, "answer": Answer.CONFIRMED,
            "text": "đã khai tử", "evidence": PAPER, "found_day": date(2023, 1, 5),
        }  # fmt: skip
        key = uuid4()
        operations.answer(**given, client_key=key)
        operations.answer(**given, client_key=key)
        assert state(case) is CaseState.ANSWERED
        with refused as error:
            operations.answer(**given, client_key=uuid4())
        assert error.value.code in {"answered_already", "wrong_state"}
        assert told(case) == [CaseVerb.OPENED, CaseVerb.ASKED, CaseVerb.ANSWERED]

    def test_an_overdue_case_is_found(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        with reading(ward.police):
            look = {"low": ward.unit, "high": ward.unit, "overdue": True}
            assert queries.cases(**look, today=LATER).cases == ()
            late = queries.cases(**look, today=LATER + timedelta(days=1))
        assert [row.case_id for row in late.cases] == [case]
        assert late.counts["overdue"] == 1
