"""Reviews: two records side by side, why linkage thinks they are one person, and what reviewers say (rà soát)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from toandan.faces.web.cases import pairs, parts
from toandan.faces.web.cases.forms import OpinionForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.queries import reading
from toandan.work.verification import labels, operations, queries
from toandan.work.verification.words import (
    Kind,
    ReviewRow,
    ReviewState,
    Strength,
    Turn,
    Verdict,
    VerificationPermission,
)

Way = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which reviews are looked at: whose turn it is, of which kind and strength, None for all."""

    turn: Turn
    kind: Kind | None
    strength: Strength | None


@page(permission=VerificationPermission.REVIEW)
def queue(request: Visit) -> HttpResponse:
    """List the reviews that wait at the officer's units, the strongest first; those judged already are not offered."""
    asked, seen = asked_of(request), request.GET.get("after", "")
    turn, kind, strength = asked.turn, asked.kind, asked.strength
    after = int(seen) if seen.isdecimal() and len(seen) < 18 else 0
    low, high = request.unit.number, request.unit.last
    found = found_of(request, asked, after=after, limit=queries.REVIEWS + 1)
    shown, counts = found[: queries.REVIEWS], queries.review_counts(request.actor, low=low, high=high)
    kept = {"turn": turn.value, "kind": kind and kind.value, "strength": strength and strength.value}
    further = len(found) > len(shown)
    context = {
        "rows": _rows(request, shown),
        "total": sum(n for (_kind, one), n in counts.items() if one is Turn.MINE),
        "turns": _turns(counts, turn, kept),
        "kinds": _kinds(counts, turn, kind, kept),
        "strengths": _ways("strength", labels.STRENGTHS.items(), strength, kept),
        "next_url": _address(kept, after=str(shown[-1].review_id)) if further else "",
    }
    return TemplateResponse(request, "cases/reviews.html", context)


def asked_of(request: Asking) -> Narrowed:
    """Return how the address narrows the queue; what nobody knows is overlooked."""
    turn, kind, strength = (request.GET.get(name, "") for name in ("turn", "kind", "strength"))
    return Narrowed(
        Turn(turn) if turn in set(Turn) else Turn.MINE,
        Kind(kind) if kind in set(Kind) else None,
        Strength(strength) if strength in set(Strength) else None,
    )


def found_of(request: Asking, asked: Narrowed, *, after: int, limit: int) -> list[ReviewRow]:
    """Return the reviews of the officer's units, the strongest first, behind the one numbered `after`."""
    return queries.reviews(
        low=request.unit.number, high=request.unit.last, viewer=request.actor, turn=asked.turn, kind=asked.kind,
        strength=asked.strength, after=after, limit=limit,
    )  # fmt: skip


def _rows(request: Visit, shown: list[ReviewRow]) -> list[Way]:
    known = parts.names(one.person_id for one in shown)
    for person in known.values():
        request.read_person(person.person_id, person.unit)
    return [
        {
            "address": reverse("cases:review", args=[one.review_id]),
            "name": known[one.person_id].details.full_name if one.person_id in known else "–",
            "kind": labels.KINDS[one.kind],
            "weight": pairs.weight(one.weight),
            "conflict": one.conflict,
            "source": parts.source(one.source),
            "made": formats.day(one.made_at),
            "place": parts.place(one.unit),
        }
        for one in shown
    ]


def _turns(counts: Counter[tuple[Kind, Turn]], chosen: Turn, kept: dict[str, str | None]) -> list[Way]:
    ways = _ways("turn", labels.TURNS.items(), chosen, kept, every=False)
    for way, turn in zip(ways, labels.TURNS, strict=True):
        way["count"] = sum(n for (_kind, one), n in counts.items() if one is turn)
    return ways


def _kinds(
    counts: Counter[tuple[Kind, Turn]], turn: Turn, chosen: Kind | None, kept: dict[str, str | None]
) -> list[Way]:
    """Return the kinds linkage looks for, each with how many it leaves."""
    there = {kind: label for kind, label in labels.KINDS.items() if counts[kind, turn] or kind is chosen}
    if len(there) < 2 and chosen is None:
        return []
    ways = _ways("kind", there.items(), chosen, kept)
    for way, kind in zip(ways[1:], there, strict=True):
        way["count"] = counts[kind, turn]
    return ways


