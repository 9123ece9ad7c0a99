"""Papers of units that merge go over to the unit that goes on: directives, difficulties, guidance."""

from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from tests.command.reorganisation.mapping import HOUSE, NOW, WHOLE, new, old, reorganise, text, usual
from tests.officers_help import actor_for
from tests.record.journal.lines import every_line
from tests.work.directives.conftest import task, wording
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.work.difficulties import operations as difficulties
from toandan.work.difficulties import queries as difficulty_rows
from toandan.work.difficulties.words import DifficultyState, DifficultyVerb, Kind
from toandan.work.directives import operations, queries
from toandan.work.directives.words import DirectiveState, DirectiveVerb
from toandan.work.equipment import operations as equipment
from toandan.work.equipment import queries as device_rows
from toandan.work.equipment.words import Kind as DeviceKind
from toandan.work.equipment.words import LoanState, NewDevice
from toandan.work.questions import operations as questions
from toandan.work.questions import queries as question_rows
from toandan.work.questions.words import QuestionVerb, Sort, Topic

pytestmark = pytest.mark.django_db
BEFORE = NOW - timedelta(days=2)
LATER = NOW + timedelta(days=1)
BESIDE = "00004"
ONE = f"{WHOLE[0]},{WHOLE[1]},full,,", f"{BESIDE},{WHOLE[1]},full,,"
"""Phúc Xá and Trúc Bạch become one ward."""


@pytest.fixture
def city():
    return actor_for("thanhpho", Role.CITY_HEADQUARTERS, old("01"))


@pytest.fixture
def successor():
    return actor_for("thanhphomoi", Role.CITY_HEADQUARTERS, new("01"))


@pytest.fixture
def ward():
    return actor_for("hongha", Role.COMMUNE_POLICE, new(WHOLE[1]))


def issued(city, *to, tasks=None):
    made = operations.draw_up(
        actor=city, now=BEFORE, drafter=city.at, issuer=city.at, wording=wording(sign="CAHN-QLHC"), addressees=to,
        tasks=tasks or [task(due_on=date(2025, 8, 20))], client_key=uuid4(),
    )  # fmt: skip
    operations.issue(actor=city, now=BEFORE, directive=made, client_key=uuid4())
    return made


def sheet(actor, directive):
    with reading(actor):
        return queries.sheet(directive)


def report(actor, directive, one, when=LATER):
    operations.report(
        actor=actor, now=when, directive=directive, addressee=actor.at, answers={one: "Đã xong"}, client_key=uuid4()
    )


def test_what_a_unit_was_given_is_answered_by_the_one_that_goes_on(city, successor, ward):
    paper = issued(city, old(WHOLE[0]))
    assert reorganise(usual()).papers == 2, "once for the ward it was given, once for the city that issued it"
    operations.acknowledge(actor=ward, now=LATER, directive=paper, addressee=ward.at, client_key=uuid4())
    (only,) = sheet(ward, paper).tasks
    report(ward, paper, only.task_id)
    seen = sheet(successor, paper)
    assert (seen.head.issuer.number, seen.head.signed) == (new("01"), "01/CAHN-QLHC")
    assert [(a.at.number, a.state) for a in seen.addressees] == [(new(WHOLE[1]), DirectiveState.REPORTED)]
    assert DirectiveVerb.LED in [event.verb for event in seen.events]
    operations.close(actor=successor, now=LATER, directive=paper, reason="đủ", client_key=uuid4())
    second = issued(successor, new(WHOLE[1]))
    assert sheet(successor, second).head.signed == "01/CAHN-QLHC", "the new unit keeps a register of its own"
    assert (reorganise(usual()).repeated, sheet(ward, paper).head.state) == (True, DirectiveState.CLOSED)
    said = [line for line in every_line() if line.verb == "directives.directive.repoint"]
    assert {line.subject for line in said} == {f"unit:{old(WHOLE[0])}", f"unit:{old('01')}"}


def test_two_units_on_one_paper_answer_once(city, successor, ward):
    day = date(2025, 8, 20)
    both, first, second = (task("Rà soát", day), task("Việc thứ nhất", day, at=old(WHOLE[0])),
                           task("Việc thứ hai", day - timedelta(days=5), at=old(BESIDE)))  # fmt: skip
    paper = issued(city, old(WHOLE[0]), old(BESIDE), tasks=[both, first, second])
    officer = actor_for("trucbach", Role.COMMUNE_POLICE, old(BESIDE))
    operations.acknowledge(actor=officer, now=BEFORE, directive=paper, addressee=officer.at, client_key=uuid4())
    answered = [one.task_id for one in sheet(officer, paper).tasks if one.text == "Việc thứ hai"]
    report(officer, paper, answered[0], when=BEFORE)
    reorganise(text(*ONE))
    seen = sheet(successor, paper)
    open_ones = [a for a in seen.addressees if a.state is not DirectiveState.CLOSED]
    assert [(a.at.number, a.due_on) for a in open_ones] == [(new(WHOLE[1]), day)]
    if open_ones[0].state is DirectiveState.ISSUED:
        operations.acknowledge(actor=ward, now=LATER, directive=paper, addressee=ward.at, client_key=uuid4())
    waiting = {one.text: one.task_id for one in sheet(ward, paper).tasks}
    assert {one.at for one in sheet(ward, paper).tasks if one.at} == {new(WHOLE[1])}
    with pytest.raises(operations.UnableToDirect):
        report(ward, paper, answered[0])
    for name in ("Rà soát", "Việc thứ nhất"):
        report(ward, paper, waiting[name])
    assert {a.state for a in sheet(successor, paper).addressees} == {DirectiveState.REPORTED, DirectiveState.CLOSED}


