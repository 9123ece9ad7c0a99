"""Reading cases, questions to bodies, and reviews; every function works inside the scope of its transaction."""

from toandan.work.verification.queries.bodies import bodies_asked
from toandan.work.verification.queries.cases import (
    UNDECIDED,
    CaseUnknown,
    case,
    cases,
    cases_of,
    events,
    undecided_cases,
)
from toandan.work.verification.queries.letter import letter
from toandan.work.verification.queries.lists import (
    RequestListUnknown,
    due_lists,
    list_lines,
    lists_of,
    lists_seen,
    open_list_lines,
    request_list,
    units_with_lists,
)
from toandan.work.verification.queries.pairs import Sides, compared, identity, sides
from toandan.work.verification.queries.progress import birth_order, progress
from toandan.work.verification.queries.requests import asked_of, released_of, request, requests_of
from toandan.work.verification.queries.reviews import (
    REVIEWS,
    ReviewUnknown,
    judged,
    review,
    review_counts,
    review_for,
    reviews,
    reviews_waiting,
)
from toandan.work.verification.queries.samples import (
    LabelledPair,
    SamplePairRow,
    SampleRow,
    SampleUnknown,
    labelled_pairs,
    next_pair,
    sample,
    samples,
)

__all__ = [
    "REVIEWS",
    "UNDECIDED",
    "CaseUnknown",
    "LabelledPair",
    "RequestListUnknown",
    "ReviewUnknown",
    "SamplePairRow",
    "SampleRow",
    "SampleUnknown",
    "Sides",
    "asked_of",
    "birth_order",
    "bodies_asked",
    "case",
    "cases",
    "cases_of",
    "compared",
    "due_lists",
    "events",
    "identity",
    "judged",
    "labelled_pairs",
    "letter",
    "list_lines",
    "lists_of",
    "lists_seen",
    "next_pair",
    "open_list_lines",
    "progress",
    "released_of",
    "request",
    "request_list",
    "requests_of",
    "review",
    "review_counts",
    "review_for",
    "reviews",
    "reviews_waiting",
    "sample",
    "samples",
    "sides",
    "undecided_cases",
    "units_with_lists",
]
