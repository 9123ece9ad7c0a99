"""The people pages: found by the right officers, masked, journalled, nothing personal in an address."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people.conftest import DUE, NUMBER, enter
from tests.officers_help import START, make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import the_house
from toandan.record.officers.operations import appoint
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people import queries

MASKED = "••••••••2345"


def text(response) -> str:  # type: ignore[no-untyped-def]
    return response.content.decode()


def ask(client: Client, **asked: str):  # type: ignore[no-untyped-def]
    return client.post("/people/", {"text": "", "birth_year": "", "number": "", **asked}, follow=True)


def journalled(verb: str) -> list[tuple[str, str]]:
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT subject, detail::text FROM journal_line WHERE verb = %s ORDER BY 1", [verb])
        return cursor.fetchall()


def form_of(client: Client, address: str) -> dict[str, str]:
    """Return the fields of a form as the browser would send them."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        n: "" if v is None or v is False else "on" if v is True else str(v) for n, v in values.items() if v is not False
    }


def test_search_finds_by_name_and_keeps_the_question_out_of_the_address(people: dict[str, int], client: Client) -> None:
    response = ask(client, text="mau nguyen")
    assert response.redirect_chain == [("/people/", 302)]
    assert "Nguyễn Văn Mẫu" in text(response)
    assert "Trần Thị Hương" not in text(response)
    assert MASKED in text(response)
    assert NUMBER not in text(response)


def test_what_a_search_shows_is_journalled(people: dict[str, int], client: Client) -> None:
    ask(client, text="nguyen van mau")
    reads = journalled("people.person.read") or journalled("journal.people.read")
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT detail::text FROM journal_line WHERE subject = %s", [f"person:{people['Nguyễn Văn Mẫu']}"]
        )
        lines = [line for (line,) in cursor.fetchall()]
    assert any("people.person.read" in line for line in lines), (reads, lines)


@pytest.mark.parametrize("asked", [{"text": "nguyen van mau"}, {"number": NUMBER}, {"number": NUMBER[-6:]}])
def test_neighbours_find_nobody(people: dict[str, int], neighbour: Client, asked: dict[str, str]) -> None:
    response = ask(neighbour, **asked)
    assert response.status_code == 200
    assert "Nguyễn Văn Mẫu" not in text(response)


@pytest.mark.parametrize(("asked", "status"), [({}, 422), ({"number": "123"}, 422), ({"birth_year": "85"}, 422)])
def test_a_search_for_nothing_says_so(client: Client, asked: dict[str, str], status: int) -> None:
    response = ask(client, **asked)
    assert response.status_code == status
    assert "error-summary" in text(response)


def test_clearing_forgets_the_question(people: dict[str, int], client: Client) -> None:
    ask(client, text="mau")
    assert "Nguyễn Văn Mẫu" not in text(client.post("/people/", {"clear": "1"}, follow=True))


def test_a_person_is_shown_masked(people: dict[str, int], client: Client) -> None:
    page = text(client.get(f"/people/{people['Nguyễn Văn Mẫu']}/"))
    assert "Nguyễn Văn Mẫu" in page
    assert MASKED in page
    assert NUMBER not in page
    assert "001 085 012345" not in page


@pytest.mark.parametrize(
    ("language", "stamp"),
    [
        ("vi", r"Đọc từ sổ lúc \d\d:\d\d \d\d/\d\d/\d{4}"),
        ("en", r"Read from the register at \d\d:\d\d, \d+ \w+ \d{4}"),
    ],
)
def test_a_person_is_shown_with_the_moment_it_was_read(
    people: dict[str, int], client: Client, language: str, stamp: str
) -> None:
    client.cookies["django_language"] = language
    assert re.search(stamp, text(client.get(f"/people/{people['Nguyễn Văn Mẫu']}/")))


