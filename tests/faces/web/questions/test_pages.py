"""Asking without an account, and the desk where it is answered: what is refused, what is held, what stands nowhere."""

import json
import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate
from typer.testing import CliRunner

from tests.command.campaign import town as t
from tests.command.publication import town as p
from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.faces.cli import questions as commands
from toandan.faces.cli import terminal
from toandan.faces.jobs import questions as jobs
from toandan.faces.web.public import token
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
ASK, READ = "/public/vi/questions/", "/public/vi/questions/answer/"
TEXT = "Mẹ tôi 82 tuổi không đi lại được, khi nào công an đến nhà làm thẻ?"
HERE = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Open an order to the public once for all tests here, and undo it at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        p.town()
        p.publish()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def anybody() -> Client:
    return Client(enforce_csrf_checks=True)


def mark(seconds: float = 60, key=None) -> str:
    return token.made(datetime.now(UTC) - timedelta(seconds=seconds), key)


def told(**more: str) -> dict[str, str]:
    first = {"sort": "question", "topic": "visit", "unit": p.BESIDE, "text": TEXT, "website": ""}
    return first | {"token": mark()} | more


def code_in(answer) -> str:
    return re.search(r'id="code">([2-9A-Z-]{19})<', answer.content.decode())[1]


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def run(*arguments: str, said: str = ""):
    done = CliRunner().invoke(commands.app, [*arguments, "--json"], input=said, catch_exceptions=False)
    return json.loads(done.stdout)


def test_before_an_order_is_published_those_are_asked_who_hold_posts_today(anybody):
    page = anybody.get(ASK).content.decode()
    assert "Chưa có nơi nào trả lời tại đây" in page and "<form" not in page
    now = units.by_code("01", as_of=localdate(datetime.now(UTC))).number
    make_officer("thanh.pho", Role.CITY_HEADQUARTERS, now)
    page = anybody.get(ASK).content.decode()
    assert 'value="01"' in page and 'value="79"' not in page


def test_a_form_is_sent_without_cookie_and_the_code_is_shown_once_for_it(town, anybody):
    page = anybody.get(ASK)
    assert (page.status_code, page.cookies, page["Cache-Control"]) == (200, {}, "no-store")
    marks = {re.search(r'name="token" value="([^"]+)"', anybody.get(ASK).content.decode())[1] for _ in range(2)}
    assert len(marks) == 2, "no cache gives two people the same form"
    assert 'lang="vi"' in page.content.decode() and "Quận Tây Hồ" in text(page)
    sent = told()
    answer = anybody.post(ASK, sent, **HERE)
    assert (answer.status_code, answer.cookies, answer["Cache-Control"]) == (200, {}, "no-store")
    assert code_in(anybody.post(ASK, sent, **HERE)) == code_in(answer)
    assert anybody.post(ASK, sent | {"text": "Một câu khác hẳn, hỏi lại"}, **HERE).status_code == 422
    waiting = anybody.post(READ, {"code": code_in(answer).lower()})
    assert waiting.status_code == 200 and "Chưa được trả lời" in text(waiting)
    assert TEXT not in text(waiting)
    for wrong in ("2222-2222-2222-2223", code_in(answer)[:-1], ""):
        assert anybody.post(READ, {"code": wrong}).status_code == 422
    assert "127.0.0.1" not in json.dumps([[line.verb, line.detail] for line in every_line()], default=str)


@pytest.mark.parametrize(
    ("more", "headers", "status"),
    [
        ({}, {"HTTP_SEC_FETCH_SITE": "cross-site"} | HERE, 403),
        ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}, 403),
        ({}, {"HTTP_ORIGIN": "null"}, 403),
        ({"token": "x:y"}, HERE, 403),
        ({"token": ""}, HERE, 403),
        ({"token": "old"}, HERE, 403),
        ({"text": " "}, HERE, 422),
        ({"text": "x" * 4001}, HERE, 422),
        ({"unit": "99999"}, HERE, 422),
        ({"topic": "anything"}, HERE, 422),
    ],
)  # fmt: skip
def test_what_comes_from_elsewhere_or_is_wrong_is_refused_and_the_text_is_kept(town, anybody, more, headers, status):
    sent = told(**more)
    sent["token"] = mark(5 * 3600) if sent["token"] == "old" else sent["token"]
    answer = anybody.post(ASK, sent, **headers)
    assert (answer.status_code, answer.cookies) == (status, {})
    page = answer.content.decode()
    assert "error-summary" in page
    assert sent["text"].strip() in page
    assert "code-shown" not in page


