"""Citizens' questions by the interface and as a file: read and answered where they are, and nowhere else."""

from uuid import uuid4

import pytest

from tests.faces.api.test_cases import get, post
from tests.faces.api.test_directives import token
from tests.officers_help import make_officer, signed_in_client
from tests.work.questions.conftest import TEXT, Office, office, town
from toandan.record.officers.words import Role

pytestmark = pytest.mark.django_db
__all__ = ["office", "town"]
READ, ANSWER = "questions.question.read", "questions.question.answer"


def test_a_client_reads_and_answers_what_is_put_to_its_unit(office: Office) -> None:
    one, spam = office.put(), office.put(spam=True)
    here, above = token(office.ward.at, READ, ANSWER), token(office.police.at, READ)
    (listed,) = get(f"/questions?unit={office.ward.at}", here).json()["questions"]
    assert (listed["question_id"], listed["unit"], listed["state"]) == (one, "00001", "waiting")
    assert "text" not in listed
    (held,) = get(f"/questions?unit={office.ward.at}&desk=held", here).json()["questions"]
    assert (held["question_id"], held["held_for"]) == (spam, ["links"])
    page = get(f"/questions?unit={office.police.at}&desk=all&limit=1", above).json()
    rest = get(f"/questions?unit={office.police.at}&desk=all&before={page['next_before']}", above).json()
    assert [page["questions"][0]["question_id"], rest["questions"][0]["question_id"]] == [spam, one]
    assert get(f"/questions/{one}", here).json()["text"].startswith(TEXT)
    key = str(uuid4())
    assert post(f"/questions/{one}/answer", above, text="Ngày mai").status_code == 403
    for _ in range(2):
        done = post(f"/questions/{one}/answer", here, text="Ngày mai", client_key=key).json()
    assert (done["state"], done["answer"], done["in_time"]) == ("answered", "Ngày mai", True)
    again = post(f"/questions/{one}/answer", here, text="Khác")
    assert (again.status_code, again.json()["code"]) == (422, "wrong_state")
    other = token(office.other.at, READ, ANSWER)
    assert get(f"/questions/{one}", other).status_code == 404
    assert get(f"/questions?unit={office.ward.at}", other).status_code == 403
    assert post(f"/questions/{spam}/answer", other, text="x").status_code == 404


def test_the_file_holds_what_is_in_reach_and_nobodys_words(office: Office) -> None:
    office.put()
    office.put(spam=True)
    ward, other = (
        signed_in_client(make_officer(name, Role.COMMUNE_POLICE, at))
        for name, at in (("ca.hai", office.ward.at), ("ca.ba", office.other.at))
    )
    assert 'action="/questions/sheet/?desk=all"' in ward.get("/questions/?desk=all").content.decode()

    def lines(by) -> list[str]:
        taken = by.post("/questions/sheet/", {"format": "csv"})
        return b"".join(taken.streaming_content).decode("utf-8-sig").strip().splitlines()

    told = lines(ward)
    assert len([line for line in told if "Phường Phúc Xá" in line and "Câu hỏi" in line]) == 2
    assert "Nguyễn Thị Sen" not in "\n".join(told)
    assert not [line for line in lines(other) if "Phường Phúc Xá" in line]
