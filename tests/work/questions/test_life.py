"""From the question to its answer, through forwarding, review, difficulty, the clock, and forgetting."""

from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tests.record.journal.lines import every_line
from tests.work.directives.conftest import NOW, TODAY
from tests.work.questions.conftest import TEXT, Office, after, told
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.days import after_working_days
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers.queries import reading
from toandan.work.difficulties import queries as difficulties
from toandan.work.difficulties.words import Kind
from toandan.work.questions import operations, queries
from toandan.work.questions.operations import UnableToAnswer
from toandan.work.questions.words import Mark, QuestionState, QuestionVerb

pytestmark = pytest.mark.django_db
ANSWER = "Tổ lưu động đến nhà bà Sen sáng thứ Bảy."


def answered(office: Office, one: int, **more: object) -> None:
    told = {"actor": office.ward, "now": NOW, "question": one, "text": ANSWER, "client_key": uuid4()} | more
    operations.answer(**told)  # type: ignore[arg-type]


def refused(code: str, do: object, **more: object) -> None:
    with pytest.raises(UnableToAnswer) as caught:
        do(**more)  # type: ignore[operator]
    assert caught.value.code == code


def test_whoever_holds_the_code_reads_the_answer_and_nobody_else_the_text(office: Office) -> None:
    key = uuid4()
    code = office.asked(key=key)
    assert office.asked(key=key) == code
    refused("sent_already", office.asked, text="Một câu khác hẳn", key=key)
    (row,) = office.of(office.ward)
    assert (row.state, row.due_on, row.text) == (QuestionState.WAITING, after_working_days(TODAY, 5), "")
    waiting = told(code)
    assert (waiting.closed, waiting.answer, waiting.at) == (False, "", office.ward.at)
    for wrong in (code[:-1] + ("2" if code[-1] != "2" else "3"), "ABCD"):
        with pytest.raises(queries.CodeUnknown):
            told(wrong)
    assert office.sheet(row.question_id).head.text == TEXT
    answered(office, row.question_id)
    assert (told(code.lower()).answer, told(code).closed) == (ANSWER, True)
    head = office.sheet(row.question_id).head
    assert (head.answer, head.in_time, head.answered_by) == (ANSWER, True, "phuong")
    refused("wrong_state", answered, office=office, one=row.question_id)
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT q::text || (SELECT string_agg(e::text, '') FROM questions_event AS e) "
                       "FROM questions_question AS q")  # fmt: skip
        (kept,) = cursor.fetchone() or ("",)
    assert "phuong" in kept
    for secret in ("Sen", "thứ Bảy", code, "".join(f"{b:02x}" for b in b"Sen")):
        assert secret not in kept
    lines = [line for line in every_line() if line.verb.startswith("questions.")]
    assert [(line.verb, line.actor_name) for line in lines] == [
        ("questions.question.ask", "public"), ("questions.question.answer", "phuong"),
    ]  # fmt: skip


def test_it_is_forwarded_to_whose_matter_it_is_and_its_day_stays(office: Office) -> None:
    one = office.put()
    told = {"now": NOW, "question": one, "reason": "Bà ở phường bên", "client_key": uuid4()}
    refused("forward_here", operations.forward, actor=office.ward, to=office.ward.at, **told)
    refused("reason_missing", operations.forward, actor=office.ward, to=office.other.at, **told | {"reason": " "})
    with pytest.raises(NotAllowed):
        operations.forward(actor=office.police, to=office.other.at, **told)  # type: ignore[arg-type]
    for _twice in range(2):
        operations.forward(actor=office.ward, to=office.other.at, **told)  # type: ignore[arg-type]
    with reading(office.ward):
        assert [row.at for row in queries.gone(office.ward.at)] == [office.other.at]
        assert queries.to_answer(office.ward.at) == []
    with pytest.raises(NotAllowed):
        answered(office, one)
    answered(office, one, actor=office.other)
    assert [event.verb for event in office.sheet(one, office.other).events] == ["asked", "forwarded", "answered"]


