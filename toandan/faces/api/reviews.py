"""Reviews of pairs that linkage was not sure of, for other systems: list, one, give an opinion (rà soát ghép nối)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.record.journal.operations import append_reads
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.units import queries as units
from toandan.work.verification import operations, queries
from toandan.work.verification.words import (
    Kind,
    ReviewRow,
    ReviewState,
    Strength,
    Turn,
    Verdict,
    VerificationPermission,
)

router = Router(tags=["cases"])
MOST = 200


class ReviewsIn(Schema):
    """Which reviews: of a unit and everything below it, waiting or settled; `after` is the last one of the page before.

    `turn` says for whom: by default those that wait for the caller, none that the caller has judged.
    """

    unit: Number
    state: ReviewState = ReviewState.WAITING
    turn: Turn = Turn.MINE
    kind: Kind | None = None
    strength: Strength | None = None
    after: Number | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class ReviewOut(Schema):
    """One pair of records; `unit` is a code, `conflict` tells that linkage contradicts itself: two must agree."""

    review_id: int
    person_id: int
    unit: str
    kind: Kind
    source: str
    weight: float
    probability: float
    conflict: bool
    state: ReviewState
    verdict: Verdict | None
    made_at: datetime


class RungOut(Schema):
    """One comparison of linkage and its weight."""

    name: str
    weight: float


class OpinionOut(Schema):
    """What a reviewer said, why and when."""

    actor: str
    verdict: Verdict
    reason: str
    given_at: datetime


class PairOut(Schema):
    """One review with both records and the runner-up side by side, numbers masked, and what was said, the oldest first.

    What others said is left out until two have spoken or the review is settled.
    """

    head: ReviewOut
    person: dict[str, str]
    record: dict[str, str]
    runner_up: dict[str, str] | None
    waterfall: list[RungOut]
    opinions: list[OpinionOut]


class OpinionIn(Schema):
    """An opinion and its reason."""

    verdict: Verdict
    reason: Annotated[str, Field(min_length=1, max_length=500, pattern=HOLDABLE)]
    client_key: UUID


class SettledOut(Schema):
    """What is settled by the opinion; null while another pair of eyes is needed."""

    review_id: int
    verdict: Verdict | None


@router.get("/cases/reviews", response=list[ReviewOut], summary="Pairs that wait for a reviewer, the strongest first")
@needs(VerificationPermission.REVIEW, writes=True)
def listed(request: Call, asked: Query[ReviewsIn]) -> list[ReviewOut]:
    """List reviews of a unit; who was shown is journalled before the answer leaves."""
    with reading(request.actor):
        unit = units.by_number(asked.unit)
        rows = queries.reviews(
            low=unit.number, high=unit.last, state=asked.state, viewer=request.actor,
            turn=asked.turn if asked.state is ReviewState.WAITING else None, kind=asked.kind, strength=asked.strength,
            after=asked.after or 0, limit=asked.limit,
        )  # fmt: skip
        shown = [row for row in rows if request.actor.may(VerificationPermission.REVIEW, row.unit)]
        found = [_head(row) for row in shown]
    _journal(request, [(row.person_id, row.unit) for row in shown], "cases.reviews")
    return found


@router.get("/cases/reviews/{int:review_id}", response=PairOut, summary="One pair with both records")
@needs(VerificationPermission.REVIEW, writes=True)
def one(request: Call, review_id: Number) -> PairOut:
    """Show both records field by field; who was shown is journalled before the answer leaves."""
    with reading(request.actor):
        row = queries.review_for(request.actor, review_id)
        sides = queries.sides(row)
        found = PairOut(
            head=_head(row),
            person=dict(sides.person),
            record=dict(sides.record),
            runner_up=None if sides.runner_up is None else dict(sides.runner_up),
            waterfall=[RungOut(name=str(rung["name"]), weight=float(rung["weight"])) for rung in row.waterfall],
            opinions=[OpinionOut.model_validate(said, from_attributes=True) for said in row.opinions],
        )
    _journal(request, sides.shown, "cases.review")
    return found


@router.post("/cases/reviews/{int:review_id}/opinion", response=SettledOut, summary="Give an opinion on a pair")
@needs(VerificationPermission.REVIEW, writes=True)
def say(request: Call, review_id: Number, asked: OpinionIn) -> SettledOut:
    """Say that the records are the same person, two people, or that one cannot tell. The same key changes nothing.

    "Same", once it is settled, opens a case and suspends like a sure proposal; nobody counts twice.
    """
    settled = operations.give_opinion(
        actor=request.actor, now=request.now, review_id=review_id, verdict=asked.verdict, reason=asked.reason,
        client_key=asked.client_key,
    )  # fmt: skip
    return SettledOut(review_id=review_id, verdict=settled)


def _journal(request: Call, people: Sequence[tuple[int, int]], purpose: str) -> None:
    with acting(request.actor):
        append_reads(actor=request.actor, people=people, purpose=purpose)


def _head(row: ReviewRow) -> ReviewOut:
    names = set(ReviewOut.model_fields) - {"unit"}
    return ReviewOut(**{name: getattr(row, name) for name in names}, unit=units.by_number(row.unit).code)
