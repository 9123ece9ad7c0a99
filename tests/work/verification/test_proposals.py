"""Proposals of linkage: the sure suspend, the unsure wait, the same file changes nothing."""

import json
from uuid import uuid4

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record.journal.lines import every_line
from tests.work.verification.conftest import DONE, DUE, NOW, Ward, enter
from tests.work.verification.test_cases import standing
from toandan.ground.kernel.actor import Actor, the_house
from toandan.record.ledger.words import Card, Obstacle
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.people.models import Person
from toandan.work.verification import operations, queries
from toandan.work.verification.rules import reviews
from toandan.work.verification.words import (
    CaseState,
    Kind,
    OpinionRow,
    Outcome,
    Proposed,
    ReviewRow,
    ReviewState,
    Strength,
    Turn,
    Verdict,
)

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

    @pytest.mark.parametrize(
        ("column", "told"),
        [
            ("kind", "không"), ("waterfall", "không"), ("person_id", "không"), ("weight", "không"),
            ("weight", float("nan")), ("waterfall", '[{"name": "name"}]'), ("waterfall", "7"), ("evidence", "[1]"),
            ("evidence", '{"record": {"person_id": "x"}}'),
        ],
    )  # fmt: skip
    def test_a_frame_that_cannot_be_read_is_refused_whole(self, ward: Ward, column: str, told: object) -> None:
        person = enter("Lê Văn Cụ")
        bad = proposal(person, record=2) | {column: told}
        with pytest.raises(operations.UnableToPropose) as error:
            propose(ward, proposal(person) | ({column: str(person)} if column == "person_id" else {}), bad)
        assert error.value.values == {"column": column, "row": 2}
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

    def test_a_conflict_needs_two_and_neither_knows_what_the_other_says(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        propose(ward, proposal(person, "review", conflict=True))
        number = waiting(ward)[0].review_id
        assert self.said(ward.police, number) == []
        assert self.say(ward.police, number, Verdict.SAME) is None
        with pytest.raises(operations.UnableToReview) as refused:
            self.say(ward.police, number, Verdict.SAME)
        assert (refused.value.code, standing(person)) == ("judged_already", DUE)
        assert (self.said(ward.police, number), self.said(ward.district, number)) == ([Verdict.SAME], [])
        (line,) = [line for line in every_line() if line.verb == "verification.review.decide"]
        assert line.detail == {"settled": None}
        assert self.say(ward.district, number, Verdict.SAME) is Verdict.SAME
        assert self.said(ward.police, number) == [Verdict.SAME] * 2
        with reading(the_house()):
            assert queries.review(number).state is ReviewState.SETTLED

    def test_two_who_differ_are_read_by_a_third_who_decides(self, ward: Ward) -> None:
        person = enter("Lê Văn Cụ")
        propose(ward, proposal(person, "review", conflict=True))
        number = waiting(ward)[0].review_id
        assert self.say(ward.police, number, Verdict.SAME) is None
        assert self.say(ward.district, number, Verdict.DIFFERENT) is None
        assert self.said(the_house(), number) == [Verdict.SAME, Verdict.DIFFERENT]
        assert self.say(the_house(), number, Verdict.DIFFERENT) is Verdict.DIFFERENT
        assert standing(person) == DUE

    def said(self, viewer: Actor, number: int) -> list[Verdict]:
        with reading(viewer):
            return [one.verdict for one in queries.review_for(viewer, number).opinions]

    def test_the_queue_goes_on_past_a_page_and_offers_nobody_what_they_judged(self, ward: Ward) -> None:
        people = [enter(f"Lê Văn {n}") for n in ("Một", "Hai", "Ba", "Bốn")]
        strong = [9.0, 3.0, 9.0, 5.0]
        for n, (person, weight) in enumerate(zip(people, strong, strict=True)):
            propose(ward, proposal(person, "review", record=n, weight=weight, conflict=n < 2))
        in_turn = [people[n] for n in (0, 2, 3, 1)]
        assert self.walked(ward.police) == in_turn
        assert self.say(ward.police, waiting(ward)[0].review_id, Verdict.SAME) is None
        assert self.walked(ward.police) == in_turn[1:]
        assert self.walked(ward.police, turn=Turn.OTHERS) == self.walked(ward.district, turn=Turn.SECOND) == in_turn[:1]
        assert self.walked(ward.district) == in_turn
        assert self.walked(ward.district, strength=Strength.CONFLICT) == [people[0], people[1]]
        with reading(ward.police):
            counts = queries.review_counts(ward.police, low=ward.unit, high=ward.unit)
            assert queries.reviews_waiting(ward.police, low=ward.unit, high=ward.unit) == 3
        assert [counts[Kind.SUSPECTED_DEAD, turn] for turn in Turn] == [3, 3, 0, 1]

    def walked(self, viewer: Actor, *, turn: Turn = Turn.MINE, strength: Strength | None = None) -> list[int]:
        """Return the people of the queue, walked through in pages of two."""
        found: list[ReviewRow] = []
        with reading(viewer):
            while part := queries.reviews(
                low=viewer.grants[0].low, high=viewer.grants[0].high, viewer=viewer, turn=turn, strength=strength,
                after=found[-1].review_id if found else 0, limit=2,
            ):  # fmt: skip
                found += part
                assert len({one.review_id for one in found}) == len(found), "a page came again"
        return [one.person_id for one in found]

    def test_the_other_record_of_a_duplicate_comes_with_what_a_reviewer_needs(self, ward: Ward) -> None:
        """A reviewer of a ward may not look into the ward where the second record stands."""
        mine, third = enter("Lê Văn Cụ"), enter("Lê Văn Cũ", code="00004")
        theirs = enter("Lê Văn Cu", code="00004", personal_number="001085012345", mother_name="Trần Thị B")
        pair = {"record": {"person_id": theirs}, "runner_up": {"person_id": third}}
        line = proposal(mine, "review") | {"kind": "duplicate", "evidence": json.dumps(pair)}
        propose(ward, line)
        (found,) = waiting(ward)
        with reading(ward.police):
            sides = queries.sides(found)
        assert (sides.person["full_name"], sides.person["commune"]) == ("Lê Văn Cụ", "Phường Phúc Xá (00001)")
        assert (sides.record["full_name"], sides.record["mother_name"]) == ("Lê Văn Cu", "Trần Thị B")
        assert (sides.record["commune"], sides.record["personal_number"]) == (
            "Phường Trúc Bạch (00004)",
            "••••••••2345",
        )
        assert sides.runner_up is not None and sides.runner_up["full_name"] == "Lê Văn Cũ"
        assert "001085012345" not in json.dumps([found.record, found.runner_up])
        assert sides.shown == ((mine, ward.unit), (theirs, ward.unit), (third, ward.unit))
        # The same pair is the same when somebody's details have changed since.
        with acting(the_house()):
            Person.objects.filter(person_id=theirs).update(mother_name="Trần Thị Bé")
        assert propose(ward, line) == Proposed(known=1)
        assert self.say(ward.police, found.review_id, Verdict.SAME) is Verdict.SAME
        assert case_of(mine)[0].other == theirs

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
