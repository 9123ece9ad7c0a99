"""An address counts once its officer has confirmed it with the link of a first letter, against a real mail server."""

from datetime import timedelta

import pytest

from tests.command.notices.server import MailServer
from tests.command.notices.test_digest import ADDRESS, day, sent, server
from tests.command.notices.wishing import code_in
from tests.officers_help import signed_in_client
from tests.record.journal.lines import every_line
from tests.work.directives.conftest import NOW
from tests.work.directives.test_scope import written
from tests.work.questions.conftest import Office, office, town
from tests.work.verification.test_scope import seen
from toandan.command.notices import operations, queries
from toandan.command.notices.models import Confirmation
from toandan.command.notices.operations import UnableToNotify
from toandan.command.notices.words import MOST_LETTERS, DigestState, WishRow
from toandan.ground.kernel.actor import Actor, the_house
from toandan.ground.kernel.errors import NotAllowed
from toandan.record.officers import operations as officers
from toandan.record.officers.models import Officer
from toandan.record.officers.queries import reading

__all__ = ["office", "server", "town"]
pytestmark = pytest.mark.django_db
OTHER = "khac@congan.example"
MORNING = NOW.replace(hour=3)
"""Ten o'clock in Hà Nội: the letters of a day are counted, so minutes later must be the same day."""


def choose(actor: Actor, address: str = ADDRESS, *, after: timedelta = timedelta()) -> None:
    operations.choose(actor=actor, now=MORNING + after, address=address)


