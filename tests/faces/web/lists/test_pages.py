"""The pages of lists: draw up, send, answer, come back, print; and what a wrong step says."""

import io
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import polars as pl
import pytest
from django.test import Client
from django.utils.timezone import localdate
from docx import Document

from tests.faces.web.people.conftest import DUE, enter
from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from toandan.faces.web.lists import drawing, parts
from toandan.ground.kernel.actor import the_house
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.operations import acting
from toandan.record.officers.words import Role
from toandan.work.movements import operations, queries
from toandan.work.movements.models import NotificationList
from toandan.work.movements.queries.lists import choosing
from toandan.work.movements.words import Grouping, Kind, Report, Wish

HERE, THERE = "00001", "00091"
"""Phúc Xá in Ba Đình, and Phú Thượng in Tây Hồ."""


@pytest.fixture
def sender(db: None) -> Client:
    return signed_in_client(make_officer("phucxa", Role.COMMUNE_POLICE, unit_of(HERE)))


@pytest.fixture
def receiver(db: None) -> Client:
    return signed_in_client(make_officer("phuthuong", Role.COMMUNE_POLICE, unit_of(THERE)))


@pytest.fixture
def people(db: None) -> list[int]:
    place = {"present_unit": unit_of(THERE), "present_address": "Ngõ 52 An Dương Vương", "phone": "0912345678"}
    names = ("Nguyễn Văn Mẫu", "Trần Thị Hương", "Lê Văn Đạt")
    return [enter(name, DUE, code=HERE, personal_number=f"00108500000{i}", **place) for i, name in enumerate(names)]


def drawn(client: Client, people: list[int], **asked: str) -> int:
    form = {"person": [str(p) for p in people], "reason": "Tổ trưởng xác nhận", "grouping": "commune"} | asked
    answer = client.post("/lists/new/", form)
    assert answer.status_code == 302, answer.content.decode()
    return int(re.search(r"/lists/(\d+)/", answer.headers["Location"])[1])


def do(client: Client, list_id: int, what: str, people: list[int] = (), **asked: str):  # type: ignore[no-untyped-def,assignment]
    form = {"do": what, "person": [str(p) for p in people], "client_key": str(uuid4())} | asked
    return client.post(f"/lists/{list_id}/", form, follow=True)


def text(answer) -> str:  # type: ignore[no-untyped-def]
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_page_says_how_many_there_are_and_not_how_many_it_shows(
    sender: Client, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "PER_PAGE", 2)
    shown = text(sender.get("/lists/new/"))
    assert "3 người đang ở địa bàn khác" in shown
    assert "Lê Văn Đạt" not in shown
    for person in people:
        gone_away(person)
    assert "3 người có vướng mắc này" in text(sender.get("/lists/new/?obstacle=absent"))
    monkeypatch.setattr(queries, "COUNTED", 2)
    monkeypatch.setattr(choosing, "COUNTED", 2)
    assert "Từ 2 người trở lên" in text(sender.get("/lists/new/"))


def gone_away(person: int) -> None:
    """Let somebody be away from home."""
    operations.record(
        actor=the_house(),
        now=datetime.now(UTC),
        kind=Kind.ABSENCE,
        person=person,
        report=Report(date(2023, 6, 1), date(2023, 6, 1), "đi làm xa"),
        client_key=uuid4(),
    )


def test_a_list_goes_out_and_comes_back_through_the_pages(sender: Client, receiver: Client, people: list[int]) -> None:
    offered = text(sender.get("/lists/new/"))
    assert "Nguyễn Văn Mẫu" in offered
    assert "Phường Phú Thượng, Quận Tây Hồ" in offered
    list_id = drawn(sender, people)
    assert receiver.get(f"/lists/{list_id}/").status_code == 404
    do(sender, list_id, "send")
    seen = text(receiver.get(f"/lists/{list_id}/"))
    assert "Ngõ 52 An Dương Vương" in seen
    assert "001085000000" not in seen.replace(" ", "")
    assert "1 danh sách chờ đơn vị trả lời" in text(receiver.get("/lists/"))
    assert "Bạn đã tiếp nhận 2 người" in text(do(receiver, list_id, "accept", people[:2]))
    assert "Bạn đã trả lại 1 người" in text(do(receiver, list_id, "send_back", people[2:], reason="not_found"))
    assert receiver.get(f"/people/{people[0]}/").status_code == 200
    assert sender.get(f"/people/{people[0]}/").status_code == 404
    assert "người được trả lại từ danh sách" in text(sender.get("/desk/"))
    settled = text(do(sender, list_id, "settle", people[2:]))
    assert "tiếp nhận một phần" in settled


