"""Reviews: two records side by side, why linkage thinks they are one person, and what reviewers say (rà soát)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from toandan.faces.web.cases import parts
from toandan.faces.web.cases.forms import OpinionForm
from toandan.faces.web.frame import formats
from toandan.faces.web.frame.doors import Visit, action, page
from toandan.faces.web.frame.refusals import message_of
from toandan.ground.kernel.errors import UnableTo
from toandan.record.officers.queries import reading
from toandan.record.people import queries as people
from toandan.work.verification import labels, operations, queries
from toandan.work.verification.words import ReviewRow, ReviewState, Verdict, VerificationPermission


@page(permission=VerificationPermission.REVIEW)
def queue(request: Visit) -> HttpResponse:
    """List the reviews that wait at the officer's units, the strongest first."""
    found = queries.reviews(low=request.unit.number, high=request.unit.last)
    known = parts.names(one.person_id for one in found)
    for person in known.values():
        request.read_person(person.person_id, person.unit)
    rows = [
        {
            "address": reverse("cases:review", args=[one.review_id]),
            "name": known[one.person_id].details.full_name if one.person_id in known else "–",
            "kind": labels.KINDS[one.kind],
            "weight": parts.weight(one.weight),
            "conflict": one.conflict,
            "source": one.source,
            "made": formats.day(one.made_at),
            "place": parts.place(one.unit),
        }
        for one in found
    ]
    total = queries.reviews_waiting(low=request.unit.number, high=request.unit.last)
    return TemplateResponse(request, "cases/reviews.html", {"rows": rows, "total": total})


@page(permission=VerificationPermission.REVIEW)
def show(request: Visit, review_id: int) -> HttpResponse:
    """Show one review."""
    return TemplateResponse(request, "cases/review.html", _context(request, _readable(request, review_id)))


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
        context = _context(request, _readable(request, review_id), form)
    return TemplateResponse(request, "cases/review.html", context, status=422)


def _refuse(form: OpinionForm, refusal: UnableTo) -> None:
    form.add_error(None, message_of(refusal))


def _readable(request: Visit, review_id: int) -> ReviewRow:
    found = queries.review(review_id)
    if not request.actor.may(VerificationPermission.REVIEW, found.unit):
        raise queries.ReviewUnknown
    return found


def _context(request: Visit, review: ReviewRow, form: OpinionForm | None = None) -> dict[str, Any]:
    person = people.person(review.person_id)
    request.read_person(person.person_id, person.unit)
    return {
        "review": review,
        "person": person,
        "kind_label": labels.KINDS[review.kind],
        "weight": parts.weight(review.weight),
        "probability": formats.number(100 * review.probability, places=2),
        "figure": parts.figure(review),
        "sides": parts.sides(review, person),
        "opinions": [
            {
                "when": formats.moment(one.given_at),
                "title": labels.VERDICTS[one.verdict],
                "text": one.reason,
                "who": one.actor,
            }
            for one in reversed(review.opinions)
        ],
        "waits": review.state is ReviewState.WAITING,
        "verdict": labels.VERDICTS[review.verdict] if review.verdict else "",
        "form": form or OpinionForm(),
        "errors": parts.errors(form) if form else [],
    }
