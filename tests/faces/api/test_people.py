"""The interface shows people only to clients of their units, masked in lists, and journals every reading."""

import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from tests.faces.web.people.conftest import NUMBER, people
from tests.record.people.conftest import unit_of
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations as officers
from toandan.record.officers.queries import reading

__all__ = ["people"]
NOW = datetime(2023, 1, 1, tzinfo=UTC)


def token(code: str, *words: str) -> dict[str, str]:
    made = officers.add_client(
        actor=the_house(),
        now=NOW,
        name=f"client {code} {len(words)}",
        unit=unit_of(code),
        permissions=words or ("people.person.read",),
    )
    text = made if isinstance(made, str) else made[1]
    return {"HTTP_AUTHORIZATION": f"Bearer {text}"}


def search(client: Client, auth: dict[str, str], **asked: object):  # type: ignore[no-untyped-def]
    return client.post("/api/v1/people/search", json.dumps(asked), content_type="application/json", **auth)


@pytest.fixture
def here(people: dict[str, int]) -> dict[str, str]:
    return token("00001")


def test_search_masks_and_stays_in_the_client_s_units(people: dict[str, int], here: dict[str, str]) -> None:
    found = search(Client(), here, name="mau nguyen").json()
    assert [p["full_name"] for p in found["people"]] == ["Nguyễn Văn Mẫu"]
    assert found["people"][0]["personal_number"].endswith("2345")
    assert NUMBER not in json.dumps(found)
    assert search(Client(), token("00004"), name="mau nguyen").json()["people"] == []


@pytest.mark.parametrize("asked", [{}, {"number": "123"}])
def test_a_search_for_nothing_is_refused_in_both_languages(here: dict[str, str], asked: dict[str, str]) -> None:
    response = search(Client(), here, **asked)
    assert response.status_code == 422
    assert response.json().keys() >= {"code", "message_vi", "message_en"}


def test_a_person_is_whole_only_for_who_may_reveal(people: dict[str, int], here: dict[str, str]) -> None:
    address = f"/api/v1/people/{people['Nguyễn Văn Mẫu']}"
    assert Client().get(address, **here).json()["personal_number"] == "••••••••2345"
    revealing = token("00001", "people.person.read", "people.number.reveal")
    shown = Client().get(address, **revealing).json()
    assert shown["personal_number"] == NUMBER
    assert (shown["birth_date"], shown["unit"], shown["standing"]["card"]) == ("1985-05-17", "00001", "due")


def test_people_of_others_and_unknown_people_look_the_same(people: dict[str, int]) -> None:
    other = token("00004")
    answers = [Client().get(f"/api/v1/people/{n}", **other) for n in (people["Nguyễn Văn Mẫu"], 999_999_999)]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_the_list_by_standing_is_paged(people: dict[str, int], here: dict[str, str]) -> None:
    address = f"/api/v1/people?unit={unit_of('00001')}&limit=1&card=due"
    first = Client().get(address, **here).json()
    second = Client().get(f"{address}&after={first['next_after']}", **here).json()
    assert second["next_after"] is None
    names = {p["full_name"] for p in first["people"] + second["people"]}
    assert names == {"Nguyễn Văn Mẫu", "Lê Văn Vắng"}
    absent = Client().get(f"/api/v1/people?unit={unit_of('00001')}&obstacle=absent", **here).json()
    assert [p["full_name"] for p in absent["people"]] == ["Lê Văn Vắng"]


def test_unknown_words_and_missing_tokens_are_refused(people: dict[str, int], here: dict[str, str]) -> None:
    assert Client().get(f"/api/v1/people?unit={unit_of('00001')}&obstacle=laziness", **here).status_code == 422
    assert Client().get(f"/api/v1/people?unit={unit_of('00001')}").status_code == 401


def test_readings_are_journalled(people: dict[str, int], here: dict[str, str]) -> None:
    search(Client(), here, name="mau")
    with reading(the_house()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_line WHERE detail::text LIKE '%people.search%'")
        assert cursor.fetchone() == (1,)
