"""Directives by the interface: a body's client reads, acknowledges and reports its own, and nothing of another's."""

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


def token(number: int, *words: str) -> dict[str, str]:
    made = officers.add_client(
        actor=the_house(), now=datetime.now(UTC), name=f"client {number}", unit=number, permissions=words or WORDS
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