def last_code(server: MailServer) -> str:
    """Return the code of the newest letter, which is the same in both of its forms."""
    body = server.taken[-1]
    plain, html = (body.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert code_in(plain) == code_in(html)
    return code_in(plain)


def refused(actor: Actor, code: str, *, after: timedelta = timedelta()) -> str:
    with pytest.raises(UnableToNotify) as refusal:
        operations.confirm(actor=actor, now=MORNING + after, code=code)
    return refusal.value.code


def wished(actor: Actor) -> WishRow | None:
    with reading(actor):
        return queries.wish_of(actor.officer or 0)


def confirmed(actor: Actor) -> bool:
    wish = wished(actor)
    return wish is not None and wish.confirmed_at is not None


def test_no_digest_goes_to_an_address_before_its_officer_used_the_link(office: Office, server: MailServer) -> None:
    officers.choose_language(actor=office.ward, now=MORNING, language="en")
    office.put()
    choose(office.ward)
    choose(office.ward)
    assert server.recipients == [ADDRESS], "the same address, while its letter is out, is asked once"
    assert server.taken[0]["Subject"] == "Toandan: confirm your e-mail address"
    assert sent() == {} and len(server.taken) == 1
    code = last_code(server)
    assert ADDRESS not in server.taken[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    with reading(office.ward):
        assert code.encode() not in bytes(Confirmation.objects.get().code_digest), "the code itself is kept nowhere"
    choose(office.other, OTHER)
    theirs = last_code(server)
    for actor, said in ((office.ward, "x"), (office.ward, theirs), (office.other, code), (office.police, code)):
        assert refused(actor, said) == "code_wrong"
    with pytest.raises(NotAllowed):
        operations.confirm(actor=the_house("nightly"), now=MORNING, code=code)
    assert not confirmed(office.ward) and not confirmed(office.other)
    operations.confirm(actor=office.ward, now=MORNING, code=code)
    assert refused(office.ward, code) == "code_wrong", "it works once"
    choose(office.ward)
    assert confirmed(office.ward) and len(server.taken) == 2, "a confirmed address is not asked again"
    assert sent() == {DigestState.SENT: 1} and server.recipients[-1] == ADDRESS

    # Another address waits anew; a digest that was made before it changed does not go there.
    office.put()
    operations.compose(actor=the_house("nightly"), now=day(1))
    choose(office.ward, OTHER, after=timedelta(days=1))
    many = len(server.taken)
    assert operations.deliver(actor=the_house("nightly"), now=day(1)) == {DigestState.REFUSED: 1}
    assert (sent(2), len(server.taken)) == ({}, many)
    lines = [(line.verb, line.detail) for line in every_line() if line.verb.startswith("notices.wish")]
    assert ("notices.wish.confirm", {}) in lines and [verb for verb, _ in lines].count("notices.wish.ask") == 3
    assert not any(detail for _, detail in lines)


def test_a_link_that_is_old_replaced_or_of_an_earlier_address_confirms_nothing(
    office: Office, server: MailServer
) -> None:
    choose(office.ward)
    code = last_code(server)
    assert refused(office.ward, code, after=timedelta(hours=24)) == "code_wrong"
    operations.send_again(actor=office.ward, now=MORNING)
    assert len(server.taken) == 1, "a form sent twice sends one letter"
    operations.send_again(actor=office.ward, now=MORNING + timedelta(minutes=2))
    assert refused(office.ward, code, after=timedelta(minutes=2)) == "code_wrong", "the newest letter counts"
    code = last_code(server)
    choose(office.ward, OTHER, after=timedelta(minutes=3))
    assert refused(office.ward, code, after=timedelta(minutes=3)) == "code_wrong", "of an earlier address"
    code = last_code(server)
    choose(office.ward, "", after=timedelta(minutes=4))
    choose(office.ward, OTHER, after=timedelta(minutes=4))
    assert refused(office.ward, code, after=timedelta(minutes=4)) == "code_wrong", "withdrawn meanwhile"
    choose(office.ward, ADDRESS, after=timedelta(minutes=5))
    assert len(server.taken) == MOST_LETTERS
    for again in (lambda now: operations.choose(actor=office.ward, now=now, address=OTHER),
                  lambda now: operations.send_again(actor=office.ward, now=now)):  # fmt: skip
        with pytest.raises(UnableToNotify) as refusal:
            again(MORNING + timedelta(minutes=9))
        assert refusal.value.code == "too_many_letters"
    wish = wished(office.ward)
    assert wish is not None and wish.address == ADDRESS, "what was refused is not kept"
    operations.send_again(actor=office.ward, now=day(1))
    operations.confirm(actor=office.ward, now=day(1), code=last_code(server))
    assert confirmed(office.ward)


def test_smuggled_sql_confirms_no_address(office: Office, server: MailServer) -> None:
    choose(office.ward)
    number = office.ward.officer or 0
    assert written(office.ward, "UPDATE notices_wish SET confirmed_at = now()") == 0
    assert written(office.ward, "DELETE FROM notices_confirmation") == 0
    assert written(office.ward, "UPDATE notices_confirmation SET expires_at = expires_at + interval '1 day'") == 0
    operations.confirm(actor=office.ward, now=MORNING, code=last_code(server))
    assert written(office.ward, "UPDATE notices_wish SET address = 'x'") == 0, "it inherits no confirmation"
    assert written(office.ward, "UPDATE notices_confirmation SET used_at = NULL") == 0
    assert seen(office.other, "notices_confirmation") == 0
    assert written(office.other, "UPDATE notices_confirmation SET unsent_at = now()") == 0
    row = "INSERT INTO notices_confirmation (officer_id, day, number, code_digest, asked_at, expires_at) "
    assert written(office.other, f"{row} VALUES (%s, '2026-01-01', 1, 'x', now(), now())", number) == 0


def test_the_account_page_says_that_it_waits(office: Office, server: MailServer, settings) -> None:
    one, two = (signed_in_client(Officer.objects.get(pk=actor.officer)) for actor in (office.ward, office.other))
    there, settings.MAIL_PORT = settings.MAIL_PORT, 1
    assert one.post("/account/mail/", {"address": ADDRESS}).status_code == 302
    assert "không gửi được" in one.get("/account/").content.decode()
    settings.MAIL_PORT = there
    # What was kept before addresses were confirmed looks like one chosen without a server: no letter is out.
    settings.MAIL_HOST = ""
    assert one.post("/account/mail/", {"address": OTHER}).status_code == 302
    assert one.post("/account/mail/again/").status_code == 422
    settings.MAIL_HOST = "127.0.0.1"
    assert "Chưa gửi thư" in one.get("/account/").content.decode()
    assert one.post("/account/mail/again/").status_code == 302
    assert "đang chờ xác nhận" in one.get("/account/").content.decode()
    link = f"/account/mail/confirm/{last_code(server)}/"
    assert OTHER in one.get(link).content.decode() and not confirmed(office.ward)
    assert OTHER not in two.get(link).content.decode() and two.post(link).status_code == 422
    assert one.post(link).status_code == 302
    page = one.get("/account/").content.decode()
    assert "đã được xác nhận" in page and "/account/mail/again/" not in page
    used = one.post(link)
    assert used.status_code == 422 and 'href="/account/#mail"' in used.content.decode(), "it leads to where one is sent"
    assert one.post("/account/mail/again/").status_code == 422
    assert one.post("/account/mail/", {"address": ""}).status_code == 302 and wished(office.ward) is None


def test_what_is_kept_of_letters_goes_after_a_month_and_nobodys_confirmation_with_it(
    office: Office, server: MailServer
) -> None:
    asked_at = NOW - timedelta(days=40)
    operations.choose(actor=office.ward, now=asked_at, address=ADDRESS)
    operations.confirm(actor=office.ward, now=asked_at, code=last_code(server))
    for days, gone in ((30, 0), (31, 1), (32, 0)):
        assert operations.forget(actor=the_house(), now=asked_at + timedelta(days=days)) == gone
    assert confirmed(office.ward)
    assert [line.detail["letters"] for line in every_line() if line.verb == "notices.wish.forget"] == [0, 1, 0]
    with pytest.raises(NotAllowed):
        operations.forget(actor=office.police, now=NOW)
