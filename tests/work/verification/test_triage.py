"""Many missing birth dates at once: each line is reported, and one refused line can keep everything out."""

from uuid import uuid4

import pytest

from tests.work.verification.conftest import DUE, LATER, MISSING, NOW, TODAY, YEAR_ONLY, Ward, enter
from tests.work.verification.test_cases import standing, state
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.partial_date import Basis, PartialDate
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.verification import operations, queries
from toandan.work.verification.words import BirthRank, CaseState, Kind, TriageReport, TriageRule

pytestmark = pytest.mark.django_db


def triage(ward: Ward, rule: TriageRule, **more: object) -> TriageReport:
    return operations.triage(
        actor=ward.police, now=NOW, unit=ward.unit, rule=rule, reason="Rà soát đợt 1", client_key=uuid4(), **more
    )  # type: ignore[arg-type]


def rule_all_out(ward: Ward, case: int) -> None:
    for rank in list(BirthRank)[:-1]:
        operations.rule_out(
            actor=ward.police, now=NOW, case_id=case, rank=rank, occurred_on=TODAY, reason="không có",
            client_key=uuid4(),
        )  # fmt: skip


def test_cases_are_opened_asked_and_settled_together(ward: Ward) -> None:
    vague = [enter("Trần Thị Một", birth=YEAR_ONLY), enter("Trần Thị Hai", MISSING, birth=PartialDate())]
    clear = enter("Trần Thị Rõ")
    elsewhere = enter("Trần Thị Xa", birth=YEAR_ONLY, code="00004")
    opened = triage(ward, TriageRule.OPEN)
    assert opened.done
    assert {line.person_id for line in opened.lines} == set(vague)
    assert standing(vague[0]) == MISSING
    assert (standing(clear), standing(elsewhere)) == (DUE, DUE)
    assert triage(ward, TriageRule.OPEN).lines == ()

    asked = triage(ward, TriageRule.ASK, body=ward.justice_no, due_on=LATER)
    assert len(asked.lines) == 2
    assert {state(line.case_id) for line in asked.lines} == {CaseState.ASKED}  # type: ignore[arg-type]


def test_the_last_resort_is_whole_or_reports_what_it_left(ward: Ward) -> None:
    ready, unready = enter("Trần Thị Một", MISSING, birth=YEAR_ONLY), enter("Trần Thị Hai", MISSING, birth=YEAR_ONLY)
    case = ward.open(ready, Kind.BIRTH_DATE_MISSING)
    ward.open(unready, Kind.BIRTH_DATE_MISSING)
    rule_all_out(ward, case)
    whole = triage(ward, TriageRule.FIRST_OF_JANUARY)
    assert not whole.done
    assert [(line.person_id, line.code) for line in whole.refused] == [(unready, "stronger_left")]
    assert state(case) is CaseState.OPEN
    part = triage(ward, TriageRule.FIRST_OF_JANUARY, whole=False)
    assert part.done
    assert state(case) is CaseState.DECIDED
    with reading(the_house()):
        assert people.person(ready).details.birth == PartialDate(1950, 1, 1, Basis.ASSUMED)
        assert people.person(unready).details.birth == YEAR_ONLY
    assert standing(ready) == DUE
    assert standing(unready).obstacle is Obstacle.BIRTH_DATE_MISSING  # type: ignore[union-attr]


def test_a_date_whose_year_nobody_knows_cannot_be_assumed(ward: Ward) -> None:
    person = enter("Trần Thị Không", MISSING, birth=PartialDate())
    case = ward.open(person, Kind.BIRTH_DATE_MISSING)
    rule_all_out(ward, case)
    assert [line.code for line in triage(ward, TriageRule.FIRST_OF_JANUARY).refused] == ["year_unknown"]
    with reading(the_house()):
        assert queries.case(case).state is CaseState.OPEN