def test_out_of_scope_and_unknown_look_the_same(people: dict[str, int], neighbour: Client) -> None:
    there = neighbour.get(f"/people/{people['Nguyễn Văn Mẫu']}/")
    nowhere = neighbour.get("/people/999999999/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    strip = re.compile(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"')
    assert strip.sub("", text(there)) == strip.sub("", text(nowhere))


@pytest.mark.parametrize("tail", ["", "number/", "correct/"])
def test_neighbours_reach_no_address_of_a_person(people: dict[str, int], neighbour: Client, tail: str) -> None:
    address = f"/people/{people['Nguyễn Văn Mẫu']}/{tail}"
    for response in (neighbour.get(address), neighbour.post(address, {"purpose": "x"})):
        assert response.status_code in {404, 405}
        assert "Nguyễn Văn Mẫu" not in text(response)


def test_revealing_shows_the_number_once_and_journals_the_purpose(people: dict[str, int], client: Client) -> None:
    address = f"/people/{people['Nguyễn Văn Mẫu']}/"
    assert client.post(f"{address}number/", {"purpose": ""}).status_code == 422
    assert journalled("people.number.reveal") == []
    page = text(client.post(f"{address}number/", {"purpose": "trả thẻ"}))
    assert "001 085 012345" in page
    assert "001 085 012345" not in text(client.get(address))
    ((subject, detail),) = journalled("people.number.reveal")
    assert subject == f"person:{people['Nguyễn Văn Mẫu']}"
    assert "trả thẻ" in detail


def test_a_purpose_with_a_zero_byte_is_kept_without_it(people: dict[str, int], client: Client) -> None:
    address = f"/people/{people['Nguyễn Văn Mẫu']}/number/"
    assert client.post(address, {"purpose": "trả\x00 thẻ"}).status_code == 200
    assert "trả thẻ" in journalled("people.number.reveal")[0][1]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Nguyễn Văn Mẫu", "Trần Thị Hương", "Lê Văn Vắng"}),
        ("card=due", {"Nguyễn Văn Mẫu", "Lê Văn Vắng"}),
        ("card=due&obstacle=none", {"Nguyễn Văn Mẫu"}),
        ("obstacle=absent&obstacle=abroad", {"Lê Văn Vắng"}),
        ("card=issued&eid=activated", {"Trần Thị Hương"}),
        ("card=applied", set()),
    ],
)
def test_the_list_shows_who_stands_so_and_counts_them(
    people: dict[str, int], client: Client, query: str, names: set[str]
) -> None:
    response = client.get(f"/people/list?unit={unit_of('00001')}&{query}")
    assert {row.name for row in response.context["rows"]} == names
    assert response.context["total"] == len(names)


def test_a_list_says_of_how_many_it_is_and_when(people: dict[str, int], client: Client) -> None:
    page = text(client.get(f"/people/list?unit={unit_of('00001')}&card=due"))
    assert "trên tổng số 3 người" in page
    assert re.search(r"Tình trạng lúc \d\d:\d\d \d\d/\d\d/\d{4}", page)
    assert "trên tổng số" not in text(client.get(f"/people/list?unit={unit_of('00001')}"))


def test_the_list_comes_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch, people: dict[str, int]) -> None:
    monkeypatch.setattr("toandan.faces.web.people.listing.PER_PAGE", 2)
    first = client.get("/people/list")
    second = client.get("/people/list" + first.context["next_url"])
    assert [len(first.context["rows"]), len(second.context["rows"])] == [2, 1]
    assert second.context["next_url"] == ""
    assert {r.address for r in first.context["rows"]}.isdisjoint(r.address for r in second.context["rows"])


@pytest.mark.parametrize("unit", ["00004", "unknown", "nonsense"])
def test_the_list_of_other_units_is_not_there(people: dict[str, int], client: Client, unit: str) -> None:
    number = {"unknown": "1999999999", "nonsense": "x' OR 1"}.get(unit) or unit_of(unit)
    assert client.get(f"/people/list?unit={number}").status_code == 404


@pytest.mark.parametrize("after", ["9" * 25, "9" * 5000, "²", "-1"])
def test_a_page_of_the_list_that_cannot_be_is_the_first_one(people: dict[str, int], client: Client, after: str) -> None:
    assert len(client.get(f"/people/list?after={after}").context["rows"]) == len(people)


def test_the_number_is_checked_while_typing_without_looking_it_up(client: Client) -> None:
    assert "001 085 012345" in text(client.post("/people/number-check/", {"personal_number": "001 085 012345"}))
    assert "<li>" in text(client.post("/people/number-check/", {"personal_number": "00108501234"}))
    assert text(client.post("/people/number-check/", {"personal_number": ""})).strip() == ""


def new_person(client: Client, **changes: str) -> dict[str, str]:
    fields = form_of(client, "/people/new/")
    given = {"full_name": "Phạm Thị Mới", "birth_year": "1985", "birth_month": "5", "birth_day": "17", "sex": "F"}
    standing = {"residence": "permanent", "card": "due", "eid": "none", "obstacle": "", "reason": "chuyển đến"}
    return fields | given | standing | {"occurred_on": "2023-06-01"} | changes


def test_a_person_is_entered_once_even_if_the_form_is_sent_twice(client: Client) -> None:
    form = new_person(client, personal_number="001 185 000001")
    first, second = (client.post("/people/new/", form) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    page = text(client.get(first.url))
    assert "Phạm Thị Mới" in page
    assert len(client.get("/people/list").context["rows"]) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"birth_day": "31", "birth_month": "2"}, "birth_year"),
        ({"birth_month": ""}, "birth_year"),
        ({"birth_year": "1885"}, "birth_year"),
        ({"birth_year": "2190"}, "birth_year"),
        ({"personal_number": "123"}, "personal_number"),
        ({"permanent_unit": "xa khong co that"}, "permanent_unit"),
        ({"occurred_on": "2190-01-01"}, "occurred_on"),
        ({"reason": ""}, "reason"),
        ({"unit": ""}, "unit"),
    ],
)
def test_faults_are_said_above_and_at_the_field(client: Client, changes: dict[str, str], field: str) -> None:
    response = client.post("/people/new/", new_person(client, **changes))
    assert response.status_code == 422
    assert f'href="#id_{field}"' in text(response)
    assert response.context["form"].errors.keys() >= {field}


