"""The doors: who gets in, what a page may not do, how refusals look, and that no person is shown unjournalled."""

import pytest
from django.db import Error, connection, transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from tests.officers_help import make_officer, signed_in_client
from toandan.faces.web.frame import doors
from toandan.ground.kernel.errors import NotAllowed, NotThere, UnableTo
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

READ = "people.person.read"
COMMUNE = 10000040


@pytest.fixture
def officer(db):
    return make_officer("hoa", Role.COMMUNE_POLICE, COMMUNE)


@pytest.fixture
def enter(officer, monkeypatch):
    """Send a request of this officer through a door."""
    session = signed_in_client(officer).session

    def send(door, method="get", *, user=officer, second_factor=True, **headers):
        request = getattr(RequestFactory(headers=headers), method)("/somewhere/?a=1")
        request.user = user
        request.session = session
        monkeypatch.setattr(doors, "second_factor", lambda _: second_factor)
        return door(request)

    return send


def test_a_page_knows_who_when_and_where(enter, officer):
    seen = {}

    @doors.page(permission=READ)
    def view(request):
        seen.update(actor=request.actor, now=request.now, unit=request.unit)
        return HttpResponse("ok")

    assert enter(view).status_code == 200
    assert seen["actor"].officer == officer.pk
    assert seen["now"].tzinfo is not None
    assert seen["unit"] == units.by_number(COMMUNE)


def test_a_page_answers_get_only_and_an_action_post_only(enter):
    show = doors.page(permission=READ)(lambda request: HttpResponse())
    do = doors.action(permission=READ)(lambda request: HttpResponse())
    search = doors.page(permission=READ, search=True)(lambda request: HttpResponse())
    assert [enter(show, m).status_code for m in ("get", "head", "post")] == [200, 200, 405]
    assert [enter(do, m).status_code for m in ("get", "post")] == [405, 200]
    assert [enter(search, m).status_code for m in ("get", "post", "put")] == [200, 200, 405]
    both = doors.either(get=show, post=do)
    assert [enter(both, m).status_code for m in ("get", "post", "delete")] == [200, 200, 405]


@pytest.mark.parametrize("search", [False, True])
def test_a_page_cannot_write(enter, search):
    @doors.page(permission=READ, search=search)
    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE officers_officer SET language = 'en'")
        return HttpResponse()

    with pytest.raises(Error, match="read-only"), transaction.atomic():
        enter(view, "post" if search else "get")


def test_a_lazy_template_is_drawn_inside_the_transaction(enter):
    drawn = []

    @doors.page(permission=READ)
    def view(request):
        response = TemplateResponse(request, "404.html", {})
        response.add_post_render_callback(lambda _: drawn.append(connection.in_atomic_block))
        return response

    assert enter(view).is_rendered
    assert drawn == [True]


def test_without_sign_in_or_second_factor_nobody_enters(enter):
    from django.contrib.auth.models import AnonymousUser

    view = doors.page(permission=None)(lambda request: HttpResponse())
    for user, factor in ((AnonymousUser(), True), (None, False)):
        response = enter(view, **({"user": user} if user else {}), second_factor=factor)
        assert response.status_code == 302
        assert "next=%2Fsomewhere%2F%3Fa%3D1" in response.headers["Location"]


def test_a_fragment_sends_the_whole_page_to_sign_in(enter):
    view = doors.page(permission=None)(lambda request: HttpResponse())
    response = enter(view, second_factor=False, **{"HX-Request": "true"})
    assert response.status_code == 204
    assert response.headers["HX-Redirect"].startswith("/sign-in/?next=")


def test_password_alone_is_no_second_factor(officer):
    client = signed_in_client(officer)
    request = RequestFactory().get("/")
    request.session, request.user = client.session, officer
    assert doors.second_factor(request)
    request.session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    assert not doors.second_factor(request)


def test_a_missing_permission_is_a_page(enter):
    ran = []
    view = doors.page(permission="journal.line.read")(lambda request: ran.append(1))
    response = enter(view)
    assert response.status_code == 403
    assert "Không có quyền" in response.content.decode()
    assert ran == []


class Broken(UnableTo):
    pass


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (NotThere("x", code="x"), 404, "Không tìm thấy"),
        (NotAllowed("x", code="x"), 403, "Không có quyền"),
        (Broken("Too many: %(n)s", code="too_many", values={"n": "<7>"}), 422, "Too many: &lt;7&gt;"),
    ],
)
@pytest.mark.parametrize("door", [doors.page, doors.action])
def test_refusals_become_pages(enter, door, error, status, words):
    @door(permission=READ)
    def view(request):
        raise error

    response = enter(view, "get" if door is doors.page else "post")
    assert response.status_code == status
    assert words in response.content.decode()


def test_other_faults_are_not_hidden(enter):
    @doors.page(permission=READ)
    def view(request):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        enter(view)


@pytest.mark.parametrize("door", [doors.page, doors.action])
def test_people_shown_are_journalled_once_with_the_purpose(enter, door, monkeypatch):
    noted = []
    monkeypatch.setattr(doors.journal, "append_reads", lambda **said: noted.append(said))

    @door(permission=READ)
    def view(request):
        for person in (7, 8, 7):
            request.read_person(person, COMMUNE)
        return HttpResponse("names")

    assert enter(view, "get" if door is doors.page else "post").content == b"names"
    (said,) = noted
    assert said["people"] == [(7, COMMUNE), (8, COMMUNE)]
    assert said["purpose"] == READ


def test_when_the_journal_fails_the_answer_does_not_leave(enter, monkeypatch):
    def refuse(**_):
        raise OSError("journal")

    monkeypatch.setattr(doors.journal, "append_reads", refuse)

    @doors.page(permission=READ)
    def view(request):
        request.read_person(7, COMMUNE)
        return HttpResponse("names")

    with pytest.raises(OSError, match="journal"):
        enter(view)


def test_pages_are_kept_by_nobody(enter):
    response = enter(doors.page(permission=READ)(lambda request: HttpResponse()))
    assert "no-store" in response.headers["Cache-Control"]


def test_doors_say_what_they_ask_for():
    view = doors.page(permission=READ)(lambda request: HttpResponse())
    assert (view.permission, view.public) == (READ, False)
    assert doors.action(permission=None, public=True)(lambda request: HttpResponse()).public
    assert doors.either(get=view, post=doors.action(permission="x")(lambda r: HttpResponse())).permission == READ
