"""What waits for a unit's answer, what is held, late or gone elsewhere: the desks of questions (bàn hỏi đáp)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from toandan.work.questions.models import Question
from toandan.work.questions.queries.sheets import row_of
from toandan.work.questions.words import OPEN, QuestionRow, QuestionState

PAGE = 50
Ranges = Iterable[tuple[int, int]]
_OPEN = [state.value for state in OPEN]


def to_answer(unit: int) -> list[QuestionRow]:
    """Return what a unit must answer, that of the earliest day first; never the words, as in every list."""
    return _rows(_bare().filter(at_no=unit, state=QuestionState.WAITING.value).order_by("due_on", "question_id"))


def held(unit: int) -> list[QuestionRow]:
    """Return what is held for review at a unit, the oldest first."""
    return _rows(_bare().filter(at_no=unit, state=QuestionState.HELD.value).order_by("question_id"))


def gone(unit: int) -> list[QuestionRow]:
    """Return what was put to a unit and waits with another one, the earliest day first."""
    here = Q(unit_no=unit) | Q(from_no=unit)
    return _rows(_bare().filter(here, state__in=_OPEN).exclude(at_no=unit).order_by("due_on", "question_id"))


def late(ranges: Ranges, *, today: date, limit: int = 200) -> list[QuestionRow]:
    """Return what lies in reach and should have been answered before today, the latest first."""
    found = _bare().filter(_in_reach(ranges), state__in=_OPEN, due_on__lt=today)
    return _rows(found.order_by("due_on", "question_id")[:limit])


def newest(ranges: Ranges, *, before: int | None = None, limit: int = PAGE) -> list[QuestionRow]:
    """Return everything in reach, the newest first; `before` is the last one seen."""
    found = _bare().filter(_in_reach(ranges))
    if before:
        found = found.filter(question_id__lt=before)
    return _rows(found.order_by("-question_id")[:limit])


def _bare() -> QuerySet[Question]:
    return Question.objects.defer("content", "answer", "code", "likeness")


def _in_reach(ranges: Ranges) -> Q:
    here = Q(pk__in=[])
    for span in ranges:
        here |= Q(unit_no__range=span) | Q(at_no__range=span) | Q(from_no__range=span)
    return here


def _rows(found: Iterable[Question]) -> list[QuestionRow]:
    return [row_of(one) for one in found]


def units_with_questions(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` were asked, have to answer, or forwarded something."""
    found: set[int] = set()
    for field in ("unit_no", "at_no", "from_no"):
        rows = Question.objects.filter(**{f"{field}__gte": low, f"{field}__lte": high})
        found.update(rows.values_list(field, flat=True))
    return frozenset(found)


def questions_by_unit(low: int, high: int) -> dict[int, set[int]]:
    """Return which questions each of the units numbered `low` to `high` was asked, has to answer, or forwarded."""
    found: dict[int, set[int]] = defaultdict(set)
    for field in ("unit_no", "at_no", "from_no"):
        rows = Question.objects.filter(**{f"{field}__range": (low, high)})
        for unit, number in rows.values_list(field, "question_id"):
            found[unit].add(number)
    return found