def _ways(
    name: str, words: Iterable[tuple[Any, Any]], chosen: object, kept: dict[str, str | None], *, every: bool = True
) -> list[Way]:
    """Return the ways to narrow the queue by one thing, keeping the others."""
    offered = [(None, _("All")), *words] if every else list(words)
    return [
        {"label": label, "current": word is chosen, "address": _address(kept | {name: word and word.value})}
        for word, label in offered
    ]


def _address(kept: dict[str, str | None], **more: str) -> str:
    asked = {name: value for name, value in (kept | more).items() if value and (name, value) != ("turn", Turn.MINE)}
    return f"{reverse('cases:reviews')}?{urlencode(asked)}" if asked else reverse("cases:reviews")


@page(permission=VerificationPermission.REVIEW)
def show(request: Visit, review_id: int) -> HttpResponse:
    """Show one review."""
    return TemplateResponse(request, "cases/review.html", _context(request, review_id))


@action(permission=VerificationPermission.REVIEW)
def say(request: Visit, review_id: int) -> HttpResponseBase:
    """Take an opinion down."""
    form = OpinionForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            settled = operations.give_opinion(
                actor=request.actor, now=request.now, review_id=review_id, verdict=Verdict(told["verdict"]),
                reason=told["reason"], client_key=told["client_key"],
            )  # fmt: skip
        except (operations.UnableToReview, operations.UnableToVerify) as refusal:
            _refuse(form, refusal)
        else:
            said = _("Your opinion is kept; another reviewer must look, too.")
            if settled is not None:
                said = _("The review is settled: %(verdict)s.") % {"verdict": labels.VERDICTS[settled]}
            messages.info(request, said)
            return HttpResponseRedirect(reverse("cases:review", args=[review_id]))
    with reading(request.actor):
        context = _context(request, review_id, form)
    return TemplateResponse(request, "cases/review.html", context, status=422)


def _refuse(form: OpinionForm, refusal: UnableTo) -> None:
    form.add_error(None, message_of(refusal))


def _context(request: Visit, review_id: int, form: OpinionForm | None = None) -> dict[str, Any]:
    review = queries.review_for(request.actor, review_id)
    sides = queries.sides(review)
    for person, unit in sides.shown:
        request.read_person(person, unit)
    waits = review.state is ReviewState.WAITING
    judged = waits and queries.judged(request.actor, review.person_id, review_id)
    following = _following(request) if judged or not waits else None
    return {
        "review": review,
        "kind_label": labels.KINDS[review.kind],
        "against": _("The second record") if review.kind is Kind.DUPLICATE else _("In the list"),
        "weight": pairs.weight(review.weight),
        "source": parts.source(review.source),
        "probability": formats.number(floor(10_000 * review.probability) / 100, places=2),
        "figure": pairs.figure(review),
        "sides": pairs.rows(sides, review.waterfall),
        "runner_up": sides.runner_up is not None,
        "opinions": _opinions(review),
        "waits": waits and not judged,
        "judged": judged,
        "decides": waits and not judged and bool(review.opinions),
        "following": reverse("cases:review", args=[following]) if following else "",
        "verdict": labels.VERDICTS[review.verdict] if review.verdict else "",
        "form": form or OpinionForm(),
        "errors": parts.errors(form) if form else [],
    }


def _following(request: Visit) -> int | None:
    """Return the strongest review that waits for this officer."""
    low, high = request.unit.number, request.unit.last
    found = queries.reviews(low=low, high=high, viewer=request.actor, turn=Turn.MINE, limit=1)
    return found[0].review_id if found else None


def _opinions(review: ReviewRow) -> list[Way]:
    return [
        {
            "when": formats.moment(one.given_at),
            "title": labels.VERDICTS[one.verdict],
            "text": one.reason,
            "who": one.actor,
        }
        for one in reversed(review.opinions)
    ]
