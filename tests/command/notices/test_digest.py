"""The daily e-mail against a real mail server: what it says, once each, and whatever breaks on the way."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from typer.testing import CliRunner

from tests.command.notices import wishing
from tests.command.notices.server import MailServer
from tests.officers_help import signed_in_client
from tests.record.journal.lines import every_line
from tests.work.directives.conftest import NOW
from tests.work.directives.test_scope import written
from tests.work.questions.conftest import Office, office, town
from tests.work.verification.conftest import DONE, enter
from tests.work.verification.test_scope import seen
from toandan.command.notices import operations, queries
from toandan.command.notices.adapters.smtp import SmtpPost
from toandan.command.notices.operations import UnableToNotify
from toandan.command.notices.words import DigestState, Letter
from toandan.faces.cli import notices as commands
from toandan.faces.cli import terminal
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers import operations as officers
from toandan.record.officers import queries as officer_rows
from toandan.record.officers.models import Officer
from toandan.record.officers.queries import reading
from toandan.work.questions import operations as questions
from toandan.work.verification import operations as cases
from toandan.work.verification.words import Kind as CaseKind

__all__ = ["office", "town"]
pytestmark = pytest.mark.django_db
HOUSE = the_house("nightly")
ADDRESS = "phuong@congan.example"


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    with MailServer() as running:
        settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", running.port, "none"
        settings.MAIL_FROM, settings.MAIL_PAGES = "Toandan <toandan@hanoi.example>", "https://toandan.example/"
        yield running


def wish(actor: Actor, address: str = ADDRESS) -> None:
    wishing.wish(actor, address, now=NOW)


def day(number: int = 0) -> datetime:
    return NOW + timedelta(days=number)


def sent(number: int = 0) -> dict[DigestState, int]:
    operations.compose(actor=HOUSE, now=day(number))
    return dict(operations.deliver(actor=HOUSE, now=day(number)))


def last(actor: Actor) -> DigestState:
    with reading(actor):
        found = queries.last_digest(actor.officer or 0)
    assert found is not None
    return found.state


def parts(server: MailServer) -> tuple[str, str]:
    return tuple(server.taken[-1].get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[return-value, union-attr]


def test_what_is_new_is_told_once_in_the_officers_language(office: Office, server: MailServer) -> None:
    officers.choose_language(actor=office.ward, now=NOW, language="en")
    office.put()
    office.put(spam=True)
    for name in ("Nguyễn Thị Kín", "Trần Văn Chờ"):
        enter(name)
    cases.open_case(
        actor=office.ward, now=NOW, person_id=enter("Lê Văn Ngờ"), kind=CaseKind.SUSPECTED_DEAD, reason="thấy lạ",
        client_key=uuid4(),
    )  # fmt: skip
    enter("Phạm Thị Xong", DONE)
    assert sent() == {}, "nobody wishes it"
    wish(office.ward)
    assert sent() == {DigestState.SENT: 1}
    assert sent() == {}, "one a day"
    message = server.taken[0]
    assert server.recipients == [ADDRESS]
    assert (message["Subject"], message["From"]) == (
        "Toandan: 2 new things wait for you",
        "Toandan <toandan@hanoi.example>",
    )
    assert message["Auto-Submitted"] == "auto-generated" and message["Message-ID"].endswith("@hanoi.example>")
    for said in parts(server):
        assert "1 new (1 in all): question of a citizen waits for your answer" in said
        assert "https://toandan.example/questions/?desk=held" in said
        assert "3 in all: people of your unit must still get a card" in said
        assert "1 in all: hard case is not decided yet" in said and "https://toandan.example/cases/" in said
        assert "Sen" not in said and "phuong" not in said
    assert sent(1) == {}, "nothing is new; what is only counted is no reason"
    second = office.put()
    assert sent(1) == {DigestState.SENT: 1}
    assert "1 new (2 in all): questions" in parts(server)[0] and "desk=held" not in parts(server)[0]
    ids = {taken["Message-ID"] for taken in server.taken}
    assert len(ids) == len(server.taken) == 2
    # What was dealt with and comes back is new again; so is what has become late.
    questions.hold(actor=office.ward, now=day(1), question=second, reason="x", client_key=uuid4())
    assert sent(2) == {DigestState.SENT: 1} and "desk=held" in parts(server)[0]
    questions.release(actor=office.ward, now=day(2), question=second, client_key=uuid4())
    assert sent(3) == {DigestState.SENT: 1} and "1 new (2 in all): questions" in parts(server)[0]
    assert sent(30) == {DigestState.SENT: 1} and "should have been answered here by now" in parts(server)[0]
    wish(office.ward, "")
    office.put()
    assert sent(31) == {}


def test_the_operator_has_them_sent_at_once(office: Office, server: MailServer, monkeypatch, settings) -> None:
    monkeypatch.setattr(terminal, "start", lambda: None)
    monkeypatch.setattr(terminal, "now", day)

    def send() -> tuple[int, dict[str, int]]:
        done = CliRunner().invoke(commands.app, ["send", "--json"], catch_exceptions=False)
        return done.exit_code, json.loads(done.stdout)

    office.put()
    wish(office.ward)
    port, settings.MAIL_PORT = settings.MAIL_PORT, 1
    assert send() == (1, {"made": 1, "queued": 1}), "nobody took it, and the operator sees that"
    settings.MAIL_PORT = port
    assert [send(), send()] == [(0, {"made": 0, "sent": 1, "queued": 0}), (0, {"made": 0, "queued": 0})]


def test_a_kill_between_sending_and_writing_it_down_sends_nothing_twice(office: Office, server: MailServer) -> None:
    office.put()
    wish(office.ward)
    depth = len(connection.savepoint_ids)

    class Killed(SmtpPost):
        def send(self, letter: Letter) -> None:
            assert len(connection.savepoint_ids) == depth, "the claim is kept before the server is spoken to"
            assert last(office.ward) is DigestState.SENDING
            super().send(letter)
            raise KeyboardInterrupt

    operations.compose(actor=HOUSE, now=day())
    with pytest.raises(KeyboardInterrupt):
        operations.deliver(actor=HOUSE, now=day(), post=Killed())
    assert len(server.taken) == 1
    assert (sent(), len(server.taken)) == ({}, 1), "nobody knows whether it left, so it is not sent again"
    assert sent(1) == {DigestState.SENT: 1}
    assert "Thư trước có đến nơi hay không thì không rõ" in parts(server)[0]
    assert (sent(2), len(server.taken)) == ({}, 2)


def test_a_server_that_is_away_refuses_or_hangs_up_loses_nothing(office: Office, server: MailServer, settings) -> None:
    office.put()
    wish(office.ward)
    there, settings.MAIL_PORT = settings.MAIL_PORT, 1
    assert (sent(), last(office.ward)) == ({}, DigestState.QUEUED)
    settings.MAIL_PORT = there
    assert sent() == {DigestState.SENT: 1}, "the same digest, later the same day"

    office.put()
    settings.MAIL_PORT = 1
    sent(1)
    settings.MAIL_PORT, server.refusing = there, True
    office.put()
    assert sent(2) == {DigestState.REFUSED: 1}
    server.refusing, server.breaking = False, True
    assert sent(3) == {DigestState.UNKNOWN: 1}
    server.breaking = False
    assert sent(4) == {DigestState.SENT: 1}
    assert "2 mới (tổng số 3)" in parts(server)[0]
    settings.MAIL_SECURITY = "starttsl"
    office.put()
    assert (sent(5), last(office.ward)) == ({}, DigestState.QUEUED), "nothing leaves in the clear by a slip of the pen"
    settings.MAIL_SECURITY = "none"
    assert sent(5) == {DigestState.SENT: 1}
    settings.MAIL_HOST = ""
    office.put()
    assert sent(6) == {}
    settings.MAIL_HOST = "127.0.0.1"
    assert sent(6) == {DigestState.SENT: 1}, "without a server nothing counts as told"


def test_an_address_is_the_officers_own_and_lies_encrypted(office: Office) -> None:
    wish(office.ward)
    wish(office.ward)
    for wrong in ("x", "a@b\nBcc: c@d.example", "a b@c.example"):
        with pytest.raises(UnableToNotify):
            wish(office.ward, wrong)
    with pytest.raises(NotAllowed):
        wish(HOUSE)
    for other in (office.police, office.other):
        assert seen(other, "notices_wish") == 0
        assert written(other, "UPDATE notices_wish SET address = 'x'") == 0
        assert written(other, "DELETE FROM notices_wish") == 0
        assert written(other, "INSERT INTO notices_wish VALUES (%s, 'x', now())", (office.ward.officer or 0) + 99) == 0
        with pytest.raises(NotAllowed):
            operations.compose(actor=other, now=NOW)
        with pytest.raises(NotAllowed):
            operations.deliver(actor=other, now=NOW)
    with reading(office.ward), connection.cursor() as cursor:
        assert queries.address_of(office.ward.officer or 0) == ADDRESS
        cursor.execute("SELECT w::text FROM notices_wish AS w")
        (kept,) = cursor.fetchone() or ("",)
    assert kept and ADDRESS.encode().hex() not in kept
    lines = [(line.verb, line.detail) for line in every_line() if line.verb.startswith("notices.")]
    assert lines == [(f"notices.wish.{verb}", {}) for verb in ("choose", "ask", "confirm", "choose")]


def test_an_officer_chooses_on_the_account_page(office: Office) -> None:
    one: Client = signed_in_client(Officer.objects.get(pk=office.ward.officer))
    page = one.get("/account/").content.decode()
    assert "Chưa đặt máy chủ thư" in page
    assert one.post("/account/mail/", {"address": "x"}).status_code == 422
    assert one.post("/account/mail/", {"address": ADDRESS}).status_code == 302
    assert ADDRESS in one.get("/account/").content.decode()
    assert officer_rows.language_of(office.ward.officer or 0) == "vi"
