"""Which units answer their lists within the time (trả lời danh sách đúng hạn)."""

from datetime import date

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import TruncDate

from toandan.work.movements.models import NotificationList
from toandan.work.movements.words import DueList, ListState


def answered_on_time(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by receiver (lists answered by their day, lists whose day fell into the period), `since` to `until`.

    A list that was taken back before it was answered is nobody's delay and counts in neither. A day that is not over
    may still be kept, so ask for days that are.
    """
    due = _due(low, high, since, until).annotate(closed_day=TruncDate("closed_at")).values("receiver_no")
    rows = due.annotate(many=Count("list_id"), timely=Count("list_id", filter=_KEPT)).order_by("receiver_no")
    return {row["receiver_no"]: (row["timely"], row["many"]) for row in rows}


def due_lists(*, low: int, high: int, since: date, until: date) -> list[DueList]:
    """Return the very lists that `answered_on_time` counts, by their day."""
    due = _due(low, high, since, until).annotate(closed_day=TruncDate("closed_at"))
    rows = due.annotate(timely=Case(When(_KEPT, then=True), default=False)).order_by("due_on", "list_id")
    told = rows.values_list("list_id", "sender_no", "receiver_no", "due_on", "closed_day", "timely")
    return [
        DueList(number, sender, receiver, day or until, closed, timely)
        for number, sender, receiver, day, closed, timely in told
    ]


_KEPT = Q(closed_at__isnull=False) & ~Q(state=ListState.SENT.value) & Q(closed_day__lte=F("due_on"))
"""Answered by its day."""


def _due(low: int, high: int, since: date, until: date) -> QuerySet[NotificationList]:
    return NotificationList.objects.filter(
        receiver_no__range=(low, high), due_on__range=(since, until), sent_at__isnull=False
    ).exclude(withdrawn=F("lines"))
