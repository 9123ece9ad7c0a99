"""Movements through the interface: recorded once, undone, listed in scope; refusals carry code and both languages."""

import json
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from tests.faces.api.test_people import token
from tests.faces.web.people.conftest import DUE, enter, people
from tests.record.people.conftest import unit_of
from toandan.record.ledger.words import Residence

__all__ = ["people"]
WORDS = (
    "movements.civil.read", "movements.civil.record", "movements.dossier.record", "ledger.entry.post",
    "people.person.correct",
)  # fmt: skip
NAME = "Nguyễn Văn Mẫu"


def send(path: str, said: dict[str, object], code: str = "00001", words: tuple[str, ...] = WORDS):  # type: ignore[no-untyped-def]
    return Client().post(f"/api/v1{path}", json.dumps(said), content_type="application/json", **auth(code, words))


def auth(code: str, words: tuple[str, ...]) -> dict[str, str]:
    """Return the header of a client, made once a test."""
    if (code, words) not in _made:
        _made[code, words] = token(code, *words)
    return _made[code, words]


_made: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}


def said(**more: object) -> dict[str, object]:
    today = timezone.localdate().isoformat()
    given = {"kind": "death", "occurred_on": today, "reported_on": today, "reason": "x", "evidence": "y"}
    return given | {"client_key": str(uuid4())} | more


def test_recorded_once_listed_and_undone(people: dict[str, int]) -> None:
    _made.clear()
    person, body = people[NAME], said()
    first, again = (send(f"/people/{person}/movements", body) for _ in range(2))
    assert first.status_code == 200
    assert first.json() == again.json()
    undone = send(
        f"/people/{person}/movements/{first.json()['movement']}/undo", {"client_key": str(uuid4()), "reason": "x"}
    )
    assert undone.json()["undoes"] == first.json()["movement"]
    listed = Client().get(f"/api/v1/movements?unit={unit_of('00001')}", **auth("00001", WORDS)).json()
    assert [row["kind"] for row in listed] == ["undone", "death"]


def test_refusals(people: dict[str, int]) -> None:
    _made.clear()
    person = people[NAME]
    late = (timezone.localdate() + timedelta(days=1)).isoformat()
    answer = send(f"/people/{person}/movements", said(occurred_on=late))
    assert (answer.status_code, answer.json()["code"]) == (422, "occurred_in_future")
    assert answer.json()["message_vi"] != answer.json()["message_en"]
    assert send(f"/people/{person}/movements", said(), code="00004").status_code == 404
    assert send(f"/people/{person}/movements", said(), words=WORDS[:1]).status_code == 403


def test_a_dossier_outside_the_territory_names_the_list(people: dict[str, int]) -> None:
    _made.clear()
    today = timezone.localdate().isoformat()
    body = {"client_key": str(uuid4()), "unit": unit_of("00004"), "occurred_on": today, "reason": "x"}
    answer = send(f"/people/{people[NAME]}/dossier", body, code="001")
    assert (answer.status_code, answer.json()["code"]) == (422, "outside_territory")
    assert "danh sách thông báo" in answer.json()["message_vi"]
    assert send(f"/people/{people[NAME]}/dossier", body | {"unit": unit_of("00001")}, code="001").status_code == 200


def test_a_dossier_of_somebody_who_lives_elsewhere_names_the_receiver(db: None) -> None:
    _made.clear()
    lists = (*WORDS, "movements.list.send", "movements.list.read")
    person = enter("Người Ở Nơi Khác", DUE, present_unit=unit_of("00091"))
    body = {"unit": unit_of("00001"), "occurred_on": timezone.localdate().isoformat(), "reason": "x"}
    path = f"/people/{person}/dossier"
    told = send(path, body | {"client_key": str(uuid4())}, words=lists)
    assert (told.status_code, told.json()["code"]) == (422, "lives_elsewhere")
    assert (told.json()["receiver"], told.json()["receiver_unit"]) == ("00091", unit_of("00091"))
    assert "receiver" not in send(path, body | {"client_key": str(uuid4())}).json()
    wish = {"person_id": person, "target": told.json()["receiver_unit"]}
    asked = {"client_key": str(uuid4()), "sender": unit_of("00001"), "people": [wish], "reason": "x"}
    assert len(send("/lists", asked, words=lists).json()["lists"]) == 1
    came = send(path, body | {"client_key": str(uuid4()), "in_person": True}, words=lists)
    assert came.status_code == 200


def test_the_clock(people: dict[str, int]) -> None:
    _made.clear()
    person = enter("Người Chờ", DUE.but(residence=Residence.UNREGISTERED))
    (row,) = Client().get(f"/api/v1/movements/unregistered/{unit_of('00001')}", **auth("00001", WORDS)).json()
    assert (row["person_id"], row["state"]) == (person, "overdue")


def test_the_clock_goes_on_page_by_page(db: None) -> None:
    _made.clear()
    waiting = [enter(f"Người Chờ {name}", DUE.but(residence=Residence.UNREGISTERED)) for name in ("An", "Bé", "Cúc")]
    address, seen, more = f"/api/v1/movements/unregistered/{unit_of('00001')}?limit=2", [], ""
    for many in (2, 1, 0):
        rows = Client().get(address + more, **auth("00001", WORDS)).json()
        assert len(rows) == many
        seen += [row["person_id"] for row in rows]
        more = f"&since={rows[-1]['since']}&after={rows[-1]['person_id']}" if rows else ""
    assert seen == sorted(waiting)