def test_a_taken_number_is_refused_without_a_name(people: dict[str, int], client: Client) -> None:
    response = client.post("/people/new/", new_person(client, personal_number=NUMBER))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"personal_number"}
    assert "Nguyễn Văn Mẫu" not in text(response)


def test_nobody_is_entered_for_another_ward(client: Client) -> None:
    assert client.post("/people/new/", new_person(client, unit="00004")).status_code in {403, 422}
    assert client.get("/people/list").context["total"] == 0


def test_children_enter_as_not_due(client: Client) -> None:
    address = client.post("/people/new/", new_person(client, birth_year="2015")).url
    assert (
        client.get(address).context["standing"].card
        == client.get("/people/list?card=not_due").context["rows"][0].standing.card
    )


def test_a_correction_keeps_the_old_value_on_the_page(people: dict[str, int], client: Client) -> None:
    address = f"/people/{people['Lê Văn Vắng']}/"
    form = form_of(client, f"{address}correct/")
    form |= {"full_name": "Lê Văn Vàng", "reason": "sai dấu", "occurred_on": "2023-06-01"}
    assert client.post(f"{address}correct/", form).url == address
    page = text(client.get(address))
    assert "Lê Văn Vắng → Lê Văn Vàng." in page
    assert "sai dấu" in page


def test_a_correction_without_looking_is_refused(people: dict[str, int], client: Client) -> None:
    address = f"/people/{people['Lê Văn Vắng']}/correct/"
    form = form_of(client, address) | {"reason": "x", "full_name": "Lê Văn Khác", "occurred_on": "2023-06-01"}
    response = client.post(address, form | {"seen": "0" * 16})
    assert response.status_code == 422
    with reading(the_house()):
        assert queries.person(people["Lê Văn Vắng"]).details.full_name == "Lê Văn Vắng"


def test_the_form_reads_its_own_units_again(people: dict[str, int], client: Client) -> None:
    """Trung Tự ended, and the code of it is borne by another ward on the day that counts."""
    person_id = enter("Đỗ Thị Chỗ", DUE, permanent_unit=unit_of("00226"), present_unit=unit_of("00004"))
    address = f"/people/{person_id}/correct/"
    form = form_of(client, address) | {"reason": "x", "phone": "0912345678", "occurred_on": "2023-06-01"}
    assert client.post(address, form | {"client_key": str(uuid4())}).status_code == 302
    with reading(the_house()):
        details = queries.person(person_id).details
        changed = [c.name for c in queries.corrections(person_id)]
    assert (details.permanent_unit, details.present_unit) == (unit_of("00226"), unit_of("00004"))
    assert changed == ["phone"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("address", ["/people/", "/people/list", "/people/new/"])
def test_pages_stand_in_both_languages(client: Client, language: str, address: str) -> None:
    client.cookies["django_language"] = language
    assert f'<html lang="{language}">' in text(client.get(address))


@pytest.mark.parametrize(("page", "most"), [("search", 8), ("person", 11), ("list", 9)])
def test_pages_ask_the_database_at_most_so_often(people: dict[str, int], client: Client, page: str, most: int) -> None:
    ask(client, text="nguyen")
    address = {"search": "/people/", "person": f"/people/{people['Nguyễn Văn Mẫu']}/", "list": "/people/list"}[page]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    asked = [
        q["sql"] for q in captured.captured_queries if q["sql"].startswith(("SELECT", "UPDATE", "INSERT", "DELETE"))
    ]
    assert len(asked) <= most, asked


def test_a_post_without_the_word_opens_nobody_beside_a_post_that_has_it(people: dict[str, int]) -> None:
    officer = make_officer("hai.noi", Role.COMMUNE_POLICE, unit_of("00004"))
    appoint(
        actor=the_house(),
        now=START,
        officer=officer.pk,
        role=str(Role.HEADQUARTERS_OPERATOR),
        unit=unit_of("00001"),
        reason="Quyết định 2/QĐ",
    )
    client = signed_in_client(officer)
    person = people["Nguyễn Văn Mẫu"]
    assert client.get(f"/people/{person}/").status_code == 404
    assert client.get(f"/people/{person}/correct/").status_code == 404
    assert client.get(f"/people/list?unit={unit_of('001')}").context["rows"] == []