def test_a_wrong_step_says_what_is_wrong_and_keeps_the_ticks(
    sender: Client, receiver: Client, people: list[int]
) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    nobody = do(receiver, list_id, "accept")
    assert nobody.status_code == 422
    unexplained = do(receiver, list_id, "send_back", people[:1])
    assert unexplained.status_code == 422
    assert re.search(rf'value="{people[0]}" checked', unexplained.content.decode())
    do(receiver, list_id, "accept", people[:1])
    assert do(receiver, list_id, "accept", people[:1]).status_code == 422
    assert do(sender, list_id, "accept", people[1:]).status_code == 403
    assert do(sender, list_id, "nonsense").status_code == 404


def test_a_form_sent_twice_is_carried_out_once(sender: Client, receiver: Client, people: list[int]) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    form = {"do": "accept", "person": [str(people[0])], "client_key": str(uuid4())}
    for _ in range(2):
        assert receiver.post(f"/lists/{list_id}/", form).status_code == 302


def test_who_came_back_is_put_on_a_new_list(sender: Client, receiver: Client, people: list[int]) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    do(receiver, list_id, "send_back", people[:1], reason="wrong_unit")
    assert do(sender, list_id, "again", people[:1]).status_code == 422
    assert do(sender, list_id, "again", people[:1], target="Xã Không Có").status_code == 422
    assert "danh sách mới" in text(do(sender, list_id, "again", people[:1], target="00097"))
    assert "người được trả lại từ danh sách" not in text(sender.get("/desk/"))
    do(sender, list_id, "withdraw", why="nhầm nơi")
    assert "danh sách mới" in text(do(sender, list_id, "again", people[1:], target="Phường Nhật Tân"))


def test_another_unit_finds_no_list(people: list[int], sender: Client) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    stranger = signed_in_client(make_officer("trucbach", Role.COMMUNE_POLICE, unit_of("00004")))
    for address in (f"/lists/{list_id}/", f"/lists/{list_id}/paper", "/lists/99999999/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"/lists/{list_id}/export").status_code == 404
    assert "Nguyễn Văn Mẫu" not in text(stranger.get("/lists/"))


def test_a_file_draws_lists_up_and_names_its_wrong_lines(sender: Client, people: list[int]) -> None:
    def send(table: str, **asked: str):  # type: ignore[no-untyped-def]
        file = io.BytesIO(table.encode())
        file.name = "so.csv"
        return sender.post("/lists/new/file", {"file": file, "reason": "rà soát", "client_key": str(uuid4())} | asked)

    head = "personal_number,present_commune\n"
    good = "001085000000,00091\n001085000001,00091\n"
    bad = "001085999999,00091\n,00091\n001085000002,99999\n1085000000,00091\n1085999999,00091\n"
    wrong = send(head + good + bad)
    assert wrong.status_code == 422
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", wrong.content.decode()))
    for line, word in (
        (4, "không thuộc"),
        (5, "không có số"),
        (6, "không có xã, phường nào mang mã"),
        (7, "hai lần"),
        (8, "số 0"),
    ):
        assert re.search(rf" {line} [^0-9]*{word}", said.casefold()), (line, word)
    assert "001085999999" not in said
    own = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", send(f"{head}{good}001085000002,00001\n").content.decode()))
    assert re.search(r" 4 [^0-9]*đang ở chính đơn vị quản lý", own, re.IGNORECASE), (
        "what only the ledger knows is told by line, too"
    )
    assert send("name,address\nA,B\n").status_code == 422
    unsaid = send(head + good, reason="").content.decode()
    assert re.search(r"<details[^>]* open>", unsaid), "the form in which something is missing stays open"
    there = "personal_number,present_commune,present_address\n"
    drawn = send(f"{there}1085000000,91,Số 7 ngõ 5\n'001 085.000001,00094,\n", grouping="district")
    assert drawn.status_code == 302
    with acting(the_house()):
        streets = [line.present_address for line in queries.lines(int(drawn.url.split("/")[2]))]
    assert sorted(streets) == ["", "Số 7 ngõ 5"], "the street of the register lies elsewhere"


def test_the_letter_is_a_vietnamese_office_letter_in_every_language(sender: Client, people: list[int]) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    sender.cookies["django_language"] = "en"
    paper = text(sender.get(f"/lists/{list_id}/paper"))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CÔNG AN PHƯỜNG PHÚC XÁ",
        "Kính gửi: Công an Phường Phú Thượng",
        "Trần Thị Hương",
    ):
        assert said in paper
    book = io.BytesIO(b"".join(sender.post(f"/lists/{list_id}/export").streaming_content))
    table = pl.read_excel(book, has_header=False, infer_schema_length=0)
    cells = [cell for row in table.iter_rows() for cell in row if cell]
    assert "Kính gửi: Công an Phường Phú Thượng" in cells
    assert [c for c in cells if c.startswith("0010850")] == []
    assert sum("Ngõ 52" in c for c in cells) == 3


