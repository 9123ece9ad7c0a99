"""Cases and their timelines, inside the scope of the transaction (tra cứu hồ sơ xác minh)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.work.verification.models import Case, Event
from toandan.work.verification.words import CasePage, CaseRow, CaseState, CaseVerb, EventRow, Kind, Outcome

UNDECIDED = (CaseState.OPEN, CaseState.ASKED, CaseState.ANSWERED)
PAGE = 50


class CaseUnknown(NotThere):
    """There is no such case in the caller's scope."""

    def __init__(self) -> None:
        super().__init__(_("There is no such case, or it belongs to a unit you do not work for."), code="case_unknown")


def case(case_id: int) -> CaseRow:
    """Return one case. Raises CaseUnknown."""
    found = Case.objects.filter(case_id=case_id).first()
    if found is None:
        raise CaseUnknown
    return row_of(found)


def cases(
    *,
    low: int,
    high: int,
    today: date,
    kind: Kind | None = None,
    states: Collection[CaseState] = UNDECIDED,
    overdue: bool = False,
    after: int = 0,
    limit: int = PAGE,
) -> CasePage:
    """Return cases of the units numbered `low` to `high`, the oldest first, with how many there are of each kind.

    `after` is the last case of the page before. `counts` are of all that are not decided, whatever the filter.
    """
    here = Case.objects.filter(unit_no__gte=low, unit_no__lte=high)
    chosen = here.filter(state__in=[s.value for s in states], case_id__gt=after)
    if kind is not None:
        chosen = chosen.filter(kind=kind.value)
    if overdue:
        chosen = chosen.filter(state=CaseState.ASKED.value, due_on__lt=today)
    rows = [row_of(found) for found in chosen.order_by("case_id")[: limit + 1]]
    late = Count("case_id", filter=Q(state=CaseState.ASKED.value, due_on__lt=today))
    counted = here.exclude(state=CaseState.DECIDED.value).values("kind").annotate(n=Count("case_id"), late=late)
    counts = {row["kind"]: row["n"] for row in counted} | {"overdue": sum(row["late"] for row in counted)}
    return CasePage(tuple(rows[:limit]), len(rows) > limit, counts)


def cases_of(person_id: int) -> list[CaseRow]:
    """Return a person's cases, the newest first."""
    return [row_of(found) for found in Case.objects.filter(person_id=person_id).order_by("-case_id")]


def events(found: CaseRow) -> list[EventRow]:
    """Return what happened to a case, the oldest first."""
    rows = Event.objects.filter(person_id=found.person_id, case_id=found.case_id).order_by("event_id")
    return [
        EventRow(
            event_id=row.event_id,
            verb=CaseVerb(row.verb),
            occurred_on=row.occurred_on,
            recorded_at=row.recorded_at,
            actor=row.actor,
            reason=row.reason,
            evidence=row.evidence,
            detail=row.detail,
        )
        for row in rows
    ]


def row_of(found: Case) -> CaseRow:
    """Return a stored case as a value."""
    return CaseRow(
        case_id=found.case_id,
        person_id=found.person_id,
        unit=found.unit_no,
        kind=Kind(found.kind),
        state=CaseState(found.state),
        source=found.source,
        suspended=found.suspended,
        opened_at=found.opened_at,
        body=found.body_no,
        due_on=found.due_on,
        other=found.other_person,
        outcome=Outcome(found.outcome) if found.outcome else None,
        entry=found.entry_id,
    )


def undecided_cases(low: int, high: int) -> list[tuple[int, int]]:
    """Return person and unit stood in of every case of the units numbered `low` to `high` that nobody has decided."""
    found = Case.objects.filter(unit_no__range=(low, high), state__in=UNDECIDED)
    return list(found.values_list("person_id", "unit_no"))
