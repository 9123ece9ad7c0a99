"""Proposals of linkage: the sure suspend, the unsure wait, the same file changes nothing."""

import json
from uuid import uuid4

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work.verification.conftest import DONE, DUE, NOW, Ward, enter
from tests.work.verification.test_cases import standing
from toandan.ground.kernel.actor import the_house
from toandan.record.ledger.words import Card, Obstacle
from toandan.record.officers.queries import reading
from toandan.work.verification import operations, queries
from toandan.work.verification.rules import reviews
from toandan.work.verification.words import CaseState, Kind, OpinionRow, Outcome, Proposed, ReviewState, Verdict

SUSPENDED = DUE.but(obstacle=Obstacle.SUSPECTED_DEAD)
WEIGHTS = [{"name": "full_name", "weight": 8.5, "left": "Lê Văn Cụ", "right": "LE VAN CU"}]


def proposal(person: int, band: str = "auto", *, record: int = 1, weight: float = 22.0, **more: object) -> dict:
    """Return one proposal as linkage writes it."""
    evidence = {"record": {"id": f"D{record}", "full_name": "LE VAN CU", "death_date": "2023-02-01"}} | more
    return {
        "person_id": person, "kind": "suspected_dead", "band": band, "weight": weight, "probability": 0.99999,
        "waterfall": json.dumps(WEIGHTS), "evidence": json.dumps(evidence),
    }  # fmt: skip


def propose(ward: Ward, *lines: dict, source: str = "khai_tu_2023.csv", actor=None) -> Proposed:  # type: ignore[no-untyped-def]
    return operations.propose(
        actor=actor or ward.district, now=NOW, proposals=pl.DataFrame(list(lines)), source=source,
        reason="Đối chiếu sổ khai tử", client_key=uuid4(),
    )  # fmt: skip


def waiting(ward: Ward):  # type: ignore[no-untyped-def]
    with reading(ward.district):
        return queries.reviews(low=ward.unit, high=ward.unit)


def case_of(person: int):  # type: ignore[no-untyped-def]
    with reading(the_house()):
        return queries.cases_of(person)


