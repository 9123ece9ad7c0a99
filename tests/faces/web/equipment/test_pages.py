"""The pages of equipment: taken in, handed over, confirmed on the desk, faulty, stolen, lifted; not for strangers."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
INVENTORY = """Số sê-ri;Loại;Mã đơn vị;Ngày tạo khóa
KIT-101;Bộ thu nhận;00001;01/02/2026
KIT-102;kit;1;
PRN-001;máy in;00001;32/13/2026
KIT-103;tàu ngầm;00001;
"""


def client(name: str, role: Role, code: str) -> Client:
    return signed_in_client(make_officer(name, role, unit_of(code)))


def shown(by: Client, address: str, status: int = 200) -> str:
    answer = by.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def act(by: Client, one: str, verb: str, status: int = 302, **more: object) -> str:
    data = {f"{verb}-{name}": value for name, value in more.items()} | {f"{verb}-client_key": str(uuid4())}
    answer = by.post(f"{one}{verb}/", data)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def deeds(by: Client, one: str) -> set[str]:
    return set(re.findall(r'<details id="(\w+)"', shown(by, one)))


def post(by: Client, address: str, **data: object) -> int:
    return by.post(address, {"client_key": str(uuid4())} | data).status_code


def test_from_the_inventory_to_the_lifted_block() -> None:
    city, district = client("thanhpho", Role.CITY_HEADQUARTERS, "01"), client("q.badinh", Role.DISTRICT_POLICE, "001")
    ward, other = client("phucxa", Role.COMMUNE_POLICE, "00001"), client("trucbach", Role.COMMUNE_POLICE, "00004")
    told = {"client_key": str(uuid4()), "serial": "KIT-001", "kind": "kit", "unit": "00001", "model": "VN-K2"}
    assert ward.post("/equipment/new/", told).status_code == 403
    assert "id_unit" in district.post("/equipment/new/", told | {"unit": "99999"}).content.decode()
    one = district.post("/equipment/new/", told)["Location"]
    assert district.post("/equipment/new/", told | {"client_key": str(uuid4())}).status_code == 422
    assert deeds(ward, one) == {"hand", "report", "fault", "lend", "gone"}
    shown(other, one, 404)
    act(ward, one, "hand", to=unit_of("00004"), place="Trụ sở Trúc Bạch")
    assert deeds(ward, one) >= {"decline"}
    assert "/equipment/waiting/" in shown(other, "/desk/")
    number = re.search(r"/equipment/handovers/(\d+)/take/", shown(other, "/equipment/waiting/"))
    assert number is not None
    assert post(ward, number[0]) == 403
    assert post(other, number[0]) == 302
    shown(ward, one, 404)
    assert deeds(other, one) == {"hand", "report", "fault", "lend", "gone"}
    today = localdate().strftime("%d/%m/%Y")
    act(other, one, "fault", status=422, kind="camera", text=" ", since=today)
    act(other, one, "fault", kind="camera", text="Máy ảnh không lên", since=today, stops="on")
    assert deeds(other, one) >= {"send", "repaired"}
    fault = re.search(r'<option value="(\d+)"', shown(other, one).split('id="send"')[1])
    assert fault is not None
    act(other, one, "send", fault=fault[1], back_on=today, place="Xưởng quận")
    act(other, one, "repaired", fault=fault[1], on=today, what="Thay cáp")
    act(other, one, "lend", borrower=unit_of("00001"), since=today, until=today, reason="Cao điểm")
    assert "Đã ghi việc cho mượn" in shown(other, one)
    loan = re.search(r"/equipment/loans/(\d+)/agree/", shown(ward, "/equipment/waiting/"))
    assert loan is not None
    assert post(ward, loan[0]) == 302
    act(other, one, "gone", how="stolen", day=today, hour="00:01", reason="Mất trong đêm")
    assert "tag-late" in shown(other, "/equipment/")
    assert deeds(district, one) == {"report", "correct", "retire", "gone"} - {"gone"}
    act(district, one, "lift", status=403, reason="Đã thấy")
    act(city, one, "lift", reason="Đã thấy, niêm phong còn")
    assert shown(city, f"/equipment/?unit={unit_of('001')}&kind=kit&state=ready&q=k2").count("KIT-001") == 1
    assert "KIT-001" not in shown(city, "/equipment/?state=faulty")
    sheet = city.post("/equipment/sheet/?kind=kit", {"format": "csv"})
    assert "KIT-001" in b"".join(sheet.streaming_content).decode("utf-8-sig")
    two = district.post("/equipment/new/", told | {"client_key": str(uuid4()), "serial": "KIT-002", "unit": "001"})
    act(district, two["Location"], "lend", borrower=unit_of("00001"), since=today, until=today, reason="Cao điểm")
    assert "Đã đồng ý cho mượn" in shown(district, two["Location"]), "who stands above both has agreed by asking"


def test_an_inventory_comes_back_with_each_wrong_line_in_the_readers_language() -> None:
    district = client("q.badinh", Role.DISTRICT_POLICE, "001")

    def sent(**more: object) -> str:
        file = SimpleUploadedFile("kiem-ke.csv", INVENTORY.encode(), "text/csv")
        answer = district.post("/equipment/import/", {"file-client_key": str(uuid4()), "file-file": file, **more})
        assert answer.status_code == 422
        return answer.content.decode()

    whole = sent(**{"file-whole": "on"})
    assert "Hãy ghi loại thiết bị" in whole
    assert "KIT-101" not in shown(district, "/equipment/"), "whole or nothing"
    sent()
    listed = shown(district, "/equipment/")
    assert ("KIT-101" in listed, "KIT-102" in listed, "PRN-001" in listed) == (True, True, False)
    broken = SimpleUploadedFile("x.csv", b"ten;so\na;1\n", "text/csv")
    answer = district.post("/equipment/import/", {"file-client_key": str(uuid4()), "file-file": broken})
    assert "id_file-file" in answer.content.decode()
