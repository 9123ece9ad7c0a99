"""Which units and bodies answer difficulties within the clock (trả lời vướng mắc đúng hạn)."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from toandan.work.difficulties.models import Difficulty
from toandan.work.difficulties.words import DifficultyState, DueDifficulty, Kind


def answered_on_time(*, low: int, high: int, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by who had to answer (difficulties answered within the clock, difficulties due from `since` to `until`).

    What was withdrawn needs no answer and counts in neither. What went one level up is that level's.
    """
    due = _due(low, high, since, until).values("at_no")
    rows = due.annotate(many=Count("pk"), timely=Count("pk", filter=Q(in_time=True)))
    return {row["at_no"]: (row["timely"], row["many"]) for row in rows.order_by("at_no")}


def due_difficulties(*, low: int, high: int, since: date, until: date) -> list[DueDifficulty]:
    """Return the very difficulties that `answered_on_time` counts, by their day."""
    return [
        DueDifficulty(
            one.difficulty_id, one.unit_no, one.at_no, Kind(one.kind), one.due_on or until, one.answered_at,
            one.in_time is True,
        )
        for one in _due(low, high, since, until).order_by("due_on", "difficulty_id")
    ]  # fmt: skip


def _due(low: int, high: int, since: date, until: date) -> QuerySet[Difficulty]:
    due = Difficulty.objects.filter(at_no__range=(low, high), at_body=False, due_on__range=(since, until))
    return due.exclude(state=DifficultyState.WITHDRAWN.value)
