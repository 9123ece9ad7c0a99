"""Many missing birth dates at once: each line is reported, and one refused line can keep everything out."""

from importlib import import_module
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
    told = {"client_key": uuid4()} | more
    return operations.triage(actor=ward.police, now=NOW, unit=ward.unit, rule=rule, reason="Rà soát đợt 1", **told)  # type: ignore[arg-type]


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


def run_out(ward: Ward, rule: TriageRule) -> list[TriageReport]:
    """Call a triage again and again from where the last one stopped, as a person with the button does."""
    runs = [triage(ward, rule, whole=False)]
    while runs[-1].next_after is not None:
        runs.append(triage(ward, rule, whole=False, after=runs[-1].next_after))
        assert len(runs) < 9
    return runs


def test_repeated_calls_go_through_everybody(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("toandan.work.verification.operations.triage"), "MOST", 2)
    monkeypatch.setattr(import_module("toandan.work.verification.operations.triage"), "CHUNK", 2)
    people_vague = [enter(f"Trần Thị {n}", MISSING, birth=YEAR_ONLY) for n in ("Ba", "Tư", "Năm", "Sáu", "Bảy")]
    ward.open(people_vague[0], Kind.BIRTH_DATE_MISSING)
    opened = run_out(ward, TriageRule.OPEN)
    assert [[line.person_id for line in run.lines] for run in opened] == [people_vague[1:3], people_vague[3:]]
    assert [run.remaining for run in opened] == [2, 0]

    cases = {line.person_id: line.case_id for run in opened for line in run.lines}
    rule_all_out(ward, cases[people_vague[4]])  # type: ignore[arg-type]
    last = run_out(ward, TriageRule.FIRST_OF_JANUARY)
    assert [line.person_id for run in last for line in run.lines] == people_vague
    assert [line.person_id for run in last for line in run.lines if not line.code] == people_vague[4:]

    asked = [triage(ward, TriageRule.ASK, body=ward.justice_no, due_on=LATER) for _ in range(2)]
    assert [(len(run.lines), run.remaining) for run in asked] == [(2, 2), (2, 0)]


@pytest.mark.parametrize("rule", list(TriageRule))
def test_the_same_key_does_nothing_again(ward: Ward, monkeypatch: pytest.MonkeyPatch, rule: TriageRule) -> None:
    monkeypatch.setattr(import_module("toandan.work.verification.operations.triage"), "MOST", 1)
    for name in ("Trần Thị Một", "Trần Thị Hai"):
        person = enter(name, MISSING, birth=YEAR_ONLY)
        if rule is not TriageRule.OPEN:
            rule_all_out(ward, ward.open(person, Kind.BIRTH_DATE_MISSING))
    key = uuid4()
    told = {"body": ward.justice_no, "due_on": LATER} if rule is TriageRule.ASK else {}
    first = triage(ward, rule, client_key=key, **told)
    assert (len(first.lines), first.remaining, first.refused) == (1, 1, ())
    assert triage(ward, rule, client_key=key, **told) == first


def test_a_date_whose_year_nobody_knows_cannot_be_assumed(ward: Ward) -> None:
    person = enter("Trần Thị Không", MISSING, birth=PartialDate())
    case = ward.open(person, Kind.BIRTH_DATE_MISSING)
    rule_all_out(ward, case)
    assert [line.code for line in triage(ward, TriageRule.FIRST_OF_JANUARY).refused] == ["year_unknown"]
    with reading(the_house()):
        assert queries.case(case).state is CaseState.OPEN
