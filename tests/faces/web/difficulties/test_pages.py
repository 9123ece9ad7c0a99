"""The pages of difficulties: raised after similar ones were shown, answered, published, read; nothing for strangers."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from tests.work.difficulties.conftest import Desk, desk, town
from tests.work.directives.conftest import NOW
from tests.work.verification.conftest import enter
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
__all__ = ["desk", "town"]
TEXT = "Máy quét vân tay hỏng, không thu nhận được"


def client(name: str, role: Role, unit: int) -> Client:
    return signed_in_client(make_officer(name, role, unit))


def told(**more: object) -> dict[str, object]:
    return {"client_key": str(uuid4()), "kind": "equipment", "text": TEXT, "people": "3", "persons": ""} | more


def act(by: Client, one: int, verb: str, status: int = 302, **more: object) -> str:
    data = {f"{verb}-{name}": value for name, value in more.items()} | {f"{verb}-client_key": str(uuid4())}
    answer = by.post(f"/difficulties/{one}/{verb}/", data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def shown(by: Client, address: str, status: int = 200) -> str:
    answer = by.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def deeds(by: Client, one: int) -> set[str]:
    return set(re.findall(r'<details id="(\w+)"', shown(by, f"/difficulties/{one}/")))


def reads(purpose: str) -> list[object]:
    return [line for line in every_line() if line.detail.get("purpose") == purpose]


def test_from_the_form_to_guidance(desk: Desk) -> None:
    town, number = desk.town, "001085000015"
    person = enter("Nguyễn Văn Mẫu", personal_number=number)
    ward, police, justice = (
        client("ca.phucxa", Role.COMMUNE_POLICE, town.ward_no), client("ca.badinh", Role.DISTRICT_POLICE, town.unit),
        client("tu.phap", Role.BODY_OFFICER, town.justice_no),
    )  # fmt: skip
    first = desk.raised()
    for more, field in (({"kind": ""}, "id_kind"), ({"people": ""}, "id_people"), ({"persons": "1"}, "id_persons")):
        answer = ward.post("/difficulties/new/", told(**more))
        assert (answer.status_code, field in answer.content.decode()) == (422, True), more
    looked = ward.post("/difficulties/new/", told(text="may quet van tay hong roi", persons=number))
    assert (looked.status_code, f"/difficulties/{first}/" in looked.content.decode()) == (200, True)
    sent = ward.post("/difficulties/new/", told(text="may quet van tay hong roi", persons=number, looked="on"))
    one = int(re.search(r"/difficulties/(\d+)/", sent["Location"])[1])
    assert number not in sent["Location"]
    assert len(reads("difficulties.difficulty.raise")) == 2
    assert "Nguyễn Văn Mẫu" in shown(police, f"/difficulties/{one}/")
    assert len(reads("difficulties.difficulty.read")) == 1
    assert f"/people/{person}/" not in shown(ward, f"/difficulties/{first}/")
    assert deeds(ward, one) == {"attach", "withdraw"}
    assert deeds(police, one) == {"answer", "assign", "attach"}
    act(police, one, "assign", to=town.justice_no)
    assert "Nguyễn Văn Mẫu" not in shown(justice, f"/difficulties/{one}/")
    act(justice, one, "answer", status=422, text=" ")
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    act(justice, one, "attach", file=scan)
    file = re.search(rf"/difficulties/{one}/files/\d+", shown(ward, f"/difficulties/{one}/"))
    assert file is not None
    assert b"".join(ward.get(file[0]).streaming_content).startswith(b"%PDF")
    act(justice, one, "answer", text="Đổi máy dự phòng")
    assert deeds(ward, one) == {"accept", "reopen", "attach"}
    act(ward, one, "accept")
    assert f"/guidance/new/?difficulty={one}" in shown(police, f"/difficulties/{one}/")
    assert "Đổi máy dự phòng" in shown(police, f"/guidance/new/?difficulty={one}")
    words = {"client_key": str(uuid4()), "difficulty": one, "kind": "equipment", "title": "Máy hỏng", "text": "Đổi máy"}
    made = police.post("/guidance/new/", words)["Location"]
    assert "Máy hỏng" in shown(ward, "/guidance/")
    assert ward.post(f"{made}versions/1/read/").status_code == 302
    assert "readers" not in shown(ward, made)
    assert "Cán bộ ca.phucxa" in shown(police, made)
    found = ward.post("/guidance/", {"q": "may HONG"}).content.decode()
    assert ("Máy hỏng" in found, f"01/{localdate(NOW).year}" in found) == (True, True)


def test_a_stranger_finds_nothing_and_the_week_counts_what_is_seen(desk: Desk) -> None:
    one = desk.raised(people=1234)
    other = client("ca.trucbach", Role.COMMUNE_POLICE, desk.town.other_no)
    shown(other, f"/difficulties/{one}/", 404)
    assert "Máy quét" not in shown(other, "/difficulties/?desk=all")
    assert "Máy quét" not in other.post("/difficulties/", {"q": "may quet"}).content.decode()
    other.post(f"/difficulties/{one}/answer/", {"answer-client_key": str(uuid4()), "answer-text": "x"})
    assert desk.sheet(one).head.answer == ""
    assert "1.234" not in shown(other, "/difficulties/summary/")
    shown(other, "/guidance/new/", 403)
    police = client("ca.badinh", Role.DISTRICT_POLICE, desk.town.unit)
    assert "1.234" in shown(police, "/difficulties/summary/")
    assert "1.234" not in shown(police, "/difficulties/summary/?day=2023-01-01")
    assert "1.234" in shown(police, "/difficulties/summary/?day=0001-01-01"), "there is no week before the first"
    assert "Máy quét" in police.post("/difficulties/", {"q": "may quet"}).content.decode()
    week = b"".join(police.post("/difficulties/summary/sheet/", {"format": "csv"}).streaming_content).decode()
    assert "1234" in week
    listed = b"".join(police.post("/difficulties/sheet/", {"format": "csv"}).streaming_content).decode()
    assert ("Máy quét" in listed, "Phúc Xá" in listed) == (True, True)
    assert "Máy quét" not in b"".join(other.post("/difficulties/sheet/", {"format": "csv"}).streaming_content).decode()
    for address in ("/difficulties/", "/difficulties/?desk=out", "/difficulties/?desk=late", "/difficulties/?desk=own"):
        shown(police, address)
    assert 'href="/difficulties/"' in shown(police, "/desk/")
    auditor = client("kiem.toan", Role.AUDITOR, desk.town.unit)
    shown(auditor, "/difficulties/", 403)
    desk.published()
    assert "Khi máy quét vân tay hỏng" in shown(auditor, "/guidance/")
    assert 'href="/guidance/"' in shown(auditor, "/desk/")


def test_a_new_version_takes_the_place_of_the_old_one(desk: Desk) -> None:
    made = desk.published()
    police = signed_in_client_of(desk)
    words = {"client_key": str(uuid4()), "title": "Máy hỏng", "text": "Gọi 113", "reason": ""}
    assert police.post(f"/guidance/{made}/change/", words).status_code == 422
    assert police.post(f"/guidance/{made}/change/", words | {"reason": "Đổi số"}).status_code == 302
    assert "Gọi 113" in shown(police, f"/guidance/{made}/")
    old = shown(police, f"/guidance/{made}/versions/1/")
    assert ("Báo quận đổi máy" in old, f'href="/guidance/{made}/"' in old) == (True, True)
    shown(police, f"/guidance/{made}/versions/3/", 404)
    for end, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        paper = f"/guidance/{made}/versions/2/paper.{end}"
        assert f'href="{paper}"' in shown(police, f"/guidance/{made}/")
        assert police.get(paper).content.startswith(start)


def signed_in_client_of(desk: Desk) -> Client:
    return client("ca.badinh", Role.DISTRICT_POLICE, desk.town.unit)
