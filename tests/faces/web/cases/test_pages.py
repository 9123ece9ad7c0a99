"""The pages of cases: what is shown to whom, what is refused beside its form, what a key sent twice does."""

import re
from importlib import import_module
from uuid import uuid4

import pytest
from django.test import Client

from tests.faces.web.cases.conftest import Desks
from tests.work.verification.conftest import DUE, LATER, MISSING, NOW, TODAY, YEAR_ONLY, Ward, enter
from tests.work.verification.test_cases import standing, state
from tests.work.verification.test_proposals import proposal, propose, waiting
from toandan.faces.web.cases.forms import AskForm
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Obstacle
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.words import CaseState, Kind

pytestmark = pytest.mark.django_db


def body(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def sent(client: Client, address: str, prefix: str, **told: object) -> tuple[int, str]:
    named = {f"{prefix}-{name}" if prefix else name: value for name, value in told.items()}
    response = client.post(address, named)
    return response.status_code, response.content.decode()


def asked_key() -> dict[str, object]:
    return {"client_key": str(uuid4()), "reason": "Theo hồ sơ"}


def paper() -> dict[str, object]:
    return {"evidence_kind": "official_letter", "evidence_number": "12/TP", "evidence_day": ""}


def day(value) -> str:  # type: ignore[no-untyped-def]
    return f"{value:%d/%m/%Y}"


class TestQueue:
    def test_it_lists_the_unit_s_cases_and_narrows(self, ward: Ward, desks: Desks) -> None:
        ward.open(enter("Lê Văn Cụ"))
        ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
        everything = body(desks.police, "/cases/")
        assert "Lê Văn Cụ" in everything and "Trần Thị Năm" in everything
        narrowed = body(desks.police, "/cases/?kind=suspected_dead")
        assert "Lê Văn Cụ" in narrowed and "Trần Thị Năm" not in narrowed
        assert "Lê Văn Cụ" not in body(desks.police, "/cases/?state=decided")
        assert "Lê Văn Cụ" not in body(desks.police, "/cases/?overdue=1")
        assert "Lê Văn Cụ" not in body(desks.neighbour, "/cases/")

    @pytest.mark.parametrize("query", ["kind=x", "after=-1", "after=99999999999999999999", "state=%00"])
    def test_a_strange_query_is_an_open_queue(self, desks: Desks, query: str) -> None:
        body(desks.police, f"/cases/?{query}")


class TestCase:
    def test_opening_asking_answering_deciding(self, ward: Ward, desks: Desks) -> None:
        person = enter("Lê Văn Cụ")
        assert "Lê Văn Cụ" in body(desks.police, f"/cases/new/?person={person}")
        response = desks.police.post(
            "/cases/new/", {**asked_key(), "person": person, "kind": "suspected_dead", "other": ""}
        )
        assert response.status_code == 302
        case = int(re.findall(r"\d+", response["Location"])[0])
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)

        told = {**asked_key(), "body": ward.justice_no, "due_on": day(LATER)}
        assert sent(desks.police, f"/cases/{case}/ask/", "ask", **told)[0] == 302
        assert sent(desks.police, f"/cases/{case}/ask/", "ask", **told)[0] == 302
        assert state(case) is CaseState.ASKED

        (address,) = set(re.findall(rf"/requests/\d+/{case}/", body(desks.justice, "/requests/")))
        assert "Lê Văn Cụ" in body(desks.justice, address)
        bare = {**asked_key(), "answer": "confirmed", "found_day": "", **paper(), "evidence_number": ""}
        status, page = sent(desks.justice, address, "", **bare)
        assert status == 422 and 'href="#id_evidence_number"' in page
        given = bare | {"evidence_number": "7/2023", "found_day": day(TODAY)}
        assert sent(desks.justice, address, "", **given)[0] == 302
        assert state(case) is CaseState.ANSWERED
        assert "7/2023" in body(desks.police, f"/cases/{case}/")

        decided = {**asked_key(), **paper(), "outcome": "dead", "day": day(TODAY)}
        assert sent(desks.police, f"/cases/{case}/decide/", "decide", **decided)[0] == 302
        assert standing(person) is None
        assert sent(desks.police, f"/cases/{case}/reopen/", "reopen", **asked_key())[0] == 302
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)

    def test_a_refusal_stands_at_its_form_and_nothing_is_lost(self, ward: Ward, desks: Desks) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        told = {**asked_key(), **paper(), "outcome": "dead", "day": "01/01/1960"}
        status, page = sent(desks.police, f"/cases/{case}/decide/", "decide", **told)
        assert status == 422
        assert 'role="alert"' in page and 'value="12/TP"' in page
        assert re.search(r'<details id="decide" open', page)

    def test_where_no_body_answers_the_form_says_whom_to_turn_to(self) -> None:
        assert "toandan units body" in AskForm(prefix="ask", bodies=(), language="vi").fields["body"].help_text

    def test_a_checklist_and_an_order_of_evidence_are_shown(self, ward: Ward, desks: Desks) -> None:
        homeless = DUE.but(obstacle=Obstacle.NO_PAPERS)
        case = ward.open(enter("Không Rõ Tên", homeless), Kind.NO_PAPERS)
        told = {**asked_key(), **paper(), "occurred_on": day(TODAY)}
        assert sent(desks.police, f"/cases/{case}/step/", "step", **told)[0] == 302
        assert body(desks.police, f"/cases/{case}/").count("tag-done") == 1
        vague = ward.open(enter("Trần Thị Năm", MISSING, birth=YEAR_ONLY), Kind.BIRTH_DATE_MISSING)
        told = {**asked_key(), "rank": "hospital_paper", "occurred_on": day(TODAY)}
        assert sent(desks.police, f"/cases/{vague}/rule-out/", "rule_out", **told)[0] == 302
        with reading(the_house()):
            assert queries.birth_order(queries.events(queries.case(vague)))[0][1]

    def test_nobody_else_sees_or_moves_it(self, ward: Ward, desks: Desks) -> None:
        case = ward.open(enter("Lê Văn Cụ"))
        body(desks.neighbour, f"/cases/{case}/", 404)
        body(desks.justice, f"/cases/{case}/", 403)
        decided = {**asked_key(), **paper(), "outcome": "dead", "day": day(TODAY)}
        assert sent(desks.neighbour, f"/cases/{case}/decide/", "decide", **decided)[0] == 404
        assert sent(desks.justice, f"/cases/{case}/decide/", "decide", **decided)[0] == 403