def test_overdue_lists_stand_on_both_desks(sender: Client, receiver: Client, people: list[int]) -> None:
    then = datetime(2023, 6, 1, tzinfo=UTC)
    (list_id,) = operations.draw_up(
        actor=the_house(),
        now=then,
        sender=unit_of(HERE),
        wishes=[Wish(people[0])],
        reason="x",
        client_key=uuid4(),
        grouping=Grouping.COMMUNE,
    )
    operations.send(actor=the_house(), now=then, list_id=list_id, client_key=uuid4(), days=5)
    assert "quá hạn" in text(receiver.get("/desk/"))
    assert "quá hạn" in text(sender.get("/desk/"))
    assert "quá hạn" in text(sender.get("/lists/"))
    row = re.search(r"Phúc Xá\s.*", text(sender.get("/lists/statement/")))
    assert row and re.search(r"Phú Thượng 1 1 0 0 1 1 0", row[0])


@pytest.mark.parametrize("name", ["Phường Nhật Tân", "phuong nhat tan", "00094"])
def test_a_commune_is_known_by_its_whole_name_or_code(db: None, name: str) -> None:
    assert parts.commune(name, on=date(2023, 6, 1)) == unit_of("00094")


@pytest.mark.parametrize(("name", "code"), [("Xã Không Có", "receiver_unknown"), ("nhat tan", "several")])
def test_a_commune_is_never_guessed(db: None, name: str, code: str) -> None:
    with pytest.raises(UnableTo) as caught:
        parts.commune(name, on=date(2023, 6, 1))
    assert caught.value.code == code


def test_the_letter_is_handed_out_as_a_document(sender: Client, people: list[int]) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    assert "Xuất ra DOCX" in text(sender.get(f"/lists/{list_id}/"))
    answer = sender.post(f"/lists/{list_id}/export", {"form": "docx"})
    assert f'filename="list-{list_id}.docx"' in answer.headers["Content-Disposition"]
    paper = Document(io.BytesIO(b"".join(answer.streaming_content)))
    table = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert sorted(row[1] for row in table[1:]) == sorted(["Nguyễn Văn Mẫu", "Trần Thị Hương", "Lê Văn Đạt"])
    assert [cell for row in table for cell in row if cell.startswith("0010850")] == []
    odd = sender.post(f"/lists/{list_id}/export", {"form": "exe"})
    assert odd.headers["Content-Disposition"].endswith('.xlsx"')


def test_an_old_list_says_when_its_details_were_removed(sender: Client, receiver: Client, people: list[int]) -> None:
    list_id = drawn(sender, people)
    do(sender, list_id, "send")
    do(receiver, list_id, "accept", people[:2])
    do(receiver, list_id, "send_back", people[2:], reason="not_found", note="hàng xóm của anh Đạt")
    now = datetime.now(UTC)
    operations.forget(actor=the_house(), now=now)
    assert "Lê Văn Đạt" in text(sender.get(f"/lists/{list_id}/"))
    # A clock of the machine cannot be turned on, so the list is older than it was closed.
    with acting(the_house()):
        NotificationList.objects.filter(list_id=list_id).update(closed_at=now - timedelta(days=181))
    operations.forget(actor=the_house(), now=now)
    for client in (sender, receiver):
        for address in (f"/lists/{list_id}/", f"/lists/{list_id}/paper"):
            shown = text(client.get(address))
            assert f"{localdate(now):%d/%m/%Y}" in shown
            assert not [name for name in ("Nguyễn Văn Mẫu", "Lê Văn Đạt", "Ngõ 52", "anh Đạt") if name in shown]
    assert "Đã xóa thông tin" in text(sender.get(f"/lists/{list_id}/"))
    assert "không tìm thấy" in text(sender.get(f"/lists/{list_id}/")).casefold()
    row = re.search(r"Phúc Xá\s.*", text(sender.get("/lists/statement/")))
    assert row and re.search(r"Phú Thượng 1 3 2 1 0 0 0", row[0])