def test_spam_is_held_and_released_or_put_aside(office: Office) -> None:
    code = office.asked("Vay tiền nhanh www.vay.example")
    (spam,) = office.of(office.ward)
    assert (spam.state, spam.marks) == (QuestionState.HELD, (Mark.LINKS,))
    assert not told(code).closed, "whoever sends spam learns nothing from it"
    refused("wrong_state", answered, office=office, one=spam.question_id)
    said = {"actor": office.ward, "now": NOW, "question": spam.question_id, "reason": "Quảng cáo"}
    operations.discard(**said, client_key=uuid4())  # type: ignore[arg-type]
    assert (told(code).closed, told(code).answer) == (True, "")

    office.asked(TEXT)
    office.asked(TEXT + "!")
    again, first = office.of(office.ward)[:2]
    assert (first.state, again.state, again.marks) == (QuestionState.WAITING, QuestionState.HELD, (Mark.REPEATED,))
    operations.release(actor=office.ward, now=after(3), question=again.question_id, client_key=uuid4())
    head = office.sheet(again.question_id).head
    assert (head.state, head.due_on) == (QuestionState.WAITING, after_working_days(localdate(after(3)), 5))
    said |= {"question": first.question_id}
    operations.hold(**said, client_key=uuid4())  # type: ignore[arg-type]
    assert office.sheet(first.question_id).head.marks == (Mark.OFFICER,)


def test_a_difficulty_takes_none_of_the_citizens_words(office: Office) -> None:
    one, key = office.put(), uuid4()
    said = {"now": NOW, "question": one, "kind": Kind.ABSENCE, "people": 40, "client_key": key,
            "text": "Nhiều người già yếu chờ làm thẻ tại nhà, không đủ tổ lưu động"}  # fmt: skip
    made = operations.hand_on(actor=office.ward, **said)  # type: ignore[arg-type]
    assert operations.hand_on(actor=office.ward, **said) == made  # type: ignore[arg-type]
    with reading(office.police):
        raised = difficulties.difficulty(made or 0)
    assert (raised.unit.number, raised.people, raised.at.number) == (office.ward.at, 40, office.police.at)
    assert "Sen" not in raised.text
    head = office.sheet(one).head
    assert (head.state, head.difficulty) == (QuestionState.WAITING, made)
    refused("handed_on", operations.hand_on, actor=office.ward, **said | {"client_key": uuid4()})


def test_what_is_late_goes_up_level_by_level_held_or_not(office: Office) -> None:
    waiting, held = office.put(), office.put(spam=True)
    assert operations.escalate(actor=the_house(), now=NOW) == []
    later = after(20)
    assert office.late(office.police, localdate(later)) == [waiting, held]
    with pytest.raises(NotAllowed):
        operations.escalate(actor=office.police, now=later)
    assert operations.escalate(actor=the_house(), now=later) == [waiting, held]
    assert operations.escalate(actor=the_house(), now=later) == []
    head = office.sheet(waiting, office.police).head
    assert (head.at, head.came_from, head.escalations) == (office.police.at, office.ward.at, 1)
    assert head.due_on == after_working_days(localdate(later), 5)
    answered(office, waiting, actor=office.police, now=later)
    assert office.sheet(waiting, office.police).head.in_time is False
    assert operations.escalate(actor=the_house(), now=after(60)) == [held]
    assert operations.escalate(actor=the_house(), now=after(90)) == [], "a province is the last level"


def test_words_are_forgotten_when_it_has_long_been_closed(office: Office) -> None:
    code = office.asked()
    (row,) = office.of(office.ward)
    operations.forward(
        actor=office.ward,
        now=NOW,
        question=row.question_id,
        to=office.other.at,
        reason="Nhà bà Sen",
        client_key=uuid4(),
    )
    answered(office, row.question_id, actor=office.other, now=after(-91))
    still = office.put()
    with pytest.raises(NotAllowed):
        operations.forget(actor=office.ward, now=NOW)
    assert operations.forget(actor=the_house(), now=NOW) == 1
    assert operations.forget(actor=the_house(), now=NOW) == 0
    found = office.sheet(row.question_id, office.other)
    assert (found.head.text, found.head.answer, found.head.state) == ("", "", QuestionState.ANSWERED)
    assert [event.reason for event in found.events] == ["", "", ""]
    assert [event.verb for event in found.events][-1] is QuestionVerb.ANSWERED
    assert (told(code).removed, told(code).closed, told(code).answer) == (True, True, "")
    assert office.sheet(still).head.text.startswith(TEXT)
