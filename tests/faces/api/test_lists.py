"""Other systems draw up, send and answer lists; each side sees what is its own, and a repeat changes nothing."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.api.test_people import token
from tests.faces.web.people.conftest import DUE, enter
from tests.record.people.conftest import unit_of

HERE, THERE = "00001", "00091"
WORDS = ("movements.list.read", "movements.list.send", "movements.list.answer", "ledger.entry.post")


@pytest.fixture
def sender(db: None) -> dict[str, str]:
    return token(HERE, *WORDS)


@pytest.fixture
def receiver(db: None) -> dict[str, str]:
    return token(THERE, *WORDS, "people.person.read")


@pytest.fixture
def people(db: None) -> list[int]:
    return [enter(name, DUE, code=HERE, personal_number="") for name in ("Nguyễn Văn Mẫu", "Trần Thị Hương")]


def call(auth: dict[str, str], address: str, **asked: Any) -> Any:
    body = json.dumps({"client_key": str(uuid4())} | asked)
    return Client().post(f"/api/v1/lists{address}", body, content_type="application/json", **auth)


def drawn(auth: dict[str, str], people: list[int]) -> int:
    wishes = [{"person_id": p, "target": unit_of(THERE)} for p in people]
    answer = call(auth, "", sender=unit_of(HERE), people=wishes, reason="rà soát", grouping="commune")
    assert answer.status_code == 200, answer.content
    (list_id,) = answer.json()["lists"]
    return int(list_id)


def test_a_list_is_drawn_up_sent_and_answered(sender: Any, receiver: Any, people: list[int]) -> None:
    list_id = drawn(sender, people)
    assert Client().get(f"/api/v1/lists/{list_id}", **receiver).status_code == 404
    assert call(sender, f"/{list_id}/send", days=10).json()["done"] == 2
    whole = Client().get(f"/api/v1/lists/{list_id}", **receiver).json()
    assert [p["full_name"] for p in whole["people"]] == ["Nguyễn Văn Mẫu", "Trần Thị Hương"]
    (waiting,) = Client().get(f"/api/v1/lists?unit={unit_of(THERE)}&state=sent", **receiver).json()
    assert (waiting["list_id"], waiting["open"], waiting["overdue"]) == (list_id, 2, False)

    key = str(uuid4())
    first = call(receiver, f"/{list_id}/accept", people=people[:1], client_key=key).json()
    again = call(receiver, f"/{list_id}/accept", people=people[:1], client_key=key).json()
    assert (first["done"], first["repeated"], again["repeated"], again["entry"]) == (1, False, True, first["entry"])
    refused = call(receiver, f"/{list_id}/accept", people=people[:1])
    assert (refused.status_code, refused.json()["code"]) == (422, "already_answered")
    back = call(receiver, f"/{list_id}/return", people=people[1:], reason="deceased").json()
    assert back["state"] == "partly_accepted"
    assert Client().get(f"/api/v1/people/{people[0]}", **receiver).status_code == 200

    (pair,) = Client().get(f"/api/v1/lists/statement?unit={unit_of(HERE)}", **sender).json()
    assert (pair["sent"], pair["accepted"], pair["returned"], pair["open"]) == (2, 1, 1, 0)


def test_neither_side_does_the_other_s_part(sender: Any, receiver: Any, people: list[int]) -> None:
    list_id = drawn(sender, people)
    call(sender, f"/{list_id}/send")
    assert call(sender, f"/{list_id}/accept", people=people).status_code == 403
    assert call(receiver, f"/{list_id}/withdraw", reason="x").status_code == 403
    assert call(token("00004", *WORDS), f"/{list_id}/accept", people=people).status_code == 404
    assert call(token("00004", "movements.list.read"), f"/{list_id}/send").status_code == 403
    assert call(sender, f"/{list_id}/withdraw", reason="nhầm").json()["state"] == "withdrawn"
