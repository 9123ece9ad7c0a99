"""Cases by the interface: a client of the police opens, asks and decides; a client of a body answers its own."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.api.test_people import token
from tests.work.verification.conftest import DUE, LATER, MISSING, TODAY, YEAR_ONLY, Ward, enter, ward
from tests.work.verification.test_cases import standing, state
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Obstacle
from toandan.record.officers import operations as officers
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.verification import queries
from toandan.work.verification.words import CaseState, Kind, Outcome

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


def test_a_question_decided_without_its_answer_is_listed_apart_and_takes_none(ward: Ward) -> None:
    case, justice = ward.open(enter("Lê Văn Cụ")), body_token(ward.justice_no)
    ward.ask(case)
    (line,) = get("/requests", justice).json()
    assert line["released_on"] is None
    ward.decide(case, Outcome.ALIVE)
    assert get("/requests", justice).json() == []
    (row,) = get("/requests?released=true", justice).json()
    assert (row["case_id"], row["released_on"]) == (case, f"{TODAY}")
    given = {"answer": "unknown", "text": "x"}
    refused = post(f"/requests/{line['list_id']}/{case}/answer", justice, **given)
    assert (refused.status_code, refused.json()["code"]) == (422, "not_needed")


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


PAPER = {"kind": "minutes", "number": "3/BB"}


def test_the_way_of_somebody_without_papers(ward: Ward) -> None:
    police, stranger = token("00001", *WORDS), token("00004", *WORDS)
    person = enter("Không Rõ Tên", DUE.but(obstacle=Obstacle.NO_PAPERS), personal_number="")
    case = ward.open(person, Kind.NO_PAPERS)
    told = {"evidence": PAPER, "reason": "đã làm", "occurred_on": TODAY}

    def step(name: str, auth: dict[str, str] = police, **more: object):  # type: ignore[no-untyped-def]
        return post(f"/cases/{case}/step", auth, step=name, **told, **more)

    assert step("search", stranger).status_code == 404
    assert step("no_match").json()["code"] == "step_wrong"
    key = str(uuid4())
    assert [step("search", client_key=key).status_code for _ in range(2)] == [200, 200]
    assert step("no_match").status_code == 200
    assert step("paper_asked").json()["code"] == "step_by_asking"
    asked = {"unit": ward.unit, "body": ward.centre_no, "cases": [case], "question": "Giấy?", "due_on": LATER}
    assert post("/cases/ask", police, **asked).status_code == 200
    assert step("paper_received").status_code == 200
    assert step("residence").json()["code"] == "residence_missing"
    assert step("residence", residence="temporary").status_code == 200
    assert step("number", number="001085012345").status_code == 200
    assert standing(person).residence == "temporary"  # type: ignore[union-attr]
    with reading(the_house()):
        assert people.person(person).details.personal_number == "001085012345"
        assert all(event for _, event in queries.progress(queries.events(queries.case(case))))
    decided = {"outcome": "papers_complete", "evidence": PAPER, "day": TODAY, "reason": "đủ"}
    assert post(f"/cases/{case}/decide", police, **decided).status_code == 200


def test_a_paper_is_ruled_out_and_the_next_one_may_be_used(ward: Ward) -> None:
    police, stranger = token("00001", *WORDS), token("00004", *WORDS)
    case = ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
    told = {"rank": "hospital_paper", "occurred_on": TODAY, "reason": "bệnh viện cháy", "client_key": str(uuid4())}
    assert post(f"/cases/{case}/rule-out", stranger, **told).status_code == 404
    assert [post(f"/cases/{case}/rule-out", police, **told).status_code for _ in range(2)] == [200, 200]
    last = told | {"rank": "first_of_january", "client_key": str(uuid4())}
    assert post(f"/cases/{case}/rule-out", police, **last).json()["code"] == "rank_last"
    with reading(the_house()):
        events = queries.events(queries.case(case))
        assert [event.verb for event in events] == ["opened", "ruled_out"]
        assert queries.birth_order(events)[1][2]


def test_a_wrong_decision_is_taken_back_once(ward: Ward) -> None:
    police, stranger = token("00001", *WORDS), token("00004", *WORDS)
    person = enter("Lê Văn Cụ")
    case = ward.open(person)
    why = {"reason": "nhầm người", "client_key": str(uuid4())}
    assert post(f"/cases/{case}/reopen", police, **why).json()["code"] == "wrong_state"
    ward.decide(case, Outcome.DEAD)
    assert standing(person) is None
    assert post(f"/cases/{case}/reopen", stranger, **why).status_code == 404
    first = post(f"/cases/{case}/reopen", police, **why).json()
    assert first["entry"] and post(f"/cases/{case}/reopen", police, **why).json() == first
    assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)


@pytest.mark.parametrize("address", ["step", "rule-out", "reopen"])
def test_a_client_without_the_word_does_none_of_it(ward: Ward, address: str) -> None:
    case, reader = ward.open(enter("Lê Văn Cụ")), token("00001", "verification.case.read")
    told = {
        "step": "search", "evidence": PAPER, "reason": "x", "occurred_on": TODAY, "rank": "hospital_paper",
    }  # fmt: skip
    assert post(f"/cases/{case}/{address}", reader, **told).status_code == 403


@pytest.mark.parametrize("address", ["step", "rule-out", "reopen"])
def test_what_no_database_can_hold_makes_nothing_fail(ward: Ward, address: str) -> None:
    case, police = ward.open(enter("Không Rõ Tên", personal_number=""), Kind.NO_PAPERS), token("00001", *WORDS)
    if address == "reopen":
        ward.decide(case := ward.open(enter("Lê Văn Cụ")), Outcome.ALIVE)
    told = {
        "step": "search", "evidence": {"kind": "minutes", "number": "1\x00"}, "reason": "x\x00", "occurred_on": TODAY,
        "rank": "hospital_paper",
    }  # fmt: skip
    client = Client(raise_request_exception=False)
    body = json.dumps({"client_key": str(uuid4())} | told, default=str)
    answer = client.post(f"/api/v1/cases/{case}/{address}", body, content_type="application/json", **police)
    assert answer.status_code < 500
