"""Reviews of pairs that linkage was not sure of (tra cứu rà soát)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.actor import Actor
from toandan.ground.kernel.errors import NotThere
from toandan.work.verification.models import Opinion, Review
from toandan.work.verification.rules.reviews import seen
from toandan.work.verification.words import (
    Kind,
    OpinionRow,
    ReviewRow,
    ReviewState,
    Strength,
    Turn,
    Verdict,
    VerificationPermission,
)

REVIEWS = 50
"""Reviews on a page."""
_STRENGTHS = {
    Strength.CONFLICT: Q(conflict=True),
    Strength.HIGH: Q(probability__gte=0.99),
    Strength.MIDDLE: Q(probability__gte=0.5, probability__lt=0.99),
    Strength.LOW: Q(probability__lt=0.5),
}
_TURNS = {
    Turn.MINE: Q(by_me=False),
    Turn.FIRST: Q(by_anybody=False),
    Turn.SECOND: Q(by_me=False, by_anybody=True),
    Turn.OTHERS: Q(by_me=True),
}


class ReviewUnknown(NotThere):
    """There is no such review in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such review, or it belongs to a unit you do not work for.")
        super().__init__(message, code="review_unknown")


def review(review_id: int) -> ReviewRow:
    """Return one review with all its opinions. Raises ReviewUnknown."""
    found = Review.objects.filter(review_id=review_id).first()
    if found is None:
        raise ReviewUnknown
    return row_of(found, opinions_of(found.person_id, review_id))


def review_for(viewer: Actor, review_id: int) -> ReviewRow:
    """Return one review as a reviewer may see it: what others said stays hidden until it may be known.

    Raises ReviewUnknown, also for whoever holds no word to judge pairs of its unit.
    """
    found = review(review_id)
    if not viewer.may(VerificationPermission.REVIEW, found.unit):
        raise ReviewUnknown
    settled = found.state is ReviewState.SETTLED
    return replace(found, opinions=seen(found.opinions, reviewer_of(viewer), settled=settled))


def reviewer_of(viewer: Actor) -> int | str:
    """Return by what somebody's opinions are known: the account's number, or the name of whoever has none."""
    return viewer.name if viewer.officer is None else viewer.officer


def judged(viewer: Actor, person_id: int, review_id: int) -> bool:
    """Tell whether somebody has given an opinion on a review."""
    return Opinion.objects.filter(_by(viewer), person_id=person_id, review_id=review_id).exists()


def reviews(
    *,
    low: int,
    high: int,
    state: ReviewState = ReviewState.WAITING,
    viewer: Actor | None = None,
    turn: Turn | None = None,
    kind: Kind | None = None,
    strength: Strength | None = None,
    after: int = 0,
    limit: int = REVIEWS,
) -> list[ReviewRow]:
    """Return reviews of the units numbered `low` to `high`, the strongest first; their opinions are left out.

    `turn` narrows to those whose turn it is for `viewer`. `after` is the last review of the page before: what was
    settled in between moves nothing, because a review keeps its weight.
    """
    found: QuerySet[Any] = Review.objects.filter(unit_no__gte=low, unit_no__lte=high, state=state.value)
    if viewer is not None and turn is not None:
        found = _turned(found, viewer).filter(_TURNS[turn])
    if kind is not None:
        found = found.filter(kind=kind.value)
    if strength is not None:
        found = found.filter(_STRENGTHS[strength])
    last = Review.objects.filter(review_id=after).first() if after else None
    if last is not None:
        found = found.filter(Q(weight__lt=last.weight) | Q(weight=last.weight, review_id__gt=last.review_id))
    return [row_of(one, ()) for one in found.order_by("-weight", "review_id")[:limit]]


def review_counts(viewer: Actor, *, low: int, high: int) -> Counter[tuple[Kind, Turn]]:
    """Return how many reviews wait at the units numbered `low` to `high`, by kind and by whose turn it is.

    What is mine is both what nobody has looked at and what another has.
    """
    waiting = Review.objects.filter(unit_no__gte=low, unit_no__lte=high, state=ReviewState.WAITING.value)
    rows = _turned(waiting, viewer).values("kind", "by_me", "by_anybody").annotate(n=Count("review_id"))
    found: Counter[tuple[Kind, Turn]] = Counter()
    for row in rows:
        turn = Turn.OTHERS if row["by_me"] else Turn.SECOND if row["by_anybody"] else Turn.FIRST
        found[Kind(row["kind"]), turn] += row["n"]
        if turn is not Turn.OTHERS:
            found[Kind(row["kind"]), Turn.MINE] += row["n"]
    return found


def reviews_waiting(viewer: Actor, *, low: int, high: int) -> int:
    """Return how many reviews wait for this reviewer at the units numbered `low` to `high`."""
    waiting = Review.objects.filter(unit_no__gte=low, unit_no__lte=high, state=ReviewState.WAITING.value)
    return _turned(waiting, viewer).filter(_TURNS[Turn.MINE]).count()


def _turned(found: QuerySet[Review], viewer: Actor) -> QuerySet[Any]:
    """Say of every review whether the viewer, and whether anybody, has given an opinion."""
    said = Opinion.objects.filter(person_id=OuterRef("person_id"), review_id=OuterRef("review_id"))
    return found.annotate(by_me=Exists(said.filter(_by(viewer))), by_anybody=Exists(said))


def _by(viewer: Actor) -> Q:
    if viewer.officer is None:
        return Q(actor_id__isnull=True, actor=viewer.name)
    return Q(actor_id=viewer.officer)


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