def test_drafts_and_papers_of_a_district_go_to_the_unit_above(city, successor):
    district = actor_for("badinh", Role.DISTRICT_POLICE, old("001"))
    draft = operations.draw_up(
        actor=district, now=BEFORE, drafter=district.at, issuer=district.at, wording=wording(),
        addressees=[old(WHOLE[0])], tasks=[task(due_on=date(2025, 8, 20))], client_key=uuid4(),
    )  # fmt: skip
    given = issued(city, old("001"))
    reorganise(usual())
    operations.issue(actor=successor, now=LATER, directive=draft, client_key=uuid4())
    assert [a.at.number for a in sheet(successor, draft).addressees] == [new(WHOLE[1])]
    assert [to.number for to in sheet(successor, draft).head.addressed] == [new(WHOLE[1])], "what was not issued yet"
    # The city had asked the district, and would now be asking itself.
    assert [a.state for a in sheet(successor, given).addressees] == [DirectiveState.CLOSED]


def test_devices_and_what_waits_for_them_go_on(city, ward):
    giver = actor_for("phucxa", Role.COMMUNE_POLICE, old(WHOLE[0]))
    one, two = (
        equipment.add(actor=city, now=BEFORE, device=NewDevice(serial, DeviceKind.KIT, old(code)), client_key=uuid4())
        for serial, code in (("KIT-001", WHOLE[0]), ("KIT-002", BESIDE))
    )
    handed = equipment.hand_over(actor=giver, now=BEFORE, device=one, to=old(BESIDE), client_key=uuid4())
    equipment.ask_loan(
        actor=city, now=BEFORE, serial="KIT-002", borrower=old(WHOLE[0]), since=NOW.date(),
        until=NOW.date() + timedelta(days=5), reason="Cao điểm", client_key=uuid4(),
    )  # fmt: skip
    reorganise(text(*ONE))
    with reading(ward):
        assert {device_rows.device(number).unit for number in (one, two)} == {new(WHOLE[1])}
        assert [row.state for row in device_rows.sheet(two).loans] == [LoanState.ENDED], "nobody lends to itself"
        assert [row.handover_id for row in device_rows.to_confirm(new(WHOLE[1]))] == [handed]
    equipment.take(actor=ward, now=LATER, handover=handed, client_key=uuid4())
    with reading(ward):
        assert device_rows.device(one).holder == ward.name


def test_difficulties_and_guidance_go_on(city, successor, ward):
    asker = actor_for("phucxa", Role.COMMUNE_POLICE, old(WHOLE[0]))
    one = difficulties.raise_difficulty(
        actor=asker, now=BEFORE, unit=asker.at, kind=Kind.EQUIPMENT, people=3, text="Máy quét hỏng", client_key=uuid4()
    )
    told = difficulties.publish(
        actor=city, now=BEFORE, issuer=city.at, title="Máy quét", text="Báo quận", kind=Kind.EQUIPMENT,
        client_key=uuid4(),
    )  # fmt: skip
    reorganise(usual())
    difficulties.answer(actor=successor, now=LATER, difficulty=one, text="Đổi máy", client_key=uuid4())
    difficulties.accept(actor=ward, now=LATER, difficulty=one, client_key=uuid4())
    with reading(ward):
        seen = difficulty_rows.sheet(one)
    assert (seen.head.state, seen.head.unit.number) == (DifficultyState.ACCEPTED, new(WHOLE[1]))
    assert DifficultyVerb.LED in [event.verb for event in seen.events]
    difficulties.revise(
        actor=successor,
        now=LATER,
        guidance=told,
        title="Máy quét",
        text="Báo thành phố",
        reason="quận thôi",
        client_key=uuid4(),
    )
    again = difficulties.publish(
        actor=successor, now=LATER, issuer=successor.at, title="Khác", text="Khác", kind=Kind.DATA, client_key=uuid4()
    )
    with reading(successor):
        assert [difficulty_rows.guidance(n).number for n in (told, again)] == [1, 1]


def test_a_question_is_answered_by_the_unit_that_goes_on_under_its_code(ward):
    code = questions.ask(
        now=BEFORE, unit=old(WHOLE[0]), sort=Sort.QUESTION, topic=Topic.CARD, language="vi",
        text="Khi nào tôi nhận được thẻ căn cước của mình?", client_key=uuid4(), trapped=False, seconds=60.0,
    )  # fmt: skip
    due = question_rows.told(code).due_on
    assert reorganise(usual()).papers == 1
    assert (question_rows.told(code).at, question_rows.told(code).due_on) == (new(WHOLE[1]), due)
    with reading(ward):
        (waiting,) = question_rows.to_answer(new(WHOLE[1]))
        assert QuestionVerb.LED in [event.verb for event in question_rows.sheet(waiting.question_id).events]
    questions.answer(actor=ward, now=LATER, question=waiting.question_id, text="Trong tuần này", client_key=uuid4())
    assert question_rows.told(code).answer == "Trong tuần này"


@pytest.mark.parametrize("function", ["directives_lead", "difficulties_lead", "questions_lead"])
def test_whoever_may_not_lead_people_leads_no_papers(function, city):
    issued(city, old(WHOLE[0]))
    stranger = actor_for("trucbach", Role.COMMUNE_POLICE, old(BESIDE))
    refused = (psycopg.errors.InsufficientPrivilege, ProgrammingError)
    for actor, target, name in (
        (stranger, old(BESIDE), stranger.name),  # a unit of somebody else
        (HOUSE, new(WHOLE[1]), "somebody else"),  # signed by somebody else
    ):
        with pytest.raises(refused), transaction.atomic(), acting(actor), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s, %s)", [old(WHOLE[0]), target, name])
    with pytest.raises(refused), transaction.atomic(), acting(HOUSE), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s, %s)", [new(WHOLE[1]), new("00008"), HOUSE.name])
