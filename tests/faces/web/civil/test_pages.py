"""Pages of movements: recording with and without htmx, errors at their box, undoing, lists, the clock, a dossier."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.web.people.conftest import DUE, client, enter, neighbour, people
from tests.officers_help import make_officer, signed_in_client
from tests.record.people.conftest import unit_of
from toandan.faces.web.civil import lists
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger import queries as ledger
from toandan.record.ledger.words import Residence
from toandan.record.officers.queries import reading
from toandan.record.officers.words import Role
from toandan.record.people import operations as register
from toandan.record.people import queries as person_rows
from toandan.record.people.words import PersonDetails
from toandan.record.units import queries as units

__all__ = ["client", "neighbour", "people"]
NAME = "Nguyễn Văn Mẫu"


def day(ago: int = 0) -> str:
    return f"{timezone.localdate() - timedelta(days=ago):%d/%m/%Y}"


def filled(**more: str) -> dict[str, str]:
    given = {"occurred_on": day(), "reported_on": day(), "reason": "gia đình báo", "evidence": "Giấy 1"}
    return given | {"client_key": str(uuid4())} | more


def stands(person: int) -> int | None:
    with reading(the_house()):
        return next((row.state for row in ledger.standings([person])), None)


def test_the_person_page_leads_to_movements_and_dossier(client: Client, people: dict[str, int]) -> None:
    text = client.get(f"/people/{people[NAME]}/").content.decode()
    assert f"/people/{people[NAME]}/movements/" in text
    assert f"/people/{people[NAME]}/dossier/" in text
    assert "/dossier/" not in client.get(f"/people/{people['Trần Thị Hương']}/").content.decode()


def test_htmx_brings_the_form_alone_and_a_plain_link_the_page(client: Client, people: dict[str, int]) -> None:
    address = f"/people/{people[NAME]}/movements/death/"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    whole = client.get(address).content.decode()
    assert "<html" not in part
    assert "<html" in whole
    assert all('name="occurred_on"' in text for text in (part, whole))


def test_a_death_is_recorded_and_undone(client: Client, people: dict[str, int]) -> None:
    person = people[NAME]
    done = client.post(f"/people/{person}/movements/death/", filled())
    assert done.status_code == 302
    assert stands(person) is None
    text = client.get(f"/people/{person}/movements/").content.decode()
    found = re.search(rf"/people/{person}/movements/(\d+)/undo/", text)
    assert found
    refused = client.post(found[0], {"reason": " ", "client_key": str(uuid4())})
    assert refused.status_code == 422
    assert stands(person) is None
    client.post(found[0], {"reason": "nhầm người", "client_key": str(uuid4())})
    assert stands(person) == DUE.code
    again = client.get(f"/people/{person}/movements/").content.decode()
    assert "/undo/" not in again


def test_a_correction_is_undone_on_the_person_s_page(client: Client, people: dict[str, int]) -> None:
    person = people[NAME]
    row = _details(person)
    register.correct(
        actor=the_house(), now=timezone.now(), person_id=person, details=replace(row, full_name="Nguyễn Văn Khác"),
        reason="nhầm", client_key=uuid4(), occurred_on=timezone.localdate(),
    )  # fmt: skip
    found = re.search(rf"/people/{person}/corrections/\d+/undo/", client.get(f"/people/{person}/").content.decode())
    assert found
    refused = client.post(found[0], {"reason": " ", "client_key": str(uuid4())})
    assert refused.status_code == 422 and _details(person).full_name == "Nguyễn Văn Khác"
    assert client.post(found[0], {"reason": "đúng tên cũ", "client_key": str(uuid4())}).status_code == 302
    assert _details(person).full_name == row.full_name


def _details(person: int) -> PersonDetails:
    with reading(the_house()):
        return person_rows.person(person).details


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        ("death", {"occurred_on": day(-1), "reported_on": day(-1)}, "occurred_on"),
        ("death", {"occurred_on": "01/01/1950"}, "occurred_on"),
        ("death", {"evidence": ""}, "evidence"),
        ("absence", {"reason": ""}, "reason"),
        ("absence", {"reported_on": day(3)}, "reported_on"),
        ("absence", {"occurred_on": "31/02/2023"}, "occurred_on"),
    ],
)
def test_errors_stand_at_their_box(
    client: Client, people: dict[str, int], kind: str, more: dict[str, str], field: str
) -> None:
    answer = client.post(f"/people/{people[NAME]}/movements/{kind}/", filled(**more))
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert stands(people[NAME]) == DUE.code


def test_a_birth_enters_and_stands_in_the_list(client: Client) -> None:
    answer = client.post("/movements/new/birth/", filled(full_name="Bé Mới", birth_date=day(), sex="F", unit="00001"))
    assert answer.status_code == 302
    listed = client.get("/movements/?kind=birth").content.decode()
    assert "Bé Mới" in listed
    assert "Bé Mới" not in client.get("/movements/?kind=death").content.decode()


@pytest.mark.parametrize(
    ("more", "field"),
    [({"unit": "99999"}, "unit"), ({"birth_date": ""}, "birth_date"), ({"full_name": "1"}, "full_name")],
)
def test_a_birth_that_cannot_be(client: Client, more: dict[str, str], field: str) -> None:
    said = filled(full_name="Bé", birth_date=day(), unit="00001") | more
    answer = client.post("/movements/new/birth/", said)
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.content.decode()


def test_the_clock_counts_on_the_desk_and_lists_who_waits(client: Client) -> None:
    enter("Người Chờ", DUE.but(residence=Residence.UNREGISTERED))
    assert "/movements/unregistered/" in client.get("/desk/").content.decode()
    listed = client.get("/movements/unregistered/").content.decode()
    assert "Người Chờ" in listed
    assert "Quá hạn" in listed


def test_the_clock_has_pages_and_counts_everybody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"Người Chờ {name}" for name in ("An", "Bé", "Cúc", "Dần", "Én")]
    for name in names:
        enter(name, DUE.but(residence=Residence.UNREGISTERED))
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    address, seen = "/movements/unregistered/", []
    for _page in range(3):
        text = client.get(address).content.decode()
        assert "5 người quá hạn" in text
        seen.append([name for name in names if name in text])
        found = re.search(r'href="(\?unit=[^"]+)" rel="next"', text)
        address = "/movements/unregistered/" + (html.unescape(found[1]) if found else "")
    assert seen == [names[:2], names[2:4], names[4:]]
    assert 'rel="next"' not in text
    assert names[0] in client.get("/movements/unregistered/?since=x&after=1").content.decode()


def test_neighbours_find_nothing(neighbour: Client, people: dict[str, int]) -> None:
    person = people[NAME]
    assert neighbour.get(f"/people/{person}/movements/").status_code == 404
    assert neighbour.post(f"/people/{person}/movements/death/", filled()).status_code == 404
    assert neighbour.get(f"/people/{person}/dossier/").status_code == 404
    assert stands(person) == DUE.code


def test_a_dossier_is_recorded_once_and_a_district_is_within_its_territory(
    client: Client, people: dict[str, int]
) -> None:
    person = people[NAME]
    said = {"occurred_on": day(), "reason": "đến làm thẻ", "client_key": str(uuid4())}
    assert client.post(f"/people/{person}/dossier/", said).status_code == 302
    assert client.post(f"/people/{person}/dossier/", said).status_code == 302
    refused = client.post(f"/people/{person}/dossier/", said | {"client_key": str(uuid4())})
    assert refused.status_code == 422


def test_headquarters_signs_an_assignment_and_withdraws_it(db: None, client: Client) -> None:
    city = signed_in_client(make_officer("pc06", Role.CITY_HEADQUARTERS, unit_of("01")))
    here, there = unit_of("00091"), units.by_number(unit_of("00004"))
    said = {"helped": there.code, "since": day(), "until": day(-9), "act": "QĐ 9", "reason": "x"}
    address = f"/units/{here}/supports/"
    wrong = city.post(address, said | {"until": day(1), "client_key": str(uuid4())})
    assert 'id="id_until-error"' in wrong.content.decode()
    assert city.post(address, said | {"client_key": str(uuid4())}).status_code == 302
    (made,) = units.supports()
    assert there.name_vi in city.get(f"/units/{here}/").content.decode()
    sheet = b"".join(city.post(f"{address}sheet/", {"format": "csv"}).streaming_content).decode()  # type: ignore
    assert there.name_vi in sheet and "QĐ 9" in sheet
    assert client.post(f"{address}{made.support}/end/", {"reason": "x"}).status_code == 403
    assert city.post(f"{address}{made.support}/end/", {"reason": "xong"}).status_code == 302
    assert units.supports(on=timezone.localdate()) == []
