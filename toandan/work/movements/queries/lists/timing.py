"""Which units answer their lists within the time (trả lời danh sách đúng hạn)."""

from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import TruncDate

from toandan.work.movements.models import NotificationList
from toandan.work.movements.words import DueList, ListState


def answered_on_time(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by receiver (lists answered by their day, lists whose day fell into the period), `since` to `until`.

    A list that was taken back before it was answered is nobody's delay and counts in neither. A day that is not over
    may still be kept, so ask for days that are.
    """
    by_unit = _due(low, high, since, until).values("receiver_no")
    counted = by_unit.annotate(many=Count("list_id"), timely=Count("list_id", filter=_KEPT)).order_by("receiver_no")
    return {row["receiver_no"]: (row["timely"], row["many"]) for row in counted}


def due_lists(*, low: int, high: int, since: date, until: date) -> list[DueList]:
    """Return the very lists that `answered_on_time` counts, by their day."""
    # Django's types forget one annotation over the next.
    rows: QuerySet[Any] = _due(low, high, since, until).annotate(timely=Case(When(_KEPT, then=True), default=False))
    return [
        DueList(one.list_id, one.sender_no, one.receiver_no, one.due_on or until, one.closed_day, one.timely)
        for one in rows.order_by("due_on", "list_id")
    ]


_KEPT = Q(closed_at__isnull=False) & ~Q(state=ListState.SENT.value) & Q(closed_day__lte=F("due_on"))
"""Answered by its day."""


def _due(low: int, high: int, since: date, until: date) -> QuerySet[NotificationList]:
    due = NotificationList.objects.filter(
        receiver_no__range=(low, high), due_on__range=(since, until), sent_at__isnull=False
    ).exclude(withdrawn=F("lines"))
    return due.annotate(closed_day=TruncDate("closed_at"))
