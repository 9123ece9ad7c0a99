"""Which units and bodies answer difficulties within the clock (trả lời vướng mắc đúng hạn)."""

from datetime import date

from django.db.models import Count, Q

from toandan.work.difficulties.models import Difficulty
from toandan.work.difficulties.words import DifficultyState


def answered_on_time(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by who had to answer (difficulties answered within the clock, difficulties due from `since` to `until`).

    What was withdrawn needs no answer and counts in neither. What went one level up is that level's.
    """
    due = Difficulty.objects.filter(at_no__range=(low, high), at_body=False, due_on__range=(since, until))
    due = due.exclude(state=DifficultyState.WITHDRAWN.value)
    rows = due.values("at_no").annotate(many=Count("pk"), timely=Count("pk", filter=Q(in_time=True)))
    return {row["at_no"]: (row["timely"], row["many"]) for row in rows.order_by("at_no")}
