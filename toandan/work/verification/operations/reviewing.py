"""What reviewers say of two records: same, different, unsure, and why (ý kiến rà soát)."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from toandan.ground.kernel.actor import Actor
from toandan.record.journal.operations import append
from toandan.record.officers.operations import acting, require
from toandan.work.verification.models import Case, Opinion, Review
from toandan.work.verification.operations import base
from toandan.work.verification.operations.errors import SENTENCES, UnableToReview, unable
from toandan.work.verification.operations.opening import begun
from toandan.work.verification.queries import ReviewUnknown
from toandan.work.verification.queries.reviews import judged, opinions_of
from toandan.work.verification.rules import reviews
from toandan.work.verification.words import CaseState, Kind, ReviewState, Verdict, VerificationPermission


def give_opinion(
    *, actor: Actor, now: datetime, review_id: int, verdict: Verdict, reason: str, client_key: UUID
) -> Verdict | None:
    """Write down what a reviewer thinks and return what is settled by it; None while more eyes are needed.

    "Same" opens a case and suspends like a sure proposal; "different" is kept, and the pair is not proposed again.
    The same key changes nothing. Raises NotAllowed, ReviewUnknown, UnableToReview: no reason, settled already, or
    judged by this reviewer before: whoever has read what the others said could only agree with them.
    """
    with acting(actor):
        review = Review.objects.select_for_update().filter(review_id=review_id).first()
        if review is None:
            raise ReviewUnknown
        require(actor, VerificationPermission.REVIEW, at=review.unit_no)
        if Opinion.objects.filter(person_id=review.person_id, client_key=client_key).exists():
            return Verdict(review.verdict) if review.verdict else None
        if not reason.strip():
            raise UnableToReview(SENTENCES["reason_missing"], code="reason_missing")
        if review.state != ReviewState.WAITING:
            raise UnableToReview(SENTENCES["settled"], code="settled")
        if judged(actor, review.person_id, review_id):
            raise UnableToReview(SENTENCES["judged_already"], code="judged_already")
        _write(actor, now, review, verdict, reason, client_key)
        settled = reviews.settled(opinions_of(review.person_id, review_id), conflict=review.conflict)
        if settled is not None:
            _settle(base.Said(actor, now, localdate(now), reason, client_key), review, settled)
        # Until it is settled the journal keeps the word back: whoever reads it may be the next reviewer.
        said: dict[str, str | int | bool | None] = {"settled": settled.value if settled else None}
        if settled is not None:
            said["verdict"] = verdict.value
        append(
            actor=actor, verb="verification.review.decide", subject=f"review:{review_id}", unit=review.unit_no,
            detail=said,
        )  # fmt: skip
    return settled


def _write(actor: Actor, now: datetime, review: Review, verdict: Verdict, reason: str, client_key: UUID) -> None:
    said = Opinion(
        person_id=review.person_id,
        opinion_id=base.next_number("opinion"),
        review_id=review.review_id,
        unit_no=review.unit_no,
        client_key=client_key,
        verdict=verdict.value,
        reason=reason.strip(),
        actor=actor.name,
        actor_id=actor.officer,
        given_at=now,
    )
    Opinion.objects.bulk_create([said])


def _settle(said: base.Said, review: Review, settled: Verdict) -> None:
    """Close the review, and open the case that "same" means unless one of its kind is open already."""
    Review.objects.filter(person_id=review.person_id, review_id=review.review_id).update(
        state=ReviewState.SETTLED.value, verdict=settled.value
    )
    if settled is not Verdict.SAME:
        return
    kind = Kind(review.kind)
    open_now = Case.objects.filter(person_id=review.person_id, kind=kind.value).exclude(state=CaseState.DECIDED.value)
    if open_now.exists():
        return
    other = review.record.get("person_id") if kind is Kind.DUPLICATE else None
    if kind is Kind.DUPLICATE and not isinstance(other, int):
        raise unable("other_missing")
    detail = {"record": review.record, "waterfall": review.waterfall}
    begun(
        base.Said(said.actor, said.now, said.occurred_on, said.reason, said.client_key, detail=detail),
        base.standing(review.person_id), kind, source=review.source, other=other, origin=review.origin,
    )  # fmt: skip
