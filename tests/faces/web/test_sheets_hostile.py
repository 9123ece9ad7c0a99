"""What a hostile officer must not get out of a table: accounts between two posts, a search nobody learns of."""

from datetime import UTC, datetime

import pytest

from tests.command.campaign import town as t
from tests.faces.web.test_sheets import lines, rows, taken
from tests.officers_help import make_officer, signed_in_client
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations as officers
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db


def test_accounts_between_two_posts_are_not_shown_nor_taken(town):
    first, between, last = sorted(t.unit(code) for code in ("00091", "00094", "00097"))
    manager = make_officer("quan.tri", Role.HEADQUARTERS_OPERATOR, first)
    officers.appoint(
        actor=the_house(), now=datetime.now(UTC), officer=manager.pk, role=str(Role.HEADQUARTERS_OPERATOR), unit=last,
        reason="Quyết định 2/QĐ",
    )  # fmt: skip
    make_officer("o.giua", Role.COMMUNE_POLICE, between)
    make_officer("cua.minh", Role.COMMUNE_POLICE, last)
    client = signed_in_client(manager)
    page, file = client.get("/officers/").content.decode(), taken(client, "/officers/sheet/").decode()
    assert "cua.minh" in page and "cua.minh" in file
    assert "o.giua" not in page
    assert "o.giua" not in file


def test_who_was_looked_for_in_the_journal_is_written_down_when_it_is_taken_too(town):
    auditor = signed_in_client(make_officer("kiem.tra", Role.AUDITOR, t.unit("01")))
    rows(auditor, "/journal/sheet/?person=7")
    (look,) = lines("journal.line.look")
    assert (look.subject, look.actor_name) == ("person:7", "kiem.tra")


@pytest.fixture(name="town")
def _town():
    return t.lived_in(3, days=2)
