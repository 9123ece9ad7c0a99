"""Which units answer their lists within the time (trả lời danh sách đúng hạn)."""

from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate

from toandan.work.movements.models import NotificationList
from toandan.work.movements.words import ListState


def answered_on_time(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by receiver (lists answered by their day, lists whose day fell into the period), `since` to `until`.

    A list that was taken back before it was answered is nobody's delay and counts in neither. A day that is not over
    may still be kept, so ask for days that are.
    """
    due = NotificationList.objects.filter(
        receiver_no__range=(low, high), due_on__range=(since, until), sent_at__isnull=False
    ).exclude(withdrawn=F("lines"))
    kept = Q(closed_at__isnull=False) & ~Q(state=ListState.SENT.value) & Q(closed_day__lte=F("due_on"))
    rows = due.annotate(closed_day=TruncDate("closed_at")).values("receiver_no")
    rows = rows.annotate(many=Count("list_id"), timely=Count("list_id", filter=kept)).order_by("receiver_no")
    return {row["receiver_no"]: (row["timely"], row["many"]) for row in rows}
