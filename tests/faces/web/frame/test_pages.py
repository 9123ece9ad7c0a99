"""The frame itself: gallery, language link, navigation, error pages."""

import re

import pytest
from django.urls import get_resolver

from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.frame.navigation import GROUPS
from toandan.record.officers.models import Officer
from toandan.record.officers.words import Role

COMMUNE = 10000040


@pytest.fixture
def officer(db):
    return make_officer("hoa", Role.COMMUNE_POLICE, COMMUNE)


@pytest.fixture
def client_in(officer):
    return signed_in_client(officer)


def test_the_gallery_shows_every_component(client_in):
    page = client_in.get("/gallery/").content.decode()
    for css in ("keys", "tag-late", "bullet", "spark", "stages", "ageing", "wall", "summary-list", "timeline", "field",
                "error-summary", "empty", "pagination", "stamp"):  # fmt: skip
        assert css in page, css


def test_fields_name_their_hints_and_errors(client_in):
    page = client_in.get("/gallery/").content.decode()
    control = re.search(r'<input[^>]*id="id_name"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in control
    for told in re.search(r'aria-describedby="([^"]+)"', control)[1].split():
        assert f'id="{told}"' in page
    assert '<label for="id_name">' in page
    assert 'href="#id_name"' in page


def test_every_page_can_be_skipped_through_and_says_its_language(client_in):
    page = client_in.get("/gallery/").content.decode()
    assert '<html lang="vi">' in page
    assert re.search(r'<a class="skip[^"]*" href="#main">', page) and 'id="main"' in page
    assert 'hx-history="false"' in page
    assert page.count("<h1>") == 1
    assert 'href="/help/"' in page


def test_the_header_names_unit_and_officer(client_in):
    page = client_in.get("/gallery/").content.decode()
    assert "Phường Phúc Xá" in page
    assert "Cán bộ hoa" in page


def test_navigation_shows_what_the_officer_may_open(client_in):
    page = client_in.get("/desk/").content.decode()
    nav = page[page.index('<nav class="service"') : page.index("</nav>")]
    assert 'href="/desk/" aria-current="page"' in nav
    assert 'href="/board/"' in nav
    assert "/journal/" not in nav


def test_a_chosen_word_shows_the_rooms_under_it_and_a_lone_room_its_own_name(client_in):
    page = client_in.get("/people/").content.decode()
    nav = page[page.index('<nav class="service"') : page.index("</nav>")]
    first, rooms = nav.split('<div class="within">')
    assert '<a href="/people/" aria-current="true">Người dân</a>' in first and "/cases/" not in first
    assert '<a href="/people/" aria-current="page">' in rooms and 'href="/cases/"' in rooms
    assert '<a href="/units/">Đơn vị</a>' in first  # The journal is not this officer's, so no word stands over both.
    assert '<a href="/orders/" aria-current="page">Mệnh lệnh</a>' in client_in.get("/orders/").content.decode()


def _addresses(resolver, before=""):
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        yield from _addresses(pattern, address) if hasattr(pattern, "url_patterns") else [address]


HIDDEN = frozenset({
    "", "account", "api", "bulletins", "gallery", "health", "help", "language", "metrics", "public", "publication",
    "sign-in", "sign-out",
})  # fmt: skip
"""Beginnings of addresses that no word of the navigation need lead to; a page of an order hangs on its board."""


def test_every_room_with_a_first_page_has_a_word():
    rooms = {address.strip("/") for _word, within in GROUPS for address, _label in within}
    firsts = {address.split("/")[0] for address in _addresses(get_resolver())}
    assert firsts - HIDDEN - {room.split("/")[0] for room in rooms} == set()


def test_the_language_link_keeps_page_and_choice(client_in, officer):
    page = client_in.get("/help/?q=the").content.decode()
    assert 'name="next" value="/help/?q=the"' in page
    response = client_in.post("/language/", {"language": "en", "next": "/help/?q=the"})
    assert response.headers["Location"] == "/help/?q=the"
    assert Officer.objects.get(pk=officer.pk).language == "en"
    client_in.cookies.pop("django_language")
    assert '<html lang="en">' in client_in.get("/help/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_the_language_link_leads_nowhere_else(client_in, back):
    assert client_in.post("/language/", {"language": "en", "next": back}).headers["Location"] == "/"


def test_an_unknown_language_changes_nothing(client_in, officer):
    response = client_in.post("/language/", {"language": "fr", "next": "/"})
    assert "django_language" not in response.cookies
    assert Officer.objects.get(pk=officer.pk).language == ""


def test_the_language_link_works_before_sign_in(client, db):
    response = client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert response.cookies["django_language"].value == "en"
    assert client.get("/language/").status_code == 405


def test_an_address_that_does_not_exist_has_a_page(client, db):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()
