"""Reviews by the interface: pairs are listed and shown to their unit, opinions are taken once."""

from uuid import uuid4

import pytest

from tests.faces.api.test_cases import get, post
from tests.faces.api.test_people import token
from tests.record.journal.lines import every_line
from tests.work.verification.conftest import DUE, Ward, enter, ward
from tests.work.verification.test_cases import standing
from tests.work.verification.test_proposals import proposal, propose, waiting
from toandan.record.ledger.words import Obstacle

__all__ = ["ward"]
pytestmark = pytest.mark.django_db
WORDS = ("verification.review.decide", "ledger.entry.post")


def pair(ward: Ward, **more: object) -> tuple[int, int]:
    """Propose one pair for review; return the person and the review."""
    person = enter("Lê Văn Cụ", personal_number="001085012345")
    propose(ward, proposal(person, "review", **more))  # type: ignore[arg-type]
    return person, waiting(ward)[0].review_id


def test_a_pair_is_listed_shown_with_masked_numbers_and_journalled(ward: Ward) -> None:
    person, review = pair(ward, runner_up={"full_name": "Lê Văn Cư", "personal_number": "001085016789"})
    police = token("00001", *WORDS)
    (row,) = get(f"/cases/reviews?unit={ward.unit}", police).json()
    assert (row["review_id"], row["person_id"], row["unit"], row["state"]) == (review, person, "00001", "waiting")
    found = get(f"/cases/reviews/{review}", police)
    assert (found.json()["person"]["full_name"], found.json()["record"]["full_name"]) == ("Lê Văn Cụ", "LE VAN CU")
    assert found.json()["person"]["personal_number"].endswith("2345")
    assert "001085012345" not in found.content.decode()
    assert found.json()["waterfall"] == [{"name": "full_name", "weight": 8.5}]
    assert found.json()["runner_up"] == {"full_name": "Lê Văn Cư", "personal_number": "••••••••6789"}
    purposes = {line.detail.get("purpose") for line in every_line() if line.verb == "people.person.read"}
    assert {"cases.reviews", "cases.review"} <= purposes


def test_an_opinion_settles_once(ward: Ward) -> None:
    person, review = pair(ward)
    police, key = token("00001", *WORDS), str(uuid4())
    told = {"verdict": "same", "reason": "cùng cha mẹ", "client_key": key}
    for _ in range(2):
        assert post(f"/cases/reviews/{review}/opinion", police, **told).json() == {
            "review_id": review, "verdict": "same",
        }  # fmt: skip
    assert standing(person) == DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
    assert get(f"/cases/reviews?unit={ward.unit}", police).json() == []
    (row,) = get(f"/cases/reviews?unit={ward.unit}&state=settled", police).json()
    assert row["verdict"] == "same"
    unheld = post(f"/cases/reviews/{review}/opinion", police, verdict="same", reason="x\x00")
    assert unheld.status_code == 422
    again = post(f"/cases/reviews/{review}/opinion", police, verdict="different", reason="x")
    assert (again.status_code, again.json()["code"]) == (422, "settled")


def test_a_conflict_waits_for_a_second_pair_of_eyes(ward: Ward) -> None:
    _, review = pair(ward, conflict=True)
    both = (token("00001", *WORDS), token("001", *WORDS))
    seen, said = [], []
    for auth in both:
        seen.append([len(get(f"/cases/reviews/{review}", one).json()["opinions"]) for one in both])
        answer = post(f"/cases/reviews/{review}/opinion", auth, verdict="different", reason="khác quê")
        said.append(answer.json()["verdict"])
        offered = get(f"/cases/reviews?unit={ward.unit}", auth).json()
        assert offered == []
    assert (said, seen) == ([None, "different"], [[0, 0], [1, 0]])
    assert len(get(f"/cases/reviews/{review}", both[1]).json()["opinions"]) == 2


def test_a_neighbour_and_a_client_without_the_word_reach_nothing(ward: Ward) -> None:
    _, review = pair(ward)
    told = {"verdict": "same", "reason": "x"}
    stranger, reader = token("00004", *WORDS), token("00001", "verification.case.read")
    assert get(f"/cases/reviews?unit={ward.unit}", stranger).json() == []
    assert get(f"/cases/reviews/{review}", stranger).status_code == 404
    assert post(f"/cases/reviews/{review}/opinion", stranger, **told).status_code == 404
    for answer in (
        get(f"/cases/reviews?unit={ward.unit}", reader),
        get(f"/cases/reviews/{review}", reader),
        post(f"/cases/reviews/{review}/opinion", reader, **told),
    ):
        assert answer.status_code == 403
    assert len(waiting(ward)) == 1
