"""The tables of cases and of request lists as files (xuất bảng hồ sơ, danh sách đề nghị)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from toandan.faces.web.cases import parts
from toandan.faces.web.cases import reviews as reviews_page
from toandan.faces.web.frame.asking import Asking
from toandan.faces.web.frame.sheets import PURPOSE, Sheet, sheet
from toandan.record.journal.operations import append_reads
from toandan.sheets.tables import Column, Kind, Row, Table
from toandan.work.verification import labels, queries
from toandan.work.verification.words import CaseState, ListRow, VerificationPermission
from toandan.work.verification.words import Kind as CaseKind

READ = VerificationPermission.READ
PAGE = 500
MOST_ASKED = 100_000
"""More questions than a body is asked in a campaign."""
CASES = Table(
    "cases",
    _("Cases"),
    (
        Column("case", _("Case"), Kind.NUMBER),
        Column("person", _("Person")),
        Column("kind", _("What is in doubt")),
        Column("state", _("State")),
        Column("body", _("Asked")),
        Column("due", _("Answer due on"), Kind.DAY),
        Column("opened", _("Opened"), Kind.MOMENT),
        Column("unit", _("Unit")),
    ),
    people=True,
)
LISTS = Table(
    "request-lists",
    _("Lists to bodies"),
    (
        Column("number", _("List")),
        Column("body", _("Body asked")),
        Column("unit", _("Unit")),
        Column("made", _("Sent"), Kind.MOMENT),
        Column("due", _("Answer due on"), Kind.DAY),
        Column("lines", _("Questions"), Kind.COUNT),
        Column("answered", _("Answered"), Kind.COUNT),
        Column("waiting", _("Waiting"), Kind.COUNT, _("Questions that nobody has answered yet.")),
    ),
)

REVIEWS = Table(
    "reviews",
    _("Reviews"),
    (
        Column("review", _("Review"), Kind.NUMBER),
        Column("person", _("Person")),
        Column("kind", _("What is in doubt")),
        Column("weight", _("Weight"), Kind.DECIMAL, _("What linkage thinks; the larger, the more probable it is.")),
        Column("conflict", _("Conflict")),
        Column("source", _("Source")),
        Column("since", _("Since"), Kind.DAY),
        Column("unit", _("Unit")),
    ),
    people=True,
)
REQUESTS = Table(
    "requests",
    _("Requests"),
    (
        Column("list", _("List")),
        Column("person", _("Person")),
        Column("born", _("Birth date"), Kind.TEXT, _("As far as it is known: a day, a month, a year.")),
        Column("kind", _("What is in doubt")),
        Column("unit", _("Asked by")),
        Column("due", _("Answer due on"), Kind.DAY),
        Column("answer", _("Answer")),
        Column("answered", _("Answered"), Kind.MOMENT),
    ),
    people=True,
)


@sheet(permission=VerificationPermission.REVIEW)
def reviews(request: Asking) -> Sheet:
    """Hand out the reviews as the page narrows them, the strongest first; nobody's opinion is in it."""
    asked = reviews_page.asked_of(request)
    said = [labels.TURNS[asked.turn], *([labels.KINDS[asked.kind]] if asked.kind else [])]
    said += [labels.STRENGTHS[asked.strength]] if asked.strength else []
    about = " · ".join([request.unit.name_vi, *map(str, said)])
    return Sheet(REVIEWS, _reviews(request, asked), request.unit.number, about)


def _reviews(request: Asking, asked: reviews_page.Narrowed) -> Iterator[Row]:
    after = 0
    while found := reviews_page.found_of(request, asked, after=after, limit=PAGE):
        known = parts.names(one.person_id for one in found)
        people = [(person.person_id, person.unit) for person in known.values()]
        append_reads(actor=request.actor, people=people, purpose=PURPOSE)
        for one in found:
            yield (
                one.review_id, known[one.person_id].details.full_name if one.person_id in known else "",
                labels.KINDS[one.kind], Decimal(one.weight).quantize(Decimal("0.1")),
                _("conflict") if one.conflict else None, parts.source(one.source), localdate(one.made_at),
                parts.place(one.unit),
            )  # fmt: skip
        after = found[-1].review_id


