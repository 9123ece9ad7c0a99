"""A paper goes from a draft to its end: proposed, issued under the next number, answered by each addressee, closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tests.work.directives.conftest import LATER, NOW, TODAY, District, task, wording
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.directives import operations, queries, states
from toandan.work.directives.operations import UnableToDirect
from toandan.work.directives.words import DirectiveState, DirectiveVerb, Place

pytestmark = pytest.mark.django_db
S = DirectiveState


def acknowledge(town: District, paper: int, who: str = "ward") -> None:
    actor = getattr(town, who)
    operations.acknowledge(actor=actor, now=NOW, directive=paper, addressee=actor.at, client_key=uuid4())


def report(town: District, paper: int, who: str = "ward", only: int | None = None) -> bool:
    actor = getattr(town, who)
    sheet = town.sheet(paper, actor)
    mine = sheet.tasks_of(sheet.addressees[0])
    answers = {one.task_id: "đã làm" for one in mine[:only]}
    return operations.report(
        actor=actor, now=NOW, directive=paper, addressee=actor.at, answers=answers, client_key=uuid4()
    )


def refused(code: str, work) -> None:
    with pytest.raises(UnableToDirect) as error:
        work()
    assert error.value.code == code


def test_from_a_draft_to_its_end(town: District) -> None:
    paper = town.draft()
    with pytest.raises(queries.DirectiveUnknown):
        operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4())
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    number = operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4())
    assert number == "01/UBND-KSTTHC"
    for who in ("ward", "justice"):
        acknowledge(town, paper, who)
        assert report(town, paper, who)
    sheet = town.sheet(paper)
    assert states.shown(sheet.head.state, [one.state for one in sheet.addressees]) is S.REPORTED
    operations.close(actor=town.committee, now=NOW, directive=paper, reason="xong", client_key=uuid4())
    assert {one.state for one in town.sheet(paper).addressees} == {S.CLOSED}
    verbs = [event.verb.value for event in town.sheet(paper).events]
    assert verbs == [
        "drawn_up", "proposed", "issued", "acknowledged", "answered", "acknowledged", "answered", "closed",
    ]  # fmt: skip


def test_the_same_key_changes_nothing(town: District) -> None:
    paper, keys = town.draft(), [uuid4() for _ in range(4)]
    for _ in range(2):
        operations.propose(actor=town.police, now=NOW, directive=paper, client_key=keys[0])
    assert {operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=keys[1]) for _ in range(2)} == {
        "01/UBND-KSTTHC"
    }
    for _ in range(2):
        operations.acknowledge(actor=town.ward, now=NOW, directive=paper, addressee=town.ward_no, client_key=keys[2])
    answers = {town.sheet(paper).tasks[0].task_id: "đã làm"}
    for _ in range(2):
        assert operations.report(
            actor=town.ward, now=NOW, directive=paper, addressee=town.ward_no, answers=answers, client_key=keys[3]
        )
    verbs = [event.verb.value for event in town.sheet(paper).events]
    assert verbs == ["drawn_up", "proposed", "issued", "acknowledged", "answered"]


def test_what_was_drafted_for_somebody_else_is_proposed_first(town: District) -> None:
    paper = town.draft()
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    operations.send_back(actor=town.committee, now=NOW, directive=paper, reason="thêm", client_key=uuid4())
    refused(
        "propose_first",
        lambda: operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4()),
    )


def test_a_key_of_another_paper_is_refused(town: District) -> None:
    one, two, key = town.draft(), town.draft(), uuid4()
    operations.propose(actor=town.police, now=NOW, directive=one, client_key=key)
    refused("key_used", lambda: operations.propose(actor=town.police, now=NOW, directive=two, client_key=key))


def test_numbers_have_no_gap_and_follow_the_issuer_the_year_and_the_sign(town: District) -> None:
    first = town.draft()
    operations.propose(actor=town.police, now=NOW, directive=first, client_key=uuid4())
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        operations.issue(actor=town.committee, now=NOW, directive=first, client_key=uuid4())
        raise ZeroDivisionError
    numbers = [town.sheet(town.issued()).head.number for _ in range(3)]
    other = town.sheet(town.issued(sign="UBND-TH")).head
    own = town.draft(town.ward_no, issuer=town.unit, sign="CAQ-QLHC")
    operations.issue(actor=town.police, now=NOW, directive=own, client_key=uuid4())
    later = town.draft(tasks=[task(due_on=LATER + timedelta(days=366))])
    operations.propose(actor=town.police, now=NOW, directive=later, client_key=uuid4())
    next_year = NOW.replace(year=NOW.year + 1)
    operations.issue(actor=town.committee, now=next_year, directive=later, client_key=uuid4())
    assert numbers == [1, 2, 3]
    assert [other.number, town.sheet(own).head.signed, town.sheet(later).head.number] == [1, "01/CAQ-QLHC", 1]


def test_a_register_kept_elsewhere_goes_on_where_it_stands_and_from_then_on_without_a_gap(town: District) -> None:
    first, second = town.draft(), town.draft()
    for paper in (first, second):
        operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())

    def issue(paper: int, number: int | None) -> str:
        return operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4(), first=number)

    for wrong in (0, 100_000):
        refused("first_wrong", lambda number=wrong: issue(first, number))
    assert issue(first, 1451) == "1451/UBND-KSTTHC"
    refused("first_late", lambda: issue(second, 1460))
    assert issue(second, None) == "1452/UBND-KSTTHC"


def test_a_withdrawn_number_stays_used(town: District) -> None:
    paper = town.issued()
    operations.withdraw(actor=town.committee, now=NOW, directive=paper, reason="sai", client_key=uuid4())
    assert town.sheet(paper, town.ward).head.state is S.WITHDRAWN
    assert town.sheet(town.issued()).head.number == 2


def test_a_proposal_is_sent_back_changed_and_proposed_again(town: District) -> None:
    paper = town.draft()
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    refused("wrong_state", lambda: _change(town, paper))
    operations.send_back(actor=town.committee, now=NOW, directive=paper, reason="thêm Đoàn", client_key=uuid4())
    _change(town, paper)
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4())
    sheet = town.sheet(paper)
    assert [one.at.number for one in sheet.addressees] == sorted([town.ward_no, town.union_no])
    assert [one.text for one in sheet.tasks] == ["Vận động", "Rà soát"]


def _change(town: District, paper: int) -> None:
    operations.change(
        actor=town.police, now=NOW, directive=paper, wording=wording(), addressees=[town.ward_no, town.union_no],
        tasks=[task("Vận động", at=town.union_no), task("Rà soát", at=town.ward_no)], client_key=uuid4(),
    )  # fmt: skip


def test_each_task_is_reported_by_its_day_and_the_last_one_ends_it(town: District) -> None:
    soon = TODAY + timedelta(days=2)
    tasks = [task("Một", soon), task("Hai", LATER), task("Của tư pháp", soon, at=town.justice_no)]
    paper = town.issued(tasks=tasks)
    acknowledge(town, paper)
    assert town.sheet(paper, town.ward).addressees[0].due_on == soon
    assert not report(town, paper, only=1)
    one = town.sheet(paper, town.ward).addressees[0]
    assert (one.due_on, one.state) == (LATER, S.ACKNOWLEDGED)
    refused("answered_already", lambda: report(town, paper))
    rest = town.sheet(paper, town.ward).tasks[1].task_id
    assert operations.report(
        actor=town.ward, now=NOW, directive=paper, addressee=town.ward_no, answers={rest: "xong"}, client_key=uuid4()
    )
    with reading(town.justice):
        assert [one.text for one in queries.tasks_waiting(Place(town.justice_no, body=True))] == [
            "Một",
            "Của tư pháp",
            "Hai",
        ]
    with reading(town.ward):
        assert queries.tasks_waiting(Place(town.ward_no)) == []


def test_a_report_is_returned_and_given_again(town: District) -> None:
    paper = town.issued()
    acknowledge(town, paper)
    report(town, paper)
    operations.give_back(
        actor=town.committee, now=NOW, directive=paper, addressee=town.ward_no, reason="thiếu số", client_key=uuid4()
    )
    one = town.sheet(paper, town.ward).addressees[0]
    assert (one.state, one.due_on, one.reported_at) == (S.ACKNOWLEDGED, TODAY, None)
    assert report(town, paper)
    assert [one.returned for one in town.sheet(paper, town.ward).answers] == [True, False]


def test_an_addressee_reports_only_after_it_acknowledged(town: District) -> None:
    paper = town.issued()
    refused("wrong_state", lambda: report(town, paper))


@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("sign_wrong", {"sign": "ubnd kstt"}),
        ("subject_missing", {"subject": " "}),
        ("task_missing", {"tasks": [task(" ")]}),
        ("due_early", {"tasks": [task(due_on=TODAY - timedelta(days=1))]}),
        ("task_astray", {"tasks": [task(at=1)]}),
        ("percent_alone", {"tasks": [task(percent=90)]}),
    ],
)
def test_a_paper_that_cannot_stand_is_refused(town: District, code: str, more: dict[str, object]) -> None:
    refused(code, lambda: town.draft(**more))


def test_the_police_direct_units_below_and_committees_direct_bodies_too(town: District) -> None:
    refused("address_far", lambda: town.draft(town.justice_no, issuer=town.unit))
    refused("address_far", lambda: town.draft(town.unit, issuer=town.unit))
    refused("issuer_wrong", lambda: town.draft(town.ward_no, issuer=town.justice_no))
    assert town.draft(town.unit, town.justice_no, town.union_no, town.ward_no)


def test_permissions(town: District) -> None:
    with pytest.raises(NotAllowed):
        town.draft(town.ward_no, issuer=town.ward_no, by=town.ward)
    with pytest.raises(NotAllowed):
        operations.draw_up(
            actor=town.police, now=NOW, drafter=town.committee_no, issuer=town.committee_no, wording=wording(),
            addressees=[town.ward_no], tasks=[task()], client_key=uuid4(),
        )  # fmt: skip
    paper = town.draft()
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    with pytest.raises(NotAllowed):
        operations.issue(actor=town.police, now=NOW, directive=paper, client_key=uuid4())


def test_reasons_are_asked_for_where_the_table_says(town: District) -> None:
    paper = town.issued()
    for work in (operations.close, operations.withdraw):
        refused("reason_missing", lambda w=work: w(
            actor=town.committee, now=NOW, directive=paper, reason=" ", client_key=uuid4()
        ))  # fmt: skip


def test_desks(town: District) -> None:
    tasks = [task(at=town.ward_no), task(due_on=TODAY, at=town.justice_no)]
    paper = town.issued(tasks=tasks)
    with reading(town.police):
        (out,) = queries.outbox(Place(town.unit), today=TODAY)
        assert (out.head.directive_id, out.addressees, out.due_on, out.overdue) == (paper, 2, LATER, 0)
        later = LATER + timedelta(days=1)
        assert queries.outbox(Place(town.unit), today=later)[0].overdue == 2
        # The police drew it up for the committee, and look after what a body does not answer.
        assert len(queries.overdue(town.police.ranges(), today=later)) == 2
        assert queries.count_overdue(town.police.ranges(), today=later) == 2
    with reading(town.justice):
        body = Place(town.justice_no, body=True)
        assert [(one.addressees, one.due_on) for one in queries.inbox(body, today=TODAY)] == [(1, TODAY)]
        assert [one.at for one in queries.waiting_for(body)] == [body]
        assert queries.outbox(body, today=TODAY) == []
    with reading(town.committee):
        mine = Place(town.committee_no, body=True)
        assert [one.head.directive_id for one in queries.outbox(mine, today=TODAY)] == [paper]
        reach = town.committee.ranges()
        assert len(queries.overdue(reach, today=LATER + timedelta(days=1))) == 2


def test_a_paper_that_lay_until_its_day_passed_is_not_issued_but_changed(town: District) -> None:
    paper, later = town.draft(tasks=[task(due_on=TODAY)]), NOW + timedelta(days=1)
    operations.propose(actor=town.police, now=NOW, directive=paper, client_key=uuid4())
    refused("due_past", lambda: operations.issue(
        actor=town.committee, now=later, directive=paper, client_key=uuid4()
    ))  # fmt: skip
    assert operations.issue(actor=town.committee, now=NOW, directive=paper, client_key=uuid4())


def test_the_verbs_of_the_two_tables_are_all_there() -> None:
    silent = {DirectiveVerb.REMINDED, DirectiveVerb.ESCALATED, DirectiveVerb.ATTACHED, DirectiveVerb.LED}
    assert set(states.LIFE) | set(states.STANDING) | silent == set(DirectiveVerb)
