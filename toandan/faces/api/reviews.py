"""Reviews of pairs that linkage was not sure of, for other systems: list, one, give an opinion (rà soát ghép nối)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Query, Router, Schema

from toandan.faces.api.door import HOLDABLE, Call, Number, needs
from toandan.ground.kernel.personal_number import mask
from toandan.record.journal.operations import append_reads
from toandan.record.officers.operations import acting
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.record.people.words import PersonField
from toandan.record.units import queries as units
from toandan.work.verification import operations, queries
from toandan.work.verification.words import Kind, ReviewRow, ReviewState, Verdict, VerificationPermission

router = Router(tags=["cases"])
MOST = 200
_FIELDS = (
    PersonField.FULL_NAME, PersonField.BIRTH, PersonField.SEX, PersonField.PERSONAL_NUMBER, PersonField.OLD_NUMBER,
    PersonField.FATHER, PersonField.MOTHER, PersonField.SPOUSE,
)  # fmt: skip
_NUMBERS = {PersonField.PERSONAL_NUMBER.value, PersonField.OLD_NUMBER.value}
_OF_LISTS = ("id", "death_date", "commune")
"""What a list says of a record beside the fields of a person."""


class ReviewsIn(Schema):
    """Which reviews: of a unit and everything below it, waiting or settled."""

    unit: Number
    state: ReviewState = ReviewState.WAITING
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
    """One review with both records side by side, numbers masked, and what was said so far, the oldest first."""

    head: ReviewOut
    person: dict[str, str]
    record: dict[str, str]
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
        rows = queries.reviews(low=unit.number, high=unit.last, state=asked.state, limit=asked.limit)
        shown = [row for row in rows if request.actor.may(VerificationPermission.REVIEW, row.unit)]
        found = [_head(row) for row in shown]
    _journal(request, shown, "cases.reviews")
    return found


@router.get("/cases/reviews/{int:review_id}", response=PairOut, summary="One pair with both records")
@needs(VerificationPermission.REVIEW, writes=True)
def one(request: Call, review_id: Number) -> PairOut:
    """Show both records field by field; who was shown is journalled before the answer leaves."""
    with reading(request.actor):
        row = queries.review(review_id)
        if not request.actor.may(VerificationPermission.REVIEW, row.unit):
            raise queries.ReviewUnknown
        details = people.person(row.person_id).details
        found = PairOut(
            head=_head(row),
            person=_shown({field.value: details.text(field) for field in _FIELDS}),
            record=_shown(row.record),
            waterfall=[RungOut(name=str(rung["name"]), weight=float(rung["weight"])) for rung in row.waterfall],
            opinions=[OpinionOut.model_validate(said, from_attributes=True) for said in row.opinions],
        )
    _journal(request, [row], "cases.review")
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


def _journal(request: Call, rows: list[ReviewRow], purpose: str) -> None:
    with acting(request.actor):
        append_reads(actor=request.actor, people=[(row.person_id, row.unit) for row in rows], purpose=purpose)


def _shown(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what a reviewer is shown of a record: the fields that are compared, its numbers masked."""
    told = {name: str(record.get(name) or "") for name in (*_OF_LISTS, *(field.value for field in _FIELDS))}
    return {name: mask(value) if name in _NUMBERS else value for name, value in told.items() if value}


def _head(row: ReviewRow) -> ReviewOut:
    names = set(ReviewOut.model_fields) - {"unit"}
    return ReviewOut(**{name: getattr(row, name) for name in names}, unit=units.by_number(row.unit).code)