def test_one_connection_asks_and_tries_codes_only_so_often(town, anybody):
    tries = [anybody.post(ASK, told(text=f"{TEXT} lần {i} {uuid4()}"), **HERE).status_code for i in range(6)]
    assert tries == [200] * 5 + [429]
    # Whoever has a network of IPv6 has all its addresses; another household still asks.
    for at in range(5):
        sent = told(text=f"{TEXT} {uuid4()}")
        assert anybody.post(ASK, sent, REMOTE_ADDR=f"2001:db8:0:1::{at + 1}", **HERE).status_code == 200
    assert anybody.post(ASK, told(), REMOTE_ADDR="2001:db8:0:1::ffff", **HERE).status_code == 429
    assert anybody.post(ASK, told(), REMOTE_ADDR="2001:db8:0:2::1", **HERE).status_code == 200
    tries = [anybody.post(READ, {"code": "2222-2222-2222-2223"}).status_code for _ in range(21)]
    assert tries == [422] * 20 + [429]


def test_spam_is_taken_like_anything_else_and_held(town, anybody):
    ward = signed_in_client(make_officer("canh.ben", Role.COMMUNE_POLICE, t.unit(p.BESIDE)))
    for sent in (told(website="http://x"), told(text=f"{TEXT} hai", token=mark(0.5))):
        assert anybody.post(ASK, sent, **HERE).status_code == 200
    assert "Không có câu hỏi nào ở đây" in text(ward.get("/questions/"))
    page = ward.get("/questions/?desk=held")
    first, second = re.findall(r'href="(/questions/\d+/)"', page.content.decode())
    assert "một ô mà người dùng không thấy" in text(ward.get(first))
    assert "gửi nhanh hơn" in text(ward.get(second))
    assert ward.post(f"{first}discard/", {"discard-client_key": str(uuid4()), "discard-reason": ""}).status_code == 422
    answer = ward.post(f"{second}release/", {"release-client_key": str(uuid4()), "release-reason": ""})
    assert answer.status_code == 302
    assert "1 câu hỏi chờ trả lời" in text(ward.get("/questions/"))


def test_the_unit_forwards_and_the_command_line_answers(town, anybody, monkeypatch):
    beside = make_officer("canh.ben", Role.COMMUNE_POLICE, t.unit(p.BESIDE))
    make_officer("gan.xong", Role.COMMUNE_POLICE, t.unit(p.NEARLY))
    other = signed_in_client(make_officer("quan.khac", Role.COMMUNE_POLICE, t.unit(p.OTHER)))
    ward = signed_in_client(beside)
    code = code_in(anybody.post(ASK, told(), **HERE))
    assert "câu hỏi của người dân chờ đồng chí trả lời" in text(ward.get("/desk/"))
    desk = ward.get("/questions/").content.decode()
    assert TEXT not in desk
    (address,) = re.findall(r'href="(/questions/\d+/)"', desk)
    assert TEXT in text(ward.get(address))
    assert other.get(address).status_code == 404
    key = str(uuid4())
    for unit, status in (("77777", 422), (p.NEARLY, 302)):
        sent = {"forward-client_key": key, "forward-unit": unit, "forward-reason": "Bà ở phường bên"}
        assert ward.post(f"{address}forward/", sent).status_code == status
    assert "chỉ được xem" in text(ward.get(address))
    monkeypatch.setattr(terminal, "start", lambda: None)
    (row,) = run("list", "--unit", p.NEARLY)["questions"]
    assert (row["unit"], row["with"], row["overdue"], "text" in row) == (p.BESIDE, p.NEARLY, False, False)
    number = str(row["question"])
    answering = ("answer", number, "--as", "gan.xong", "--key", str(uuid4()))
    for _twice in range(2):
        assert run(*answering, said="Sáng thứ Bảy.")["state"] == "answered"
    shown = run("show", number)
    assert (shown["text"], shown["answer"]) == (TEXT, "Sáng thứ Bảy.")
    assert "Sáng thứ Bảy." in text(anybody.post(READ, {"code": code}))
    jobs.escalate.func(0)
    jobs.forget.func(0)
    assert [line.verb for line in every_line() if line.verb == "questions.question.forget"]
