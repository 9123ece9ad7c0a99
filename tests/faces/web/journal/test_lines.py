"""The journal's page: who may look, what is found, and that looking is written down."""

from datetime import date

import pytest
from django.test import Client

from tests.officers_help import make_officer, signed_in_client
from tests.record.journal.lines import every_line
from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append, append_reads
from toandan.record.officers.operations import acting
from toandan.record.units import queries as units

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 3)


def unit(code: str) -> int:
    return units.by_code(code, as_of=DAY).number


@pytest.fixture
def client() -> Client:
    return signed_in_client(make_officer("tay.ho", "district_police", unit("003")))


@pytest.fixture(autouse=True)
def _lines() -> None:
    mine = Actor(officer=901, name="phu.thuong", at=unit("00091"), grants=())
    theirs = Actor(officer=902, name="truc.bach", at=unit("00004"), grants=())
    with acting(mine):
        append(
            actor=mine, verb="people.person.correct", subject="person:77", unit=unit("00091"), detail={"field": "sex"}
        )
        append_reads(actor=mine, people=[(77, unit("00091")), (78, unit("00091"))], purpose="people.list")
    with acting(theirs):
        append(actor=theirs, verb="people.person.correct", subject="person:88", unit=unit("00004"))


def found(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/journal/{query}")
    assert page.status_code == 200
    return [row["line"].subject for row in page.context["rows"] if row["line"].verb.startswith("people.")]


def test_one_sees_the_lines_of_ones_own_units(client: Client) -> None:
    assert found(client) == ["people:2", "person:77"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?person=77", ["people:2", "person:77"]),
        ("?person=78", ["people:2"]),
        ("?person=88", []),
        ("?officer=phu.thuong&verb=people.person.correct", ["person:77"]),
        ("?officer=truc.bach", []),
        ("?verb=people", ["people:2", "person:77"]),
        ("?verb=peop", []),
        ("?unit=00091", ["people:2", "person:77"]),
        ("?unit=00094", []),
        ("?since=2001-01-01&until=2001-01-31", []),
        ("?since=2001-01-01", ["people:2", "person:77"]),
    ],
)
def test_filters_narrow(client: Client, query: str, expected: list[str]) -> None:
    assert found(client, query) == expected


def test_a_unit_one_may_not_look_into_is_refused_in_words(client: Client) -> None:
    page = client.get("/journal/?unit=00004")
    assert "Không có đơn vị nào mang mã này" in page.content.decode()
    assert "người số 88" not in page.content.decode()
    assert "người số 77" in page.content.decode()


def test_looking_is_written_down_with_what_was_asked(client: Client) -> None:
    client.get("/journal/?person=77&verb=people")
    (line,) = [line for line in every_line() if line.verb == "journal.line.look"]
    assert (line.actor_name, line.subject) == ("tay.ho", "person:77")
    assert line.detail == {"person": "77", "verb": "people"}


def test_pages_go_on_where_the_last_ended(client: Client) -> None:
    actor = Actor(officer=901, name="phu.thuong", at=unit("00091"), grants=())
    with acting(actor):
        for number in range(120):
            append(actor=actor, verb="people.person.read", subject=f"person:{1000 + number}", unit=unit("00091"))
    seen: list[str] = []
    query = "?verb=people.person"
    for _ in range(5):
        page = client.get(f"/journal/{query}")
        seen += [row["line"].subject for row in page.context["rows"]]
        if not page.context["after"]:
            break
        query = f"?verb=people.person&after={page.context['after']}"
    assert len(seen) == len(set(seen)) == 122


@pytest.mark.parametrize("after", ["x", "1.2", "99999999999999999.1.1", "-1.1.1", "1.1.1.1"])
def test_a_place_that_makes_no_sense_is_overlooked(client: Client, after: str) -> None:
    assert found(client, f"?after={after}") == ["people:2", "person:77"] or after.startswith("9")


def test_who_may_not_look_does_not(client: Client) -> None:
    commune = signed_in_client(make_officer("xa.mot", "commune_police", unit("00091")))
    assert commune.get("/journal/").status_code == 403
    assert not [line for line in every_line() if line.verb == "journal.line.look"]


