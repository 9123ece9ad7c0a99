"""The page of a dossier: who lives elsewhere is put on a list by one button, or served when they came themselves."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.web.civil.test_pages import day, stands
from tests.faces.web.people.conftest import DUE, client, enter, neighbour
from tests.record.people.conftest import unit_of
from toandan.record.ledger.words import Card, EId

__all__ = ["client", "neighbour"]
BUTTON = "Đưa vào danh sách thông báo gửi Phường Phú Thượng"


@pytest.fixture
def lodger(db: None) -> int:
    return enter("Người Ở Nơi Khác", DUE, present_unit=unit_of("00091"))


def filled(**more: str) -> dict[str, str]:
    return {"occurred_on": day(), "reason": "đến làm thẻ", "client_key": str(uuid4())} | more


def button(text: str) -> dict[str, str]:
    """Return what the button would post."""
    form = re.search(r'/notify/".*?</form>', text, re.S)
    assert form
    return dict(re.findall(r'name="(client_key)" value="([^"]+)"', form[0]))


def test_the_form_says_so_before_and_a_refusal_says_so_after(client: Client, lodger: int) -> None:
    address = f"/people/{lodger}/dossier/"
    before = client.get(address).content.decode()
    refused = client.post(address, filled())
    after = refused.content.decode()
    assert refused.status_code == 422
    assert all(BUTTON in text and 'name="in_person"' in text for text in (before, after))
    assert stands(lodger) == DUE.code


def test_one_button_leads_to_the_list_with_this_person(client: Client, lodger: int) -> None:
    told = button(client.get(f"/people/{lodger}/dossier/").content.decode())
    done = client.post(f"/people/{lodger}/notify/", told)
    assert re.fullmatch(r"/lists/\d+/", done.headers["Location"])
    again = client.post(f"/people/{lodger}/notify/", told)
    assert again.headers["Location"] == done.headers["Location"]
    listed = client.get(done.headers["Location"]).content.decode()
    assert "Người Ở Nơi Khác" in listed
    assert "Phường Phú Thượng" in listed
    page = client.get(f"/people/{lodger}/dossier/").content.decode()
    assert BUTTON not in page
    assert f'href="{done.headers["Location"]}"' in page


def test_whoever_came_in_person_is_served(client: Client, lodger: int) -> None:
    assert client.post(f"/people/{lodger}/dossier/", filled(in_person="on")).status_code == 302
    assert stands(lodger) == DUE.but(card=Card.APPLIED, eid=EId.APPLIED).code


def test_nothing_is_offered_for_people_who_live_here(client: Client, neighbour: Client) -> None:
    person = enter("Người Ở Đây", DUE, present_unit=unit_of("00001"))
    text = client.get(f"/people/{person}/dossier/").content.decode()
    assert "/notify/" not in text
    assert 'name="in_person"' not in text
    assert client.post(f"/people/{person}/notify/", {"client_key": str(uuid4())}).status_code == 422
    assert neighbour.post(f"/people/{person}/notify/", {"client_key": str(uuid4())}).status_code == 404
