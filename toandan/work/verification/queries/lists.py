"""Numbered lists to bodies outside the police, and how far they are answered (danh sách đề nghị xác minh)."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_noop as _

from toandan.ground.kernel.errors import NotThere
from toandan.record.units import queries as units
from toandan.work.verification.models import Request, RequestList
from toandan.work.verification.queries.requests import WANTED, row_of
from toandan.work.verification.words import NOTICE_DAYS, ListRow, RequestRow


class RequestListUnknown(NotThere):
    """There is no such list in the caller's scope."""

    def __init__(self) -> None:
        message = _("There is no such list, or it is between a unit and a body you do not work for.")
        super().__init__(message, code="list_unknown")


def request_list(list_id: int) -> ListRow:
    """Return the head of one list. Raises RequestListUnknown."""
    found = _rows(RequestList.objects.filter(list_id=list_id))
    if not found:
        raise RequestListUnknown
    return found[0]


def lists_of(*, low: int, high: int, before: int | None = None, limit: int = 50) -> list[ListRow]:
    """Return the lists that the units numbered `low` to `high` made, the newest first; `before` is the last seen."""
    found = RequestList.objects.filter(unit_no__gte=low, unit_no__lte=high)
    if before is not None:
        found = found.filter(list_id__lt=before)
    return _rows(found.order_by("-list_id")[:limit])


def due_lists(*, low: int, high: int, today: date, asked: bool = False) -> list[ListRow]:
    """Return the lists whose answers are late or due soon, those of the earliest day first.

    They are those the units numbered `low` to `high` sent, or with `asked` those that bodies of these numbers got.
    """
    last = today + timedelta(days=NOTICE_DAYS)
    wanted = Request.objects.filter(WANTED, due_on__lte=last).values_list("list_id", flat=True).distinct()
    side = {"body_no__range": (low, high)} if asked else {"unit_no__range": (low, high)}
    return rows_by_day(RequestList.objects.filter(list_id__in=list(wanted), **side).values_list("list_id", flat=True))


def rows_by_day(lists: Iterable[int]) -> list[ListRow]:
    """Return the heads of these lists that the caller may see, those of the earliest day first."""
    return _rows(RequestList.objects.filter(list_id__in=list(lists)).order_by("due_on", "list_id"))


def units_with_lists(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` have lists at bodies."""
    return frozenset(RequestList.objects.filter(unit_no__gte=low, unit_no__lte=high).values_list("unit_no", flat=True))


def open_list_lines(low: int, high: int) -> list[tuple[int, int, int, int]]:
    """Return list, unit that made it, person and unit stood in, of every line of lists that still wait for an answer.

    The lists are those of the units numbered `low` to `high`.
    """
    waiting = Request.objects.filter(WANTED).values("list_id")
    heads = RequestList.objects.filter(unit_no__range=(low, high), list_id__in=waiting)
    made = dict(heads.values_list("list_id", "unit_no"))
    rows = Request.objects.filter(list_id__in=list(made)).values_list("list_id", "person_id", "unit_no")
    return [(number, made[number], person, unit) for number, person, unit in rows]


def lists_seen(lists: Iterable[int]) -> frozenset[int]:
    """Return which of these lists the caller may see: people who moved bring questions of another unit along."""
    return frozenset(RequestList.objects.filter(list_id__in=list(lists)).values_list("list_id", flat=True))


def list_lines(list_id: int) -> list[RequestRow]:
    """Return the lines of a list in the order of their names; what the caller may not see any more is left out."""
    rows = Request.objects.filter(list_id=list_id).order_by("full_name", "person_id", "case_id")
    return [row_of(row) for row in rows]


def number_of(found: RequestList) -> str:
    """Write a list's number the way papers do: number, year, the unit that sent it."""
    return f"{found.number:02d}/{found.year}/{units.by_number(found.numbered_no).code}"


def _rows(found: QuerySet[RequestList]) -> list[ListRow]:
    heads = list(found)
    counted = _counted(head.list_id for head in heads)
    return [_row(head, *counted.get(head.list_id, (0, 0, 0))) for head in heads]


def _counted(lists: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    """Return for each list how many lines it has, how many are answered, and how many answers are still wanted."""
    by_list = Request.objects.filter(list_id__in=list(lists)).values("list_id")
    rows = by_list.annotate(
        all=Count("person_id"),
        answered=Count("person_id", filter=~Q(answer="")),
        waiting=Count("person_id", filter=WANTED),
    )
    return {row["list_id"]: (row["all"], row["answered"], row["waiting"]) for row in rows}


def _row(head: RequestList, lines: int, answered: int, waiting: int) -> ListRow:
    return ListRow(
        list_id=head.list_id,
        number=number_of(head),
        unit=head.unit_no,
        sender=head.numbered_no,
        body=head.body_no,
        question=head.question,
        due_on=head.due_on,
        created_at=head.created_at,
        created_by=head.created_by,
        lines=lines,
        answered=answered,
        waiting=waiting,
        reminded_on=head.reminded_on,
    )
