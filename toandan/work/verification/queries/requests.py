"""What bodies were asked, and what they answered (đề nghị xác minh và trả lời)."""

from django.db.models import Q

from toandan.work.verification.models import Request
from toandan.work.verification.queries.cases import CaseUnknown
from toandan.work.verification.words import Answer, Kind, RequestRow

MOST = 200

WANTED = Q(answer="", released_on=None)
"""What is still to be answered: the case waits for this very line and was not decided without it."""


def asked_of(*, low: int, high: int, answered: bool = False, limit: int = MOST) -> list[RequestRow]:
    """Return what the bodies numbered `low` to `high` were asked: by their day, answered ones newest first."""
    rows = Request.objects.filter(~Q(answer="") if answered else WANTED, body_no__gte=low, body_no__lte=high)
    order = ("-answered_at", "person_id") if answered else ("due_on", "list_id", "person_id")
    return [row_of(row) for row in rows.order_by(*order)[:limit]]


def released_of(*, low: int, high: int, limit: int = MOST) -> list[RequestRow]:
    """Return what the bodies numbered `low` to `high` need answer no longer, what was released last first."""
    rows = Request.objects.filter(body_no__gte=low, body_no__lte=high, released_on__isnull=False)
    return [row_of(row) for row in rows.order_by("-released_on", "-list_id", "person_id")[:limit]]


def request(list_id: int, case_id: int) -> RequestRow:
    """Return one line of a list. Raises CaseUnknown."""
    found = Request.objects.filter(list_id=list_id, case_id=case_id).first()
    if found is None:
        raise CaseUnknown
    return row_of(found)


def requests_of(person_id: int, case_id: int) -> list[RequestRow]:
    """Return what was asked about a case, the newest first."""
    rows = Request.objects.filter(person_id=person_id, case_id=case_id).order_by("-list_id")
    return [row_of(row) for row in rows]


def row_of(found: Request) -> RequestRow:
    """Return a stored line as a value."""
    return RequestRow(
        person_id=found.person_id,
        list_id=found.list_id,
        number=found.number,
        case_id=found.case_id,
        unit=found.unit_no,
        body=found.body_no,
        kind=Kind(found.kind),
        question=found.question,
        full_name=found.full_name,
        birth=found.birth,
        sex=found.sex,
        parents=found.parents,
        place=found.place,
        due_on=found.due_on,
        answer=Answer(found.answer) if found.answer else None,
        answer_text=found.answer_text,
        evidence=found.evidence,
        found_day=found.found_day,
        answered_at=found.answered_at,
        released_on=found.released_on,
    )
