"""What is answered when the program failed: a full disk is said in the frame, and saying sorry needs no database."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.contrib.sessions.backends import db
from django.db import OperationalError, connection
from django.db.utils import InterfaceError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from tests.officers_help import make_officer, signed_in_client
from toandan.command.campaign import queries as campaign
from toandan.ground.kernel.actor import the_house
from toandan.house import failing, room
from toandan.record.officers import operations
from toandan.record.officers.words import Role
from toandan.record.units import queries as units

VIETNAMESE, ENGLISH = "Đĩa đã hết dung lượng", "The disk is full"
PASSWORDS = {"present": "x", "password": "Cau Long Bien co 19 nhip"}


def full(*_args: object, **_kwargs: object) -> None:
    """Fail as the database does when it cannot write."""
    raise OperationalError("could not extend file") from psycopg.errors.DiskFull("No space left on device")


def gone(*_args: object, **_kwargs: object) -> None:
    """Fail as the database does when it went away."""
    raise InterfaceError("the connection is closed")


def tay_ho() -> int:
    return units.by_code("003", as_of=date(2023, 6, 3)).number


@pytest.fixture
def client(db: None) -> Client:
    made = signed_in_client(make_officer("tay.ho", Role.DISTRICT_POLICE, tay_ho()))
    made.raise_request_exception = False
    return made


@pytest.mark.parametrize(("language", "said"), [("vi", VIETNAMESE), ("en", ENGLISH)])
def test_a_full_disk_is_said_in_the_officers_frame(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setattr(operations, "change_password", full)
    client.cookies["django_language"] = language
    answer = client.post("/account/password/", PASSWORDS)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert f"<h1>{said}</h1>" in page
    assert ("Chưa có gì được lưu." in page, "Nothing was saved." in page) == (language == "vi", language == "en")
    assert 'class="service"' in page, "the officer can go on to pages that can be read"
    assert "no-store" in answer["Cache-Control"]


def test_without_the_database_the_page_stands_alone_in_both_languages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "change_password", gone)
    monkeypatch.setattr(room, "_free", lambda folder: 0)
    answer = client.post("/account/password/", PASSWORDS)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert VIETNAMESE in page and ENGLISH in page
    assert 'class="service"' not in page


def test_a_database_that_went_away_with_room_on_the_disk_is_another_fault(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(operations, "change_password", gone)
    monkeypatch.setattr(room, "_free", lambda folder: 10_000)
    assert client.post("/account/password/", PASSWORDS).status_code == 500


def test_who_cannot_be_kept_signed_in_for_want_of_room_is_not_told_of_a_bad_request(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = db.SessionStore.get_model_class()
    monkeypatch.setattr(model, "save", full)
    answer = client.get("/account/")
    page = answer.content.decode()
    assert answer.status_code == 507
    assert VIETNAMESE in page
    assert "có thể đã được lưu hoặc chưa" in page, "the session is kept after the view, which may have saved"


def test_another_system_is_told_in_its_own_way(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made, words = datetime(2023, 1, 1, tzinfo=UTC), {"campaign.order.read"}
    token = operations.add_client(actor=the_house(), now=made, name="kit", unit=tay_ho(), permissions=words)
    system = Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)
    monkeypatch.setattr(campaign, "orders", full)
    answer = system.get("/api/v1/orders")
    assert (answer.status_code, answer.json()["code"]) == (507, "disk_full")
    assert VIETNAMESE in answer.json()["message_vi"] and ENGLISH in answer.json()["message_en"]


def answered(call: Callable[[HttpRequest], Any]) -> tuple[int, str]:
    """Return what is answered for a view that failed with a fault of the program."""
    try:
        raise ValueError("secret")
    except ValueError:
        answer = call(RequestFactory().get("/"))
    return answer.status_code, answer.content.decode()


def test_the_page_that_says_sorry_needs_nobody_and_speaks_both_languages(
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    connection.close()
    status, page = answered(failing.failed)
    assert status == 500
    assert "Hệ thống gặp lỗi" in page and "Something went wrong" in page
    assert '<section class="section" lang="en">' in page
    assert 'href="/static/css/face.css"' in page
    assert "secret" not in page
    assert "{" not in render_to_string("frame/full_alone.html", {"unsure": True})
