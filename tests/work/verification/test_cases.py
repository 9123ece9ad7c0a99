"""Cases from the doubt to the decision: what each posts, what is kept, what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.work.verification.conftest import DUE, LATER, MISSING, NOW, PAPER, TODAY, YEAR_ONLY, Ward, add_body, enter
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Card, Obstacle, Residence, Standing, Verb
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.units.words import BodyKind
from toandan.work.verification import operations, queries
from toandan.work.verification.words import (
    Answer,
    BirthRank,
    CaseState,
    CaseVerb,
    Decision,
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

    def test_nobody_is_told_to_a_body_that_keeps_no_papers(self, ward: Ward) -> None:
        case = ward.open(enter("Lê Văn Một"))
        union = add_body("DTN-1", BodyKind.YOUTH_UNION, "00001")
        with pytest.raises(operations.UnableToVerify) as told:
            ward.ask(case, body=union)
        assert (told.value.code, state(case)) == ("body_kind", CaseState.OPEN)
        offered = {one.number for one in queries.bodies_asked(ward.unit)}
        assert ward.justice_no in offered and union not in offered

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