@pytest.mark.django_db
class TestAuto:
    def test_it_suspends_and_opens_a_case_to_be_confirmed(self, ward: Ward) -> None:
        people = [enter("Lê Văn Cụ"), enter("Lê Văn Ông", DUE.but(card=Card.APPLIED))]
        done = propose(ward, *(proposal(p, record=p) for p in people))
        assert (done.suspended, done.cases, done.reviews) == (2, 2, 0)
        assert [standing(p).obstacle for p in people] == [Obstacle.SUSPECTED_DEAD] * 2  # type: ignore[union-attr]
        (case,) = case_of(people[0])
        assert (case.kind, case.state, case.source) == (Kind.SUSPECTED_DEAD, CaseState.OPEN, "khai_tu_2023.csv")
        with reading(the_house()):
            (line,) = queries.events(case)
        assert line.detail["record"]["id"].startswith("D")
        assert ward.decide(case.case_id, Outcome.DEAD)

    def test_who_has_card_and_account_is_queued_but_not_suspended(self, ward: Ward) -> None:
        done_already, child = enter("Lê Văn Xong", DONE), enter("Lê Văn Bé", DUE.but(card=Card.NOT_DUE))
        done = propose(ward, proposal(done_already), proposal(child))
        assert (done.suspended, done.cases) == (0, 2)
        assert standing(done_already) == DONE
        assert not case_of(done_already)[0].suspended

    def test_the_same_file_under_another_name_changes_nothing(self, ward: Ward) -> None:
        one, two = enter("Lê Văn Cụ"), enter("Lê Văn Hai")
        lines = [proposal(one), proposal(two, "review", record=2)]
        propose(ward, *lines)
        again = propose(ward, *lines, source="ban_sao.csv")
        assert again == Proposed(known=2)
        assert len(case_of(one)) == 1
        assert len(waiting(ward)) == 1

    def test_one_file_with_a_line_twice_opens_one_case(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        done = propose(ward, proposal(person), proposal(person), proposal(person, record=2))
        assert (done.cases, done.suspended) == (1, 1)
        assert len(case_of(person)) == 1

    def test_whom_a_decision_called_alive_is_not_suspended_again_by_the_same_record(self, ward: Ward) -> None:
        person = enter("Lê Văn Sống")
        propose(ward, proposal(person))
        ward.decide(case_of(person)[0].case_id, Outcome.ALIVE)
        assert propose(ward, proposal(person)).cases == 0
        assert standing(person) == DUE
        assert propose(ward, proposal(person, record=9)).cases == 1

    def test_people_elsewhere_or_gone_are_refused_lines(self, ward: Ward) -> None:
        mine, theirs = enter("Lê Văn Cụ"), enter("Lê Văn Xa", code="00091")
        done = propose(ward, proposal(mine), proposal(theirs), proposal(10**12))
        assert done.cases == 1
        assert {person for person, _ in done.refused} == {theirs, 10**12}

    @pytest.mark.parametrize("column", ["kind", "waterfall", "person_id", "weight"])
    def test_a_frame_that_cannot_be_read_is_refused_whole(self, ward: Ward, column: str) -> None:
        person = enter("Lê Văn Cụ")
        bad = proposal(person) | {column: "không"}
        with pytest.raises(operations.UnableToPropose) as error:
            propose(ward, bad)
        assert error.value.values == {"column": column}
        assert standing(person) == DUE


@pytest.mark.django_db
class TestReview:
    def say(self, actor, review: int, verdict: Verdict) -> Verdict | None:  # type: ignore[no-untyped-def]
        return operations.give_opinion(
            actor=actor, now=NOW, review_id=review, verdict=verdict, reason="đã xem hai hồ sơ", client_key=uuid4()
        )

    def test_same_suspends_and_opens_a_case(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        propose(ward, proposal(person, "review"))
        assert standing(person) == DUE
        (review,) = waiting(ward)
        assert self.say(ward.police, review.review_id, Verdict.SAME) is Verdict.SAME
        assert standing(person) == SUSPENDED
        assert case_of(person)[0].kind is Kind.SUSPECTED_DEAD
        assert waiting(ward) == []
        with pytest.raises(operations.UnableToReview):
            self.say(ward.district, review.review_id, Verdict.DIFFERENT)

    def test_different_leaves_the_person_alone(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        propose(ward, proposal(person, "review"))
        self.say(ward.police, waiting(ward)[0].review_id, Verdict.DIFFERENT)
        assert (standing(person), case_of(person)) == (DUE, [])

    def test_a_conflict_needs_two_and_one_person_does_not_count_twice(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        propose(ward, proposal(person, "review", conflict=True))
        number = waiting(ward)[0].review_id
        assert self.say(ward.police, number, Verdict.SAME) is None
        assert self.say(ward.police, number, Verdict.SAME) is None
        assert standing(person) == DUE
        assert self.say(ward.district, number, Verdict.SAME) is Verdict.SAME
        with reading(the_house()):
            found = queries.review(number)
        assert found.state is ReviewState.SETTLED
        assert [one.reason for one in found.opinions] == ["đã xem hai hồ sơ"] * 3

    def test_the_same_key_is_one_opinion(self, ward: Ward) -> None:
        person, key = enter("Lê Văn Cụ"), uuid4()
        propose(ward, proposal(person, "review", conflict=True))
        number = waiting(ward)[0].review_id
        for _ in range(2):
            operations.give_opinion(
                actor=ward.police, now=NOW, review_id=number, verdict=Verdict.SAME, reason="x", client_key=key
            )
        with reading(the_house()):
            assert len(queries.review(number).opinions) == 1

    def test_a_neighbour_has_no_say(self, ward: Ward) -> None:
        propose(ward, proposal(enter("Lê Văn Cụ"), "review"))
        with pytest.raises(queries.ReviewUnknown):
            self.say(ward.neighbour, waiting(ward)[0].review_id, Verdict.SAME)


opinions = st.lists(st.tuples(st.integers(1, 4), st.sampled_from(Verdict)), max_size=8)


@given(opinions, st.booleans())
def test_what_is_settled_was_said_by_enough_people_and_by_no_one_only_once_over(
    said: list[tuple[int, Verdict]], conflict: bool
) -> None:
    rows = [OpinionRow(f"o{who}", who, verdict, "x", NOW) for who, verdict in said]
    settled = reviews.settled(rows, conflict=conflict)
    last = dict(said)
    agreeing = [who for who, verdict in last.items() if verdict is settled]
    if settled is not None:
        assert settled is not Verdict.UNSURE
        assert len(agreeing) >= (2 if conflict or set(last.values()) != {settled} else 1)
    if len(set(last.values()) - {Verdict.UNSURE}) == 1 and len(last) >= 2 and Verdict.UNSURE not in last.values():
        assert settled is not None
