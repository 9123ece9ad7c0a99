"""Reviews of pairs that linkage was not sure of (tra cứu rà soát)."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.work.verification.models import Opinion, Review
from toandan.work.verification.words import Kind, OpinionRow, ReviewRow, ReviewState, Verdict


class ReviewUnknown(NotThere):
    """There is no such review in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such review, or it belongs to a unit you do not work for.")
        super().__init__(message, code="review_unknown")


def review(review_id: int) -> ReviewRow:
    """Return one review with its opinions. Raises ReviewUnknown."""
    found = Review.objects.filter(review_id=review_id).first()
    if found is None:
        raise ReviewUnknown
    return row_of(found, opinions_of(found.person_id, review_id))


def reviews(*, low: int, high: int, state: ReviewState = ReviewState.WAITING, limit: int = 50) -> list[ReviewRow]:
    """Return reviews of the units numbered `low` to `high`, the strongest first; their opinions are left out."""
    found = Review.objects.filter(unit_no__gte=low, unit_no__lte=high, state=state.value)
    return [row_of(one, ()) for one in found.order_by("-weight", "review_id")[:limit]]


def reviews_waiting(*, low: int, high: int) -> int:
    """Return how many reviews wait at the units numbered `low` to `high`."""
    return Review.objects.filter(unit_no__gte=low, unit_no__lte=high, state=ReviewState.WAITING.value).count()


def opinions_of(person_id: int, review_id: int) -> list[OpinionRow]:
    """Return what was said about a review, the oldest first."""
    rows = Opinion.objects.filter(person_id=person_id, review_id=review_id).order_by("opinion_id")
    return [OpinionRow(row.actor, row.actor_id, Verdict(row.verdict), row.reason, row.given_at) for row in rows]


def row_of(found: Review, opinions: Iterable[OpinionRow]) -> ReviewRow:
    """Return a stored review as a value."""
    return ReviewRow(
        review_id=found.review_id,
        person_id=found.person_id,
        unit=found.unit_no,
        kind=Kind(found.kind),
        source=found.source,
        weight=found.weight,
        probability=found.probability,
        conflict=found.conflict,
        state=ReviewState(found.state),
        verdict=Verdict(found.verdict) if found.verdict else None,
        waterfall=tuple(found.waterfall),
        record=found.record,
        runner_up=found.runner_up,
        made_at=found.made_at,
        opinions=tuple(opinions),
    )