def details(client: Client, verb: str) -> list[tuple[str, str]]:
    page = client.get(f"/journal/?verb={verb}")
    (row,) = page.context["rows"]
    assert all(f"{name}: {value}" in page.content.decode() for name, value in row["detail"])
    return list(row["detail"])


@pytest.mark.parametrize(
    ("verb", "detail", "vi", "en"),
    [
        (
            "ledger.entry.post",
            {"verb": "card_delivered", "posted": 1200, "refused": 0},
            [("việc đã làm", "Trao thẻ cho công dân"), ("số dòng đã ghi", "1.200"), ("số dòng bị từ chối", "0")],
            [("what was done", "Card given to its holder"), ("lines posted", "1,200"), ("lines or rows refused", "0")],
        ),
        (
            "officers.post.end",
            {"role": "auditor", "post": "12345"},
            [("vai trò", "Kiểm tra, giám sát"), ("lượt phân công số", "12345")],
            [("role", "Auditor"), ("post", "12345")],
        ),
        (
            "rolls.roll.export",
            {"people": 5, "format": "csv", "masked": True},
            [("người", "5"), ("định dạng", "csv"), ("che số định danh", "có")],
            [("people", "5"), ("format", "csv"), ("numbers covered", "yes")],
        ),
        (
            "people.contact.set",
            {"fields": "phone,present_address", "odd": "as it is"},
            [("thông tin thay đổi", "Số điện thoại, Địa chỉ hiện tại"), ("odd", "as it is")],
            [("details changed", "Phone, Present address"), ("odd", "as it is")],
        ),
        ("campaign.target.set", {"since": "2023-06-03"}, [("từ ngày", "03/06/2023")], [("from day", "3 June 2023")]),
    ],
)
def test_details_are_said_in_words(
    client: Client,
    verb: str,
    detail: dict[str, str | int | bool | None],
    vi: list[tuple[str, str]],
    en: list[tuple[str, str]],
) -> None:
    actor = Actor(officer=901, name="phu.thuong", at=unit("00091"), grants=())
    with acting(actor):
        append(actor=actor, verb=verb, subject="unit:1", unit=unit("00091"), detail=detail)
    assert sorted(details(client, verb)) == sorted(vi)
    client.cookies["django_language"] = "en"
    assert sorted(details(client, verb)) == sorted(en)


@pytest.mark.parametrize(
    ("subject", "vi", "en"),
    [
        ("request_list:7", "danh sách đề nghị số 7", "request list no. 7"),
        ("list:8", "danh sách thông báo số 8", "notification list no. 8"),
        ("day:2023-06-03", "ngày 03/06/2023", "day 3 June 2023"),
        ("unit:20001101", "đơn vị số 20001101", "unit no. 20001101"),
        ("ledger:delta", "sổ cái", "the ledger"),
        ("moon:1", "moon:1", "moon:1"),
    ],
)
def test_what_a_line_is_about_is_said_in_words(client: Client, subject: str, vi: str, en: str) -> None:
    actor = Actor(officer=901, name="phu.thuong", at=unit("00091"), grants=())
    with acting(actor):
        append(actor=actor, verb="movements.list.send", subject=subject, unit=unit("00091"))
    for language, said in (("vi", vi), ("en", en)):
        client.cookies["django_language"] = language
        (row,) = client.get("/journal/?verb=movements.list.send").context["rows"]
        assert row["subject"] == said


@pytest.mark.parametrize(
    "query",
    [
        "?person=99999999999999999999999",
        "?person=" + "9" * 5000,
        "?verb=a%00b",
        "?unit=%00",
        "?since=%00",
        "?until=9999-99-99",
        "?after=%C2%B22.1.1",
        "?after=" + "9" * 17 + ".1.1",
    ],
)
def test_a_silly_question_is_no_fault_of_the_program(client: Client, query: str) -> None:
    assert client.get(f"/journal/{query}").status_code == 200
