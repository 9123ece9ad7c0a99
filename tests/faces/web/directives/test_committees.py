"""A committee's pages: members, a meeting, its decisions on the form of a directive, and who sees none of it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.web.directives.test_pages import Desks, desks, draft, made, shown
from tests.officers_help import make_officer, signed_in_client
from tests.work.directives.conftest import LATER, TODAY, District, town
from tests.work.verification.conftest import add_body
from toandan.record.officers.words import Role
from toandan.record.units.words import BodyKind

pytestmark = pytest.mark.django_db
__all__ = ["desks", "town"]
AT = "/directives/committees"


@pytest.fixture
def committee(town: District) -> tuple[int, Client]:
    number = add_body("BCD06-001", BodyKind.STEERING_COMMITTEE, "001")
    return number, signed_in_client(make_officer("bcd.06", Role.BODY_OFFICER, number))


def day(value) -> str:
    return f"{value:%d/%m/%Y}"


def post(client: Client, address: str, verb: str = "", **told: object) -> int:
    names = {f"{verb}-{name}" if verb else name: value for name, value in told.items()}
    names[f"{verb}-client_key" if verb else "client_key"] = str(uuid4())
    return client.post(address, names).status_code


def test_from_a_meeting_to_a_directive(town: District, desks: Desks, committee: tuple[int, Client]) -> None:
    number, own = committee
    for client in (own, desks.police):
        assert f"{AT}/{number}/" in shown(client, f"{AT}/")
    add = {"name": "Bùi Thị Đoàn", "role": "member", "at": town.justice_no, "since": day(TODAY)}
    assert post(own, f"{AT}/{number}/add/", "add", **add) == 302
    assert post(own, f"{AT}/{number}/add/", "add", **add | {"name": ""}) == 422
    assert post(desks.police, f"{AT}/{number}/call/", "call", held_on=day(TODAY), agenda="Tiến độ tuần 2") == 302
    page = shown(desks.justice, f"{AT}/{number}/")
    assert "Bùi Thị Đoàn" in page
    assert '<details id="call"' not in page
    sheet = [desk.post(f"{AT}/sheet/", {"format": "csv"}) for desk in (desks.justice, desks.other)]
    assert ["Bùi Thị Đoàn" in b"".join(one.streaming_content).decode() for one in sheet] == [True, False]  # type: ignore
    (meeting,) = re.findall(r'href="(/directives/meetings/\d+/)"', page)
    lines = {f"decisions-0-{name}": "" for name in ("at", "aim", "percent")} | {
        "decisions-TOTAL_FORMS": "1", "decisions-INITIAL_FORMS": "0", "decisions-0-text": "Đối chiếu hộ tịch",
        "decisions-0-due_on": day(LATER), "decisions-0-at": town.justice_no,
    }  # fmt: skip
    assert post(own, meeting, minutes="", **lines) == 422
    assert post(desks.justice, meeting, minutes="Thống nhất", **lines) == 403
    assert post(own, meeting, minutes="Thống nhất", **lines) == 302
    assert "Thống nhất" in shown(desks.justice, meeting)
    (form,) = re.findall(r'href="(/directives/new/\?meeting=\d+)"', shown(own, meeting))
    blank = shown(own, form)
    assert "Đối chiếu hộ tịch" in blank
    assert re.search(rf'value="{town.justice_no}"[^>]*checked', blank)
    told = draft(town, issuer=number, sign="BCĐ06-TTr", addressees=[town.justice_no])
    paper = made(own.post("/directives/new/", told | {"meeting": form.rpartition("=")[2]}))
    assert f"/directives/{paper}/" in shown(own, meeting)


def test_strangers_find_no_committee(town: District, desks: Desks, committee: tuple[int, Client]) -> None:
    number, own = committee
    assert post(own, f"{AT}/{number}/call/", "call", held_on=day(TODAY), agenda="Kín") == 302
    (meeting,) = re.findall(r'href="(/directives/meetings/\d+/)"', shown(own, f"{AT}/{number}/"))
    for client in (desks.justice, desks.ward, desks.other, desks.committee):
        assert f"{AT}/{number}/" not in shown(client, f"{AT}/")
        shown(client, f"{AT}/{number}/", 404)
        shown(client, meeting, 404)
        assert post(client, f"{AT}/{number}/call/", "call", held_on=day(TODAY), agenda="x") in {403, 404}


def test_a_member_leaves(town: District, committee: tuple[int, Client]) -> None:
    number, own = committee
    add = {"name": "Bùi Thị Đoàn", "role": "head", "at": "", "since": day(TODAY - timedelta(days=1))}
    assert post(own, f"{AT}/{number}/add/", "add", **add) == 302
    (member,) = re.findall(r'<option value="(\d+)">Bùi Thị Đoàn', shown(own, f"{AT}/{number}/"))
    assert post(own, f"{AT}/{number}/end/", "end", member=member, reason="") == 422
    assert post(own, f"{AT}/{number}/end/", "end", member=member, reason="chuyển công tác") == 302
    assert '<details id="end"' not in shown(own, f"{AT}/{number}/")


def test_who_only_sits_there_keeps_nothing(town: District, desks: Desks, committee: tuple[int, Client]) -> None:
    number, own = committee
    add = {"name": "Bùi Thị Đoàn", "role": "member", "at": town.justice_no, "since": day(TODAY)}
    assert post(own, f"{AT}/{number}/end/", "end", member=1, reason="x") == 404
    assert post(own, f"{AT}/{number}/add/", "add", **add) == 302
    for verb in ("call", "add", "end"):
        assert post(desks.justice, f"{AT}/{number}/{verb}/", verb, held_on=day(TODAY), agenda="x", **add) == 404
