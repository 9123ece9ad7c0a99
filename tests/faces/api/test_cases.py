"""Cases by the interface: a client of the police opens, asks and decides; a client of a body answers its own."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.api.test_people import token
from tests.work.verification.conftest import DUE, LATER, TODAY, Ward, enter, ward
from tests.work.verification.test_cases import standing, state
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Obstacle
from toandan.record.officers import operations as officers
from toandan.work.verification.words import CaseState

__all__ = ["ward"]
pytestmark = pytest.mark.django_db
WORDS = (
    "verification.case.read", "verification.case.open", "verification.case.decide", "ledger.entry.post",
    "people.person.correct", "movements.civil.record",
)  # fmt: skip
BODY = ("verification.request.read", "verification.request.answer")


def post(address: str, auth: dict[str, str], **told: object):  # type: ignore[no-untyped-def]
    body = json.dumps({"client_key": str(uuid4())} | told, default=str)
    return Client().post(f"/api/v1{address}", body, content_type="application/json", **auth)


def get(address: str, auth: dict[str, str]):  # type: ignore[no-untyped-def]
    return Client().get(f"/api/v1{address}", **auth)


def body_token(number: int) -> dict[str, str]:
    made = officers.add_client(
        actor=the_house(), now=token.__globals__["NOW"], name=f"body {number}", unit=number, permissions=BODY
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {made if isinstance(made, str) else made[1]}"}


def test_a_case_goes_its_way_between_two_clients(ward: Ward) -> None:
    person, police = enter("Lê Văn Cụ"), token("00001", *WORDS)
    justice, centre = body_token(ward.justice_no), body_token(ward.centre_no)
    case = post("/cases", police, person_id=person, kind="suspected_dead", reason="thấy lạ").json()["case_id"]
    assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
    told = {"unit": ward.unit, "body": ward.justice_no, "cases": [case], "question": "Còn sống?", "due_on": LATER}
    assert post("/cases/ask", police, **told).json()["number"].startswith("01/")
    assert get("/requests", centre).json() == []
    (line,) = get("/requests", justice).json()
    assert (line["full_name"], line["unit"]) == ("Lê Văn Cụ", "00001")
    assert "personal_number" not in line
    paper = {"kind": "death_certificate", "number": "7/2023"}
    address = f"/requests/{line['list_id']}/{case}/answer"
    given = {"answer": "confirmed", "text": "đã khai tử", "evidence": paper, "found_day": TODAY}
    assert post(address, centre, **given).status_code == 404
    assert post(address, justice, **given).status_code == 200
    assert state(case) is CaseState.ANSWERED
    decision = {"outcome": "dead", "evidence": paper, "day": TODAY, "reason": "đủ căn cứ"}
    assert post(f"/cases/{case}/decide", justice, **decision).status_code == 403
    assert post(f"/cases/{case}/decide", police, **decision).json()["entry"]
    assert standing(person) is None
    assert get(f"/cases?unit={ward.unit}", police).json()["cases"] == []
    (row,) = get(f"/cases?unit={ward.unit}&state=decided", police).json()["cases"]
    assert (row["outcome"], row["body"]) == ("dead", "TP-001")


def test_a_neighbour_s_client_sees_and_moves_nothing(ward: Ward) -> None:
    case, stranger = ward.open(enter("Lê Văn Cụ")), token("00004", *WORDS)
    assert get(f"/cases/{case}", stranger).status_code == 404
    assert get(f"/cases?unit={ward.unit}", stranger).json()["cases"] == []
    decision = {"outcome": "dead", "evidence": {"kind": "minutes", "number": "1"}, "day": TODAY, "reason": "x"}
    assert post(f"/cases/{case}/decide", stranger, **decision).status_code == 404


def test_refusals_speak_both_languages(ward: Ward) -> None:
    case, police = ward.open(enter("Lê Văn Cụ")), token("00001", *WORDS)
    decision = {"outcome": "same_person", "evidence": {"kind": "minutes", "number": "1"}, "day": TODAY, "reason": "x"}
    refused = post(f"/cases/{case}/decide", police, **decision)
    assert refused.status_code == 422
    assert refused.json()["code"] == "outcome_wrong"
    assert refused.json()["message_vi"] != refused.json()["message_en"]
