"""Directives by the interface: clients draw up, issue and answer their own side's, and nothing of another's."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.faces.api.test_cases import get, post
from tests.work.directives.conftest import LATER, District, town
from toandan.ground.kernel.actor import the_house
from toandan.record.officers import operations as officers

__all__ = ["town"]
pytestmark = pytest.mark.django_db
WORDS = ("directives.directive.read", "directives.directive.answer")
DRAFT, ISSUE = "directives.directive.draft", "directives.directive.issue"


def token(number: int, *words: str) -> dict[str, str]:
    made = officers.add_client(
        actor=the_house(),
        now=datetime.now(UTC),
        name=f"client {number} {len(words)}",
        unit=number,
        permissions=words or WORDS,
    )
    return {"HTTP_AUTHORIZATION": f"Bearer {made if isinstance(made, str) else made[1]}"}


def test_a_body_reads_acknowledges_and_reports(town: District) -> None:
    paper, justice = town.issued(), token(town.justice_no)
    (row,) = get(f"/directives?unit={town.justice_no}", justice).json()["directives"]
    assert (row["directive_id"], row["signed"], row["due_on"]) == (paper, "01/UBND-KSTTHC", str(LATER))
    sheet = get(f"/directives/{paper}", justice).json()
    assert [one["unit"] for one in sheet["addressees"]] == ["TP-001"]
    assert sheet["addressed"] == ["TP-001", "00001"]
    answer = {"task_id": sheet["tasks"][0]["task_id"], "text": "Đã đối chiếu"}
    early = post(f"/directives/{paper}/report", justice, unit=town.justice_no, answers=[answer])
    assert (early.status_code, early.json()["code"]) == (422, "wrong_state")
    key = str(uuid4())
    for _ in range(2):
        assert post(
            f"/directives/{paper}/acknowledge", justice, unit=town.justice_no, client_key=key
        ).status_code == 200  # fmt: skip
    done = post(f"/directives/{paper}/report", justice, unit=town.justice_no, answers=[answer])
    assert done.json() == {"directive_id": paper, "whole": True}
    (own,) = get(f"/directives/{paper}", justice).json()["addressees"]
    assert (own["state"], own["answers"]) == ("reported", {str(answer["task_id"]): "Đã đối chiếu"})


def test_others_find_nothing_and_answer_for_nobody(town: District) -> None:
    paper = town.issued(town.justice_no, town.ward_no)
    union, police = token(town.union_no), token(town.unit)
    assert get(f"/directives/{paper}", union).status_code == 404
    assert get(f"/directives?unit={town.justice_no}", union).status_code == 403
    # The police drafted this paper and see who is how far; they answer for nobody all the same.
    assert len(get(f"/directives?unit={town.justice_no}", police).json()["directives"]) == 1
    for client in (union, police):
        assert post(f"/directives/{paper}/acknowledge", client, unit=town.justice_no).status_code in {403, 404}


def test_pages_go_on_where_the_last_one_ended(town: District) -> None:
    made, police = [town.issued() for _ in range(3)], token(town.unit)
    first = get(f"/directives?unit={town.unit}&way=out&limit=2", police).json()
    assert [one["directive_id"] for one in first["directives"]] == made[:0:-1]
    rest = get(f"/directives?unit={town.unit}&way=out&limit=2&before={first['next_before']}", police).json()
    assert ([one["directive_id"] for one in rest["directives"]], rest["next_before"]) == (made[:1], None)


def test_reading_alone_answers_nothing(town: District) -> None:
    paper, reader = town.issued(), token(town.justice_no, WORDS[0])
    assert post(f"/directives/{paper}/acknowledge", reader, unit=town.justice_no).status_code == 403


def paper_of(town: District, *to: int, **more: object) -> dict[str, object]:
    told = {"text": "Rà soát", "due_on": str(LATER)}
    return {
        "unit": town.unit, "issuer": town.committee_no, "addressees": to or [town.ward_no], "tasks": [told],
        "sign": "UBND-KSTTHC", "subject": "đẩy nhanh", "text": "Thực hiện",
    } | more  # fmt: skip


def test_a_paper_from_its_draft_to_its_end(town: District) -> None:
    police, committee = token(town.unit, *WORDS, DRAFT), token(town.committee_no, *WORDS, ISSUE)
    ward = token(town.ward_no)
    key = str(uuid4())
    made = [post("/directives/drafts", police, **paper_of(town), client_key=key).json() for _ in range(2)]
    assert made[0] == made[1] == {"directive_id": made[0]["directive_id"], "signed": "UBND-KSTTHC", "state": "drafted"}
    at = f"/directives/{made[0]['directive_id']}"
    assert post(f"{at}/propose", police).json()["state"] == "proposed"
    assert post(f"{at}/send-back", committee, reason="Thiếu ngày").json()["state"] == "drafted"
    assert post(f"{at}/propose", police, note="Đã thêm").json()["state"] == "proposed"
    assert post(f"{at}/issue", committee).json() == made[0] | {"signed": "01/UBND-KSTTHC", "state": "issued"}
    post(f"{at}/acknowledge", ward, unit=town.ward_no)
    task = get(at, ward).json()["tasks"][0]["task_id"]
    post(f"{at}/report", ward, unit=town.ward_no, answers=[{"task_id": task, "text": "Xong"}])
    assert post(f"{at}/return", committee, unit=town.ward_no, reason="Chưa đủ").json()["state"] == "acknowledged"
    assert post(f"{at}/close", committee, reason="Hết đợt").json()["state"] == "closed"
    late = post(f"{at}/withdraw", committee, reason="Muộn")
    assert (late.status_code, late.json()["code"]) == (403, "not_allowed"), "what is closed is its drafter's to touch"


def test_each_deed_asks_for_its_word_on_its_side(town: District) -> None:
    police, committee = token(town.unit, *WORDS, DRAFT), token(town.committee_no, *WORDS, ISSUE, DRAFT)
    reader, ward = token(town.unit, WORDS[0]), token(town.ward_no, *WORDS, DRAFT)
    assert post("/directives/drafts", reader, **paper_of(town)).status_code == 403
    assert post("/directives/drafts", ward, **paper_of(town)).status_code == 403
    # A paper cannot be laid before whoever answers for other places, nor be given to them.
    far = post("/directives/drafts", ward, **paper_of(town, unit=town.ward_no, issuer=town.other_no))
    assert (far.status_code, far.json()["code"]) == (422, "issuer_far")
    astray = post("/directives/drafts", police, **paper_of(town, town.justice_no, issuer=town.unit)).json()
    assert astray["code"] == "address_far"
    made = post("/directives/drafts", police, **paper_of(town)).json()["directive_id"]
    assert post(f"/directives/{made}/issue", police).status_code == 403
    assert post(f"/directives/{made}/issue", committee).status_code in {404, 422}
    assert post(f"/directives/{made}/withdraw", reader, reason="Nhầm").status_code == 403
    assert post(f"/directives/{made}/withdraw", police, reason="Nhầm").json()["state"] == "withdrawn"
