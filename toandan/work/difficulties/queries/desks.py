"""What a unit raised, what it must answer, what is late: the desks of difficulties (bàn vướng mắc)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from toandan.work.difficulties import rules
from toandan.work.difficulties.models import Difficulty, Guidance
from toandan.work.difficulties.queries.sheets import row_of
from toandan.work.difficulties.words import WAITING, DifficultyRow, DifficultyState
from toandan.work.directives.words import Place

PAGE = 50
Ranges = Iterable[tuple[int, int]]
_WAITING = [state.value for state in WAITING]


def raised_by(at: Place, *, before: int | None = None, limit: int = PAGE) -> list[DifficultyRow]:
    """Return what a unit or body raised, the newest first; `before` is the last one seen."""
    return _newest(Difficulty.objects.filter(unit_no=at.number, unit_body=at.body), before, limit)


def everything(ranges: Ranges, *, text: str = "", before: int | None = None, limit: int = PAGE) -> list[DifficultyRow]:
    """Return what lies in reach, the newest first; with a text, what holds each of its words, marks or none."""
    found = Difficulty.objects.filter(in_reach(ranges))
    for word in rules.folded(text).split():
        found = found.filter(Q(search__contains=f" {word}") | Q(answer_search__contains=f" {word}"))
    return _newest(found, before, limit)


def to_answer(at: Place) -> list[DifficultyRow]:
    """Return what a unit or body must answer, or assign on, that of the earliest day first."""
    found = Difficulty.objects.filter(at_no=at.number, at_body=at.body, state__in=_WAITING)
    return [row_of(one) for one in found.order_by("due_on", "difficulty_id")]


def assigned_out(desk: int) -> list[DifficultyRow]:
    """Return what was taken to a unit and put to somebody else who has not answered yet, the earliest day first."""
    found = Difficulty.objects.filter(desk_no=desk, state__in=_WAITING).exclude(at_no=desk)
    return [row_of(one) for one in found.order_by("due_on", "difficulty_id")]


def to_accept(at: Place) -> list[DifficultyRow]:
    """Return what a unit or body raised and was answered, and waits for its word, the oldest answer first."""
    mine = Difficulty.objects.filter(unit_no=at.number, unit_body=at.body, state=DifficultyState.ANSWERED.value)
    return [row_of(one) for one in mine.order_by("answered_at", "difficulty_id")]


def late(ranges: Ranges, *, today: date, limit: int = 200) -> list[DifficultyRow]:
    """Return what lies in reach and should have been answered before today, the latest first."""
    found = Difficulty.objects.filter(in_reach(ranges), state__in=_WAITING, due_on__lt=today)
    return [row_of(one) for one in found.order_by("due_on", "difficulty_id")[:limit]]


def in_reach(ranges: Ranges) -> Q:
    """Return the condition that one of the sides of a difficulty lies in these ranges, where the reader holds a word.

    The database shows what lies in the scope of any word; a post that reads no difficulties widens that, and not this.
    """
    here = Q(pk__in=[])
    for span in ranges:
        here |= Q(unit_no__range=span) | Q(desk_no__range=span) | Q(at_no__range=span)
    return here


def _newest(found: QuerySet[Difficulty], before: int | None, limit: int) -> list[DifficultyRow]:
    if before:
        found = found.filter(difficulty_id__lt=before)
    return [row_of(one) for one in found.order_by("-difficulty_id")[:limit]]


def units_with_difficulties(low: int, high: int) -> frozenset[int]:
    """Return which of the units numbered `low` to `high` raised, decide about or answer one, or published guidance."""
    found: set[int] = set(
        Guidance.objects.filter(issuer_no__gte=low, issuer_no__lte=high).values_list("issuer_no", flat=True)
    )
    for field in ("unit_no", "desk_no", "at_no"):
        rows = Difficulty.objects.filter(**{f"{field}__gte": low, f"{field}__lte": high})
        found.update(rows.values_list(field, flat=True))
    return frozenset(found)


def difficulties_by_unit(low: int, high: int) -> dict[int, set[str]]:
    """Return which difficulties each of the units numbered `low` to `high` has a part in, and the guidance it gave."""
    found: dict[int, set[str]] = defaultdict(set)
    for field in ("unit_no", "desk_no", "at_no"):
        rows = Difficulty.objects.filter(**{f"{field}__range": (low, high)})
        for unit, number in rows.values_list(field, "difficulty_id"):
            found[unit].add(f"difficulty:{number}")
    given = Guidance.objects.filter(issuer_no__range=(low, high))
    for unit, number in given.values_list("issuer_no", "guidance_id"):
        found[unit].add(f"guidance:{number}")
    return found