class TestDeskOfABody:
    def test_it_shows_its_own_questions_alone(self, ward: Ward, desks: Desks) -> None:
        ward.open(enter("Lê Văn Kín"))
        case = ward.open(enter("Lê Văn Cụ"))
        ward.ask(case)
        shown = body(desks.justice, "/requests/")
        assert "Lê Văn Cụ" in shown and "Lê Văn Kín" not in shown
        assert "Lê Văn Cụ" not in body(desks.centre, "/requests/")
        (address,) = set(re.findall(rf"/requests/\d+/{case}/", shown))
        body(desks.centre, address, 404)
        body(desks.police, address, 403)
        for closed in ("/people/", "/cases/", "/cases/reviews/", "/board/", "/rolls/"):
            assert desks.justice.get(closed).status_code in {302, 403, 404}, closed
        for shown in ("/desk/", "/units/"):
            assert desks.justice.get(shown, follow=True).status_code == 200, shown


class TestReviews:
    def test_two_records_beside_each_other_and_an_opinion(self, ward: Ward, desks: Desks) -> None:
        person = enter("Lê Văn Cụ", personal_number="001085012345")
        propose(ward, proposal(person, "review", runner_up={"full_name": "Lê Văn Cư"}))
        (review,) = waiting(ward)
        address = f"/cases/reviews/{review.review_id}/"
        assert address in body(desks.police, "/cases/reviews/")
        page = body(desks.police, address)
        assert all(said in page for said in ("Lê Văn Cụ", "LE VAN CU", "Lê Văn Cư", "<svg", "+8,5"))
        assert "001085012345" not in page
        assert "–" not in re.findall(r'class="num" data-label="[^"]*">([^<]*)<', page)[:1]
        body(desks.neighbour, address, 404)
        assert sent(desks.police, address, "", **asked_key())[0] == 422
        assert sent(desks.police, address, "", **asked_key(), verdict="same")[0] == 302
        assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)


class TestSamples:
    def test_a_pair_is_labelled_blind_and_the_next_one_comes(self, ward: Ward, desks: Desks) -> None:
        people = [enter("Lê Văn Cụ", personal_number="001085012345"), enter("Lê Văn Hai")]
        record = {"full_name": "LE VAN CU", "birth_date": "1956"}
        pairs = [operations.Drawn(f"D{n}", person, record) for n, person in enumerate(people)]
        sample, _ = operations.draw_sample(
            actor=ward.district, now=NOW, kind=Kind.SUSPECTED_DEAD, source="khai_tu.csv", pairs=pairs, reason="x",
            client_key=uuid4(),
        )  # fmt: skip
        address = f"/cases/samples/{sample}/"
        assert address in body(desks.police, "/cases/samples/")
        page = body(desks.police, address)
        assert all(said in page for said in ("Lê Văn Cụ", "LE VAN CU", "1956")) and "Lê Văn Hai" not in page
        assert not any(said in page for said in ("001085012345", "waterfall", "Trọng số", "xác suất"))
        pair = re.findall(r'name="pair" value="(\d+)"', page)[0]
        assert sent(desks.police, address, "", **asked_key(), pair=pair)[0] == 422
        assert sent(desks.police, address, "", **asked_key(), pair=pair, verdict="unsure")[0] == 302
        assert "Lê Văn Hai" in body(desks.police, address)
        assert sent(desks.neighbour, address, "", **asked_key(), pair=pair, verdict="same")[0] == 404
        body(desks.neighbour, address, 404)


class TestTriage:
    def test_a_rule_is_carried_out_and_each_line_reported(self, ward: Ward, desks: Desks) -> None:
        person = enter("Trần Thị Năm", birth=YEAR_ONLY)
        body(desks.police, "/cases/triage/")
        status, page = sent(desks.police, "/cases/triage/", "", **asked_key(), rule="open", whole="on")
        assert status == 200 and "Trần Thị Năm" in page
        assert standing(person) == MISSING
        status, page = sent(desks.police, "/cases/triage/", "", **asked_key(), rule="first_of_january", whole="on")
        assert status == 200 and "Trần Thị Năm" in page
        assert standing(person) == MISSING
        assert sent(desks.police, "/cases/triage/", "", **asked_key(), rule="ask")[0] == 422

    def test_a_button_carries_on_behind_the_last_line(
        self, ward: Ward, desks: Desks, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(import_module("toandan.work.verification.operations.triage"), "MOST", 1)
        first, second = enter("Trần Thị Năm", birth=YEAR_ONLY), enter("Trần Thị Sáu", birth=YEAR_ONLY)
        _status, page = sent(desks.police, "/cases/triage/", "", **asked_key(), rule="open", whole="on")
        told = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.split('id="report"')[1]))
        assert told["after"] == str(first) and "Trần Thị Sáu" not in page
        status, page = sent(desks.police, "/cases/triage/", "", **told)
        assert status == 200 and "Trần Thị Sáu" in page
        assert standing(second) == MISSING