@sheet(permission=VerificationPermission.READ_REQUEST)
def requests(request: Asking) -> Sheet:
    """Hand out what the officer's body was asked: what waits, then what it answered and what is no longer needed."""
    return Sheet(REQUESTS, _requests(request), request.unit.number, request.unit.name_vi)


def _requests(request: Asking) -> Iterator[Row]:
    spans = request.actor.ranges(VerificationPermission.READ_REQUEST)
    asked = [
        *(one for low, high in spans for one in queries.asked_of(low=low, high=high, limit=MOST_ASKED)),
        *(one for low, high in spans for one in queries.asked_of(low=low, high=high, answered=True, limit=MOST_ASKED)),
        *(one for low, high in spans for one in queries.released_of(low=low, high=high, limit=MOST_ASKED)),
    ]
    append_reads(
        actor=request.actor, people=list(dict.fromkeys((one.person_id, one.body) for one in asked)), purpose=PURPOSE
    )
    for one in asked:
        yield (
            one.number, one.full_name, parts.written_day(one.birth), labels.KINDS[one.kind], parts.place(one.unit),
            one.due_on, labels.answer(one.answer, one.released_on), one.answered_at,
        )  # fmt: skip


@sheet(permission=READ)
def cases(request: Asking) -> Sheet:
    """Hand out the cases the page was asked for, the oldest first."""
    asked = request.GET
    asked_kind, asked_state = asked.get("kind", ""), asked.get("state", "")
    kind = CaseKind(asked_kind) if asked_kind in set(CaseKind) else None
    state = CaseState(asked_state) if asked_state in set(CaseState) else None
    words = [labels.KINDS[kind]] if kind else []
    words += [labels.STATES[state]] if state else []
    about = " · ".join([request.unit.name_vi, *(str(word) for word in words)])
    return Sheet(CASES, _cases(request, kind, state, late=asked.get("overdue") == "1"), request.unit.number, about)


def _cases(request: Asking, kind: CaseKind | None, state: CaseState | None, *, late: bool) -> Iterator[Row]:
    """Read page by page; every page's people are journalled before they leave."""
    after, today = 0, localdate(request.now)
    while True:
        found = queries.cases(
            low=request.unit.number, high=request.unit.last, today=today, kind=kind,
            states=(state,) if state else queries.UNDECIDED, overdue=late, after=after, limit=PAGE,
        )  # fmt: skip
        known = parts.names(case.person_id for case in found.cases)
        people = [(person.person_id, person.unit) for person in known.values()]
        append_reads(actor=request.actor, people=people, purpose=PURPOSE)
        for case in found.cases:
            yield (
                case.case_id, known[case.person_id].details.full_name if case.person_id in known else "",
                labels.KINDS[case.kind], labels.STATES[case.state],
                parts.body_name(case.body) if case.body else "", case.due_on, case.opened_at, parts.place(case.unit),
            )  # fmt: skip
        if not found.more:
            return
        after = found.cases[-1].case_id


@sheet(permission=READ)
def lists(request: Asking) -> Sheet:
    """Hand out the lists that the officer's units sent to bodies: all, or what is late or due soon."""
    due = request.GET.get("due") == "1"
    about = " · ".join([request.unit.name_vi, *([str(_("Late or due soon"))] if due else [])])
    rows = _lists(request.unit.number, request.unit.last, localdate(request.now), due=due)
    return Sheet(LISTS, rows, request.unit.number, about)


def _lists(low: int, high: int, today: date, *, due: bool) -> Iterator[Row]:
    if due:
        yield from (_list(row) for row in queries.due_lists(low=low, high=high, today=today))
        return
    before: int | None = None
    while found := queries.lists_of(low=low, high=high, limit=PAGE, before=before):
        yield from (_list(row) for row in found)
        before = found[-1].list_id


def _list(row: ListRow) -> Row:
    return (
        row.number, parts.body_name(row.body), parts.place(row.unit), row.created_at, row.due_on, row.lines,
        row.answered, row.waiting,
    )  # fmt: skip
